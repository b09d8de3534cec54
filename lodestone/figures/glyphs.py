"""Marks as shapes of fixed px size, to stand in keys and beside words.

Source Sans has no ⊠ or ◇: as text they come from whatever font a machine falls back on, with another size and width.
"""

from typing import Any


def glyph(
    symbol: str,
    *,
    x: Any,
    y: float,
    xref: str,
    dx: float,
    size: float,
    colour: str,
    ground: str,
    yref: str = "y",
    dy: float = 0,
) -> list[dict[str, Any]]:
    """Return layout shapes that draw Plotly's `symbol`, `size` px high, `dx`, `dy` px (up) from the point x, y.

    Knows the six status symbols, "square", "square-open", and "circle-ring" and "square-ring": a disc or square with
    its outline around it. `ground` is the colour behind.
    """
    anchor: dict[str, Any] = {
        "xref": xref,
        "yref": yref,
        "xanchor": x,
        "yanchor": y,
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "layer": "above",
        "line": {"color": colour, "width": 1.5},
    }
    radius = size / 2
    base = symbol.removesuffix("-open").removesuffix("-x").removesuffix("-dot").removesuffix("-ring")
    fill = colour if symbol in {"circle", "square", "triangle-up"} else ground

    def round_shape(r: float, inside: str) -> dict[str, Any]:
        return anchor | {"type": "circle", "x0": dx - r, "x1": dx + r, "y0": dy - r, "y1": dy + r, "fillcolor": inside}

    def square(r: float, inside: str) -> dict[str, Any]:
        return anchor | {"type": "rect", "x0": dx - r, "x1": dx + r, "y0": dy - r, "y1": dy + r, "fillcolor": inside}

    def path(text: str) -> dict[str, Any]:
        return anchor | {"type": "path", "path": text, "fillcolor": fill}

    if base == "square":
        left, right, low, high = dx - radius, dx + radius, dy - radius, dy + radius
        cross = f"M{left},{low} L{right},{high} M{left},{high} L{right},{low}"
        return [
            square(radius, fill),
            *([path(cross)] if "-x" in symbol else []),
            *([square(radius * 0.5, colour)] if symbol == "square-ring" else []),
        ]
    if base == "diamond":
        r = radius * 1.15
        return [path(f"M{dx},{dy + r} L{dx + r},{dy} L{dx},{dy - r} L{dx - r},{dy} Z")]
    if base == "triangle-up":
        return [path(f"M{dx},{dy + radius} L{dx + radius},{dy - radius} L{dx - radius},{dy - radius} Z")]
    inner = {"circle-dot": radius * 0.35, "circle-ring": radius * 0.62}.get(symbol)
    return [round_shape(radius, fill), *([round_shape(inner, colour)] if inner else [])]
