"""A report's lines as an outline: what stands before the first heading, then blocks with entries and scores."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lodestone.briefs.characters import normalised
from lodestone.briefs.dates import brief_date, day_in_doubt
from lodestone.briefs.headings import is_canonical, is_titled, run_in, section_of
from lodestone.briefs.lines import Document, Line
from lodestone.briefs.record import Record
from lodestone.briefs.scores import begins_score, is_open

_ENDED = re.compile(r"[.!?:;)\]\"'。！？：）]$")
_HYPHEN = re.compile(r"[A-Za-z]-$")
_GOES_ON = re.compile(
    r"(?:\b(?:of|the|and|for|to|in|with|on|by|a|an|from|into|through|or|its|under|&)|,|[-–—/])$", re.IGNORECASE
)
# What is added behind a brief is called so; a sentence that begins with the word is no heading.
_ANNEX = re.compile(
    r"(?i:annex(?:es)?|appendix|appendices|attachments?|exhibits?)"
    r"(?: (?:[A-Z]|\d{1,2}|[IVX]{1,4})(?= |$|[:.–—-])(?: [A-Z].*)?)?(?: ?[:.–—-] ?.*)?"
)
_LONGEST_HEADING = 80
NO_TEXT = re.compile(
    r"\bno (?:\w+ ){0,4}?(?:text|content|document|summary|information|transcript)\b.{0,60}?"
    r"\b(?:provided|supplied|available|given|found|included|submitted)\b"
    r"|\b(?:text|content|document|transcript)\b.{0,60}?\b(?:not|n't) (?:been )?"
    r"(?:provided|supplied|available|given|included|submitted)\b"
    r"|\bplease (?:provide|supply|share|paste)\b.{0,40}?\b(?:text|content|document)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass
class Entry:
    """One item as it stands in lines, joined; `first` is the line that begins it."""

    first: Line
    parts: list[str]

    @property
    def text(self) -> str:
        """All of its lines as one text."""
        text = self.parts[0]
        for part in self.parts[1:]:
            # A compound cut at its hyphen goes on without a space.
            text += part if _HYPHEN.search(text) and part[:1].islower() else f" {part}"
        return normalised(text)


@dataclass
class Block:
    """A headed block with its entries."""

    key: str
    heading: str
    line: int
    entries: list[Entry] = field(default_factory=list)


@dataclass
class ScoreText:
    """The text of a score, the line it begins in, and the block before it."""

    text: str
    line: int
    after: Block | None


@dataclass
class Outline:
    """What a report's lines are."""

    blocks: list[Block] = field(default_factory=list)
    scores: list[ScoreText] = field(default_factory=list)


def names_section(lines: list[Line], place: int) -> str:
    """The key of the section whose heading the line at a place is; empty where it is none.

    A heading's word within an item is none: neither behind a mark of a list, nor where an item goes on in it.
    """
    line = lines[place]
    key = section_of(line.text)
    if not key or line.mark == "sign" or line.level or line.goes_on:
        return ""
    after = lines[place + 1] if place + 1 < len(lines) else None
    if line.mark == "number":
        # A numbered heading stands alone among numbers, or a list of its own begins behind it.
        alone = after is None or after.mark != "number" or after.first
        return key if line.heading or line.strong or (alone and is_canonical(line.text)) else ""
    if place and not (line.after_blank or line.heading or line.strong):
        before = lines[place - 1]
        hangs = before.listed and line.indent >= before.indent + 2
        opening_ends = place == 1 or brief_date(before.text)[0]
        goes_on = line.text[0].islower() and not _ENDED.search(before.plain) and not opening_ends
        if goes_on and is_canonical(line.text):
            # All of the line is a heading's name: an item goes on in it where words lead to it or follow it.
            follows = after is not None and not after.listed and after.text[0].islower() and not section_of(after.text)
            goes_on = bool(_GOES_ON.search(before.text)) or follows
        if (hangs or goes_on) and not section_of(before.text) and not begins_score(before.text):
            return ""
    return key


def opening(lines: list[Line], first: int, record: Record, document: Document, *, card: bool = False) -> list[Line]:
    """Read title and date from the lines before the first heading; what else stands there comes back."""
    rest: list[Line] = []
    for place, line in enumerate(lines[:first]):
        dated, day = brief_date(line.text)
        before = lines[place - 1] if place else None
        if dated:
            if day is None:
                record.doubt("bad_date", f"“{line.text}” is no day of the calendar; the date was left out", line.number)
            elif record.date and day != record.date:
                record.doubt("second_date", f"a second date, {line.text}, was left out", line.number)
            elif told := day_in_doubt(line.text):
                record.doubt("day_in_doubt", told, line.number)
            record.date = record.date or day
        elif record.title is None and (card or not line.listed):
            record.title = line.text
        elif before and record.title and not rest and _is_title_still(record.title, before, line, document, card=card):
            record.title = normalised(f"{record.title} {line.text}")
        elif NO_TEXT.search(line.plain) and len(line.text) <= 300:
            record.doubt("no_text_provided", f"the document says that it had no text: “{line.text}”", line.number)
        else:
            rest.append(line)
    if record.title is None:
        record.doubt("no_title", "no title stands before the first heading", lines[0].number if lines else 1)
    return rest


def _is_title_still(title: str, before: Line, line: Line, document: Document, *, card: bool) -> bool:
    """Whether a line goes on with the title: no gap lies between, and the title is not at its end."""
    if line.listed or line.after_blank or document.set_off or before.text not in title:
        return False
    if line.text[0].islower() or _GOES_ON.search(before.text):
        return True
    return document.wrapped and not card


def outline(lines: list[Line], document: Document, record: Record) -> Outline:
    """The blocks of the lines from the first heading on."""
    return _Walk(lines, document, record).walk()


class _Walk:
    def __init__(self, lines: list[Line], document: Document, record: Record) -> None:
        self.lines = lines
        self.document = document
        self.record = record
        self.found = Outline()
        self.block: Block | None = None
        self.entry: Entry | None = None
        self.score: ScoreText | None = None
        self.closed = False
        # The heading of what is no section of a brief, and whether this section has headings of its own.
        self.aside = ""
        self.grouped = False
        self.last = max((place for place, line in enumerate(lines) if self._heads(place, line)), default=-1)

    def _heads(self, place: int, line: Line) -> bool:
        return bool(names_section(self.lines, place) or (not line.listed and run_in(line.text)[0]))

    def walk(self) -> Outline:
        for place, line in enumerate(self.lines):
            if key := names_section(self.lines, place):
                self._open(key, line.text.rstrip(" :："), line)
            elif begins_score(line.text):
                self.score = ScoreText(line.text, line.number, self.block)
                self.found.scores.append(self.score)
                self.entry, self.closed = None, True
            elif self.score and self._reason_goes_on(self.score, line):
                self.score.text += f" {line.text}"
            else:
                self.score = None
                self._text(place, line)
        return self.found

    def _open(self, key: str, heading: str, line: Line) -> None:
        self.block = Block(key, heading, line.number)
        self.found.blocks.append(self.block)
        self.entry = self.score = None
        self.closed = self.grouped = False
        self.aside = ""

    def _reason_goes_on(self, score: ScoreText, line: Line) -> bool:
        if line.listed or line.heading:
            return False
        return is_open(score.text) or (line.plain.startswith("(") and "(" not in score.text)

    def _text(self, place: int, line: Line) -> None:
        key, begin = ("", 0) if line.listed or self._leads_to(place, line) else run_in(line.text)
        if key:
            self._open(key, line.text[: begin - 1].strip(), line)
            self._begin(line, line.text[begin:].strip())
        elif self.block is None:
            self.record.doubt("unplaced_text", f"it stands under no heading: “{line.text}”", line.number)
        elif self.aside:
            told = f"it stands under “{self.aside}”, which is no section of a brief: “{line.text}”"
            self.record.doubt("unplaced_text", told, line.number)
        elif self._leads_away(place, line, self.block):
            self.aside, self.entry = line.text, None
            told = f"“{line.text}” is no section of a brief; what stands under it is in no section"
            self.record.doubt("unplaced_text", told, line.number)
        elif line.listed:
            if self.closed:
                self.record.doubt("item_after_score", "the item stands behind the score of its section", line.number)
            self._begin(line, line.text)
        elif self.closed:
            self.record.doubt(
                "unplaced_text", f"it stands behind a score and under no heading: “{line.text}”", line.number
            )
        elif self._goes_on(place, line) and self.entry:
            self.entry.parts.append(line.text)
        else:
            if self._looks_like_heading(place, line):
                wrong = f"“{line.text}” looks like a heading that is not known; it is kept in “{self.block.heading}”"
                self.record.doubt("unknown_heading", wrong, line.number)
                self.grouped = True
            self._begin(line, line.text)

    def _leads_away(self, place: int, line: Line, block: Block) -> bool:
        """Whether a line is the heading of an annex, or of something else of its own behind the last section.

        Behind a score nothing of a section is left to come; what a heading behind all bodies lists is no body.
        """
        if line.listed or len(line.text) > _LONGEST_HEADING or re.search(r"[.!?;,]$", line.plain):
            return False
        before = self.lines[place - 1]
        apart = line.heading or line.strong or line.after_blank or self.closed or bool(_ENDED.search(before.plain))
        if _ANNEX.fullmatch(line.plain) and (apart or self.document.set_off):
            return True
        bodies = block.key in {"organisations", "officials"}
        if place <= self.last and not (bodies and self.closed):
            return False
        if self.closed:
            return line.heading or line.strong or (place + 1 < len(self.lines) and self.lines[place + 1].listed)
        return bodies and bool(block.entries) and not self.grouped and self._looks_like_heading(place, line)

    def _begin(self, line: Line, text: str) -> None:
        assert self.block is not None
        self.entry = Entry(line, [text])
        self.block.entries.append(self.entry)

    def _leads_to(self, place: int, line: Line) -> bool:
        """Whether the words of an entry lead on to a line, so that a heading's name in it is none."""
        if not self._goes_on(place, line):
            return False
        before = self.lines[place - 1]
        joined = line.goes_on or line.number == before.number
        return joined or (before.listed and line.indent >= before.indent + 2) or bool(_GOES_ON.search(before.text))

    def _goes_on(self, place: int, line: Line) -> bool:
        """Whether a line without a mark belongs to the entry before it."""
        if self.entry is None or self.closed or line.heading or self.entry.first.named:
            return False
        before, first = self.lines[place - 1], self.entry.first
        if line.goes_on or line.number == before.number:
            return True
        if self.document.set_off or self._looks_like_heading(place, line):
            return False
        unfinished = not _ENDED.search(before.plain)
        if line.after_blank:
            hangs = first.listed and line.indent >= first.indent + 2
            return hangs or (unfinished and line.text[0].islower())
        return first.listed or self.document.wrapped or unfinished or line.text[0].islower()

    def _looks_like_heading(self, place: int, line: Line) -> bool:
        return looks_like_heading(self.lines, place) or line.heading


def looks_like_heading(lines: list[Line], place: int) -> bool:
    """Whether a line looks like a heading though it is none of the outline: short, titled, over a list."""
    line = lines[place]
    if line.listed or line.level or len(line.text) > 70 or place + 1 >= len(lines) or not lines[place + 1].listed:
        return False
    if re.search(r"[.!?;,]$", line.plain) or not is_titled(line.text):
        return False
    before = lines[place - 1] if place else None
    ended = before is None or bool(_ENDED.search(before.plain)) or brief_date(before.text)[0]
    return line.strong or line.heading or line.after_blank or ended
