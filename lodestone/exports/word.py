"""What all documents of a word processor share: the sheet, styles of the house, links, notes, tables, whole bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor

from lodestone.exports.files import clean, midnight, stable_zip
from lodestone.figures.tokens import LIGHT

MARGIN = Mm(16)
WIDE = Inches(8.5) - 2 * MARGIN
_LANGUAGE = "en-US"


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width where it holds little (else it shares what is left), and its side."""

    head: str
    width: int | None = None
    right: bool = False


def new_document(title: str, day: date, *, body: float = 9.5) -> Any:
    """An empty document, US Letter, in the house's styles and in American English, dated by `day`.

    `body` is the size of its letters in points.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(14)
    for name, font, size in (("Normal", "Arial", body), ("Title", "Georgia", 18), ("Heading 1", "Georgia", 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
        # The template's own fonts for headings come before a font's name.
        style.element.get_or_add_rPr().get_or_add_rFonts().attrib.pop(qn("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(9)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean(title), "Lodestone", "Lodestone"
    about.comments, about.language = "", _LANGUAGE
    about.created = about.modified = midnight(day).replace(tzinfo=None)
    return document


def saved(document: Any) -> bytes:
    """The document as a file; the same document gives the same bytes."""
    held = io.BytesIO()
    document.save(held)
    return stable_zip(held.getvalue())


def small(paragraph: Any, text: str) -> None:
    """Words in small print at the end of a paragraph."""
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.mute[1:])
    paragraph.paragraph_format.space_after = Pt(2)


def add_table(document: Any, columns: Sequence[Column], rows: Sequence[Sequence[str]], about: str = "") -> Any:
    """A table as wide as the sheet: a page that it runs over shows its heads again, and no row is torn.

    `about` says what it holds, for those who do not see it.
    """
    table = document.add_table(rows=1, cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    left = WIDE - sum(column.width or 0 for column in columns)
    shared = max(1, sum(column.width is None for column in columns))
    widths = [column.width or round(left / shared) for column in columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], [column.head for column in columns], columns, widths, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001, it has no other door
    for row in rows:
        _fill(table.add_row(), row, columns, widths)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001, it has no other door
    if about:
        described = OxmlElement("w:tblDescription")
        described.set(qn("w:val"), clean(about))
        table._tbl.tblPr.append(described)  # noqa: SLF001, it has no other door
    return table


def _fill(
    row: Any, texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], *, bold: bool = False
) -> None:
    for cell, text, column, width in zip(row.cells, texts, columns, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        if column.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
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


def note_marks(paragraph: Any, numbers: Sequence[int], size: float | None = None) -> None:
    """The raised numbers of notes at the end of a paragraph, each a way to its note."""
    for place, number in enumerate(numbers):
        if place:
            _raised(paragraph.add_run(","), size)
        way = OxmlElement("w:hyperlink")
        way.set(qn("w:anchor"), f"note{number}")
        run = paragraph.add_run(str(number))
        _raised(run, size)
        way.append(run._r)  # noqa: SLF001, a link within the document has no other door
        paragraph._p.append(way)  # noqa: SLF001, as above


def _raised(run: Any, size: float | None) -> None:
    run.font.superscript = True
    run.font.color.rgb = RGBColor.from_string(LIGHT.blue.text[1:])
    if size:
        run.font.size = Pt(size)


def note(paragraph: Any, number: int, words: str, url: str) -> None:
    """A note in small print to which `note_marks` lead: its number, its words, and its address as a link."""
    mark = {"w:id": str(number), "w:name": f"note{number}"}
    paragraph._p.append(_marked("w:bookmarkStart", mark))  # noqa: SLF001, bookmarks have no other door
    small(paragraph, f"{number}. {words}")
    paragraph._p.append(_marked("w:bookmarkEnd", {"w:id": str(number)}))  # noqa: SLF001, as above
    if re.match(r"https?://\S+$", url):
        small(paragraph, " ")
        link(paragraph, clean(url), clean(url))


def _marked(tag: str, attributes: Mapping[str, str]) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made


def link(paragraph: Any, words: str, url: str) -> None:
    """Words in small print that lead to an address of the web."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.blue.text[1:])
    made.append(run._r)  # noqa: SLF001, a link has no other door
    paragraph._p.append(made)  # noqa: SLF001, as above


def page_foot(document: Any, text: str) -> None:
    """Words and 'page X of Y' at the foot of every page, numbered by the word processor."""
    paragraph = document.sections[0].footer.paragraphs[0]
    small(paragraph, f"{text} · page ")
    _field(paragraph, "PAGE")
    small(paragraph, " of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(LIGHT.mute[1:])
    field.append(run._r)  # noqa: SLF001, fields have no other door
    paragraph._p.append(field)  # noqa: SLF001, as above
