"""What differs between two records: of two versions of one brief, or of two briefs."""

from __future__ import annotations

from collections import Counter

from lodestone.briefs.record import Record


def differences(before: Record, after: Record) -> list[str]:
    """Each difference in a line: title, date, scores, and what was taken out of and put into each section."""
    found = [
        f"{name}: {old or 'none'} → {new or 'none'}"
        for name, old, new in (
            ("title", before.title, after.title),
            ("date", before.date, after.date),
            ("kind", before.format, after.format),
        )
        if old != new
    ]
    old_card, new_card = before.card, after.card
    if old_card != new_card:
        for name in ("impact_score", "timeline", "summary", "key_actions"):
            old, new = getattr(old_card, name, None), getattr(new_card, name, None)
            if old != new:
                found.append(f"{name.replace('_', ' ')}: {_shown(old)} → {_shown(new)}")
    found += _scores(before, after)
    for key in dict.fromkeys([*_texts(before), *_texts(after)]):
        old_items, new_items = _texts(before).get(key, Counter()), _texts(after).get(key, Counter())
        found += [f"{key}: − {text}" for text in (old_items - new_items).elements()]
        found += [f"{key}: + {text}" for text in (new_items - old_items).elements()]
    return found


def _scores(before: Record, after: Record) -> list[str]:
    old, new = ({one.after_section or "none": one for one in record.scores} for record in (before, after))
    found = []
    for section in dict.fromkeys([*old, *new]):
        one, other = old.get(section), new.get(section)
        if one == other:
            continue
        if (one.raw if one else None) != (other.raw if other else None):
            found.append(f"score of {section}: {one.raw if one else 'none'} → {other.raw if other else 'none'}")
        else:
            found.append(f"reason for the score of {section}: {_reason(one)} → {_reason(other)}")
    return found


def _reason(score: object) -> str:
    return _shown(getattr(score, "rationale", None))


def _texts(record: Record) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for section in record.sections:
        found.setdefault(section.key, Counter()).update(item.text for item in section.items)
    return found


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
