"""A figure drawn for one size shown at another: letters, marks, lines and margins grow together, the data stays."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

# Lengths in pixels wherever they occur; other numbers are data, shares, angles or counts.
_PIXELS = frozenset(
    {
        "size",
        "l",
        "r",
        "t",
        "b",
        "xshift",
        "yshift",
        "ax",
        "ay",
        "standoff",
        "ticklabelstandoff",
        "borderpad",
        "borderwidth",
        "arrowwidth",
        "ticklen",
        "tickwidth",
        "linewidth",
        "gridwidth",
        "outlinewidth",
        "entrywidth",
    }
)
# Lengths only here: a bar's own width is in the units of its axis.
_ONLY_IN = {"width": ("line", "layout"), "height": ("layout",), "pad": ("margin", "node"), "thickness": ("node",)}
# Plotly takes these as whole numbers only.
_WHOLE = frozenset({"ticklabelstandoff"})


def scaled(figure: go.Figure, factor: float) -> go.Figure:
    """A copy of `figure` with every length in pixels multiplied by `factor`; `figure` itself is not changed."""
    tree = figure.to_dict()
    data = [_grown(trace, factor, "trace") for trace in tree["data"]]
    return go.Figure({"data": data, "layout": _grown(tree["layout"], factor, "layout")})


def _grown(node: Any, factor: float, parent: str) -> Any:
    if isinstance(node, dict):
        grown = {
            name: _times(value, factor, 0 if name in _WHOLE else 2)
            if _is_length(name, parent, value)
            else _grown(value, factor, name)
            for name, value in node.items()
        }
        return _shape(grown, factor) if parent == "shapes" else grown
    if parent in {"annotations", "shapes"}:
        return [_grown(one, factor, parent) for one in node]
    if parent == "text" and isinstance(node, str):
        return re.sub(r"(?<=font-size:)[\d.]+(?=px)", lambda found: f"{float(found[0]) * factor:.1f}", node)
    return node


def _is_length(name: str, parent: str, value: Any) -> bool:
    if isinstance(value, dict) or parent == "pattern":
        return False
    return parent in _ONLY_IN[name] if name in _ONLY_IN else name in _PIXELS


def _shape(shape: dict[str, Any], factor: float) -> dict[str, Any]:
    """Shapes can measure from their anchor in pixels."""
    for axis in "xy":
        if shape.get(f"{axis}sizemode") == "pixel":
            shape |= {f"{axis}{end}": _times(shape[f"{axis}{end}"], factor) for end in "01" if f"{axis}{end}" in shape}
    if "path" in shape and shape.get("xsizemode") == shape.get("ysizemode") == "pixel":
        shape["path"] = re.sub(r"-?\d+(\.\d+)?", lambda found: f"{float(found[0]) * factor:.2f}", shape["path"])
    return shape


def _times(value: Any, factor: float, digits: int = 2) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [_times(one, factor, digits) for one in value]
    return round(value * factor, digits) if digits else round(value * factor)
