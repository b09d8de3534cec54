"""Horizontal bars with their numbers beside them: the plainest figures of the notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_card, frame_figure, measure_frame, size_of
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import SANS, Tokens
from lodestone.language import counted, fmt_date

_ROW = 30
_LABEL = 14
# Letters of a note that a phone has room for.
_SHORT = 26


def movement_bars(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Events of the Framework since the signing by pillar; a pillar without any says so in words.

    `rows`: pillar, events (count), others (events of one country, or around it), last_date (date or missing),
    last_label. `form` is "page", "slide" or "card"; a card is small and leaves out title, foot and the last event.
    """
    card = form == "card" or (width < 600 and form == "page")
    words = []
    for row in each_row(rows):
        beside = f" · {counted(row.others, 'other')}" if row.others else ""
        if not row.events:
            words.append(f"<span style='color:{tokens.mute}'>none{beside or ' on record'}</span>")
        elif card:
            words.append(f"<b>{row.events}</b><span style='color:{tokens.mute}'>{beside}</span>")
        else:
            last = f"last: {escape(row.last_label)}, {fmt_date(row.last_date)}"
            words.append(f"<b>{row.events}</b><span style='color:{tokens.mute}'>{beside} · {last}</span>")
    fig = go.Figure([_bars(rows["pillar"], rows["events"], tokens.ink, words, tokens)])
    across = size_of(form, width)[0] - _left(list(rows["pillar"])) - 24
    most = max(1, int(rows["events"].max()))
    return _finish(
        fig,
        list(rows["pillar"]),
        most * 2.5 if card else max([most * 1.6, *_ends(rows["events"], words, across)]),
        tokens,
        title,
        subtitle,
        source_line,
        form,
        width,
    )


def before_after_bars(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Two bars a kind of event: outlined up to the day of the signing, full since.

    `rows`: lane, before, after, joint (counts; joint is the part of `after` that both countries brought about).
    """
    labels = list(rows["lane"])
    before = _bars(labels, rows["before"], tokens.page, [_sum(n, "up to it") for n in rows["before"]], tokens)
    edge = {"line": {"color": tokens.gray.mark, "width": 1.5}}
    before.place(marker=edge, offset=-0.4, width=0.34, name="before")
    after = _bars(labels, rows["after"], tokens.ink, _since(rows, tokens), tokens)
    after.place(offset=0.02, width=0.34, name="since")
    most = max(1, int(rows[["before", "after"]].max().max()))
    across = size_of(form, width)[0] - _left(labels) - 24
    ends = _ends([*rows["before"], *rows["after"]], [*before["text"], *after["text"]], across)
    return _finish(
        go.Figure([before, after]),
        labels,
        most * 2.3 if width < 600 else max([most * 1.18, *ends]),
        tokens,
        title,
        subtitle,
        source_line,
        form,
        width,
        row=46,
    )


def share_bars(
    rows: pd.DataFrame,
    *,
    label: str,
    value: str,
    notes: list[str],
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """One bar a row of `rows`: the texts of column `label`, the counts of column `value`, and a note after each.

    A row whose count is not known has its note alone. Where there is no room for notes, on a phone, they are left out,
    but for a short one that stands in the place of a bar.
    """
    if width < 600 and form == "page":
        short = [note.split(" · ", 1)[0] for note in notes]
        bare = [pd.isna(number) and len(note) <= _SHORT for number, note in zip(rows[value], short, strict=True)]
        notes = [note if alone else "" for note, alone in zip(short, bare, strict=True)]
    words = [
        f"{'' if pd.isna(number) else f'<b>{number:,}</b>'}<span style='color:{tokens.mute}'> {escape(note)}</span>"
        for number, note in zip(rows[value], notes, strict=True)
    ]
    counts = rows[value].fillna(0)
    fig = go.Figure([_bars(rows[label], counts, tokens.ink, words, tokens)])
    across = size_of(form, width)[0] - _left(list(rows[label])) - 24
    most = max([max(1, int(counts.max())) * 1.5, *_ends(counts, words, across)])
    return _finish(fig, list(rows[label]), most, tokens, title, subtitle, source_line, form, width)


def _since(rows: pd.DataFrame, tokens: Tokens) -> list[str]:
    beside = [f"<span style='color:{tokens.mute}'> · {n} by both</span>" if n else "" for n in rows["joint"]]
    return [_sum(n, "since") + more for n, more in zip(rows["after"], beside, strict=True)]


def _sum(number: int, word: str) -> str:
    return f"<b>{number}</b> {word}" if number else f"none {word}"


def _ends(values: Iterable[int], words: Iterable[str], across: float) -> list[float]:
    """Up to which value an axis `across` px wide must go so that the words behind each bar stay inside it."""
    wide = [safe_width(re.sub(r"<[^>]+>", "", said), _LABEL, bold=True) + 8 for said in words]
    # Words as wide as the plot cannot be held; they get most of it.
    return [value / max(0.2, 1 - one / across) for value, one in zip(values, wide, strict=True)]


def _left(labels: list[str]) -> float:
    return 14 + max([safe_width(label, _LABEL) for label in labels], default=40)


def _bars(labels: Any, values: Any, colour: str, words: list[str], tokens: Tokens) -> go.Bar:
    return go.Bar(
        x=list(values),
        y=list(labels),
        orientation="h",
        marker={"color": colour},
        text=words,
        textposition="outside",
        cliponaxis=False,
        textfont={"size": _LABEL, "color": tokens.ink},
        hoverinfo="skip",
        width=0.56,
        constraintext="none",
    )


def _finish(
    fig: go.Figure,
    labels: list[str],
    most: float,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    page_width: int,
    row: int = _ROW,
) -> go.Figure:
    left = _left(labels)
    width, height = size_of(form, page_width)
    fig.update_xaxes(range=[0, most], visible=False, fixedrange=True)
    fig.update_yaxes(
        autorange="reversed",
        categoryorder="array",
        categoryarray=labels,
        ticks="",
        showline=False,
        showgrid=False,
        tickfont={"size": _LABEL, "color": tokens.ink},
        fixedrange=True,
        ticklabelstandoff=6,
    )
    if form == "card":
        return frame_card(
            fig,
            tokens,
            len(labels) * 24 + 8,
            font={"family": SANS, "size": _LABEL, "color": tokens.ink},
            margin={"l": left, "r": 4, "t": 4, "b": 4},
        )
    place: dict[str, Any] = {
        "title": title,
        "subtitle": subtitle,
        "source_line": source_line,
        "width": width,
        "left": left,
        "right": 24,
        "below": 10,
    }
    frame = measure_frame(**place)
    needed = round(frame.top + frame.bottom + row * max(1, len(labels)))
    return frame_figure(fig, tokens=tokens, height=height or needed, **place)
