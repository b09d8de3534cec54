"""The last slides of a deck: every source of it, in two columns, the nearest to the act first."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.exports.files import clean
from lodestone.exports.gather import NEAR, Pack
from lodestone.exports.slides import LINE, House, Words, lines, linked
from lodestone.language import counted

_SOURCE_SIZE, _COLUMNS, _GUTTER = 10, 2, 24


def add_sources(made: House, pack: Pack, day: str) -> None:
    """Every source of the set in two columns, on as many slides as they take, or the first of them on one."""
    entries = [_entry(row) for row in pack.sources.to_dict("records")]
    stage = made.stage
    width, top = (stage.room - _GUTTER) / _COLUMNS, stage.first
    columns: list[list[tuple[str, str, str]]] = [[]]
    used = 0.0
    for entry in entries:
        height = (
            len(lines(f"{entry[0]} {entry[1]}", _SOURCE_SIZE, width / stage.wide)) * _SOURCE_SIZE * LINE
            + _SOURCE_SIZE * 0.35
        )
        if used + height > stage.foot - top - 6 and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += height
    slides = [columns[first : first + _COLUMNS] for first in range(0, len(columns), _COLUMNS)]
    whole = "\n".join(" ".join(entry) for entry in entries)
    if pack.one_sheet and len(slides) > 1:
        slides = slides[:1]
    for number, part in enumerate(slides, start=1):
        shown = sum(len(column) for column in part)
        title = f"Sources ({number} of {len(slides)})" if len(slides) > 1 else "Sources"
        foot = f"{counted(len(entries), 'source')} · {day}"
        if pack.one_sheet and shown < len(entries):
            title = f"Sources: the first {shown} of {len(entries)}, the nearest to the act first"
            foot = f"{_by_trust(pack.sources)} · all of them with addresses in the notes of this slide · {day}"
        notes = whole if pack.one_sheet else "\n".join(" ".join(entry) for column in part for entry in column)
        slide, _ = made.page(Words(title, "What does this rest on?", foot, notes))
        for place, column in enumerate(part):
            if column:
                linked(
                    slide,
                    (stage.left + place * (width + _GUTTER), top, width, stage.foot - top - 6),
                    column,
                    _SOURCE_SIZE,
                )


def _by_trust(sources: pd.DataFrame) -> str:
    """How many sources stand how near to the act: '40 of the acting body itself, 179 reports'."""
    counts = sources["trust"].value_counts()
    return ", ".join(f"{counts[trust]} {words}" for trust, words in NEAR.items() if trust in counts)


def _entry(row: dict[Any, Any]) -> tuple[str, str, str]:
    """Title, who published it and when, and its address."""
    parts = f"{row['title']}.", f"{row['publisher']}, {row['published'] or 'undated'}", str(row["url"] or "")
    title, published, url = (" ".join(clean(part).split()) for part in parts)
    return title, published, url
