"""The one line model that text, Markdown, Word, PDF and web pages are read into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from lodestone.briefs.characters import normalised, plain, seen, without_bold, without_html
from lodestone.briefs.headings import section_of
from lodestone.briefs.tables import Row, markdown_rows

_ENDS = re.compile(r"\r\n|\n|\r")
# Ends of a line within a line of the file: Word's soft break, a new page, the separators of Unicode.
_INNER_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FENCE = re.compile(r"\s*(?:```|~~~)[\w+-]*\s*$")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}|\u2014{3,})$")
_HASHES = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_ITEM_TAG = re.compile(r"^(\s*)(?:</?(?:ul|ol|p)[^<>]{0,200}>\s*)*<li\b[^<>]{0,200}>\s*", re.IGNORECASE)
_HEADING_TAG = re.compile(r"^\s*(?:<[a-z]+[^<>]{0,200}>\s*){0,3}<h[1-6]\b", re.IGNORECASE)

# Signs of a list by the depth at which word processors set them; a list that is not indented may nest by them alone.
_SIGNS = dict.fromkeys("•●∙·‣➢➤►▶\uf0b7・*+-–—", 1) | dict.fromkeys("◦○⁃", 2) | dict.fromkeys("▪■□▫\uf0a7", 3)
_SIGN = re.compile(r"([•●∙·‣➢➤►▶\uf0b7・◦○⁃▪■□▫\uf0a7])\s*(?=\S)|([-*+–—])\s+(?=\S)|(o)\s+(?=[A-Z\"'])|(-)(?=[A-Z])")
_LONE = re.compile(r"\s*[•●∙·‣➢➤►▶\uf0b7◦○▪■□▫\uf0a7]\s*")
_NUMBER = re.compile(
    r"(?:\(?(\d{1,3}(?:\.\d{1,2}){0,3})[.)]\s+|(\d{1,2}(?:\.\d{1,2}){1,3})\s+|\(?([a-z]{1,4})\)\s+|([a-z])\.\s+)(?=\S)"
)
_FIRST = re.compile(r"[(*]*(?:1|a)[.)]")


@dataclass(frozen=True)
class Line:
    """One line that holds something.

    `number` is its place in the document, from 1: a line of a text or of a PDF's text, a paragraph of a Word file.
    `mark` says what begins it: a `sign` of a list, a `number`, or nothing. `indent` counts columns before that, `depth`
    is what the mark alone tells of the level; `level` is known where the document's structure says it. `heading` says
    that the document sets the line as one, `strong` that all of it is in bold print, `after_blank` that a gap precedes
    it, `goes_on` that it belongs to the entry above, `first` that its number is the first of a list. `named` is the
    text of a row of a table with the name in front, else empty. `doubts` are kinds and sentences of how it was read.
    """

    number: int
    text: str
    mark: str = ""
    indent: int = 0
    depth: int = 1
    level: int = 0
    heading: bool = False
    strong: bool = False
    after_blank: bool = False
    goes_on: bool = False
    first: bool = False
    named: str = ""
    doubts: tuple[tuple[str, str], ...] = ()

    @cached_property
    def plain(self) -> str:
        """The text by which the line is understood."""
        return plain(self.text)

    @property
    def listed(self) -> bool:
        """Whether a mark of a list begins it."""
        return bool(self.mark)


@dataclass(frozen=True)
class Document:
    """The lines of a document; whether it is set in a narrow column, and what was doubtful about its bytes.

    `set_off` says that each paragraph is its own, so that no line goes on in the next one.
    """

    lines: list[Line]
    wrapped: bool = False
    set_off: bool = False
    doubts: list[tuple[str, str, int]] = field(default_factory=list)
    title: str = ""


def text_lines(text: str) -> list[Line]:
    """Lines of plain text or Markdown."""
    found: list[Line] = []
    gap, lone, headed = False, "", False
    wholes = _ENDS.split(text)
    rows = markdown_rows(wholes) if "|" in text else {}
    for number, whole in enumerate(wholes, start=1):
        if number - 1 in rows:
            row, doubts = rows[number - 1]
            found += [row_line(row, number, doubts, listed=headed)] if row else []
            gap, lone = True, ""
            continue
        for part in _INNER_ENDS.split(whole):
            if _FENCE.match(part) or _RULE.match(plain(part)):
                gap = True
                continue
            # A mark that was cut off its item stands alone in the line above.
            if _LONE.fullmatch(part):
                lone = part.rstrip() + " "
                continue
            line = one_line(lone + part.strip() if lone and part.strip() else part, number)
            if line is None:
                # Remnants of tags alone are no gap in a text that otherwise has none.
                gap = gap or not part.strip() or bool(found and not found[-1].listed)
                continue
            found.append(replace(line, after_blank=gap))
            gap, lone, headed = False, "", headed or bool(section_of(line.text))
    return found


def row_line(row: Row, number: int, doubts: tuple[tuple[str, str], ...] = (), *, listed: bool = True) -> Line:
    """The line of a row of a table, which is an item where it is `listed`; above the first heading none is."""
    return Line(number, row.text, "sign" if listed else "", named=row.named, doubts=doubts, after_blank=not listed)


def first_told(lines: Iterable[Line], doubts: tuple[tuple[str, str], ...]) -> Iterator[Line]:
    """The same lines, the first of them with these doubts too."""
    for place, line in enumerate(lines):
        yield line if place else replace(line, doubts=line.doubts + doubts)


def one_line(part: str, number: int) -> Line | None:
    """One line of text, its mark apart; None where nothing shows."""
    part = seen(part).expandtabs(4)
    heading = bool(_HEADING_TAG.match(part))
    tagged = _ITEM_TAG.match(part)
    if tagged:
        part = f"{tagged[1]}• {part[tagged.end() :]}"
    part = without_html(part).rstrip()
    bare = part.strip()
    if not bare:
        return None
    indent = len(part) - len(part.lstrip())
    if (hashes := _HASHES.match(bare)) is not None:
        heading, bare = True, hashes[1]
    mark, depth, width = _mark(bare)
    strong = _all_bold(bare[width:].strip())
    # A mark may itself stand in bold print.
    text = normalised(bare[width:]) if mark else normalised(bare)
    if not mark and bare.startswith("**"):
        mark, depth, width = _mark(without_bold(bare))
        text = normalised(without_bold(bare)[width:])
    if not text:
        return None
    first = mark == "number" and bool(_FIRST.match(plain(bare)))
    return Line(number, text, mark, indent, depth, heading=heading and not tagged, strong=strong, first=first)


def _mark(bare: str) -> tuple[str, int, int]:
    """Kind and depth of the mark that begins a line, and its width."""
    if (sign := _SIGN.match(bare)) is not None:
        found = next(filter(None, sign.groups()))
        return "sign", 2 if found == "o" else _SIGNS.get(found, 1), sign.end()
    # Full-width figures count as well; each sign stands for one.
    if (number := _NUMBER.match(plain(bare))) is not None:
        figures = number[1] or number[2]
        return "number", 1 + figures.count(".") if figures else 2, number.end()
    return "", 1, 0


def _all_bold(text: str) -> bool:
    return len(text) > 4 and text.startswith("**") and text.endswith(("**", "**:")) and text.count("**") == 2
