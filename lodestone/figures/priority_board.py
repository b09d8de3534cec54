"""A figure of minerals for two countries side by side: a line an interval, a mark at its upper end."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, few_rows, frame_figure, measure_frame, set_layout, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens

MOST = 20
MOST_ON_SLIDE = 16
_LABEL, _SMALL, _ROW = 14, 13, 27
_PREFIXES, _AXES = ("us_", "japan_"), ("x", "x2")
_ABSENT = "no import figure on record"
INDEX = "priority index"


def priority_board(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
    heads: tuple[str, str] = ("United States", "Japan"),
    axis_title: str = INDEX,
    beside: str = "rank",
) -> go.Figure:
    """The first MOST rows, a panel a country: a value from its lower to its upper end, and words beside it.

    `rows`: mineral_id, mineral, settled; for us_ and japan_: index_low, index_high (0 to 100, missing where the mineral
    is not ranked) and place ('5 (1 to 41)'). The mark stands at the upper end, which ranks; it is open where a figure
    is missing or a bound. `heads` stand above the panels, `beside` above the words of the column place.
    """
    shown = rows.head(MOST_ON_SLIDE if few_rows(form) else MOST).reset_index(drop=True)
    if len(shown) < len(rows):
        subtitle = f"Drawn: the first {len(shown)} of {len(rows)} · {subtitle}"
    width = size_of(form, width)[0]
    labels = [cut(str(name), _LABEL, width * 0.2) for name in shown["mineral"]]
    left = 22 + max([safe_width(label, _LABEL) for label in labels], default=40)
    right = 30 + max([safe_width(str(one or ""), _SMALL, bold=True) for one in shown["japan_place"]], default=60)
    middle = 30 + max([safe_width(str(one or ""), _SMALL, bold=True) for one in shown["us_place"]], default=60)
    plot = max(200.0, width - left - right)
    half = (1 - middle / plot) / 2
    domains = ([0, half], [1 - half, 1])
    fig = go.Figure(
        [trace for side in zip(_PREFIXES, _AXES, heads, strict=True) for trace in _traces(shown, *side, beside, tokens)]
    )
    annotate(fig, _notes(shown, labels, left, domains, heads, beside, tokens))
    axis: dict[str, Any] = {
        "range": [-2, 103],
        "tickvals": [0, 25, 50, 75, 100],
        "ticks": "",
        "showgrid": True,
        "gridcolor": tokens.grid,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"size": _SMALL, "color": tokens.mute},
        "title": {"text": axis_title, "standoff": 6, "font": {"size": _SMALL, "color": tokens.mute}},
    }
    set_layout(
        fig,
        xaxis=axis | {"domain": domains[0]},
        xaxis2=axis | {"domain": domains[1], "anchor": "y"},
        yaxis={"range": [len(shown) - 0.4, -0.7], "visible": False, "fixedrange": True},
    )
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": width,
        "left": left,
        "right": right,
        "above": 26,
        "below": 52,
    }
    frame = measure_frame(**place)
    height = size_of(form, width, round(frame.top + frame.bottom + _ROW * max(1, len(shown))))[1]
    return frame_figure(fig, tokens=tokens, height=height, **place)


def _traces(shown: pd.DataFrame, prefix: str, axis: str, country: str, beside: str, tokens: Tokens) -> list[go.Scatter]:
    ranked = shown[shown[f"{prefix}index_high"].notna()]
    low, high = ranked[f"{prefix}index_low"], ranked[f"{prefix}index_high"]
    xs: list[float | None] = [one for pair in zip(low, high, strict=True) for one in (*pair, None)]
    ys: list[float | None] = [one for place in ranked.index for one in (place, place, None)]
    settled = ranked["settled"].astype(bool)
    hover = [
        f"<b>{escape(str(row.mineral))}</b>, {country}<br>{beside} {escape(str(getattr(row, f'{prefix}place')))}<br>"
        f"{getattr(row, f'{prefix}index_low'):.0f} to {getattr(row, f'{prefix}index_high'):.0f}<extra></extra>"
        for row in each_row(ranked)
    ]
    line = go.Scatter(
        x=xs, y=ys, xaxis=axis, mode="lines", line={"color": tokens.yellow.mark, "width": 6}, hoverinfo="skip",
        connectgaps=False, name=f"{country}: interval",
    )  # fmt: skip
    marks = go.Scatter(
        x=list(high),
        y=list(ranked.index),
        xaxis=axis,
        mode="markers",
        customdata=list(ranked["mineral_id"]),
        hovertemplate=hover,
        name=f"{country}: upper end",
        marker={
            "symbol": ["circle" if one else "circle-open" for one in settled],
            "size": 12,
            "color": tokens.ink,
            "opacity": 1,
            "line": {"color": [tokens.page if one else tokens.ink for one in settled], "width": 2},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )
    return [line, marks]


def _notes(
    shown: pd.DataFrame,
    labels: list[str],
    left: float,
    domains: tuple[list[float], list[float]],
    heads: tuple[str, str],
    beside: str,
    tokens: Tokens,
) -> list[dict[str, Any]]:
    quiet = {"showarrow": False, "yref": "y", "xref": "paper", "xanchor": "left"}
    notes = [
        quiet
        | {
            "x": 0,
            "xshift": 10 - left,
            "y": place,
            "text": escape(label),
            "font": {"size": _LABEL, "color": tokens.ink},
        }
        for place, label in enumerate(labels)
    ]
    for prefix, country, domain in zip(_PREFIXES, heads, domains, strict=True):
        head = {"size": _LABEL, "color": tokens.ink}
        notes.append(
            quiet | {"yref": "paper", "x": domain[0], "y": 1, "yanchor": "bottom", "text": f"<b>{country}</b>"}
            | {"font": head}
        )  # fmt: skip
        notes.append(
            quiet | {"yref": "paper", "x": domain[1], "y": 1, "yanchor": "bottom", "xshift": 8, "text": beside}
            | {"font": {"size": _SMALL, "color": tokens.mute}}
        )  # fmt: skip
        for number, one in enumerate(shown[f"{prefix}place"]):
            known = isinstance(one, str)
            where = {"x": domain[1], "xshift": 8} if known else {"x": domain[0], "xshift": 4}
            font = {"size": _SMALL, "color": tokens.ink if known else tokens.mute}
            notes.append(quiet | where | {"y": number, "text": f"<b>{one}</b>" if known else _ABSENT, "font": font})
    return notes
