"""How money is written and how firmly it is promised is shown: one mark, word and line style a commitment level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lodestone.figures.tokens import Tokens
from lodestone.language import dollars


@dataclass(frozen=True)
class Level:
    """One commitment level: its word, sign, Plotly symbol and colour name ('ink' or one of Streamlit's seven)."""

    word: str
    glyph: str
    symbol: str
    hue: str

    def colour(self, tokens: Tokens) -> str:
        """The colour of its marks: dark enough for thin lines."""
        return tokens.ink if self.hue == "ink" else tokens.hue(self.hue).text


# Firm is the only filled mark.
LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        one.word: one
        for one in (
            Level("firm", "●", "circle", "ink"),
            Level("conditional", "◇", "diamond-open", "violet"),
            Level("indicative", "□", "square-open", "blue"),
            Level("announced", "△", "triangle-up-open", "green"),
            Level("cancelled", "×", "x-thin-open", "gray"),
            Level("superseded", "–", "line-ew-open", "gray"),
        )
    }
)

# Types of award in the order they are stacked: those beyond the first four share one colour and one word.
KINDS = ("loan", "grant", "equity", "offtake")
OTHER = "mixed, tax or other"


def kind(instrument: str) -> str:
    """The word a type of award is drawn under."""
    return instrument if instrument in KINDS else OTHER


def kind_colour(word: str, tokens: Tokens) -> str:
    """The colour of a type of award."""
    return tokens.categorical[[*KINDS, OTHER].index(word)]


def whole(amount: float) -> str:
    """A tick of a dollar axis: '$0', '$500 M', '$5 B', '$2.5 B'."""
    if not amount:
        return "$0"
    return dollars(amount).replace(".0 B", " B")


def marker(level: str, tokens: Tokens, size: Any = 12) -> dict[str, Any]:
    """The mark of a level, for Plotly; open marks are filled with the page's colour, so that they can be hit."""
    look = LEVELS[level]
    colour = look.colour(tokens)
    if look.symbol in {"circle", "x-thin-open", "line-ew-open"}:
        return {
            "symbol": look.symbol,
            "size": size,
            "color": colour,
            "opacity": 1,
            "line": {
                "width": 2 if look.symbol != "circle" else 1,
                "color": tokens.page if look.symbol == "circle" else colour,
            },
        }
    return {
        "symbol": look.symbol.removesuffix("-open"),
        "size": size,
        "color": tokens.page,
        "opacity": 1,
        "line": {"width": 2, "color": colour},
    }
