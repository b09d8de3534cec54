"""A brief from its bytes: whatever they are, a record comes back, and says what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

from lodestone.briefs.cards import card_field, read_card
from lodestone.briefs.dates import brief_date
from lodestone.briefs.headings import is_canonical, is_own, run_in, section_of
from lodestone.briefs.lines import Line
from lodestone.briefs.opening import MOST_BYTES, MOST_CHARACTERS, NotRead, opened
from lodestone.briefs.outline import NO_TEXT, names_section
from lodestone.briefs.record import Failure, Record
from lodestone.briefs.report import read_report
from lodestone.briefs.scores import begins_score
from lodestone.content.files import Unreadable, read_regular

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "read_brief", "read_file"]

LONGEST_TITLE = 300
_MINUTES = re.compile(
    r"(attendees|attending|present|in attendance|apologies|absent|agenda|(?:meeting )?minutes|minutes of|adjourn|"
    r"next meeting|action items|call to order|quorum|old business|new business|chair(?:ed|person)?|motion|minute taker|"
    r"location|venue)\b",
    re.IGNORECASE,
)


def read_file(path: Path) -> Record:
    """Read a file; one that cannot be opened is told as such."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return _failed("too_large", _too_large())
        raw = read_regular(path, MOST_BYTES)
    except Unreadable as error:
        return _failed("unreadable", f"{path.name or 'The file'} cannot be read: {error}. Give the brief itself.")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _failed("unreadable", f"{path.name or 'The file'} cannot be read: {reason}. Check the path.")
    return read_brief(raw, path.name)


def read_brief(raw: bytes, name: str = "") -> Record:
    """Read a document; its name only helps to say what kind of file it is."""
    try:
        document = opened(raw, name)
    except NotRead as error:
        return _failed(error.kind, str(error))
    record = Record()
    for kind, told, line in document.doubts:
        record.doubt(kind, told, line)
    if not document.lines:
        return _failed("empty_file", "There is no text in it. Save the brief again, or paste its text.")
    if failure := _no_brief(document.lines):
        record.error = failure
        title = document.lines[0]
        record.title = None if title.listed or brief_date(title.text)[0] else title.text
        return record
    if _is_card(document.lines):
        record.format = "card"
        read_card(document, record)
    else:
        record.format = "report"
        read_report(document, record)
    return record


def _failed(kind: str, message: str) -> Record:
    return Record(error=Failure(kind, message))


def _too_large() -> str:
    return (
        f"It is larger than a brief can be: at most {MOST_BYTES // 1_000_000} MB a file and {MOST_CHARACTERS:,} "
        "characters of text are read. Take out pictures, or save the text alone."
    )


def _headings(lines: list[Line]) -> list[str]:
    """The lines that name a section, alone or before a colon."""
    alone = [line.text for place, line in enumerate(lines) if names_section(lines, place)]
    inline = [line.plain.partition(":")[0] for line in lines if not line.listed and run_in(line.text)[0]]
    return alone + inline


def _is_card(lines: list[Line]) -> bool:
    fields = {name for line in lines if (name := card_field(line))}
    # A heading of the report alone on its line outweighs single fields.
    alone = [line for place, line in enumerate(lines) if names_section(lines, place) and not card_field(line)]
    if any(is_own(line.text) for line in alone):
        return False
    return "impact_score" in fields or (len(fields - {"impact_score"}) >= 2 and not alone)


def _no_brief(lines: list[Line]) -> Failure | None:
    """Why the lines are no brief; none when they are one."""
    names = _headings(lines)
    fields = {name for line in lines if (name := card_field(line))}
    minutes = len({found[0].lower() for line in lines if (found := _MINUTES.match(line.plain.lstrip("* ")))}) >= 2
    scored = any(begins_score(line.text) == "relevance" for line in lines)
    keys = {section_of(name) for name in names if is_canonical(name)}
    if "impact_score" in fields or any(is_own(name) for name in names):
        return None
    if scored and names:
        return None
    if not minutes and (keys or len({section_of(name) for name in names}) >= 3 or len(fields) >= 2):
        return None
    content = [line for line in lines if not brief_date(line.text)[0] and not NO_TEXT.search(line.plain[:300])]
    if len(content) <= 1 and not (content and len(content[0].text) > LONGEST_TITLE):
        return Failure("title_only", "There is a title and nothing below it. Save the whole brief, or paste its text.")
    return Failure(
        "no_sections",
        "None of a brief's headings stands in it (Action Summary, Risks & Considerations, Key Actions, …), nor the "
        "fields of a card (Impact Score, Timeline, Summary, Key Actions). "
        "Check that it is the brief, and the whole of it.",
    )
