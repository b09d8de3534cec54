"""Native tables on slides: columns as wide as their words ask, letters as large as rows allow, the rest overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from lodestone.cells.cell import Column
from lodestone.cells.table import in_words, readable
from lodestone.exports.files import clean
from lodestone.exports.master import OURS, Stage, rgb
from lodestone.exports.slides import LINE, lines, short
from lodestone.figures.text import safe_width
from lodestone.figures.tokens import LIGHT, STATUS

# Beside a text on its left, a number on the right of its column needs this much of a gap.
_PAD = 7.0
_AIR, _MOST_AIR = 4.0, 11.0
_NUMBERS = {"dollars", "usd", "number", "score"}
# A cell longer than this is cut on the slide; the whole text is in the notebook and in the workbook.
_MOST_LINES = 9
_SHORT = 12
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """The part of a table that one slide holds: rows of texts under heads, widths and heights in points."""

    heads: tuple[str, ...]
    rows: Texts
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    air: float = _AIR


def texts(frame: pd.DataFrame, columns: Sequence[Column]) -> Texts:
    """The rows as they are read: days and numbers in words, empty cells said."""
    shown = readable(frame, tuple(columns))
    return tuple(
        tuple(" ".join(clean(in_words(value, column)).split()) for value, column in zip(row, columns, strict=True))
        for row in shown.itertuples(index=False, name=None)
    )


def sheets(heads: Sequence[str], rows: Texts, room: float, stage: Stage = OURS) -> list[Sheet]:
    """Lay a table out: whole on one slide `room` points high if any size allows, else at the smallest on several."""
    for size in stage.sizes:
        laid = _laid(heads, rows, size, stage)
        if (spare := room - sum(laid.heights)) >= 0:
            # Few rows may breathe.
            air = min(_MOST_AIR, _AIR + 0.5 * spare / (2 * len(laid.heights)))
            return [replace(laid, air=air, heights=tuple(height + 2 * (air - _AIR) for height in laid.heights))]
    # No slide for a last row alone: as many slides as needed, each about as full.
    count = len(_split(laid, room))
    fullness = next(share for share in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0) if len(_split(laid, share * room)) == count)
    return _split(laid, fullness * room)


def _split(laid: Sheet, room: float) -> list[Sheet]:
    parts: list[Sheet] = []
    first, used = 0, laid.heights[0]
    for number, height in enumerate(laid.heights[1:]):
        if used + height > room and number > first:
            parts.append(_part(laid, first, number))
            first, used = number, laid.heights[0]
        used += height
    return [*parts, _part(laid, first, len(laid.rows))]


def _part(whole: Sheet, first: int, last: int) -> Sheet:
    return Sheet(
        whole.heads,
        whole.rows[first:last],
        whole.widths,
        (whole.heights[0], *whole.heights[first + 1 : last + 1]),
        whole.size,
    )


def _laid(heads: Sequence[str], rows: Texts, size: float, stage: Stage) -> Sheet:
    # Letters as wide as they may come out.
    safe = size * stage.wide
    widths = _widths(heads, rows, safe, stage.room)
    cut = tuple(
        tuple(short(text, safe, width - 2 * _PAD, _MOST_LINES) for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    heights = [
        max(len(lines(head, safe, width - 2 * _PAD, bold=True)) for head, width in zip(heads, widths, strict=True))
    ]
    heights += [
        max(len(lines(text, safe, width - 2 * _PAD)) for text, width in zip(row, widths, strict=True)) for row in cut
    ]
    return Sheet(tuple(heads), cut, widths, tuple(count * size * LINE + 2 * _AIR for count in heights), size)


def _widths(heads: Sequence[str], rows: Texts, size: float, room: float) -> tuple[float, ...]:
    """Widths that add up to `room`: none below its longest word, the rest by how much text a column holds."""
    least, wanted = [], []
    for number, head in enumerate(heads):
        column = [row[number] for row in rows]
        words = [(word, True) for word in head.split()] + [(word, False) for text in column for word in _unbroken(text)]
        longest = max((safe_width(word, size, bold) for word, bold in words), default=20.0)
        least.append(min(longest + 2 * _PAD + 1, 0.5 * room))
        lengths = [safe_width(text, size) for text in column] or [0.0]
        # The square root: a column with ten times the text gets about three times the width.
        mean = sum(lengths) / len(lengths)
        asked = max(min(max(lengths), 40 + 12 * mean**0.5), min(safe_width(head, size, bold=True), 6.5 * size))
        wanted.append(max(least[-1], asked + 2 * _PAD + 1))
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    over = [want - low for want, low in zip(wanted, least, strict=True)]
    share = (room - sum(least)) / sum(over) if sum(over) else 0.0
    if share <= 1 and sum(over):
        return tuple(low + extra * share for low, extra in zip(least, over, strict=True))
    return tuple(want * room / sum(wanted) for want in wanted)


def _unbroken(text: str) -> list[str]:
    """What must not be broken: a short text such as a day as a whole, of a longer one each word."""
    return [text] if len(text) <= _SHORT else text.split()


def on_the_right(column: Column) -> bool:
    """Whether a column holds sums or numbers, which stand on the right."""
    return column.kind in _NUMBERS and not column.year


def add_table(slide: Any, sheet: Sheet, columns: Sequence[Column], top: float, left: float = OURS.left) -> Any:
    """Put the part of a table on a slide and return its graphic frame.

    A status has its colour beside sign and word; numbers and sums stand on the right.
    """
    box = (Pt(left), Pt(top), Pt(sum(sheet.widths)), Pt(sum(sheet.heights)))
    frame = slide.shapes.add_table(len(sheet.rows) + 1, len(sheet.heads), *box)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE  # noqa: SLF001, a table's style has no other door
    for number, width in enumerate(sheet.widths):
        table.columns[number].width = Pt(width)
    for number, height in enumerate(sheet.heights):
        table.rows[number].height = Pt(height)
    for number, head in enumerate(sheet.heads):
        _fill(table.cell(0, number), head, sheet, LIGHT.page, bold=True)
    for row, values in enumerate(sheet.rows, start=1):
        for number, (text, column) in enumerate(zip(values, columns, strict=True)):
            _fill(table.cell(row, number), text, sheet, _colour(text, column))
    for number, column in enumerate(columns):
        if on_the_right(column):
            for row in range(len(sheet.rows) + 1):
                table.cell(row, number).text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return frame


def _colour(text: str, column: Column) -> str:
    if column.kind == "status":
        known = STATUS.get(text.partition(" ")[2])
        return LIGHT.hue(known.colour).text if known else LIGHT.mute
    return LIGHT.mute if text == column.empty else LIGHT.ink


def _fill(cell: Any, text: str, sheet: Sheet, colour: str, *, bold: bool = False) -> None:
    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(sheet.air)
    frame = cell.text_frame
    frame.word_wrap = True
    frame.text = text
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.color.rgb, run.font.bold = Pt(sheet.size), rgb(colour), bold
    if bold:
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(LIGHT.ink)
    else:
        cell.fill.background()
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001, borders have no other door
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(2 if bold else 0.75))})
    solid = line.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": (LIGHT.old_gold if bold else LIGHT.line)[1:]}))
    line.append(solid)
    properties.insert(0, line)
