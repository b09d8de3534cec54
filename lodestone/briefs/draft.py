"""A record as a draft of a file for data/briefs/: what the document says is there, what a person must add is empty."""

from __future__ import annotations

import re
from typing import Any

import yaml

from lodestone.briefs.keeping import slug
from lodestone.briefs.record import Card, Item, Record, Score, Section

# The keys, titles and kinds of that file by those of the record; of a score, its key.
_SECTIONS = {
    "action_summary": ("summary", "summary", "summary"),
    "risks": ("risks", "risk", "risk"),
    "programs": ("programs", "program", "program"),
    "financial": ("impacts", "impact", "impact"),
    "key_actions": ("actions", "action", "action"),
    "opportunities": ("opportunities", "opportunity", "opportunity"),
    "timeline": ("timeline", "milestone", "timeline"),
    "organisations": ("organizations", "organization", "agencies"),
    "officials": ("officials", "official", "officials"),
}
_HEAD = """\
# Read by Lodestone from a document; texts are the document's own. To finish it for data/briefs/: fill in each line that
# says so, put the texts in your own words, and name at the items the provisions, units and organizations they rest on.
# An item of the timeline may carry a milestone, one of the officials an official: see docs/adding-content.md.
# Then run: python -m lodestone check
"""
_TO_FILL = {
    "source_id": "the source of the brief, as it stands in data/sources.csv",
    "summary": "what the brief is about, in two sentences",
    "posted_date": "the day it was posted, as 2025-10-27",
    "signed_date": "the day that what it is about was signed, at most a day from the posting",
    "signed_place": "the city of the signing",
    "date_note": "why the two dates differ, or that both are one day",
}
_LONGEST = 60


def as_yaml(record: Record) -> str:
    """The draft; texts are quoted by the library that writes it, so that none of them is read as anything else."""
    brief_id = slug(record.title or "brief") + (f"-{record.date}" if record.date else "")
    sections = record.sections or (_of_card(record.card) if record.card else [])
    made = {
        "defaults": {"brief_id": brief_id, "source_id": None},
        "brief": {
            "title": record.title,
            "short_title": _short(record.title or ""),
            "summary": record.card.summary if record.card else None,
            "posted_date": record.date,
            "signed_date": None,
            "signed_place": None,
            "date_note": None,
        },
        "scores": _scores(record),
        "groups": [
            {"group_id": f"{brief_id}-g{number}", "title": _short(label), "locator": f"Action Summary, {label}"}
            for number, label in enumerate(_groups(sections), start=1)
        ],
        "sections": _sections(sections, record, brief_id),
    }
    text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)
    for name, what in _TO_FILL.items():
        text = re.sub(rf"^  {name}: null$", f"  {name}: null  # fill in: {what}", text, count=1, flags=re.MULTILINE)
    return _HEAD + "".join(f"# {line}\n" for line in _left_out(record)) + text


def _of_card(card: Card) -> list[Section]:
    """The fields of a card that list what is to be done, as sections."""
    fields = (("key_actions", "Key Actions", card.key_actions), ("timeline", "Timeline", card.timeline))
    return [Section(key, title, [Item(1, None, text, text, False)]) for key, title, text in fields if text]


def _taken(record: Record) -> dict[str, Score]:
    """The scores that such a file can hold, whole numbers from 1 to 5, by the section each closes: the last of each."""
    return {
        one.after_section: one
        for one in record.scores
        if one.in_range and one.after_section and one.value is not None and one.value == int(one.value)
    }


def _left_out(record: Record) -> list[str]:
    """What the document says and the file has no place for, a line each."""
    taken = list(_taken(record).values())
    lines = [
        f"Left out: the score {_line(one.raw)} after {one.after_section or 'nothing'}, no whole number from 1 to 5"
        + (f" ({_line(one.rationale)})" if one.rationale else "")
        for one in record.scores
        if not any(one is other for other in taken)
    ]
    if record.card and record.card.impact_score is not None:
        lines.append(f"Left out: the impact score of the card, {record.card.impact_score:g}")
    return lines


def _line(text: str) -> str:
    return " ".join(text.split())


def _scores(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "section": _SECTIONS[section][2],
            "title": _SECTIONS[section][2].capitalize(),
            "score": int(one.value or 0),
            **({"rationale": one.rationale} if one.rationale else {}),
            "locator": f"Relevance score after {section.replace('_', ' ')}",
        }
        for section, one in _taken(record).items()
    ]


def _groups(sections: list[Section]) -> list[str]:
    """Headings of the summary; where it has none, or something stands before the first, one for all of it."""
    items = [item for section in sections if section.key == "action_summary" for item in section.items]
    heads = list(dict.fromkeys(str(item.label or item.text) for item in items if item.header_only))
    return (["All"] if items and not items[0].header_only and "All" not in heads else []) + heads


def _sections(sections: list[Section], record: Record, brief_id: str) -> list[dict[str, Any]]:
    groups = {label: f"{brief_id}-g{number}" for number, label in enumerate(_groups(sections), start=1)}
    taken = _taken(record)
    found: dict[str, dict[str, Any]] = {}
    for place, section in enumerate(sections):
        key, kind, _ = _SECTIONS[section.key]
        closing = next((one.key for one in sections[place:] if one.key in taken), None)
        made = found.setdefault(
            key,
            {"section": key, "title": section.heading or key, "kind": kind}
            | ({"closed_by": _SECTIONS[closing][2]} if closing else {})
            | {"items": []},
        )
        head = ""
        for item in section.items:
            # A heading without anything below it is an item: nothing is lost.
            if item.header_only and item is not section.items[-1]:
                head = str(item.label or item.text)
                continue
            number = len(made["items"]) + 1
            where = ", ".join(filter(None, (section.heading or key, head, f"item {number}")))
            made["items"].append(
                {
                    "item_id": f"{brief_id}.{kind}.{number}",
                    "title": _short(item.label or item.text),
                    "text": item.text,
                    "locator": where,
                    **({"group_id": groups.get(head) or next(iter(groups.values()))} if key == "summary" else {}),
                }
            )
    return [one for one in found.values() if one["items"]]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
