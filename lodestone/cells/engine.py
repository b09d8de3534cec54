"""The database that is current and the questions that can be asked of it.

`Engine.answer` answers a cell for one view; the screen, the command line and the exports all show what it returns.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date

import pandas as pd

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell, Frames
from lodestone.cells.followed import Followed
from lodestone.content import views_sql
from lodestone.each_row import each_row
from lodestone.filters import FILTERS, Bounds, View
from lodestone.paths import Project
from lodestone.queries import Asked, Library, Query, Value
from lodestone.remembered import Remembered
from lodestone.rule_texts import built_on, rule_texts
from lodestone.warehouse import Warehouse, keeper

# Answers kept for whoever asks the same: some thirty views of the longest page. Their rows are kept as query results.
_ANSWERS = 512
# One a database and day; two days are at hand where readers live in different time zones.
_BOUNDS = 6


class Engine:
    """The database that is current and the questions that can be asked of it; shared by all sessions."""

    def __init__(self, project: Project, patience: float = math.inf) -> None:
        """`patience`: how many seconds a view waits for changed content before it is given the last good version."""
        self.keeper = keeper(project, patience)
        self.library = Library(project.queries)
        self._answers: Remembered[Answer] = Remembered(_ANSWERS)
        # Parts of answers that are the same in many views; each set of rows from a model has a mark of its own.
        self._worked: Followed[tuple[pd.DataFrame, object]] = Followed(_ANSWERS)
        self._findings: Followed[str] = Followed(_ANSWERS)
        self._sources: Remembered[pd.DataFrame] = Remembered(_ANSWERS)
        self._bounds: Remembered[Bounds] = Remembered(_BOUNDS)

    def ask(self, warehouse: Warehouse, name: str, view: View, fixed: Mapping[str, Value] | None = None) -> Asked:
        """Run one query with the view's values for the parameters it declares; `fixed` overrides them."""
        query = self.library.get(name)
        given = view.parameters() | dict(fixed or {})
        return self.library.ask(warehouse, name, {key: given[key] for key in query.parameters if key in given})

    def answer(self, warehouse: Warehouse, cell: Cell, view: View) -> Answer:
        """Answer a cell; for equal views the same answer, which nobody changes."""
        key = (cell, view.state, warehouse.version)
        return self._answers.get(key, lambda: self._answer(warehouse, cell, view))

    def _answer(self, warehouse: Warehouse, cell: Cell, view: View) -> Answer:
        asked = tuple(self.ask(warehouse, name, view, cell.fixed) for name in cell.queries)
        frames = {one.query.name: one.frame for one in asked}
        origin = _origin(warehouse, asked)
        worked, mark = self._work(cell, origin, frames, view)
        if worked is not None:
            frames |= {cell.key: worked}
        basis = (origin, mark)
        finding = self._findings.get(cell, basis, view, lambda seen: cell.finding(frames, seen))
        sources = self.sources(warehouse, *frames.values())
        return Answer(cell, view, asked, finding, sources, self.reach(warehouse, cell, view), worked, basis)

    def _work(
        self, cell: Cell, key: Hashable, frames: Frames, view: View
    ) -> tuple[pd.DataFrame, object] | tuple[None, None]:
        """The rows that the cell's model works out of its frames, with their mark, if it has one."""
        work = cell.work
        if work is None:
            return None, None
        return self._worked.get(cell, key, view, lambda seen: (_with_tuples(work(frames, seen)), object()))

    def reach(self, warehouse: Warehouse, cell: Cell, view: View) -> int | None:
        """How many rows a cell of things that can be opened would have with no filter that narrows them."""
        asks = self.library.get(cell.queries[0]).parameters
        narrowing = [name for name in view.narrowed() if FILTERS[name].picks_rows and FILTERS[name].parameter in asks]
        if not cell.identifier or not narrowing or "rows" in asks:
            return None
        whole = view.without(narrowing)
        if cell.work is not None:
            asked = [self.ask(warehouse, name, whole, cell.fixed) for name in cell.queries]
            worked, _ = self._work(cell, _origin(warehouse, asked), {one.query.name: one.frame for one in asked}, whole)
            return 0 if worked is None else len(worked)
        return len(self.ask(warehouse, cell.queries[0], whole, cell.fixed).frame)

    def sources(self, warehouse: Warehouse, *frames: pd.DataFrame) -> pd.DataFrame:
        """The sources named in the `source_ids` of these frames, the nearest to the act first."""
        ids = frozenset[str]().union(
            *(many for frame in frames if "source_ids" in frame for many in frame["source_ids"])
        )
        # Kept by what is named: many cells and views name the same.
        return self._sources.get((warehouse.version, ids), lambda: self._named(warehouse, ids))

    def _named(self, warehouse: Warehouse, ids: Collection[str]) -> pd.DataFrame:
        # All are read once: every cell of every view asks for some.
        every = self.library.ask(warehouse, "sources/by_id", {"ids": None}).frame
        places = [place for place, one in enumerate(every["source_id"]) if one in ids]
        return every.iloc[places].reset_index(drop=True)

    def macros(self, query: Query, warehouse: Warehouse | None = None) -> str:
        """The SQL of the shared rules (macros) that a query builds on, as the database was built with them.

        Without a database they are read from data/views/, where nobody minds that it cannot be read just now.

        A rule may build on others; those it needs stand there too.
        """
        rules = rule_texts(self._views_sql(warehouse))
        return "\n\n".join(f"{rules[name]};" for name in built_on(query.sql, rules))

    def _views_sql(self, warehouse: Warehouse | None) -> str:
        if warehouse is not None:
            return str(warehouse.cursor().table("build_info").project("views_sql").fetchall()[0][0])
        return views_sql(self.keeper.project.root)

    def bounds(self, warehouse: Warehouse, today: date, more: Mapping[str, tuple[str, ...]] | None = None) -> Bounds:
        """What the filters can be set to with this database; `more` are lists that do not come from it."""
        key = (warehouse.version, today, tuple((more or {}).items()))
        return self._bounds.get(key, lambda: self._read_bounds(warehouse, today, more or {}))

    def _read_bounds(self, warehouse: Warehouse, today: date, more: Mapping[str, tuple[str, ...]]) -> Bounds:
        options = self.library.ask(warehouse, "filters/options", {}).frame
        lists = {str(name): tuple(group["value"]) for name, group in options.groupby("filter", sort=False)}
        signed = self.library.ask(warehouse, "filters/days", {}).frame["first_day"][0]
        labels = {f"{row.filter}|{row.value}": str(row.label) for row in each_row(options)}
        names = self.library.ask(warehouse, "filters/names", {}).frame
        further = {"|".join(map(str, key)): tuple(group["name"]) for key, group in names.groupby(["filter", "value"])}
        return Bounds(lists | dict(more), labels, signed, today, further)


def _origin(warehouse: Warehouse, asked: Iterable[Asked]) -> Hashable:
    """What rows came from: equal origins, equal rows."""
    return warehouse.version, tuple((one.query.name, one.basis) for one in asked)


def _with_tuples(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that a model worked out, lists as tuples, as in all rows that come from a query."""
    made: dict[str, list[object]] = {}
    for name in rows.columns[rows.dtypes == "object"]:
        values = rows[name].tolist()
        if any(isinstance(value, list) for value in values):
            made[str(name)] = [tuple(value) if isinstance(value, list) else value for value in values]
    return rows.assign(**{name: pd.Series(values, index=rows.index, dtype=object) for name, values in made.items()})
