"""A map for the browser, written out once, with what stands around it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A deck whose text has no blanks: pydeck's own is two and a half times as long.

    It is written out when it is made, and nobody changes it afterwards.
    """

    def __init__(self, **parts: Any) -> None:
        """Take what pydeck's own deck takes."""
        super().__init__(**parts)
        # Without blanks Python's fast writer does it, which pydeck, for its blanks, cannot use.
        self._text = json.dumps(
            self, sort_keys=True, default=default_serialize, separators=(",", ":"), ensure_ascii=False
        )

    def to_json(self) -> str:
        """The deck as JSON."""
        return self._text


@dataclass(frozen=True)
class LiveMap:
    """A map for the page: the deck, its height in px, the line below the title, the scale of its colours, if any."""

    deck: pdk.Deck
    height: int
    subtitle: str
    scale: go.Figure | None = None
