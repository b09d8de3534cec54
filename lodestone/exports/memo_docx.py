"""The memo as a document of a word processor (DOCX): real headings, a numbered list, and numbered notes at the end.

The library that writes it knows no footnotes: each raised number is a link to its note on the last page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from lodestone.exports.files import clean
from lodestone.exports.gather import Request
from lodestone.exports.memo import Grid, Memo, Said, Section, memo
from lodestone.exports.word import Column, add_table, link, new_document, note, note_marks, page_foot, saved, small
from lodestone.language import fmt_date

_NARROW = Mm(26)
_TAB = Mm(18)


def memo_docx(request: Request, reader: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The memo for 'leadership' or, with a department, for 'faculty': two pages, US Letter.

    The same view of the same database gives the same bytes. `say` is told each step. Raises QueryError as `memo` does.
    """
    say("memo")
    return _written(memo(request, reader), request)


def _written(made: Memo, request: Request) -> bytes:
    document = new_document(made.subject, request.as_of, body=9.5)
    _tighter(document)
    document.core_properties.subject = (
        f"As of {request.as_of.isoformat()}, database version {request.warehouse.version}"
    )
    document.add_heading("Memo", level=0)
    for name, words in (*made.head, ("Subject", made.subject)):
        paragraph = document.add_paragraph(style="Memo Head")
        paragraph.add_run(f"{name}:\t").bold = True
        paragraph.add_run(clean(words)).bold = name == "Subject"
    for section in made.sections:
        _section(document, section)
    if made.sources:
        document.add_heading("Sources", level=1)
        small(document.add_paragraph(), made.cited)
        for number, (words, url) in enumerate(made.sources, start=1):
            note(document.add_paragraph(style="Memo Note"), number, words, url)
    page_foot(document, f"Lodestone · as of {fmt_date(request.as_of)}")
    return saved(document)


def _tighter(document: Any) -> None:
    """Styles of a memo: its head with names before a stop, its notes, and a list without air."""
    for name in ("Memo Head", "Memo Note"):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.left_indent = _TAB if name == "Memo Head" else Mm(5)
        style.paragraph_format.first_line_indent = -_TAB if name == "Memo Head" else -Mm(5)
    document.styles["Memo Head"].paragraph_format.tab_stops.add_tab_stop(_TAB)
    document.styles["List Number"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(8)
    document.styles["Heading 1"].paragraph_format.keep_with_next = True


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.heading, level=1)
    for said in section.said:
        _say(document.add_paragraph(), said)
    for step in section.steps:
        _say(document.add_paragraph(style="List Number"), step)
    if section.grid is not None:
        _grid(document, section.grid)
    if section.remark:
        remark = document.add_paragraph()
        remark.paragraph_format.space_before = Pt(3)
        if section.link:
            link(remark, section.remark, section.link)
        else:
            small(remark, section.remark)
    for number, said in enumerate(section.after):
        paragraph = document.add_paragraph()
        if not number and section.grid is not None and not section.remark:
            paragraph.paragraph_format.space_before = Pt(4)
        _say(paragraph, said)


def _say(paragraph: Any, said: Said) -> None:
    # A sum stays in one line with its unit.
    paragraph.add_run(re.sub(r"(\$[\d.,]+) (?=[BM]\b)", "\\1\u00a0", said.text))
    note_marks(paragraph, said.numbers)


def _grid(document: Any, grid: Grid) -> None:
    columns = [
        Column(head, _NARROW if number in grid.narrow else None, number in grid.amounts)
        for number, head in enumerate(grid.heads)
    ]
    add_table(document, columns, grid.rows, grid.about)
