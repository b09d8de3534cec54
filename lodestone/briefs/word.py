"""A Word document as lines, one or more a paragraph."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn

from lodestone.briefs.headings import section_of
from lodestone.briefs.lines import Document, Line, first_told, one_line, row_line
from lodestone.briefs.refused import NotRead
from lodestone.briefs.scores import sets_out
from lodestone.briefs.tables import read_rows
from lodestone.briefs.word_parts import beside, boxes, children, references, text_of, within
from lodestone.briefs.word_tables import WordRow, read_table

_MOST_UNPACKED = 100_000_000
_NOT_WORD = "This is a packed file, not a Word document. Give the .docx, or the text."
_DAMAGED = "The Word document is cut short or damaged. Save it again, or paste its text."
_LIST = re.compile(r"list (?:bullet|number|paragraph)(?: (\d))?", re.IGNORECASE)
_BOXED = (("text_box", "the text stands in a box beside the others; where it belongs is unknown"),)
_BY_CELL = (("table", "a table that sets out the page was read cell by cell; check the order of what stands there"),)


def word_lines(raw: bytes) -> Document:
    """The lines of a .docx; raises NotRead."""
    try:
        _check(raw)
        document = docx.Document(io.BytesIO(raw))
        reader = _Reader(document)
        lines = list(reader.lines(document.element.body))
        doubts = beside(document, reader.places, {line.text for line in lines})
    except NotRead:
        raise
    # A library that meets a damaged file raises whatever it runs into.
    except Exception as error:
        raise NotRead("binary", _DAMAGED) from error
    return Document(lines, set_off=True, doubts=doubts)


def _check(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise NotRead("binary", _NOT_WORD)
        if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
            raise NotRead("too_large", "Unpacked, the document is larger than 100 MB. Take out its pictures.")


class _Reader:
    """The paragraphs and tables of a document in order; it numbers paragraphs and knows which refer to notes."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbered = _numbered(document)
        self.number = 0
        self.places: dict[tuple[str, str], int] = {}
        self.headed = False

    def lines(self, parent: Any) -> Iterator[Line]:
        """The lines of all that stands in a part of the document; those of a text box follow what holds it."""
        for one in children(parent):
            if one.tag == qn("w:tbl"):
                yield from self._table(one)
            elif one.tag != qn("w:p"):
                yield from self.lines(one)
            else:
                for line in self._paragraph(one):
                    self.headed = self.headed or bool(section_of(line.text))
                    yield line
                for box in boxes(one):
                    yield from first_told(self.lines(box), _BOXED)

    def _count(self, paragraph: Any) -> int:
        self.number += 1
        self.places |= dict.fromkeys(references(paragraph), self.number)
        return self.number

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        number = self._count(paragraph)
        level, heading, strong = _structure(paragraph, self.document, self.numbered)
        for place, part in enumerate(text_of(paragraph).split("\n")):
            line = one_line(part, number)
            if line is None:
                continue
            if level and place == 0:
                # Word draws the mark itself; a sign typed in front of the text is none of it.
                line = replace(line, mark=line.mark or "sign", level=level)
            yield replace(
                line, heading=heading or line.heading, strong=strong or line.strong, indent=0 if level else line.indent
            )

    def _table(self, table: Any) -> Iterator[Line]:
        rows = read_table(table)
        columns = max((len(row.cells) for row in rows), default=0)
        holds_table = next(table.iterdescendants(table.tag), None) is not None
        apart = holds_table or any(sets_out(text_of(one)) for row in rows for one in row.paragraphs)
        if columns > 1 and self.headed and not apart:
            yield from self._rows(rows)
            return
        # A frame around text, or sections or tables in cells. Above the first heading a cell may be the title.
        by_cell = self.lines(table)
        yield from first_told(by_cell, _BY_CELL if columns > 1 and self.headed else ())

    def _rows(self, rows: list[WordRow]) -> Iterator[Line]:
        first = rows[0]
        said = [one for one in first.paragraphs if text_of(one).strip()]
        marked = first.is_head or all(_structure(one, self.document, self.numbered)[2] for one in said)
        numbers = []
        for row in rows:
            numbers.append(self.number + 1)
            for one in row.paragraphs:
                self._count(one)
        read, doubt = read_rows([row.cells for row in rows], marked=marked, heads=first.heads)
        yield from first_told((row_line(row, numbers[place]) for place, row in read), (doubt,))


def _structure(paragraph: Any, document: Any, numbered: set[str]) -> tuple[int, bool, bool]:
    """Level in a list (0 in none), whether it is set as a heading, and whether all of it is bold."""
    style = paragraph.style or ""
    name = next((one.name or "" for one in document.styles if one.style_id == style), "") if style else ""
    listed = _LIST.fullmatch(name)
    numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    level = 0
    if numbering is not None:
        depth, kind = numbering.find(qn("w:ilvl")), numbering.find(qn("w:numId"))
        off = kind is not None and kind.get(qn("w:val")) == "0"
        level = 0 if off else int(depth.get(qn("w:val")) if depth is not None else 0) + 1
    elif style in numbered or (listed and "paragraph" not in name.lower()):
        level = int(listed[1] or 1) if listed else 1
    heading = bool(re.match(r"(?:heading|title|subtitle)\b", name, re.IGNORECASE))
    runs = [one for one in within(paragraph) if one.tag == qn("w:r") and text_of(one).strip()]
    strong = bool(runs) and all(_is_bold(one) for one in runs)
    return (0, True, strong) if heading else (level, False, strong)


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val")) not in {"0", "false"}


def _numbered(document: Any) -> set[str]:
    """Styles that set their paragraphs as a list."""
    return {
        one.style_id
        for one in document.styles
        if one.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        and not re.match("heading", one.name or "", re.IGNORECASE)
    }
