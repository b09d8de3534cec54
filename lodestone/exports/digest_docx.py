"""The digest of what changed as a document of a word processor (DOCX), to be edited and passed on."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor

from lodestone.exports.digest import Digest, Part
from lodestone.exports.files import clean, midnight, stable_zip
from lodestone.figures.tokens import LIGHT

_WIDE = Inches(8.5) - 2 * Mm(16)
# Columns that hold little are this wide; the others share what is left.
_NARROW = {"Day": Mm(22), "Sources": Mm(20), "Table": Mm(28), "Column": Mm(26)}


def digest_docx(made: Digest, day: date) -> bytes:
    """The digest with a heading and a table for each part and numbered sources, dated by `day`, US Letter.

    The same digest gives the same bytes.
    """
    document = Document()
    _page(document, made, day)
    document.add_heading(clean(made.title), level=0)
    document.add_paragraph().add_run(clean(made.finding)).bold = True
    _small(document.add_paragraph(), made.counted)
    for part in made.parts:
        document.add_heading(clean(part.heading), level=1)
        if part.said:
            document.add_paragraph(clean(part.said))
        if part.rows:
            _table(document, part)
    if made.sources:
        document.add_heading("Sources", level=1)
        for number, (words, url) in enumerate(made.sources, start=1):
            _small(document.add_paragraph(), f"{number}. {words} {url}".strip())
    held = io.BytesIO()
    document.save(held)
    return stable_zip(held.getvalue())


def _page(document: Any, made: Digest, day: date) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(14)
    for name, font, size in (("Normal", "Arial", 9.5), ("Title", "Georgia", 18), ("Heading 1", "Georgia", 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
        # The template's own fonts for headings come before a font's name.
        style.element.get_or_add_rPr().get_or_add_rFonts().attrib.pop(qn("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(9)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean(made.title), "Lodestone", "Lodestone"
    about.comments, about.language = "", "en-US"
    about.created = about.modified = midnight(day).replace(tzinfo=None)


def _small(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.mute[1:])
    paragraph.paragraph_format.space_after = Pt(2)


def _table(document: Any, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.heads))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    wide = [head for head in part.heads if head not in _NARROW]
    left = _WIDE - sum(_NARROW.get(head, 0) for head in part.heads)
    widths = [_NARROW.get(head, round(left / len(wide))) for head in part.heads]
    _fill(table.rows[0], part.heads, widths, bold=True)
    # A table that runs over a page shows its heads again, and no row is torn.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001, it has no other door
    for row in part.rows:
        _fill(table.add_row(), row, widths)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001, it has no other door


def _fill(row: Any, texts: tuple[str, ...], widths: list[int], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(clean(text))
        run.bold, run.font.size = bold, Pt(8.5)
        _line_below(cell, LIGHT.old_gold if bold else LIGHT.line, 12 if bold else 4)


def _line_below(cell: Any, colour: str, eighths: int) -> None:
    borders = OxmlElement("w:tcBorders")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("color", colour[1:])):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001, borders have no other door
