"""What is read from a brief, in the shape of the JSON of `brief read`; docs/reading-briefs.md says what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Failure:
    """Why nothing could be read: empty_file, title_only, binary, no_sections, too_large or unreadable."""

    kind: str
    message: str


@dataclass(frozen=True)
class Item:
    """One entry of a section. `level` counts from 1; `label` stands before the first colon, `body` behind it."""

    level: int
    label: str | None
    text: str
    body: str
    header_only: bool


@dataclass(frozen=True)
class Section:
    """A headed block: the key of what it is, its heading as it stands, and its items in order."""

    key: str
    heading: str
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Score:
    """A relevance score. `value` is none where `raw` holds no number; `after_section` is the section it closes."""

    value: float | None
    raw: str
    rationale: str | None
    after_section: str | None
    in_range: bool


@dataclass(frozen=True)
class Clock:
    """An item of the timeline: how long (`n` to `n_max` of `unit`), in which relation, from what, until when."""

    text: str
    n: float | None
    n_max: float | None
    unit: str | None
    relation: str
    trigger: str | None
    date: str | None


@dataclass(frozen=True)
class Organisation:
    """A body that the brief names (`explicit`) or marks as implied, with its abbreviation and what is said of it."""

    name: str
    abbreviation: str | None
    flag: str
    role: str | None


@dataclass(frozen=True)
class Official:
    """An office that the brief makes responsible, and for what."""

    title: str
    duty: str | None


@dataclass(frozen=True)
class Card:
    """The short kind of brief: four fields, each on one line; none where it is missing."""

    impact_score: float | None
    timeline: str | None
    summary: str | None
    key_actions: str | None


@dataclass(frozen=True, order=True)
class Flag:
    """A doubt: its kind, what it is in a sentence, and the line of the document, from 1."""

    line: int
    kind: str
    message: str


@dataclass
class Record:
    """All that was read from one document."""

    error: Failure | None = None
    format: str | None = None
    title: str | None = None
    date: str | None = None
    sections: list[Section] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    timeline: list[Clock] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    card: Card | None = None
    flags: list[Flag] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Remember the flags there are: an annex may have thousands of lines, each with one."""
        self._noted = set(self.flags)

    @property
    def outcome(self) -> str:
        """`ok`, `ok_with_flags` where something was doubtful, `error` where nothing could be read."""
        return "error" if self.error else "ok_with_flags" if self.flags else "ok"

    @property
    def item_count(self) -> int:
        """How many items it lists, headings of groups aside; of a card its texts."""
        texts = (self.card.timeline, self.card.summary, self.card.key_actions) if self.card else ()
        listed = [item for section in self.sections for item in section.items if not item.header_only]
        return len(listed) + len([one for one in texts if one is not None])

    def doubt(self, kind: str, message: str, line: int) -> None:
        """Note what was doubtful, once."""
        flag = Flag(line, kind, message)
        if flag not in self._noted:
            self._noted.add(flag)
            self.flags.append(flag)

    def as_json(self) -> dict[str, Any]:
        """The record as plain lists, numbers and texts; keys in the order of the documentation."""
        return {
            "outcome": self.outcome,
            "error": vars(self.error).copy() if self.error else None,
            "format": self.format,
            "title": self.title,
            "date": self.date,
            "sections": [
                {"key": one.key, "heading": one.heading, "items": [vars(item).copy() for item in one.items]}
                for one in self.sections
            ],
            "scores": [vars(one).copy() for one in self.scores],
            "timeline": [vars(one).copy() for one in self.timeline],
            "organisations": [vars(one).copy() for one in self.organisations],
            "officials": [vars(one).copy() for one in self.officials],
            "card": vars(self.card).copy() if self.card else None,
            "flags": [{"kind": flag.kind, "message": flag.message, "line": flag.line} for flag in sorted(self.flags)],
        }


def from_json(read: dict[str, Any]) -> Record:
    """A record from its JSON; raises KeyError, TypeError or ValueError where that is none."""
    sections = [
        Section(one["key"], one["heading"], [Item(**item) for item in one["items"]]) for one in read["sections"]
    ]
    return Record(
        Failure(**read["error"]) if read["error"] else None,
        read["format"],
        read["title"],
        read["date"],
        sections,
        [Score(**one) for one in read["scores"]],
        [Clock(**one) for one in read["timeline"]],
        [Organisation(**one) for one in read["organisations"]],
        [Official(**one) for one in read["officials"]],
        Card(**read["card"]) if read["card"] else None,
        [Flag(**one) for one in read["flags"]],
    )
