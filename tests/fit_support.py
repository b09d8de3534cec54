"""A helper for the tests of fits: the score asked for, and worked out a second time in plain Python from the files."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
import yaml
from pages_support import AS_OF, brief_text, facts
from questions_support import fresh_engine

from lodestone.paths import here

TERMS = ("named", "topic", "expertise", "call", "partner")
UNITS = {row["unit_id"]: row for row in facts("facts/units")}
CALLS = {row["call_id"]: row for row in facts("facts/calls")}
PILLAR = {row["provision_id"]: row["pillar"] for row in facts("facts/provisions")}
PILLARS = tuple(dict.fromkeys(PILLAR.values()))
HALF = Fraction(1, 2)
WITHOUT = {
    "weights": None,
    "department": None,
    "schools": None,
    "pillars": None,
    "topics": None,
    "min_fit": None,
    "call_states": None,
}


@pytest.fixture
def matrix(library, warehouse):
    """The rows of opportunities/matrix by department and pillar."""

    def ask(day=AS_OF, **values):
        frame = library.ask(warehouse, "opportunities/matrix", {"as_of": day} | WITHOUT | values).frame
        return {(row.unit_id, row.pillar): row for row in frame.itertuples()}

    return ask


@pytest.fixture(scope="module")
def book():
    return fresh_engine()


@cache
def items() -> Mapping[str, Mapping[str, object]]:
    """Every item of the brief by its identifier, with its kind."""
    found: dict[str, Mapping[str, object]] = {}
    for section in brief_text()["sections"]:
        for one in section.get("items", []):
            found[one["item_id"]] = {"kind": section["kind"], "section": section["title"]} | one
    return found


def published() -> tuple[int, ...]:
    """The weights as the YAML file has them, in the order of TERMS."""
    terms = yaml.safe_load((here().data / "scoring.yaml").read_text(encoding="utf-8"))["terms"]
    assert tuple(one["term"] for one in terms) == TERMS
    return tuple(one["weight"] for one in terms)


@cache
def tags(table: str, key: str) -> Mapping[str, set[str]]:
    """The topics of each row that a tag table tags."""
    found: dict[str, set[str]] = {}
    for row in facts(f"facts/{table}_topics"):
        found.setdefault(row[key], set()).add(row["topic_id"])
    return found


def unit_topics(unit: str) -> set[str]:
    return tags("unit", "unit_id").get(unit, set())


def topics_of(subject: str, one: str) -> set[str]:
    """The topics of a pillar (those of its provisions), an item of the brief or a call."""
    if subject == "pillar":
        if one == "General provisions":  # standing and ending of the act: nothing a department could fit
            return set()
        return set().union(
            *(tags("provision", "provision_id").get(key, set()) for key, pillar in PILLAR.items() if pillar == one)
        )
    if subject == "call":
        return tags("call", "call_id").get(one, set())
    if subject == "provision":
        return tags("provision", "provision_id").get(one, set())
    return tags("item", "item_id").get(one, set())


def naming(unit: str, subject: str, one: str) -> list[str]:
    """The titles of the items that name a unit at a subject."""
    found = []
    for key, item in items().items():
        if item["kind"] not in {"action", "opportunity", "program"} or unit not in item.get("units", []):
            continue
        rests = item.get("provisions", [])
        at = {"pillar": {PILLAR[p] for p in rests}, "provision": set(rests), "call": set()}.get(subject, {key})
        if one in at:
            found.append(str(item["title"]))
    return found


def state(call: Mapping[str, str], day: date) -> str:
    """A call's state on a day, by its dates and by when it was last looked up."""
    looked = next(row["reaches_to"] for row in facts("facts/coverage") if row["subject"] == "calls")
    opens, closes, now = call["opens"], call["closes"], day.isoformat()
    if closes and closes < now:
        return "closed"
    if opens and opens > now:
        return "not yet open"
    if opens and closes:
        return "open"
    return "closed" if call["seen_closed"] == "true" and now >= looked else "unknown"


def terms(unit: str, subject: str, one: str, day: date = AS_OF) -> tuple[Fraction, ...]:
    """The five terms of a unit and a subject, exactly."""
    shared = unit_topics(unit) & topics_of(subject, one)
    named = Fraction(bool(naming(unit, subject, one)))
    work = [
        row["as_of_year"]
        for row in facts("facts/expertise")
        if row["unit_id"] == unit
        and row["topic_id"] in shared
        and not (row["as_of_year"] and int(row["as_of_year"]) > day.year)
    ]
    expertise = max((Fraction(1) if year and day.year - int(year) <= 5 else HALF for year in work), default=Fraction())
    worth = {"open": Fraction(1), "unknown": HALF}
    calls = (
        [CALLS[one]]
        if subject == "call"
        else [row for key, row in CALLS.items() if shared & tags("call", "call_id").get(key, set())]
    )
    call = max((worth.get(state(row, day), Fraction()) for row in calls), default=Fraction())
    partner = Fraction(any(shared & mine for mine in tags("partner", "partner_id").values()))
    return named, min(Fraction(1), HALF * len(shared)), expertise, call, partner


def fit(found: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    return 5 * sum((w * t for w, t in zip(weights, found, strict=True)), Fraction()) / sum(weights)


def expected(
    weights: Sequence[int], day: date = AS_OF, subject: str = "pillar", subjects: Sequence[str] = PILLARS
) -> dict[tuple[str, str], tuple[tuple[Fraction, ...], Fraction]]:
    """Terms and fit of every unit and subject that fit at all."""
    found = {}
    for unit, one in itertools.product(UNITS, subjects):
        if UNITS[unit]["closed"] == "true":
            continue
        if not (unit_topics(unit) & topics_of(subject, one) or naming(unit, subject, one)):
            continue
        mine = terms(unit, subject, one, day)
        if score := fit(mine, weights):
            found[unit, one] = mine, score
    return found


def concerning(unit: str) -> dict[str, set[str]]:
    """The provisions that concern a unit, with the reasons."""
    found: dict[str, set[str]] = {}
    titles = {row["topic_id"]: row["title"] for row in facts("facts/topics")}
    for key in PILLAR:
        reasons = {f"named: {title}" for title in naming(unit, "provision", key)}
        reasons |= {f"topic: {titles[one]}" for one in unit_topics(unit) & topics_of("provision", key)}
        if reasons:
            found[key] = reasons
    return found
