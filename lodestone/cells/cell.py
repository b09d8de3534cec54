"""A notebook cell, declared once: the question, the queries, the figure and how the finding is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from lodestone.figures import go
from lodestone.figures.live_map import LiveMap
from lodestone.filters import View
from lodestone.queries import Value

Frames = Mapping[str, pd.DataFrame]


# The empty word of a column that is filled for a chosen department alone.
NO_DEPARTMENT = "no department chosen"


@dataclass(frozen=True)
class Column:
    """How one column is shown: its heading (with the unit), kind and empty cells.

    kind is text, day (with its time where it has one), number, score (of 0 to 5, shown with one decimal), list, status
    (of a clock), state (of a call), dollars, usd (a number), days (before or since a day), yes (or no) or link.
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
        """Whether its numbers are years, written without a separator; 't a year' and a number of years are not."""
        return re.search(r"(?<!\ba )\byear\b", self.title.lower()) is not None


@dataclass(frozen=True)
class Words:
    """The words inside a figure: the finding, the filters and the source line."""

    title: str
    subtitle: str
    source_line: str


# A figure is drawn to fill the page, as a small card without words of its own, as a 16:9 slide, for a deck, whose
# slides say title and foot themselves, or for a printed page.
Form = Literal["page", "card", "slide", "deck", "paper"]


@dataclass(frozen=True, eq=False)
class Cell:
    """One question of the notebook. Each is declared once, so that it equals itself alone and can be a key.

    `queries` are names below queries/; the first is the one whose rows the table shows. `figure` gets the frames by
    query name, the view and the words that stand inside it. `fixed` gives parameters that are not filters. `key` begins
    with the address of its page.
    """

    key: str
    question: str
    queries: tuple[str, ...]
    finding: Callable[[Frames, View], str]
    columns: tuple[Column, ...]
    figure: Callable[[Frames, View, Words, Form], go.Figure] | None = None
    alt: Callable[[Frames, View], str] | None = None
    fixed: Mapping[str, Value] = field(default_factory=dict)
    # What a model (lodestone/models/) works out from the queries' rows: what finding, figure and table show,
    # found among the frames under the cell's key.
    work: Callable[[Frames, View], pd.DataFrame] | None = None
    # The figure shows the rows of this many queries, the first ones; without any row there is nothing to draw.
    drawn: int = 1
    # A map for the page, where a picture would be too poor; the figure stays what goes on a slide.
    live: Callable[[Frames, View], LiveMap] | None = None
    # The room (px) below which it cannot be read: there its rows take its place.
    readable_from: int = 0
    # Whether its rows are enough for a picture: one thing alone is compared with nothing, and its rows say it all.
    compares: Callable[[Frames], bool] = lambda _: True
    # The column of its rows that names what a click on one opens.
    identifier: str = ""
    # The filter without which it has nothing to say.
    needs: str = ""
    # On what kind of text a leading claim rests, in one line beside it.
    ground: Callable[[Frames], str] | None = None
    # Of several cells that answer one question: the name they share when one is chosen, and whether it is this one
    # in a view.
    shared: str = ""
    stands: Callable[[View], bool] = lambda _: True

    @property
    def page(self) -> str:
        """The address of the page it belongs to."""
        return self.key.partition("/")[0]

    def met(self, values: Mapping[str, object]) -> bool:
        """Whether these values of the filters hold what it needs."""
        return not self.needs or bool(values.get(self.needs))

    @property
    def pick(self) -> str:
        """Its name where a reader chooses cells."""
        return self.shared or self.key
