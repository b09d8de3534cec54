"""A notebook cell, declared once: the question, the queries, the figure and how the answer is said.

`Notebook.tell` answers a cell for one view; the screen, the command line and the exports all show what it returns.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from lodestone.cells.words import fmt_date
from lodestone.figures.site_deck import LiveMap
from lodestone.filters.model import Bounds, View
from lodestone.paths import Project
from lodestone.queries import Asked, Library, Query, Value
from lodestone.warehouse import Keeper, Warehouse

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Column:
    """How one column is shown: its heading (with the unit), kind and empty cells.

    kind is text, day, number, score (of 0 to 5, shown with one decimal), list, status (of a clock), state (of a call), dollars, usd (a number),
    days (before or since a day), yes (or no) or link.
    """

    name: str
    title: str
    kind: str = "text"
    width: Literal["small", "medium", "large"] | None = None
    empty: str = "not recorded"
    # The width (px) of a column that a phone, which shows two or three, must show first.
    phone: int | None = None

    @property
    def year(self) -> bool:
        """Whether its numbers are years, which are written without a separator."""
        return "year" in self.title.lower()


@dataclass(frozen=True)
class Words:
    """The words inside a figure: the finding, the filters and the source line."""

    title: str
    subtitle: str
    source_line: str


# A figure is drawn to fill the page, as a small card without words of its own, or as a 16:9 slide.
Form = Literal["page", "card", "slide"]


@dataclass(frozen=True)
class Cell:
    """One question of the notebook.

    `queries` are names below queries/; the first is the one whose rows the table shows. `figure` gets the frames by
    query name, the view and the words that stand inside it. `fixed` gives parameters that are not filters.
    """

    key: str
    question: str
    queries: tuple[str, ...]
    answer: Callable[[Frames, View], str]
    columns: tuple[Column, ...]
    figure: Callable[[Frames, View, Words, Form], go.Figure] | None = None
    alt: Callable[[Frames, View], str] | None = None
    fixed: Mapping[str, Value] = field(default_factory=dict)
    # The figure shows the rows of this many queries, the first ones; without any row there is nothing to draw.
    drawn: int = 1
    # A map for the page, where a picture would be too poor; the figure stays what goes on a slide.
    live: Callable[[Frames, View], LiveMap] | None = None
    # Cannot be read on a phone: there its rows take its place.
    wide: bool = False
    # Of several cells that answer one question: the name they share when one is chosen, and whether it is this in a view.
    shared: str = ""
    stands: Callable[[View], bool] = lambda view: True

    @property
    def pick(self) -> str:
        """Its name where a reader chooses cells."""
        return self.shared or self.key


@dataclass(frozen=True)
class Told:
    """A cell's answer for one view: the sentence, the rows of each query and the sources of exactly those rows.

    `sources` columns: source_id, title, publisher, publisher_kind, published, how_read, trust, note, url, licence.
    """

    cell: Cell
    view: View
    asked: tuple[Asked, ...]
    answer: str
    sources: pd.DataFrame

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Rows by query name."""
        return {asked.query.name: asked.frame for asked in self.asked}

    @property
    def table(self) -> pd.DataFrame:
        """The rows that the table twin shows."""
        return self.asked[0].frame

    @property
    def blank(self) -> bool:
        """Whether no row is left for the figure to show."""
        return all(asked.frame.empty for asked in self.asked[:self.cell.drawn])

    @property
    def words(self) -> Words:
        """What stands inside the figure."""
        said = source_line(self.sources) if len(self.sources) else f"Source: {self.unsourced}"
        return Words(self.answer, self.view.sentence(), f"{said} · as of {fmt_date(self.view.as_of)}")

    @property
    def unsourced(self) -> str:
        """What stands in the place of the sources when there is none: rows of a reader's own files have none either."""
        if self.table.empty:
            return "none, no rows"
        return "none recorded" if "source_ids" in self.table else "the notebook's own tables"

    def draw(self, form: Form = "page") -> go.Figure:
        """The figure, in the colours of the view's theme; drawn once for equal views, so callers do not change it."""
        figure = self.cell.figure
        assert figure is not None
        asked = tuple((one.query.name, tuple(sorted(one.values.items()))) for one in self.asked)
        opened = tuple(self.view.values.get(name) for name in _OPENED)
        key = (self.cell.key, form, self.view.version, self.view.theme, self.view.width, asked, self.words, opened)
        return _FIGURES.get(key, lambda: figure(self.frames, self.view, self.words, form))

    def draw_live(self) -> LiveMap:
        """The map for the page; worked out once for equal views, so callers do not change it."""
        live = self.cell.live
        assert live is not None
        asked = tuple((one.query.name, tuple(sorted(one.values.items()))) for one in self.asked)
        opened = tuple(self.view.values.get(name) for name in _OPENED)
        key = (self.cell.key, "live", self.view.version, self.view.theme, self.view.window, asked, opened)
        drawn = _MAPS.get(key, lambda: live(self.frames, self.view))
        assert isinstance(drawn, LiveMap)
        return drawn

    @property
    def alt(self) -> str:
        """The figure in words, for those who do not see it."""
        extra = f" {self.cell.alt(self.frames, self.view)}" if self.cell.alt else ""
        return f"{self.answer}{extra} The rows are in the table beside the figure."


class _Remembered:
    """The last results of some work, by key; safe for threads, never more than `entries`."""

    def __init__(self, entries: int) -> None:
        self._entries, self._lock = entries, threading.Lock()
        self._results: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    def get(self, key: tuple[object, ...], work: Callable[[], Any]) -> Any:
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = work()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._entries:
                self._results.popitem(last=False)
        return result


_FIGURES, _MAPS = _Remembered(64), _Remembered(16)
# What is opened or chosen on a page and changes a figure without narrowing its rows.
_OPENED = ("provision", "cell", "organization", "opened", "zoom", "layer", "site", "project", "crossing", "region")


def source_line(sources: pd.DataFrame) -> str:
    """At least one source in one line: the first publishers by name, the rest as a number."""
    publishers = list(dict.fromkeys(sources["publisher"]))
    rest = f" and {len(publishers) - 3} more" if len(publishers) > 3 else ""
    return f"Source{'s' if len(publishers) > 1 else ''}: {'; '.join(publishers[:3])}{rest}"


class Notebook:
    """The database that is current and the questions that can be asked of it; shared by all sessions."""

    def __init__(self, project: Project) -> None:
        self.keeper = Keeper(project)
        self.library = Library(project.queries)

    def ask(self, warehouse: Warehouse, name: str, view: View, fixed: Mapping[str, Value] | None = None) -> Asked:
        """Run one query with the view's values for the parameters it declares; `fixed` overrides them."""
        query = self.library.get(name)
        given = view.parameters() | dict(fixed or {})
        return self.library.ask(warehouse, name, {key: given[key] for key in query.parameters if key in given})

    def tell(self, warehouse: Warehouse, cell: Cell, view: View) -> Told:
        """Answer a cell."""
        asked = tuple(self.ask(warehouse, name, view, cell.fixed) for name in cell.queries)
        frames = {one.query.name: one.frame for one in asked}
        return Told(cell, view, asked, cell.answer(frames, view), self.sources(warehouse, *frames.values()))

    def sources(self, warehouse: Warehouse, *frames: pd.DataFrame) -> pd.DataFrame:
        """The sources named in the `source_ids` of these frames, the nearest to the act first."""
        ids = {one for frame in frames if "source_ids" in frame for many in frame["source_ids"] for one in many}
        return self.library.ask(warehouse, "sources/by_id", {"ids": tuple(sorted(ids))}).frame

    def macros(self, query: Query) -> str:
        """The SQL of the shared rules (table macros) that a query builds on, as written in data/views.sql."""
        text = (self.keeper.project.data / "views.sql").read_text(encoding="utf-8")
        blocks = [block.strip() for block in text.split(";\n")]
        used = [block for block in blocks for name in _macro_names(block) if f"{name}(" in query.sql]
        return "\n\n".join(block[block.index("CREATE MACRO"):] + ";" for block in used)

    def bounds(self, warehouse: Warehouse, today: date, more: Mapping[str, tuple[str, ...]] | None = None) -> Bounds:
        """What the filters can be set to with this database; `more` are lists that do not come from it."""
        options = self.library.ask(warehouse, "filters/options", {}).frame
        lists = {str(name): tuple(group["value"]) for name, group in options.groupby("filter", sort=False)}
        signed = self.library.ask(warehouse, "filters/days", {}).frame["first_day"][0]
        labels = {f"{row.filter}|{row.value}": str(row.label) for row in options.itertuples()}
        return Bounds(lists | dict(more or {}), labels, signed, today)


def _macro_names(block: str) -> list[str]:
    return [line.split()[2].split("(")[0] for line in block.splitlines() if line.startswith("CREATE MACRO")]
