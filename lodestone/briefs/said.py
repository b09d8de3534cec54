"""A record in words, for a terminal."""

from __future__ import annotations

from lodestone.briefs.record import Card, Clock, Record
from lodestone.language import counted

_SHORT = 100


def as_text(record: Record) -> str:
    """What was read, in lines: title, sections with their numbers of items, scores, clocks, bodies, doubts."""
    lines = [record.title or "(no title)", f"{record.format}, {record.date or 'no date'}", ""]
    if record.card is not None:
        lines += _card(record.card)
    for section in record.sections:
        lines.append(f"{section.heading or '(no heading)'}: {counted(len(section.items), 'item')}")
        lines += [
            f"  score {one.raw}{_reason(one.rationale)}" for one in record.scores if one.after_section == section.key
        ]
    for heading, entries in (
        ("Clocks", [_clock(one) for one in record.timeline]),
        ("Organizations", [_named(one.name, one.abbreviation, one.flag) for one in record.organisations]),
        ("Officials", [one.title for one in record.officials]),
        ("Doubts", [f"line {one.line}: {one.message}" for one in sorted(record.flags)]),
    ):
        if entries:
            lines += ["", heading, *(f"  {one}" for one in entries)]
    return "\n".join(lines)


def _card(card: Card) -> list[str]:
    fields = {
        "impact score": card.impact_score,
        "timeline": card.timeline,
        "summary": card.summary,
        "key actions": card.key_actions,
    }
    return [f"{name}: {'(none)' if value is None else _cut(str(value))}" for name, value in fields.items()]


def _reason(rationale: str | None) -> str:
    return f" ({_cut(rationale)})" if rationale else ""


def _named(name: str, abbreviation: str | None, flag: str) -> str:
    return name + (f" ({abbreviation})" if abbreviation else "") + (", implied" if flag == "implied" else "")


def _clock(clock: Clock) -> str:
    number = "" if clock.n is None else f" {clock.n:g}" + (f" to {clock.n_max:g}" if clock.n_max is not None else "")
    unit = f" {clock.unit.replace('_', ' ')}" if clock.unit else ""
    parts = [clock.relation.replace("_", " ") + number + unit, clock.date or "", clock.trigger or ""]
    return f"{', '.join(filter(None, parts))}: {_cut(clock.text)}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
