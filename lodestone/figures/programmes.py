"""Mapping programmes by place and year: one mark a year in which some ran, its size and number how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import few_rows, frame_figure, measure_frame, size_of
from lodestone.figures.text import cut, escape, safe_width
from lodestone.figures.tokens import Tokens

_ROW, _SLIDE_ROWS = 23, 16


def places_of(row: Any, names: Mapping[str, str]) -> list[str]:
    """The rows of the figure a programme stands in: its states or prefectures, else its country, else the sea."""
    if row.areas:
        return [names.get(area, area) for area in row.areas]
    if row.place_basis in {"EEZ", "published bounds"} or (
        row.place_basis == "region named" and "Japan" in row.countries
    ):
        return ["Seas around Japan"]
    if row.place_basis == "not stated":
        return [f"{country}, place not stated" for country in row.countries[:1]]
    return (
        [f"{country}, as a whole" for country in row.countries[:1]]
        if len(row.countries) == 1
        else ["Several countries"]
    )


def spread(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """One row a place and year in which programmes ran: place, ours (country), year, programmes, titles, ids."""
    found: dict[tuple[str, int], list[Any]] = {}
    for row in each_row(rows):
        if not pd.isna(row.year_start):
            last = row.year_start if pd.isna(row.year_end) else row.year_end
            for place in places_of(row, names):
                for year in range(int(row.year_start), int(last) + 1):
                    found.setdefault((place, year), []).append(row)
    return pd.DataFrame(
        [
            {
                "place": place,
                "year": year,
                "programmes": len(many),
                "titles": [one.title for one in many],
                "ids": [one.mapping_id for one in many],
            }
            for (place, year), many in found.items()
        ],
        columns=["place", "year", "programmes", "titles", "ids"],
    )


def programme_years(
    rows: pd.DataFrame,
    names: Mapping[str, str],
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Places as rows, those with most programmes on top, years across; a bar beside each says how many in all.

    `rows`: mapping_id, title, areas, countries, place_basis, year_start, year_end. `names`: states by code.
    """
    marks = spread(rows, names)
    totals: dict[str, int] = {}
    for row in each_row(rows):
        for place in places_of(row, names):
            totals[place] = totals.get(place, 0) + 1
    order = sorted(totals, key=lambda place: (-totals[place], place))
    size, height = size_of(form, width)
    if few_rows(form):
        if len(order) > _SLIDE_ROWS:
            subtitle = f"First {_SLIDE_ROWS} of {len(order)} places · {subtitle}"
        order = order[:_SLIDE_ROWS]
    left = 16 + max(safe_width(place, 13) for place in order)
    marks = marks[marks["place"].isin(order)]
    line = {name: position for position, name in enumerate(order)}
    years = [int(marks["year"].min()), int(marks["year"].max())] if len(marks) else [2019, 2026]
    fig = go.Figure(
        [
            go.Scatter(
                x=list(marks["year"]),
                y=[line[place] for place in marks["place"]],
                mode="markers+text",
                text=[f"<b>{number}</b>" if number > 1 else "" for number in marks["programmes"]],
                textfont={"size": 11.5, "color": tokens.page},
                customdata=[",".join(ids) for ids in marks["ids"]],
                hovertext=[
                    f"<b>{escape(row.place)}, {row.year}</b><br>"
                    + "<br>".join(escape(cut(one, 13, 380)) for one in row.titles[:8])
                    for row in each_row(marks)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                marker={
                    "symbol": "circle",
                    "size": [8 if number == 1 else 14 + min(4, number) for number in marks["programmes"]],
                    "color": tokens.ink,
                    "opacity": 1,
                    "line": {"width": 0},
                },
            ),
            go.Scatter(
                x=[years[1] + 1.1] * len(order),
                y=list(range(len(order))),
                mode="text",
                hoverinfo="skip",
                textposition="middle center",
                text=[f"<b>{totals[place]}</b>" for place in order],
                textfont={"size": 13, "color": tokens.ink},
            ),
        ]
    )
    fig.update_xaxes(
        range=[years[0] - 0.6, years[1] + 1.7],
        side="top",
        showgrid=True,
        gridcolor=tokens.grid,
        zeroline=False,
        ticks="",
        fixedrange=True,
        tickvals=[*_years(years, size - left), years[1] + 1.1],
        ticktext=[*map(str, _years(years, size - left)), "in all"],
        tickfont={"size": 13, "color": tokens.mute},
    )
    fig.update_yaxes(
        range=[len(order) - 0.4, -0.6],
        tickvals=list(range(len(order))),
        ticktext=[escape(place) for place in order],
        ticks="",
        showgrid=True,
        gridcolor=tokens.grid,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 13, "color": tokens.ink},
    )
    words: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": size,
        "left": left,
        "right": 16,
        "above": 34,
        "below": 10,
    }
    frame = measure_frame(**words)
    return frame_figure(
        fig, tokens=tokens, height=height or round(frame.top + frame.bottom + _ROW * len(order)), **words
    )


def _years(years: list[int], room: float) -> list[int]:
    step = 1 if room / (years[1] - years[0] + 2.3) > 40 else 2 if room / (years[1] - years[0] + 2.3) > 20 else 5
    # The last year stands beside the head of the sums: where a year is narrow the one before it is the first named.
    last = years[1] - (step > 1)
    return [year for year in range(years[0], years[1] + 1) if year <= last and (last - year) % step == 0]
