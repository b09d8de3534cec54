"""A notebook run: each SQL cell asked with the reader's values, each text and chart filled from what came back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from lodestone.cells.engine import Engine
from lodestone.errors import NotebookRefused, Problem, StatementRefused
from lodestone.filters import FILTERS, View
from lodestone.notebooks.document import ChartCell, Notebook, OwnValue, SqlCell, TextCell
from lodestone.notebooks.own_cells import OwnAnswer, chart_answer, table_answer
from lodestone.notebooks.reading import loose_ends
from lodestone.notebooks.words import missing
from lodestone.queries import Value
from lodestone.remembered import Remembered
from lodestone.sandbox.asking import Answer as Rows
from lodestone.sandbox.asking import answer
from lodestone.warehouse import Warehouse

_ROWS: Remembered[Rows] = Remembered(
    64, most=64_000_000, size=lambda rows: int(rows.frame.memory_usage(deep=True).sum())
)
Place = Callable[[int], None]


@dataclass(frozen=True)
class Outcome:
    """What one cell came to: the answer of a SQL or chart cell, or the reason why there is none."""

    answer: OwnAnswer | None = None
    rows: Rows | None = None
    wrong: str = ""
    refused: StatementRefused | None = None


@dataclass
class Run:
    """A notebook with one reader's view and values, cell by cell; what was asked before is remembered."""

    book: Notebook
    engine: Engine
    warehouse: Warehouse
    view: View
    own: Mapping[str, OwnValue] = field(default_factory=dict)
    place: Place = lambda _: None

    def values(self) -> dict[str, Value]:
        """The value of every parameter that SQL can name: the page's filters and the notebook's own."""
        given: dict[str, Value] = dict(self.view.parameters())
        for one in self.book.parameters:
            value = self.own.get(one.name, one.value)
            given[one.name] = int(value) if isinstance(value, float) and value.is_integer() else value
        return given

    def sql(self, name: str) -> Outcome:
        """The rows of the SQL cell of this name."""
        cell = self.book.sql[name]
        try:
            rows = self._rows(cell)
        except StatementRefused as refused:
            return Outcome(wrong=str(refused), refused=refused)
        made = table_answer(self.engine, self.warehouse, self.view, cell, rows, self.values(), self.book.parameters)
        return Outcome(made, rows)

    def chart(self, chart: ChartCell, number: int) -> Outcome:
        """A chart, the `number`-th of the notebook."""
        if chart.of not in self.book.sql:
            return Outcome(wrong=f"This chart shows the cell “{chart.of}”, which is not here any more.")
        below = self.sql(chart.of)
        if below.answer is None or below.rows is None:
            return Outcome(wrong=f"This chart waits for the cell “{chart.of}”: {below.wrong}")
        made, wrong = chart_answer(below.answer, chart, below.rows, number, self.frames(chart.title), self.engine)
        return Outcome(made, below.rows, wrong)

    def frames(self, text: str) -> dict[str, pd.DataFrame]:
        """The rows of the cells whose values a text writes; those that fail are left out."""
        found = {}
        for name in dict.fromkeys(re.findall(r"\{([a-z][a-z0-9_]*)\.", text)):
            if name in self.book.sql:
                rows = self.sql(name).rows
                if rows is not None:
                    found[name] = rows.frame
        return found

    def _rows(self, cell: SqlCell) -> Rows:
        earlier = self.book.before(cell.name)
        values = self.values()
        told = " ".join([cell.sql, *(sql for _, sql in earlier)])
        bearing = tuple(sorted((name, value) for name, value in values.items() if f"${name}" in told))
        return _ROWS.get(
            (self.warehouse.version, cell.sql, earlier, bearing),
            # All values, so that a mistyped name is told with the nearest; a refusal is not remembered.
            lambda: answer(
                self.warehouse,
                cell.sql,
                earlier=earlier,
                later=self.book.below(cell.name),
                values=values,
                repeatable=True,
                place=self.place,
            ),
        )


def problems_of(run: Run, file: str) -> list[Problem]:
    """What is wrong with the SQL, charts and texts of a notebook that could be read, by line of its file."""
    book = run.book
    found = loose_ends(book, file)
    for parameter in book.parameters:
        if parameter.name in {one.parameter for one in FILTERS.values()}:
            wrong = f"“{parameter.name}” is the name of a filter of the notebook"
            found.append(Problem(file, parameter.line, "name", wrong, "Name it otherwise"))
    taken = taken_names(run.warehouse)
    number = 0
    for cell in book.cells:
        if isinstance(cell, SqlCell):
            if cell.name in taken:
                found.append(
                    Problem(
                        file,
                        cell.line,
                        "name",
                        f"“{cell.name}” is the name of a table or a word of SQL",
                        "Name the cell otherwise",
                    )
                )
            found += _of_sql(run, cell, file) if cell.sql.strip() else []
        elif isinstance(cell, ChartCell):
            number += 1
            outcome = run.chart(cell, number)
            if outcome.wrong and outcome.rows is not None:
                found.append(
                    Problem(file, cell.line, "chart", outcome.wrong.rstrip("."), "Choose another column or chart")
                )
        text = cell.text if isinstance(cell, TextCell) else cell.title if isinstance(cell, ChartCell) else ""
        for name in missing(text, run.frames(text)):
            found.append(Problem(file, cell.line, "", f"{{{name}}}: the rows have no such column", "Correct the name"))
    return found


def _of_sql(run: Run, cell: SqlCell, file: str) -> list[Problem]:
    refused = run.sql(cell.name).refused
    if refused is None or refused.cell:
        # What an earlier cell has wrong is told there.
        return []
    line = cell.sql_line + refused.line - 1 if refused.line else cell.line
    at = f"at “{refused.word}”: " if refused.word else ""
    return [Problem(file, line, cell.name, f"{at}{refused.reason.rstrip('.')}", "Correct the SQL")]


def taken_names(warehouse: Warehouse) -> frozenset[str]:
    """Names that no cell can have: those of tables and views, and the reserved words of SQL."""
    cursor = warehouse.cursor()
    try:
        found = [
            *cursor.table_function("duckdb_tables").project("table_name").fetchall(),
            *cursor.table_function("duckdb_views").filter("NOT internal").project("view_name").fetchall(),
            *cursor.table_function("duckdb_keywords")
            .filter("keyword_category = 'reserved'")
            .project("keyword_name")
            .fetchall(),
        ]
    finally:
        cursor.close()
    return frozenset(str(name) for (name,) in found)


def checked(run: Run, file: str) -> Run:
    """The run, if nothing is wrong with it; raises NotebookRefused with every problem."""
    if found := problems_of(run, file):
        raise NotebookRefused(found)
    return run


def with_values(run: Run, texts: Mapping[str, str]) -> Run:
    """The run with some of its own parameters given as texts; raises NotebookRefused for what cannot be taken."""
    known = {one.name: one for one in run.book.parameters}
    own: dict[str, OwnValue] = dict(run.own)
    problems = []
    for name, text in texts.items():
        if name not in known:
            listed = ", ".join(known) or "none"
            problems.append(Problem("--param", 0, name, "the notebook has no such parameter", f"It has: {listed}"))
            continue
        try:
            own[name] = known[name].read(text)
        except ValueError as error:
            problems.append(Problem("--param", 0, name, str(error), f"Give a {known[name].kind}"))
    if problems:
        raise NotebookRefused(problems)
    return replace(run, own=own)
