"""A figure drawn for one size shown at another: letters, marks, lines and margins grow together, the data stays."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

# Lengths in pixels wherever they occur in a figure; other numbers are data, shares or counts.
_PIXELS = frozenset({"size", "l", "r", "t", "b", "pad", "xshift", "yshift", "ax", "ay", "standoff", "borderpad", "borderwidth",
                     "arrowwidth", "ticklen", "tickwidth", "linewidth", "gridwidth", "outlinewidth", "thickness", "sizemin",
                     "height", "width", "nodepad", "sizeref"})
# Where 'width', 'thickness' or 'pad' are lengths; a bar's own width is in the units of its axis.
_LINES = frozenset({"line", "layout", "textline", "title", "margin", "node", "marker_line", "pad", "shapes", "annotations"})
# Shares and counts that bear the name of a length.
_SHARES = frozenset({"pattern", "domain", "colorbar", "hoverlabel"})


def scaled(figure: go.Figure, factor: float) -> go.Figure:
    """A copy of `figure` with every length in pixels multiplied by `factor`; `figure` itself is not changed."""
    tree = figure.to_dict()
    data = [_grown(trace, factor, "trace") for trace in tree.get("data", [])]
    return go.Figure({"data": data, "layout": _grown(tree.get("layout", {}), factor, "layout")}, skip_invalid=True)


def _grown(node: Any, factor: float, parent: str) -> Any:
    if isinstance(node, dict):
        return {name: _length(value, factor) if _is_length(name, parent) and not isinstance(value, dict)
                else _grown(value, factor, name) for name, value in node.items()}
    if isinstance(node, (list, tuple)) and parent in {"annotations", "shapes", "data"}:
        return [_grown(one, factor, parent) for one in node]
    return node


def _is_length(name: str, parent: str) -> bool:
    if name not in _PIXELS or parent in _SHARES:
        return False
    return name not in {"width", "thickness", "height"} or parent in _LINES


def _length(value: Any, factor: float) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(value * factor, 2)
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        return [_length(one, factor) for one in list(value)]
    return value
