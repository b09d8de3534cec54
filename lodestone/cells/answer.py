"""What a cell answers for one view: its finding, its rows, its sources and its figure."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go

from lodestone.cells.cell import Cell, Form, Words
from lodestone.cells.followed import Followed
from lodestone.figures import go as drawing
from lodestone.figures.live_map import LiveMap
from lodestone.filters import FILTERS, View, slug
from lodestone.language import counted, first_upper, fmt_date, joined
from lodestone.queries import Asked

Made = TypeVar("Made")
_FIGURES: Followed[go.Figure] = Followed(64)
_MAPS: Followed[LiveMap] = Followed(16)


@dataclass(frozen=True)
class Answer:
    """A cell's answer for one view: the sentence, the rows of each query and the sources of exactly those rows.

    It is shared by all who ask the same: nobody changes its frames, and what follows from it is worked out once.

    `sources` columns: source_id, title, publisher, publisher_kind, published, how_read, trust, note, url, licence.
    """

    cell: Cell
    view: View
    asked: tuple[Asked, ...]
    finding: str
    sources: pd.DataFrame
    # How many rows there would be without the filters that narrow it; unknown where rows are not things counted.
    reach: int | None = None
    # The rows that the cell's model worked out; none where it has no model.
    worked: pd.DataFrame | None = None
    # What its rows came from, where that is known: of one cell, equal bases are equal rows.
    basis: Hashable = None

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Rows by query name, and those worked out from them by the cell's key."""
        worked = {} if self.worked is None else {self.cell.key: self.worked}
        return {asked.query.name: asked.frame for asked in self.asked} | worked

    @property
    def table(self) -> pd.DataFrame:
        """The rows that the table twin shows."""
        return self.asked[0].frame if self.worked is None else self.worked

    @property
    def blank(self) -> bool:
        """Whether no row is left for the figure to show."""
        if self.worked is not None:
            return len(self.worked) == 0
        return all(asked.frame.empty for asked in self.asked[: self.cell.drawn])

    @cached_property
    def pictured(self) -> bool:
        """Whether there is a figure to draw: the cell has one, and its rows are enough for it."""
        return self.cell.figure is not None and not self.blank and self.cell.compares(self.frames)

    @cached_property
    def words(self) -> Words:
        """What stands inside the figure."""
        said = source_line(self.sources) if len(self.sources) else f"Source: {self.unsourced}"
        return Words(self.finding, self.filtered, f"{said} · as of {fmt_date(self.view.as_of)}")

    @cached_property
    def bearing(self) -> frozenset[str]:
        """The filters of the page that can change a row of this cell: those its questions ask for, none fixed."""
        asked = {name for one in self.asked for name in one.query.parameters} - set(self.cell.fixed)
        return frozenset(name for name in self.view.filters if FILTERS[name].parameter in asked)

    @cached_property
    def idle(self) -> tuple[str, ...]:
        """The filters that are set and do not narrow what the finding speaks of, the rows of the first question."""
        speaks_of = set(self.asked[0].query.parameters) - set(self.cell.fixed)
        return tuple(
            name
            for name in self.view.narrowed()
            if FILTERS[name].picks_rows and FILTERS[name].parameter not in speaks_of
        )

    @cached_property
    def filtered(self) -> str:
        """The filters that bear on it in words, and those that are set without narrowing it: said where it is shown."""
        parts = (self.opened, self.view.sentence(self.bearing), self.part, self.not_narrowed)
        return " · ".join(part for part in parts if part)

    @property
    def opened(self) -> str:
        """The one thing that is opened, where the cell speaks of it alone: its findings need not name it.

        What is known by a number, such as a provision, is named by its cells themselves.
        """
        name = self.cell.needs
        if not name or FILTERS[name].purpose != "opens" or not getattr(FILTERS[name], "by_label", False):
            return ""
        return str(self.view.labels.get(f"{name}|{self.view.values.get(name)}", ""))

    @cached_property
    def stem(self) -> str:
        """What its files are called, but for the day: 'lodestone-funding-flow-law-school' where that narrows it.

        What is opened is named too; among the files of many views each tells of which it is.
        """
        chosen = self.view.values.get("department") if "department" in self.bearing else None
        department = str(self.view.labels.get(f"department|{chosen}", chosen)) if chosen else ""
        words = dict.fromkeys(slug(word) for word in (self.opened, department))
        return "-".join(part for part in ("lodestone", *self.cell.key.split("/"), *words) if part)

    @cached_property
    def part(self) -> str:
        """How many of all rows the filters leave, as '9 of 36 rows'; empty where they leave all."""
        left = len(self.table)
        return f"{left} of {counted(self.reach, 'row')}" if self.reach is not None and left < self.reach else ""

    @property
    def not_narrowed(self) -> str:
        """Which filters that are set leave the answer as it is: 'not narrowed by department and pillar'."""
        named = [FILTERS[name].named for name in self.idle]
        # A figure may show more than the finding speaks of: what narrows the rest of it is said with the filters.
        partly = any(name in self.bearing for name in self.idle)
        return f"{'finding ' if partly else ''}not narrowed by {joined(named)}" if named else ""

    @cached_property
    def note(self) -> str:
        """What stands under a finding without a figure: for which department it is, and what does not narrow it.

        A department that the finding names is not named again, and one that is opened whole stands in its heading.
        """
        chosen = self.view.values.get("department") if "department" in self.bearing else None
        name = str(self.view.labels.get(f"department|{chosen}", chosen)) if chosen else ""
        whom = f"for {name}" if name and name not in self.finding and self.cell.needs != "department" else ""
        return first_upper(" · ".join(part for part in (whom, self.aside) if part))

    @property
    def aside(self) -> str:
        """The same where the page says above for whom it is."""
        return " · ".join(part for part in (self.part, self.not_narrowed) if part)

    @cached_property
    def ground(self) -> str:
        """On what kind of text the answer rests; empty where the cell does not say or no row is left."""
        return self.cell.ground(self.frames) if self.cell.ground else ""

    @property
    def unsourced(self) -> str:
        """What stands in the place of the sources when there is none: rows of a reader's own files have none either."""
        if self.table.empty:
            return "none, no rows"
        return "none recorded" if "source_ids" in self.table else "the notebook's own tables"

    def draw(self, form: Form = "page") -> go.Figure:
        """Plotly's figure, in the colours of the view's theme; drawn once for equal views: callers do not change it."""
        return self.drawn(form, _FIGURES, lambda figure, _: figure.checked())

    def drawn(
        self,
        form: Form,
        keep: Followed[Made],
        finish: Callable[[drawing.Figure, Words], Made],
        refoot: Callable[[Made, str], Made | None] = lambda *_: None,
    ) -> Made:
        """What `finish` makes of the figure and the words in it, kept in `keep` for all whose figure is the same.

        Most figures of two days differ in the day at their foot alone: `refoot` puts another source line into what was
        made, or gives None where that takes a drawing of its own.
        """
        figure = self.cell.figure
        assert figure is not None
        # Paper has its own width: what stands on it is laid out as in a window as wide.
        view = replace(self.view, window="paper") if form == "paper" else self.view
        # In a deck title and foot are the slide's own words.
        words = Words("", "", "") if form == "deck" else self.words

        def work(seen: View) -> Made:
            return finish(figure(self.frames, seen, words, form), words)

        if self.basis is None:
            return work(view)
        owner, of_any_day = (self.cell, form), (self.basis, words.title, words.subtitle)
        made = refoot(keep.get(owner, of_any_day, view, work), words.source_line)
        return keep.get(owner, (self.basis, words), view, work) if made is None else made

    def draw_live(self) -> LiveMap:
        """The map for the page; worked out once for equal views, so callers do not change it."""
        live = self.cell.live
        assert live is not None
        return _MAPS.get(self.cell, self.basis or self.view.state, self.view, lambda seen: live(self.frames, seen))

    def once(self, make: Callable[[Answer], Made]) -> Made:
        """What `make` makes of this answer alone, such as the lines of a card; made once and kept as long as it is."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    @cached_property
    def _made(self) -> dict[Callable[..., Any], Any]:
        return {}

    @cached_property
    def alt(self) -> str:
        """The figure in words, for those who do not see it, on a page, where its table stands beside it."""
        return f"{self.alt_alone} The rows are in the table beside the figure."

    @cached_property
    def alt_alone(self) -> str:
        """The same where the figure stands without its table: on a slide, on paper."""
        extra = self.cell.alt(self.frames, self.view).strip() if self.cell.alt else ""
        return " ".join([_closed(self.finding), *([_closed(extra)] if extra.strip(".") else [])])


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def source_line(sources: pd.DataFrame) -> str:
    """At least one source in one line: the first publishers by name, the rest as a number."""
    publishers = list(dict.fromkeys(sources["publisher"]))
    rest = f" and {len(publishers) - 3} more" if len(publishers) > 3 else ""
    return f"Source{'s' if len(publishers) > 1 else ''}: {'; '.join(publishers[:3])}{rest}"
