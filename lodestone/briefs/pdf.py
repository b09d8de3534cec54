"""A PDF's layer of text as lines."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace

import pypdf

from lodestone.briefs.decoding import lost_characters
from lodestone.briefs.lines import Document, Line, text_lines
from lodestone.briefs.refused import MOST_CHARACTERS, NotRead

MOST_PAGES = 300
_PAGE = re.compile(r"\s*(?:page\s+)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?\s*", re.IGNORECASE)
_DAMAGED = "The PDF is cut short or damaged. Fetch it again, or paste its text."
_SCANNED = "The PDF holds pictures of pages and no text. Give one with a layer of text, or paste the text."
# What it finds odd in a file is told in the record's own words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_lines(raw: bytes) -> Document:
    """The lines of a PDF, without the lines that stand on top or at the foot of every page; raises NotRead."""
    try:
        pages = _pages(raw)
    except NotRead:
        raise
    # A library that meets a damaged file raises whatever it runs into.
    except Exception as error:
        raise NotRead("binary", _DAMAGED) from error
    if not any(page.strip() for page in pages):
        raise NotRead("binary", _SCANNED)
    text = _without_furniture([page.split("\n") for page in pages])
    # Counted before invisible characters are taken out: here they stand for letters of a font that says not which.
    lost = lost_characters(enumerate(text, start=1))
    return Document(_tight(text_lines("\n".join(text))), wrapped=True, doubts=lost)


def _pages(raw: bytes) -> list[str]:
    """The text of each page, set as on the page."""
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotRead("binary", "The PDF is locked by a password. Save it without one, or paste its text.")
    if len(reader.pages) > MOST_PAGES:
        raise NotRead("too_large", f"The PDF has more than {MOST_PAGES} pages. Give the brief alone.")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True))
        if sum(map(len, pages)) > 5 * MOST_CHARACTERS:
            raise NotRead("too_large", f"It holds more than {MOST_CHARACTERS:,} characters. Give one brief a file.")
    return pages


def _without_furniture(pages: list[list[str]]) -> list[str]:
    """All lines without page numbers and what is printed on top or at the foot of most pages."""
    edges = Counter(text for page in pages for text in {_bare(page[place]) for place in _edges(page)})
    often = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    found: list[str] = []
    for page in pages:
        out = {n for n in _edges(page) if _bare(page[n]) in often or (len(pages) > 1 and _PAGE.fullmatch(page[n]))}
        found += [line for place, line in enumerate(page) if place not in out]
    return found


def _edges(page: list[str]) -> set[int]:
    """The places of the first and the last two lines that hold something."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    return {*filled[:2], *filled[-2:]}


def _bare(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _tight(lines: list[Line]) -> list[Line]:
    """The lines moved to the left by their common indent."""
    least = min((line.indent for line in lines), default=0)
    return [replace(line, indent=line.indent - least) for line in lines]
