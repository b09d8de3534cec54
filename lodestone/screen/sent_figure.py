"""A figure as the text that is sent to the browser, made once and used for every reader who sees the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson
import plotly.graph_objects as go
from plotly.io import to_json

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Form, Words
from lodestone.cells.followed import Followed
from lodestone.figures import go as drawing
from lodestone.figures.base import foot_lines, one_text
from lodestone.remembered import Remembered


@dataclass(frozen=True)
class _Written:
    """A figure written out: the properties of each trace and of the layout as JSON, what of it is at hand as values.

    `sides` are width and height (px), where it says them, which Streamlit looks at itself; `foot` is what stands below,
    in which the source line is.
    """

    traces: tuple[dict[str, orjson.Fragment], ...]
    layout: dict[str, orjson.Fragment]
    sides: dict[str, Any]
    foot: str
    source_line: str
    bytes_: int

    @classmethod
    def of(cls, figure: drawing.Figure, words: Words) -> _Written:
        whole = orjson.loads(to_json(figure.to_dict(), validate=False))
        parts = [
            {name: orjson.dumps(value) for name, value in part.items()} for part in (*whole["data"], whole["layout"])
        ]
        *traces, layout = ({name: orjson.Fragment(text) for name, text in part.items()} for part in parts)
        sides = {side: whole["layout"][side] for side in ("width", "height") if side in whole["layout"]}
        size = sum(len(name) + len(text) for part in parts for name, text in part.items())
        return cls(tuple(traces), layout, sides, figure.foot, words.source_line, size)

    def refooted(self, source_line: str) -> _Written | None:
        width = self.sides.get("width")
        if width is None or self.source_line not in self.foot:
            return None
        foot = self.foot.replace(self.source_line, source_line)
        before, after = foot_lines(self.foot, width), foot_lines(foot, width)
        notes, old = orjson.dumps(self.layout["annotations"]), orjson.dumps(one_text(before))
        if len(before) != len(after) or notes.count(old) != 1:
            return None
        new = orjson.Fragment(notes.replace(old, orjson.dumps(one_text(after))))
        return replace(self, layout=self.layout | {"annotations": new}, foot=foot, source_line=source_line)


class SentFigure(go.Figure):  # type: ignore[misc]
    """A finished figure whose parts are kept as JSON: sending it again costs no more than copying them.

    It holds no traces and no layout that could be changed; Streamlit asks it for `to_dict` alone. `height` is how high
    it wants to be, in px, if it says so; `bytes_` how much it keeps.
    """

    # Plotly's own constructor would validate every property of it once more, and is not called.
    def __init__(self, written: _Written) -> None:
        """A figure that was written out."""
        self._written = written

    @classmethod
    def of(cls, figure: drawing.Figure, words: Words) -> SentFigure:
        """Write out `figure`, in which these words stand, once."""
        return cls(_Written.of(figure, words))

    def refooted(self, source_line: str) -> SentFigure | None:
        """The same figure with another source line; None where its lines would take more room, or less."""
        if source_line == self._written.source_line:
            return self
        written = self._written.refooted(source_line)
        return None if written is None else SentFigure(written)

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly writes it out, its parts as finished JSON."""
        return {
            "data": [dict(trace) for trace in self._written.traces],
            "layout": self._written.layout | self._written.sides,
        }

    @property
    def height(self) -> int | None:
        """How high it wants to be, in px, if it says so."""
        return self._written.sides.get("height")

    @property
    def bytes_(self) -> int:
        """How many bytes of JSON it keeps."""
        return self._written.bytes_


_SENT: Followed[SentFigure] = Followed(512, most=64_000_000, size=lambda figure: figure.bytes_)
_OWN: Remembered[SentFigure] = Remembered(64, most=8_000_000, size=lambda figure: figure.bytes_)


def sent(answer: Answer, form: Form = "page") -> SentFigure:
    """The figure of an answer, ready to be sent; made once for all whose figure is the same but for the foot."""
    if answer.basis is None:
        return _OWN.get(
            (answer.cell, form, answer.view.state, answer.words), lambda: answer.drawn(form, _SENT, SentFigure.of)
        )
    return answer.drawn(form, _SENT, SentFigure.of, SentFigure.refooted)
