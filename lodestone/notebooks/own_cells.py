"""A reader's rows and charts as cells and answers, like those of every page: the same screen and exports show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.cells.engine import Engine
from lodestone.figures import go as drawing
from lodestone.figures.own import own_chart
from lodestone.figures.own_axes import Drawing
from lodestone.figures.tokens import tokens
from lodestone.filters import FILTERS, View
from lodestone.language import counted, first_lower, first_upper
from lodestone.notebooks.charts import chosen, default_title, drawn_as
from lodestone.notebooks.columns import columns
from lodestone.notebooks.document import ChartCell, Parameter, SqlCell
from lodestone.notebooks.words import filled, said
from lodestone.queries import Asked, Query, Value
from lodestone.query_files import Parameter as Declared
from lodestone.sandbox.asking import Answer as Rows
from lodestone.warehouse import Warehouse

PAGE = "notebook"
UNSOURCED = "not carried by these rows"


def table_key(name: str) -> str:
    """The key of the cell that shows the rows of the SQL cell of this name."""
    return f"{PAGE}/{name.replace('_', '-')}"


def chart_key(of: str, number: int) -> str:
    """The key of the notebook's `number`-th chart, which shows the SQL cell `of`; no SQL cell's name has a stop."""
    return f"{table_key(of)}.chart-{number}"


def asks(cell: SqlCell) -> str:
    """What a SQL cell asks, where it does not say so itself by its name."""
    return cell.question or f"What does “{cell.name}” give?"


@dataclass(frozen=True)
class OwnAnswer(Answer):
    """An answer to a reader's own question.

    `own` are the notebook's parameters that it uses, in words; `cut` says which bound cut its rows, '' where all are
    here.
    """

    own: str = ""
    cut: str = ""

    @cached_property
    def part(self) -> str:
        """As in Answer: that these are the first rows, where there are more."""
        return first_lower(counted_rows(self.table, self.cut)) if self.cut else ""

    @property
    def filtered(self) -> str:
        """As in Answer, with the notebook's own parameters."""
        return " · ".join(part for part in (super().filtered, self.own) if part)

    @property
    def unsourced(self) -> str:
        """As in Answer: rows that do not name their sources are said not to."""
        return "none, no rows" if self.table.empty else UNSOURCED

    def draw(self, form: Form = "page") -> go.Figure:
        """The figure; never kept, for two readers' cells may have one name."""
        assert self.cell.figure is not None
        view = replace(self.view, window="paper") if form == "paper" else self.view
        # In a deck title and foot are the slide's own words.
        drawn = self.cell.figure(self.frames, view, Words("", "", "") if form == "deck" else self.words, form)
        return drawn.checked()


def table_answer(
    engine: Engine,
    warehouse: Warehouse,
    view: View,
    cell: SqlCell, rows: Rows, values: Mapping[str, Value], parameters: tuple[Parameter, ...],
) -> OwnAnswer:  # fmt: skip
    """The rows of a SQL cell as an answer; `values` are those of all parameters, `parameters` the notebook's own."""
    query = _query(cell, rows, parameters)
    shown = columns(rows.kinds)
    made = Cell(
        table_key(cell.name),
        asks(cell),
        (query.name,),
        lambda frames, _: counted_rows(frames[query.name], rows.cut),
        shown,
        fixed={},
    )
    # A parameter of the notebook's own that bears the name of a filter takes its place, so that alone is told.
    asked = set(rows.parameters) - {one.name for one in parameters}
    filters = tuple(name for name, one in FILTERS.items() if one.parameter in asked and name in view.filters)
    answered = Asked(query, {name: values[name] for name in query.parameters}, rows.frame)
    given = values["as_of"] if "as_of" in rows.parameters else None
    day = given if isinstance(given, date) else view.as_of
    narrowed = replace(view, filters=filters, version=warehouse.version, values={**view.values, "as_of": day})
    own = " · ".join(_worded(one, values[one.name]) for one in parameters if one.name in rows.parameters)
    sources = _sources(engine, warehouse, rows.frame)
    finding = made.finding({query.name: rows.frame}, narrowed)
    return OwnAnswer(made, narrowed, (answered,), finding, sources, own=own, cut=rows.cut)


def chart_answer(
    table: OwnAnswer, chart: ChartCell, rows: Rows, number: int, frames: Mapping[str, pd.DataFrame], engine: Engine
) -> tuple[OwnAnswer | None, str]:
    """The chart of some rows as an answer, or None and why it cannot be drawn."""
    kind, roles, wrong = chosen(chart, rows.kinds, len(rows.frame))
    if wrong:
        return None, wrong
    shown = {column.name: column for column in table.cell.columns}
    title = first_upper(filled(chart.title, frames)) or default_title(kind, roles, rows, shown, _basemap(engine))
    figure = partial(_drawn, kind, roles, shown, engine)
    made = replace(
        table.cell,
        key=chart_key(chart.of, number),
        finding=lambda *_: title,
        figure=figure,
        alt=lambda *_: f"{_KINDS[kind]} of {'the first ' if rows.cut else ''}{counted(len(rows.frame), 'row')}.",
    )
    return replace(table, cell=made, finding=title), ""


_KINDS = {
    "bar": "Bars", "line": "Lines", "area": "Stacked areas", "scatter": "Marks on two axes", "histogram": "Histogram",
    "matrix": "Matrix of marks", "treemap": "Treemap", "points": "Map with marks", "countries": "Map of countries",
}  # fmt: skip


def _drawn(
    kind: str, roles: Mapping[str, str], shown: Mapping[str, Column], engine: Engine, frames: Frames, view: View,
    words: Words, form: Form,
) -> drawing.Figure:  # fmt: skip
    rows = next(iter(frames.values()))
    return own_chart(
        kind,
        Drawing(
            rows,
            roles,
            {name: one.title for name, one in shown.items()},
            drawn_as(shown),
            tokens(view.theme),
            words.title,
            words.subtitle,
            words.source_line,
            form,
            view.width,
            _basemap(engine),
        ),
    )


def _basemap(engine: Engine) -> Path:
    return engine.keeper.project.data / "basemap"


def counted_rows(frame: pd.DataFrame, cut: str) -> str:
    """How many rows there are, and whether they are all: 'The first 10,000 rows; there are more'."""
    if cut:
        return f"The first {counted(len(frame), 'row')}; there are more"
    return counted(len(frame), "row") if len(frame) else "No row"


def _query(cell: SqlCell, rows: Rows, parameters: tuple[Parameter, ...]) -> Query:
    labels = {one.parameter: one.label for one in FILTERS.values()} | {one.name: one.label for one in parameters}
    declared = {name: Declared(name, "VARCHAR", True, labels.get(name, name)) for name in rows.parameters}
    summary = cell.question or f"The cell “{cell.name}”"
    return Query(f"{PAGE}/{cell.name}", cell.sql, summary, summary, declared, f"the notebook's cell “{cell.name}”")


def _worded(one: Parameter, value: object) -> str:
    return f"{one.label}: {said(value, one.name)}"


def _sources(engine: Engine, warehouse: Warehouse, frame: pd.DataFrame) -> pd.DataFrame:
    """The sources that the rows name in `source_ids`, or one by one in `source_id`."""
    found = frame
    if "source_id" in frame:
        single = [(one,) if isinstance(one, str) else () for one in frame["source_id"]]
        found = pd.DataFrame({"source_ids": pd.Series(single, dtype=object)})
    if "source_ids" in frame:
        lists = [one if isinstance(one, tuple) else () for one in frame["source_ids"]]
        found = pd.DataFrame({"source_ids": pd.Series(lists, dtype=object)})
    return engine.sources(warehouse, found)
