"""How a link of an organization to a provision is drawn: its mark tells how the link is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lodestone.figures.tokens import Tokens


@dataclass(frozen=True)
class Basis:
    """How a way of knowing is drawn.

    Round marks come from the brief, square ones from elsewhere; filled ones are said, open ones inferred.
    """

    glyph: str
    symbol: str
    size: float
    hue: str

    @property
    def is_open(self) -> bool:
        """Whether it is drawn as an outline."""
        return self.symbol.endswith("-open")

    def colour(self, tokens: Tokens) -> str:
        """The colour of the mark, or of its outline."""
        return tokens.ink if self.hue == "ink" else tokens.hue(self.hue).mark

    def marker(self, tokens: Tokens, line: dict[str, Any]) -> dict[str, Any]:
        """The mark on a ground of the page's colour: an open one is filled with it, so that no line runs through it."""
        return {
            "symbol": self.symbol.removesuffix("-open"),
            "size": self.size,
            "color": tokens.page if self.is_open else self.colour(tokens),
            "line": line,
        }


BASES = {
    "leads": Basis("◆", "diamond", 14, "yellow"),
    "named in the brief": Basis("●", "circle", 11, "ink"),
    "implied in the brief": Basis("○", "circle-open", 10, "ink"),
    "reported": Basis("■", "square", 7.5, "blue"),
    "our reading": Basis("□", "square-open", 8, "gray"),
}
