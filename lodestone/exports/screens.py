"""What presentation mode shows: the cells of a set or a page, one after the other, between a cover and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go

from lodestone.cells.answer import Answer, source_line
from lodestone.exports.files import clean
from lodestone.exports.gather import FROM, Pack, Points, merged, question
from lodestone.exports.master import ROOM
from lodestone.exports.sets import Slide
from lodestone.exports.slides import NO_ROW, lines
from lodestone.exports.tables import Sheet, Texts, sheets, texts
from lodestone.figures import screens as drawing
from lodestone.figures.tokens import Tokens
from lodestone.figures.tokens import tokens as colours
from lodestone.language import counted, first_lower, fmt_date

# The deck's tables are laid out in points of a slide 960 wide; the screen is 1232 px wide.
_PX = (drawing.SCREEN[0] - 80) / ROOM
_SOURCE_SIZE, _COLUMNS = 14.0, 2


@dataclass(frozen=True)
class Screen:
    """One screen: what it is called, the same in words for those who do not see it, how it is drawn (16:9)."""

    title: str
    alt: str
    draw: Callable[[], go.Figure]


def screens(pack: Pack) -> tuple[Screen, ...]:
    """All screens of a set or page, in order; nothing is drawn yet."""
    tokens = colours(pack.request.theme)
    day = f"As of {fmt_date(pack.request.as_of)}"
    below = [pack.request.sentence, day, FROM]
    found = [Screen(pack.title, f"{pack.title}. {'. '.join(below)}.", lambda: drawing.cover(tokens, pack.title, below))]
    for part in pack.parts:
        found.extend(_points(part, pack, day) if isinstance(part, Points) else _cell(*part))
    return (*found, *_sources(pack, day))


def _cell(slide: Slide, answer: Answer) -> Iterator[Screen]:
    """The screen of one cell, or as many as its rows need."""
    if answer.pictured and not slide.table:
        yield Screen(answer.finding, answer.alt_alone, lambda: answer.draw("slide"))
        return
    chosen = slide.chosen()
    shown, _ = slide.shown(answer.table)
    left = slide.remark(answer.table)
    remark = f"{left}." if left else ""
    asked = question(answer)
    foot = " · ".join(part for part in (answer.filtered, answer.words.source_line) if part)
    heads, body = [column.title for column in chosen], texts(shown, chosen)
    yield from _table(colours(answer.view.theme), (asked, answer.finding, foot), heads, body, remark)


def _table(
    tokens: Tokens, words: tuple[str, str, str], heads: Sequence[str], body: Texts, remark: str
) -> Iterator[Screen]:
    """Rows as a table, on as many screens as they need; `words` are question, title and foot."""
    asked, said, foot = words
    above = drawing.remark_height(remark)
    height = drawing.room(f"{said} (2 of 3)")[1] - above
    parts = sheets(heads, body, height / _PX) if body else []
    for number, part in enumerate(parts, start=1):
        title = said if len(parts) == 1 else f"{said} ({number} of {len(parts)})"
        draw = partial(_sheet, tokens, (asked, title, foot), part, remark)
        rows = "; ".join(", ".join(row) for row in part.rows)
        yield Screen(title, f"{asked} {title}. {', '.join(heads)}: {rows}", draw)
    if not parts:
        yield Screen(
            said, f"{asked} {said} {NO_ROW}", lambda: drawing.columns(tokens, (asked, said, foot), [[[NO_ROW]]], 20)
        )


def _points(points: Points, pack: Pack, day: str) -> Iterator[Screen]:
    """The screen told from several cells: a numbered list, or a table."""
    tokens, listing = colours(pack.request.theme), points.listing
    words = (
        points.question,
        listing.title,
        f"{pack.request.sentence} · {source_line(merged(list(points.answers)))} · {first_lower(day)}",
    )
    if listing.heads:
        yield from _table(tokens, words, listing.heads, listing.rows, listing.remark)
        return
    entries = [
        lines(f"{number}. {clean(row[0])}", 20, drawing.SCREEN[0] - 100)
        for number, row in enumerate(listing.rows, start=1)
    ]
    yield Screen(
        listing.title,
        " ".join([f"{listing.title}:", *(row[0] for row in listing.rows)]),
        lambda: drawing.columns(tokens, words, (entries,), 20),
    )


def _sheet(tokens: Tokens, words: tuple[str, str, str], part: Sheet, remark: str) -> go.Figure:
    def broken(texts: tuple[str, ...], *, bold: bool = False) -> list[list[str]]:
        return [lines(text, part.size, width - 10, bold=bold) for text, width in zip(texts, part.widths, strict=True)]

    return drawing.grid(
        tokens,
        words,
        broken(part.heads, bold=True),
        [broken(row) for row in part.rows],
        [width * _PX for width in part.widths],
        [height * _PX for height in part.heights],
        part.size * _PX,
        remark,
    )


def _sources(pack: Pack, day: str) -> Iterator[Screen]:
    """Every source in two columns, on as many screens as they take."""
    tokens = colours(pack.request.theme)
    width, height = drawing.room("Sources")
    written = [
        f"{row['title']}. {row['publisher']}, {row['published'] or 'undated'}"
        for row in pack.sources.to_dict("records")
    ]
    entries = [lines(" ".join(text.split()), _SOURCE_SIZE, (width - 40) / _COLUMNS) for text in written]
    filled: list[list[list[str]]] = [[]]
    used = 0.0
    for entry_lines in entries:
        needed = _SOURCE_SIZE * (drawing.LINE * len(entry_lines) + 0.5)
        if used + needed > height and filled[-1]:
            filled.append([])
            used = 0.0
        filled[-1].append(entry_lines)
        used += needed
    parts = [filled[first : first + _COLUMNS] for first in range(0, len(filled), _COLUMNS)]
    first = parts[:1] if pack.one_sheet else parts
    for number, part in enumerate(first, start=1):
        title = "Sources" if len(parts) == 1 else f"Sources ({number} of {len(parts)})"
        if len(first) < len(parts):
            shown = sum(len(column) for column in part)
            title = f"Sources: the first {shown} of {len(entries)}, the nearest to the act first"
        words = ("What does this rest on?", title, f"{counted(len(entries), 'source')} · {day}")
        alt = f"{title}: " + "; ".join(" ".join(one) for column in part for one in column)
        full = [*part, *[[] for _ in range(_COLUMNS - len(part))]]
        yield Screen(title, alt, partial(drawing.columns, tokens, words, full, _SOURCE_SIZE))
