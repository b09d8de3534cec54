"""The opportunity matrix: departments by pillar."""

from __future__ import annotations

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, set_layout, size_of
from lodestone.figures.text import escape, safe_width, wrap
from lodestone.figures.tokens import Tokens

_ROW, _SLIDE_ROWS = 30, 15
# Where the sums beside the matrix begin, as a part of the width.
_SUMS_FROM = 0.8713
# Strong, middling and weak fits: a trace each, because the colour of a mark's number is one a trace.
BANDS = ((3.5, 5.01, "fit 3.5 to 5"), (2.0, 3.5, "fit 2 to 3.5"), (0.0, 2.0, "fit below 2"))


def opportunity_matrix(
    rows: pd.DataFrame,
    *,
    picked: str | None,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Departments by pillar; a mark is a fit, its size and number the score, with totals at the right and below.

    `rows`: unit_id, unit, pillar, fit (0 to 5), reasons (list of words). An empty place is a small dot: nothing in
    common. Marks carry "unit_id|pillar" as customdata; the `picked` one has a ring.
    """
    units = list(rows.groupby("unit")["fit"].sum().sort_values(ascending=False, kind="stable").index)
    pillars = list(rows.groupby("pillar")["fit"].sum().sort_values(ascending=False, kind="stable").index)
    width, height = size_of(form, width, 170 + _ROW * max(1, len(units)))
    sums, totals = rows.groupby("pillar")["fit"].sum(), rows.groupby("unit")["fit"].sum()
    if is_slide(form) and len(units) > _SLIDE_ROWS:
        subtitle = f"First {_SLIDE_ROWS} of {len(units)} departments, sums on top of all · {subtitle}"
        units = units[:_SLIDE_ROWS]
        rows = rows[rows["unit"].isin(units)]
    left = 16 + max([safe_width(unit, 13) for unit in units], default=60)
    fig = go.Figure()
    set_layout(
        fig,
        xaxis={"anchor": "y", "domain": [0.0, _SUMS_FROM - 0.01]},
        yaxis={"anchor": "x", "domain": [0.0, 1.0]},
        xaxis2={"anchor": "y2", "domain": [_SUMS_FROM, 1.0]},
        yaxis2={"anchor": "x2", "domain": [0.0, 1.0], "matches": "y", "showticklabels": False},
    )
    matrix, beside = {"xaxis": "x", "yaxis": "y"}, {"xaxis": "x2", "yaxis": "y2"}
    filled = set(zip(rows["unit"], rows["pillar"], strict=True))
    blank = [(pillar, unit) for unit in units for pillar in pillars if (unit, pillar) not in filled]
    chosen = rows[rows["unit_id"] + "|" + rows["pillar"] == (picked or "")]
    fig.add_trace(
        go.Scatter(
            x=[x for x, _ in blank],
            y=[y for _, y in blank],
            mode="markers",
            hoverinfo="skip",
            marker={"size": 3, "color": tokens.edge},
        )
    )
    fig.add_traces(_marks(rows, tokens, (17, 1) if is_slide(form) else (15, 3)))
    fig.add_trace(
        go.Scatter(
            x=chosen["pillar"],
            y=chosen["unit"],
            mode="markers",
            hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 36, "color": tokens.primary, "line": {"width": 3}},
        )
    )
    for trace in fig.data:
        trace.update(matrix)
    fig.add_trace(_totals(totals, units, tokens))
    fig.data[-1].update(beside)
    heads = [
        "<br>".join(escape(line) for line in wrap(pillar, 12, (width - left) * 0.85 / max(1, len(pillars)) - 6))
        + f"<br><b>{sums[pillar]:.1f}</b>"
        for pillar in pillars
    ]
    fig.update_axis(
        "xaxis",
        categoryorder="array",
        categoryarray=pillars,
        tickvals=pillars,
        ticktext=heads,
        side="top",
        tickangle=0,
        tickfont={"size": 12, "color": tokens.ink},
        showgrid=False,
        fixedrange=True,
        range=[-0.6, len(pillars) - 0.4],
        ticks="",
        showline=False,
        zeroline=False,
    )
    fig.update_axis(
        "xaxis2",
        visible=False,
        fixedrange=True,
        range=[0, max(1.0, float(totals.max())) * 1.5 if len(rows) else 1],
    )
    fig.update_yaxes(
        categoryorder="array",
        categoryarray=units[::-1],
        gridcolor=tokens.grid,
        ticks="",
        showline=False,
        zeroline=False,
        tickfont={"size": 13, "color": tokens.ink},
        fixedrange=True,
        range=[-0.7, len(units) - 0.3],
        ticklabelstandoff=6,
    )
    lines = max([head.count("<br>") for head in heads], default=1) + 1
    return frame_figure(
        fig,
        tokens=tokens,
        title=title,
        subtitle=subtitle,
        source_line=source_line,
        width=width,
        height=height,
        left=left,
        right=16,
        above=16 + 16 * lines,
        below=6,
    )


def _marks(rows: pd.DataFrame, tokens: Tokens, grows: tuple[float, float]) -> list[go.Scatter]:
    """A mark a fit; `grows` says its size at no fit and how much each point adds (px)."""
    looks = ((tokens.ink, tokens.page), (tokens.yellow.text, tokens.page), (tokens.old_gold, "#1C1C1C"))
    traces = []
    for (low, high, name), (fill, text) in zip(BANDS, looks, strict=True):
        mine = rows[(rows["fit"] >= low) & (rows["fit"] < high)]
        hover = [
            f"<b>{escape(row.unit)} · {escape(row.pillar)}</b><br>fit {row.fit:.1f} of 5<br>"
            + "<br>".join("<br>".join(wrap(escape(reason), 13, 380)) for reason in row.reasons)
            + "<extra></extra>"
            for row in each_row(mine)
        ]
        traces.append(
            go.Scatter(
                x=mine["pillar"],
                y=mine["unit"],
                mode="markers+text",
                name=name,
                text=[f"{fit:.1f}" for fit in mine["fit"]],
                textfont={"size": 11, "color": text},
                customdata=list(mine["unit_id"] + "|" + mine["pillar"]),
                hovertemplate=hover,
                marker={
                    "size": [grows[0] + grows[1] * fit for fit in mine["fit"]],
                    "color": fill,
                    "opacity": 1,
                    "line": {"width": 0},
                },
                selected={"marker": {"opacity": 1}, "textfont": {"color": text}},
                unselected={"marker": {"opacity": 1}, "textfont": {"color": text}},
            )
        )
    return traces


def _totals(sums: pd.Series, units: list[str], tokens: Tokens) -> go.Bar:
    return go.Bar(
        x=[sums[unit] for unit in units],
        y=units,
        orientation="h",
        marker={"color": tokens.gray.mark},
        text=[f"{sums[unit]:.1f}" for unit in units],
        textposition="outside",
        cliponaxis=False,
        width=0.5,
        textfont={"size": 12, "color": tokens.ink},
        hoverinfo="skip",
        constraintext="none",
    )
