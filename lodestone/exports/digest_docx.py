"""The digest of what changed as a document of a word processor (DOCX), to be edited and passed on."""

from __future__ import annotations

from datetime import date

from docx.shared import Mm

from lodestone.exports.digest import Digest
from lodestone.exports.files import clean
from lodestone.exports.word import Column, add_table, new_document, saved, small

# Columns that hold little are this wide; the others share what is left.
_NARROW = {"Day": Mm(22), "Sources": Mm(20), "Table": Mm(28), "Column": Mm(26)}


def digest_docx(made: Digest, day: date) -> bytes:
    """The digest with a heading and a table for each part and numbered sources, dated by `day`, US Letter.

    The same digest gives the same bytes.
    """
    document = new_document(made.title, day)
    document.add_heading(clean(made.title), level=0)
    document.add_paragraph().add_run(clean(made.finding)).bold = True
    small(document.add_paragraph(), made.counted)
    for part in made.parts:
        document.add_heading(clean(part.heading), level=1)
        if part.said:
            document.add_paragraph(clean(part.said))
        if part.rows:
            add_table(document, [Column(head, _NARROW.get(head)) for head in part.heads], part.rows, part.heading)
    if made.sources:
        document.add_heading("Sources", level=1)
        for number, (words, url) in enumerate(made.sources, start=1):
            small(document.add_paragraph(), f"{number}. {words} {url}".strip())
    return saved(document)
