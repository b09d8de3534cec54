"""Many briefs at once: their scores by section over time, and the days that their timelines name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import few_rows, frame_figure, measure_frame, size_of
from lodestone.figures.text import cut, cut_chars, escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import counted, first_upper, fmt_date

_SIZE, _LANE, _ROW = 13, 66, 27
# With more marks than this in a lane their numbers would cover each other; the line of means stays.
_NUMBERED = 14
# With more than this only the line of means is drawn: a picture of thousands of marks is slow, and shows no more.
_MARKED = 400
_MARK, _SMALL = 19, 8
# So many clocks have a row: those ahead, then the last ones passed.
SHOWN, SHOWN_FEW = 24, 10
_SCORES = (1, 3, 5)


def brief_scores(
    rows: pd.DataFrame, *, tokens: Tokens, title: str, subtitle: str, source_line: str, form: str, width: int = 1000
) -> go.Figure:
    """A lane a section from 1 (below) to 5, a mark a brief at its date, and the mean of each year as a line.

    `rows`: section, posted_date (date or missing), brief, score (1 to 5 or missing), mean. Undated scores have no mark.
    """
    size, height = size_of(form, width)
    sections = list(dict.fromkeys(rows["section"]))
    dated = rows[rows["posted_date"].notna() & rows["score"].notna()]
    left = 24 + max((safe_width(one, _SIZE) for one in sections), default=60)
    days = list(dated["posted_date"])
    first, last = (min(days), max(days)) if days else (date(2025, 1, 1), date(2025, 12, 31))
    margin = max(timedelta(days=10), (last - first) / 18)
    fig = go.Figure()
    for lane, section in enumerate(sections):
        mine = dated[dated["section"] == section]
        base = -lane
        for step in _SCORES:
            at = base + _within(step)
            line = {"color": tokens.grid, "width": 1}
            fig.add_shape(type="line", x0=0, x1=1, xref="paper", y0=at, y1=at, line=line, layer="below")
        if len(mine) > _NUMBERED:
            yearly = mine.groupby([day.year for day in mine["posted_date"]])["score"].mean()
            through = go.Scatter(
                x=[date(int(str(year)), 7, 1) for year in yearly.index],
                y=[base + _within(value) for value in yearly],
                mode="lines+markers", line={"color": tokens.ink, "width": 2}, marker={"size": 6, "color": tokens.ink},
                hovertext=[f"Mean of {year}: {value:.1f}" for year, value in yearly.items()],
                hovertemplate="%{hovertext}<extra></extra>",
            )  # fmt: skip
            fig.add_trace(through)
        if 0 < len(mine) <= _MARKED:
            fig.add_trace(_scored(mine, base, tokens, numbered=len(mine) <= _NUMBERED))
    fig.update_xaxes(
        range=[(first - margin).isoformat(), (last + margin).isoformat()], type="date", side="bottom", showgrid=False,
        zeroline=False, ticks="", fixedrange=True, tickfont={"size": _SIZE, "color": tokens.mute},
        nticks=2 if size < 600 else 9, tickangle=0, tickformat=_written(first, last),
    )  # fmt: skip
    if dated.empty:
        _nothing(fig, "No score with a number and a date", tokens)
    means = {str(section): values.iloc[0] for section, values in rows.groupby("section", sort=False)["mean"]}
    _lanes(fig, sections, means if len(set(rows["brief"])) > 1 else {}, tokens)
    place: dict[str, Any] = {
        "title": title, "subtitle": subtitle, "source_line": source_line, "width": size, "left": left,
        "right": 62, "above": 18, "below": 34,
    }  # fmt: skip
    frame = measure_frame(**place)
    return frame_figure(
        fig, tokens=tokens, height=height or round(frame.top + frame.bottom + _LANE * max(1, len(sections))), **place
    )


def _written(first: date, last: date) -> str:
    """How the days of an axis are written: no two alike."""
    span = (last - first).days
    return "%-d %b %Y" if span < 240 else "%b %Y" if span < 2900 else "%Y"


def _within(score: float) -> float:
    """Where a score stands within its lane, whose middle is 0."""
    return (score - 3) * 0.17


def _scored(rows: pd.DataFrame, base: int, tokens: Tokens, *, numbered: bool) -> go.Scatter:
    return go.Scatter(
        x=list(rows["posted_date"]),
        y=[base + _within(value) for value in rows["score"]],
        mode="markers+text" if numbered else "markers",
        text=[f"{value:g}" for value in rows["score"]] if numbered else None,
        textfont={"size": 12, "color": tokens.page},
        marker={
            "size": _MARK if numbered else _SMALL,
            "color": tokens.blue.mark,
            "opacity": 1 if numbered else 0.55,
            "line": {"width": 1, "color": tokens.page},
        },
        hovertext=[
            f"<b>{row.score:g}</b> {escape(row.section)}<br>{escape(row.brief)}<br>{fmt_date(row.posted_date)}"
            for row in each_row(rows)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _lanes(fig: go.Figure, sections: list[str], means: dict[str, float], tokens: Tokens) -> None:
    """The names of the lanes at the left, the mean of each at the right."""
    fig.update_yaxes(
        range=[-len(sections) + 0.45, 0.55], tickvals=[-lane for lane in range(len(sections))],
        ticktext=[escape(one) for one in sections], ticks="", showgrid=False, zeroline=False, fixedrange=True,
        tickfont={"size": _SIZE, "color": tokens.ink},
    )  # fmt: skip
    for lane, section in enumerate(sections if means else []):
        mean = means.get(section)
        fig.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=10, y=-lane, showarrow=False, align="left",
            text="no number" if mean is None or pd.isna(mean) else f"<b>{mean:.1f}</b><br>mean",
            font={"size": 12, "color": tokens.mute},
        )  # fmt: skip


def shown_clocks(rows: pd.DataFrame, as_of: date, form: str) -> pd.DataFrame:
    """The dated clocks that get a row: those ahead, the soonest first, then the last ones passed; in order of days."""
    most = SHOWN_FEW if few_rows(form) else SHOWN
    dated = rows[rows["due_date"].notna()]
    ahead = dated[dated["due_date"] >= as_of].head(most)
    passed = dated[dated["due_date"] < as_of].tail(most - len(ahead))
    return pd.concat([passed, ahead])


def _without_day(what: str, due: date) -> str:
    """What is due, without a label in front that only says the day: 'By June 30, 2027: a report' is 'A report'."""
    label, _, rest = what.partition(": ")
    return first_upper(rest) if rest and str(due.year) in label else what


def brief_clocks(
    rows: pd.DataFrame, *, as_of: date, tokens: Tokens, title: str, subtitle: str, source_line: str, form: str,
    width: int = 1000,
) -> go.Figure:  # fmt: skip
    """A row a dated clock with its day, what it is and whose; filled once the day has passed, as events are everywhere.

    `rows`: due_date (date or missing), what, brief; only those of `shown_clocks` are drawn.
    """
    size, height = size_of(form, width)
    drawn = shown_clocks(rows, as_of, form)
    phone = size < 600
    names = [
        cut(_without_day(row.what, row.due_date), _SIZE, (0.36 if phone else 0.44) * size) for row in each_row(drawn)
    ]
    days = [fmt_date(day) for day in drawn["due_date"]]
    left = 24 + max((safe_width(f"{name}  {day}", _SIZE) for name, day in zip(names, days, strict=True)), default=60)
    edges = [*drawn["due_date"], as_of]
    margin = max(timedelta(days=20), (max(edges) - min(edges)) / 12)
    passed = [day < as_of for day in drawn["due_date"]]
    fig = go.Figure(
        go.Scatter(
            x=list(drawn["due_date"]), y=list(range(len(drawn))), mode="markers", cliponaxis=False,
            marker={
                "symbol": ["circle" if one else "circle-open" for one in passed], "size": 11, "color": tokens.ink,
                "line": {"width": 2},
            },
            hovertext=[
                f"<b>{fmt_date(row.due_date)}</b> {escape(cut_chars(row.what, 90))}<br>{escape(row.brief)}"
                for row in each_row(drawn)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    if drawn.empty:
        _nothing(fig, "No clock here has a day", tokens)
    fig.add_vline(x=as_of.isoformat(), line={"color": tokens.ink, "width": 1.5})
    fig.update_xaxes(
        range=[(min(edges) - margin).isoformat(), (max(edges) + margin).isoformat()], side="top", type="date",
        nticks=3 if phone else 7, tickformat=_written(min(edges), max(edges)), showgrid=True, gridcolor=tokens.grid,
        zeroline=False, ticks="", fixedrange=True, tickfont={"size": _SIZE, "color": tokens.mute},
    )  # fmt: skip
    fig.update_yaxes(
        range=[max(1, len(drawn)) - 0.4, -0.6], tickvals=list(range(len(drawn))),
        ticktext=[f"{escape(name)}  <b>{day}</b>" for name, day in zip(names, days, strict=True)], ticks="",
        showgrid=False, zeroline=False, fixedrange=True, tickfont={"size": _SIZE, "color": tokens.ink},
    )  # fmt: skip
    place: dict[str, Any] = {
        "title": title, "subtitle": subtitle, "source_line": source_line, "width": size, "left": left, "right": 20,
        "above": 34, "below": 10,
    }  # fmt: skip
    frame = measure_frame(**place)
    needed = round(frame.top + frame.bottom + _ROW * max(1, len(drawn)))
    return frame_figure(fig, tokens=tokens, height=height or needed, **place)


def _nothing(fig: go.Figure, said: str, tokens: Tokens) -> None:
    """What stands where no mark does."""
    fig.add_annotation(
        x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, text=said, bgcolor=tokens.page,
        font={"size": _SIZE, "color": tokens.mute},
    )  # fmt: skip


def drawn_words(rows: pd.DataFrame, as_of: date, form: str) -> str:
    """What the figure of the clocks shows, before the filters: 'Filled: passed; hollow: ahead · 24 of 310 clocks …'."""
    drawn, dated = len(shown_clocks(rows, as_of, form)), int(rows["due_date"].notna().sum())
    part = f" · {drawn} of {counted(dated, 'clock')} with a day" if drawn < dated else ""
    return f"Filled: passed; hollow: ahead{part}"
