"""A record as a draft of a file for data/briefs/: what the document says is there, what a person must add is empty."""

from __future__ import annotations

from typing import Any

import yaml

from lodestone.briefs.keeping import slug
from lodestone.briefs.record import Item, Record

# The keys, titles and kinds of that file by those of the record; of a score, key and title.
_SECTIONS = {
    "action_summary": ("summary", "summary", "summary"),
    "risks": ("risks", "risk", "risk"),
    "programs": ("programs", "program", "risk"),
    "financial": ("impacts", "impact", "risk"),
    "key_actions": ("actions", "action", "opportunity"),
    "opportunities": ("opportunities", "opportunity", "opportunity"),
    "timeline": ("timeline", "milestone", "timeline"),
    "organisations": ("organizations", "organization", "agencies"),
    "officials": ("officials", "official", "officials"),
}
_HEAD = """\
# Read by Lodestone from a document. To finish it for data/briefs/: put the texts in your own words, fill in what is
# empty (source, summary, day and place of signing), name provisions, units and organizations, and describe
# each milestone and official. Then run: python -m lodestone check
"""


def as_yaml(record: Record) -> str:
    """The draft; texts are quoted by the library that writes it, so that none of them is read as anything else."""
    brief_id = slug(record.title or "brief") + (f"-{record.date}" if record.date else "")
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
            for number, label in enumerate(_groups(record), start=1)
        ],
        "sections": _sections(record, brief_id),
    }
    return _HEAD + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)


def _scores(record: Record) -> list[dict[str, Any]]:
    found = {}
    for one in record.scores:
        if one.in_range and one.value == int(one.value or 0) and one.after_section:
            key = _SECTIONS[one.after_section][2]
            found[key] = {
                "section": key,
                "title": key.capitalize(),
                "score": one.value,
                **({"rationale": one.rationale} if one.rationale else {}),
                "locator": f"Relevance score after {one.after_section.replace('_', ' ')}",
            }
    return list(found.values())


def _groups(record: Record) -> list[str]:
    """Headings of the summary; where it has none, one for all of it."""
    items = [item for section in record.sections if section.key == "action_summary" for item in section.items]
    return list(dict.fromkeys(str(item.label) for item in items if item.header_only)) or (["All"] if items else [])


def _sections(record: Record, brief_id: str) -> list[dict[str, Any]]:
    groups = {label: f"{brief_id}-g{number}" for number, label in enumerate(_groups(record), start=1)}
    closed = {_SECTIONS[str(one.after_section)][2] for one in record.scores if one.in_range and one.after_section}
    found: dict[str, dict[str, Any]] = {}
    for section in record.sections:
        key, kind, score = _SECTIONS[section.key]
        group = next(iter(groups.values()), None)
        made = found.setdefault(
            key,
            {"section": key, "title": section.heading or key, "kind": kind}
            | ({"closed_by": score} if score in closed else {})
            | {"items": []},
        )
        for item in section.items:
            if item.header_only:
                group = groups.get(str(item.label), group)
                continue
            number = len(made["items"]) + 1
            made["items"].append(
                {
                    "item_id": f"{brief_id}.{kind}.{number}",
                    "title": _title(item),
                    "text": item.text,
                    "locator": f"{section.heading}, item {number}",
                    **({"group_id": group} if key == "summary" else {}),
                }
            )
    return list(found.values())


def _title(item: Item) -> str:
    return _short(item.label or item.text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0] + "…"
