"""A card: title, perhaps a second headline, and four fields, each on one line."""

from __future__ import annotations

import re

from lodestone.briefs.characters import normalised, plain
from lodestone.briefs.lines import Document, Line
from lodestone.briefs.outline import NO_TEXT, opening
from lodestone.briefs.record import Card, Record
from lodestone.briefs.scores import read_score
from lodestone.briefs.times import clock

_FIELD = re.compile(
    r"(?P<name>impact score|timeline|summary|key actions?)(?: ?\([^()]{1,20}\))? ?(?::| [-–—] ) ?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    r"^\W*(?:(?:read|view|see|open|get|click|download|link|visit|access|find)\b.{0,80}\b(?:report|brief|analysis|article|more|details|here|document|full|story)\b"
    r"|full (?:report|brief|analysis|article)\b|learn more\b|more details\b|continue reading\b|\[?https?://)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\(?<?https?://\S+|\[[^\[\]]{1,100}\]\(")


def card_field(line: Line) -> str:
    """The field of a card that a line begins; empty where it begins none."""
    found = _FIELD.match(line.plain) if len(line.text) < 100_000 else None
    if found is None or line.mark == "number":
        return ""
    return found["name"].lower().replace(" ", "_").replace("key_action", "key_actions").replace("actionss", "actions")


def read_card(document: Document, record: Record) -> None:
    """Fill the record from a card's lines."""
    lines = list(document.lines)
    first = next(place for place, line in enumerate(lines) if card_field(line))
    while len(lines) > first + 1 and _is_link(lines[-1]):
        lines.pop()
    for line in opening(lines, first, record, document, card=True):
        told = "the link is no content" if _is_link(line) else f"a second headline was left out: “{line.text}”"
        record.doubt("second_headline" if not _is_link(line) else "link", told, line.number)
    read = _fields(lines[first:], record)
    record.card = Card(
        _impact(read, record), _text(read, "timeline"), _summary(read, record), _text(read, "key_actions")
    )
    for name in ("impact_score", "timeline", "summary", "key_actions"):
        if name not in read:
            record.doubt("missing_field", f"the card has no {name.replace('_', ' ')}", lines[first].number)
        elif not read[name][0]:
            record.doubt("empty_field", f"nothing stands in {name.replace('_', ' ')}", read[name][1])
    if record.card.timeline:
        said, doubts = clock(record.card.timeline, None)
        record.timeline.append(said)
        for told in doubts:
            record.doubt("time_in_doubt", told, read["timeline"][1])


def _fields(lines: list[Line], record: Record) -> dict[str, tuple[str, int]]:
    """The text of each field and the line it begins in."""
    read: dict[str, tuple[str, int]] = {}
    at = ""
    for line in lines:
        name = card_field(line)
        if name and name in read:
            record.doubt("repeated_field", f"the field is there already: “{line.text}”", line.number)
            at = ""
        elif name:
            found = _FIELD.match(line.plain)
            assert found is not None
            at = name
            read[name] = (line.text[found.start("rest") :].strip(), line.number)
        elif at and not (line.after_blank and not line.listed and read[at][0]):
            before, begun = read[at]
            points = line.listed and before and before[-1] not in ".;:!?"
            if line.listed and before:
                record.doubt("listed_field", f"{at.replace('_', ' ')} stands as a list; its points were joined", begun)
            read[at] = (normalised(f"{before}{';' if points else ''} {line.text}"), begun)
        else:
            record.doubt("unplaced_text", f"it stands in no field: “{line.text}”", line.number)
    return read


def _is_link(line: Line) -> bool:
    """Whether a line does nothing but lead to the full report."""
    if card_field(line) or len(line.text) > 600:
        return False
    bare = _ADDRESS.sub("", line.plain)
    return bool(_LINK.match(line.plain)) and len(bare) <= 120 and not re.search(r"[.!?] \w", bare)


def _impact(read: dict[str, tuple[str, int]], record: Record) -> float | None:
    text, line = read.get("impact_score", ("", 0))
    if not text:
        return None
    score = read_score(f"Impact Score: {text}")
    for kind, told in score.doubts:
        record.doubt(kind, told, line)
    if score.rationale:
        record.doubt("text_behind_score", f"it stands behind the impact score: “{score.rationale}”", line)
    return score.value


def _summary(read: dict[str, tuple[str, int]], record: Record) -> str | None:
    text, line = read.get("summary", ("", 0))
    if text and len(text) <= 400 and NO_TEXT.search(plain(text)):
        record.doubt("no_text_provided", f"the document says that it had no text: “{text}”", line)
        return None
    return text or None


def _text(read: dict[str, tuple[str, int]], name: str) -> str | None:
    return read.get(name, ("", 0))[0] or None
