"""Recorded sites by country: a bar each, the two sides of the Framework marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, measure_frame, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens

TOP = 15
_ROW = 26
OURS = ("United States", "Japan")


def shortened(rows: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    """The first TOP countries and OURS wherever they stand, then the number of the others and of their sites."""
    place = pd.Series(range(len(rows)), index=rows.index)
    kept = (place < TOP) | rows["country"].isin(OURS)
    rest = rows[~kept]
    return rows[kept], len(rest), int(rest["sites"].sum())


def with_others(rows: pd.DataFrame) -> pd.DataFrame:
    """The countries that are drawn, and the others in one row: country, sites."""
    first, others, number = shortened(rows)
    last = pd.DataFrame({"country": [f"{others} others"], "sites": [number]}) if others else None
    return pd.concat([first[["country", "sites"]], last], ignore_index=True)


def country_bars(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """A bar a country, the two of the Framework in bold with a diamond; the rest as one outlined bar.

    `rows`: country, sites, share_pct, plants, mineral; most sites first.
    """
    first, others, number = shortened(rows)
    size, height = size_of(form, width)
    narrow = size < 600
    labels, values, colours, words, ids = [], [], [], [], []
    for row in each_row(first):
        ours = row.country in OURS
        name = escape(cut(row.country, 14, 130) if narrow else row.country)
        labels.append(f"<b>◆ {name}</b>" if ours else name)
        values.append(row.sites)
        colours.append(tokens.yellow.mark if ours else tokens.ink)
        plants = f", {row.plants} of them {'a plant' if row.plants == 1 else 'plants'}" if row.plants else ""
        said = f" · {row.share_pct:.0f} %{plants} · most often {escape(row.mineral.lower())}"
        more = "" if narrow else f"<span style='color:{tokens.mute}'>{said}</span>"
        words.append(f"<b>{row.sites:,}</b>{more}")
        ids.append(row.country)
    if others:
        labels.append(f"{others} others")
        values.append(number)
        colours.append(tokens.page)
        words.append(f"<b>{number:,}</b>")
        ids.append("")
    left = 18 + max(safe_width(label.replace("<b>", "").replace("</b>", ""), 14, bold=True) for label in labels)
    fig = go.Figure(
        go.Bar(
            x=values,
            y=labels,
            orientation="h",
            text=words,
            textposition="outside",
            cliponaxis=False,
            constraintext="none",
            textfont={"size": 13, "color": tokens.ink},
            customdata=ids,
            hoverinfo="skip",
            width=0.6,
            marker={
                "color": colours,
                "line": {
                    "color": tokens.gray.mark,
                    "width": [1.4 if colour == tokens.page else 0 for colour in colours],
                },
            },
        )
    )
    room = 1.35 if narrow else 1 / (1 - min(0.6, 330 / (size - left - 24)))
    fig.update_xaxes(range=[0, max(values) * room], visible=False, fixedrange=True)
    fig.update_yaxes(
        autorange="reversed", ticks="", showgrid=False, fixedrange=True, tickfont={"size": 14, "color": tokens.ink}
    )
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": left,
        "right": 24,
        "below": 10,
    }
    frame = measure_frame(**place)
    return frame_figure(
        fig, tokens=tokens, height=height or round(frame.top + frame.bottom + _ROW * len(labels)), **place
    )
