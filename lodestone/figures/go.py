"""Plotly's graph objects by name and meaning, as plain values that are not looked at again with each that is set.

A figure of the page is written out and sent as it stands. `Figure.checked` gives Plotly's own object, for which every
property is looked at; what is exported and what tests look at is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from plotly import graph_objects

from lodestone.figures.properties import ordered, put, update, written


class _Trace(dict[str, Any]):
    """The marks of one kind in a figure."""

    kind = ""

    def __init__(self, **properties: Any) -> None:
        """All that is given at once stands in Plotly's order."""
        super().__init__(ordered(self.kind, properties))
        self["type"] = self.kind

    def place(self, **properties: Any) -> None:
        """Set further properties; all stand in Plotly's order again."""
        update(self.kind, self, properties)
        del self["type"]
        again = ordered(self.kind, self)
        self.clear()
        super().update(again, type=self.kind)


class Scatter(_Trace):
    """Points, lines and words at x and y."""

    kind = "scatter"


class Bar(_Trace):
    """Bars."""

    kind = "bar"


class Sankey(_Trace):
    """Streams between nodes."""

    kind = "sankey"


class Treemap(_Trace):
    """Tiles, as large as what they stand for."""

    kind = "treemap"


class Figure:
    """Traces and layout; without a template of its own. `foot` is what stands below, before it is broken into lines."""

    def __init__(self, data: _Trace | Iterable[_Trace] = ()) -> None:
        """A figure of one trace or several."""
        self.data = [data] if isinstance(data, _Trace) else list(data)
        self.layout: dict[str, Any] = {}
        self.foot = ""
        self.set("template", "none")

    def add_trace(self, trace: _Trace) -> None:
        """Add one trace on top of the others."""
        self.data.append(trace)

    def add_traces(self, traces: Iterable[_Trace]) -> None:
        """Add traces on top of the others."""
        self.data.extend(traces)

    def add_annotation(self, **note: Any) -> None:
        """Add a note."""
        self.layout.setdefault("annotations", []).append(ordered("layout.annotation", note))

    def add_shape(self, **shape: Any) -> None:
        """Add a shape."""
        self.layout.setdefault("shapes", []).append(ordered("layout.shape", shape))

    def add_vline(self, x: Any, **look: Any) -> None:
        """Add a line over the whole height at `x`."""
        self.add_shape(type="line", x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain", **look)

    def set(self, name: str, value: Any) -> None:
        """Set a part of the layout whole."""
        put("layout", self.layout, name, value)

    def update_xaxes(self, **settings: Any) -> None:
        """Set properties of every x axis; what is not named stays."""
        self._update_axes("xaxis", settings)

    def update_yaxes(self, **settings: Any) -> None:
        """Set properties of every y axis; what is not named stays."""
        self._update_axes("yaxis", settings)

    def _update_axes(self, kind: str, settings: dict[str, Any]) -> None:
        further = [name for name in self.layout if re.fullmatch(rf"{kind}\d+", name)]
        for name in (kind, *sorted(further, key=lambda name: int(name.removeprefix(kind)))):
            self.update_axis(name, **settings)

    def update_axis(self, name: str, **settings: Any) -> None:
        """Set properties of one axis; what is not named stays."""
        update("layout", self.layout, {name: settings})

    def to_dict(self) -> dict[str, Any]:
        """As Plotly writes a figure out."""
        return {"data": [written(trace) for trace in self.data], "layout": written(self.layout)}

    def checked(self) -> graph_objects.Figure:
        """Plotly's own figure of the same; raises ValueError for a value that Plotly does not take."""
        return graph_objects.Figure({"data": self.data, "layout": self.layout})
