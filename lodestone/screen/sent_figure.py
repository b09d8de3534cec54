"""A figure as the text that is sent to the browser, made once and used for every reader who sees the same."""

from __future__ import annotations

from typing import Any

import orjson
import plotly.graph_objects as go
from plotly.io import to_json

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Form
from lodestone.cells.followed import Followed
from lodestone.figures import go as drawing
from lodestone.remembered import Remembered


class SentFigure(go.Figure):  # type: ignore[misc]
    """A finished figure whose parts are kept as JSON: sending it again costs no more than copying them.

    It holds no traces and no layout that could be changed; Streamlit asks it for `to_dict` alone. `height` is how high
    it wants to be, in px, if it says so; `bytes_` how much it keeps.
    """

    # Plotly's own constructor would validate every property of it once more, and is not called.
    def __init__(self, figure: drawing.Figure) -> None:
        """Write out `figure` once."""
        whole = orjson.loads(to_json(figure.to_dict(), validate=False))
        self._parts = [_in_parts(trace) for trace in whole["data"]]
        self._laid_out = _in_parts(whole["layout"])
        # Streamlit looks at these two itself.
        self._sides = {side: whole["layout"][side] for side in ("width", "height") if side in whole["layout"]}
        self._bytes = sum(len(orjson.dumps(part)) for part in (*self._parts, self._laid_out))

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly writes it out, its parts as finished JSON."""
        return {"data": [dict(trace) for trace in self._parts], "layout": self._laid_out | self._sides}

    @property
    def height(self) -> int | None:
        """How high it wants to be, in px, if it says so."""
        return self._sides.get("height")

    @property
    def bytes_(self) -> int:
        """How many bytes of JSON it keeps."""
        return self._bytes


_SENT: Followed[SentFigure] = Followed(512, most=64_000_000, size=lambda figure: figure.bytes_)
_OWN: Remembered[SentFigure] = Remembered(64, most=8_000_000, size=lambda figure: figure.bytes_)


def sent(answer: Answer, form: Form = "page") -> SentFigure:
    """The figure of an answer, ready to be sent; made once for all whose figure is the same."""
    if answer.basis is None:
        return _OWN.get(
            (answer.cell, form, answer.view.state, answer.words), lambda: answer.drawn(form, _SENT, SentFigure)
        )
    return answer.drawn(form, _SENT, SentFigure)


def _in_parts(values: dict[str, Any]) -> dict[str, orjson.Fragment]:
    return {name: orjson.Fragment(orjson.dumps(value)) for name, value in values.items()}
