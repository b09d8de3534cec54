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

from lodestone.briefs.lines import Document, Line, one_line
from lodestone.briefs.refused import NotRead

_MOST_UNPACKED = 100_000_000
_NOT_WORD = "This is a packed file, not a Word document. Give the .docx, or the text."
_DAMAGED = "The Word document is cut short or damaged. Save it again, or paste its text."
_LIST = re.compile(r"list (?:bullet|number|paragraph)(?: (\d))?", re.IGNORECASE)
# What a run holds besides text.
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_NAMED = {qn(name): sign for name, sign in _SIGNS.items()}


def word_lines(raw: bytes) -> Document:
    """The lines of a .docx; raises NotRead."""
    try:
        _check(raw)
        lines = list(_lines(docx.Document(io.BytesIO(raw))))
    except NotRead:
        raise
    # A library that meets a damaged file raises whatever it runs into.
    except Exception as error:
        raise NotRead("binary", _DAMAGED) from error
    return Document(lines, set_off=True)


def _check(raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise NotRead("binary", _NOT_WORD)
        if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
            raise NotRead("too_large", "Unpacked, the document is larger than 100 MB. Take out its pictures.")


def _lines(document: Any) -> Iterator[Line]:
    numbered = _numbered(document)
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p")), start=1):
        level, heading, strong = _structure(paragraph, document, numbered)
        for place, part in enumerate(_text(paragraph).split("\n")):
            line = one_line(part, number)
            if line is None:
                continue
            if level and place == 0:
                # Word draws the mark itself; a sign typed in front of the text is none of it.
                line = replace(line, mark=line.mark or "sign", level=level)
            yield replace(
                line, heading=heading or line.heading, strong=strong or line.strong, indent=0 if level else line.indent
            )


def _text(paragraph: Any) -> str:
    """The text of a paragraph, insertions included and what was struck out left out."""
    parts = []
    for one in paragraph.iter():
        if one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in _NAMED:
            parts.append(_NAMED[one.tag])
    return "".join(parts)


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
    runs = [one for one in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in one.iter(qn("w:t")))]
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
