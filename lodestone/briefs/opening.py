"""A document of whatever kind as lines: plain text and Markdown, Word, PDF, web page."""

from __future__ import annotations

import importlib
import re
from typing import cast

from lodestone.briefs.decoding import NoText, decoded, lost_characters
from lodestone.briefs.lines import Document, text_lines
from lodestone.briefs.refused import MOST_BYTES, MOST_CHARACTERS, NotRead

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "NotRead", "opened"]

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
_WEB = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div|h[1-6]|p|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
# How a file begins that is none of them, and what to do with it.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "a Word file of before 2007 (.doc). Save it as .docx or as text",
    b"{\\rtf": "an RTF file. Save it as .docx or as text",
    b"\x89PNG": "a picture. Save the brief's text",
    b"\xff\xd8\xff": "a picture. Save the brief's text",
    b"GIF8": "a picture. Save the brief's text",
    b"\x1f\x8b": "a packed file. Unpack it first",
    b"7z\xbc\xaf": "a packed file. Unpack it first",
    b"Rar!": "a packed file. Unpack it first",
}


def opened(raw: bytes, name: str = "") -> Document:
    """The document's lines; raises NotRead where it holds no text that can be read, or too much."""
    if len(raw) > MOST_BYTES:
        raise NotRead(
            "too_large", f"It is larger than {MOST_BYTES // 1_000_000} MB. Take out pictures, or save the text alone."
        )
    if raw.startswith(_ZIP):
        return _told(_checked(_by("word", raw)))
    if _PDF in raw[:1024]:
        return _checked(_by("pdf", raw))
    for mark, what in _OTHERS.items():
        if raw.startswith(mark):
            raise NotRead("binary", f"This is {what}. Text, Markdown, .docx, .pdf and .html are read.")
    try:
        text, guessed, line = decoded(raw)
    except NoText:
        raise NotRead("binary", "This is no text. Text, Markdown, .docx, .pdf and .html are read.") from None
    if len(text) > MOST_CHARACTERS:
        raise NotRead(
            "too_large", f"It holds more than {MOST_CHARACTERS:,} characters. A brief is shorter: give one a file."
        )
    if name.lower().endswith((".html", ".htm", ".xhtml")) or _WEB.match(text):
        document = _by("web", raw if guessed else text)
    else:
        document = Document(text_lines(text))
        if guessed:
            told = f"the text is not UTF-8 and was read as {guessed}; check its accents and quotes"
            document.doubts.append(("encoding", told, line))
    return _told(_checked(document))


def lines_of(raw: bytes, name: str = "") -> dict[int, str]:
    """What stands in each line of a document, by its number; nothing of one that cannot be read."""
    try:
        lines = opened(raw, name).lines
    except NotRead:
        return {}
    return {line.number: line.text for line in reversed(lines)}


def _by(kind: str, held: bytes | str) -> Document:
    """The lines of a document that a library reads, which is not waited for before there is such a document."""
    return cast("Document", getattr(importlib.import_module(f"lodestone.briefs.{kind}"), f"{kind}_lines")(held))


def _told(document: Document) -> Document:
    """The same document with the doubts of its lines, and one at each that holds signs for characters lost before."""
    document.doubts.extend((kind, told, line.number) for line in document.lines for kind, told in line.doubts)
    document.doubts.extend(lost_characters((line.number, line.text) for line in document.lines))
    return document


def _checked(document: Document) -> Document:
    if sum(len(line.text) for line in document.lines) > MOST_CHARACTERS:
        raise NotRead(
            "too_large", f"It holds more than {MOST_CHARACTERS:,} characters. A brief is shorter: give one a file."
        )
    return document
