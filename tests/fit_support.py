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
from relations_support import GRADES

from lodestone.paths import here

TERMS = ("named", "business", "expertise", "call", "partner")
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


@cache
def relations(kind: str) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The graded relations of one file by unit and what it is related to; closed units are left out."""
    return {
        (row["unit_id"], row[f"{kind}_id"]): row
        for row in facts(f"facts/{kind}_relations")
        if UNITS[row["unit_id"]]["closed"] == "false"
    }


def strength(row: Mapping[str, str]) -> str:
    """Clear where both readings see clear business, rejected at grade 0, else thin."""
    if row["grade"] == "0":
        return "rejected"
    return "clear" if row["grade"] in {"2", "3"} and row["readings"] == "2" else "thin"


def rests_on(subject: str, one: str) -> set[str]:
    """The provisions behind a pillar, a provision or an item of the brief; none for what ends or carries the act."""
    if subject == "pillar":
        return {key for key, pillar in PILLAR.items() if pillar == one != "General provisions"}
    return {one} if subject == "provision" else set(items()[one].get("provisions", []))


def business(unit: str, subject: str, one: str) -> list[Mapping[str, str]]:
    """The relations of a unit that stand behind a subject and that no reading threw out."""
    kind, keys = ("call", {one}) if subject == "call" else ("provision", rests_on(subject, one))
    found = [row for key in keys if (row := relations(kind).get((unit, key)))]
    return [row for row in found if strength(row) != "rejected"]


def naming(unit: str, subject: str, one: str) -> list[str]:
    """The titles of the items that name a unit at a subject; at a provision only where it has business with it too."""
    found = []
    for key, item in items().items():
        if item["kind"] not in {"action", "opportunity", "program"} or unit not in item.get("units", []):
            continue
        if subject in {"pillar", "provision"}:
            here_too = rests_on(subject, one) & set(item.get("provisions", []))
            if any(business(unit, "provision", each) for each in here_too):
                found.append(str(item["title"]))
        elif key == one:
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


def call_worth(call: Mapping[str, str], day: date) -> Fraction:
    """One where it is open, a half where nobody knows; a notice that no call was seen to follow is none to answer."""
    now = state(call, day)
    return Fraction(now == "open") or (HALF if now == "unknown" and call["type"] != "notice" else Fraction())


def terms(unit: str, subject: str, one: str, day: date = AS_OF) -> tuple[Fraction, ...]:
    """The five terms of a unit and a subject, exactly."""
    mine = business(unit, subject, one)
    worth = [Fraction(int(row["grade"]), 3 if strength(row) == "clear" else 6) for row in mine]
    years = {row["expertise_id"]: row["as_of_year"] for row in facts("facts/expertise")}
    behind = {work for row in mine for work in row["expertise"].split(";") if work}
    work = [years[key] for key in behind if not years[key] or int(years[key]) <= day.year]
    expertise = max((Fraction(1) if year and day.year - int(year) <= 5 else HALF for year in work), default=Fraction())
    partner = Fraction(any(u == unit and strength(row) == "clear" for (u, _), row in relations("partner").items()))
    named = Fraction(bool(naming(unit, subject, one)))
    return named, max(worth, default=Fraction()), expertise, calling(unit, subject, one, day), partner


def calling(unit: str, subject: str, one: str, day: date) -> Fraction:
    """A call by its own state; elsewhere the best state of calls that clearly suit the unit, for the same pillars."""
    if subject == "call":
        return call_worth(CALLS[one], day)
    pillars = {PILLAR[key] for key in rests_on(subject, one)}
    suited = [
        CALLS[key]
        for (u, key), row in relations("call").items()
        if u == unit and strength(row) == "clear" and pillars & set(CALLS[key]["pillars"].split(";"))
    ]
    return max((call_worth(row, day) for row in suited), default=Fraction())


def covered(unit: str, subject: str, one: str) -> bool:
    """Whether a department of this school has clear business here, so that it stands for the school."""
    return any(strength(row) == "clear" for key in departments(unit) for row in business(key, subject, one))


def fit(found: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    return 5 * sum((w * t for w, t in zip(weights, found, strict=True)), Fraction()) / sum(weights)


def expected(
    weights: Sequence[int], day: date = AS_OF, subject: str = "pillar", subjects: Sequence[str] = PILLARS
) -> dict[tuple[str, str], tuple[tuple[Fraction, ...], Fraction]]:
    """Terms and fit of every unit and subject that fit at all, schools for which a department stands included."""
    found = {}
    for unit, one in itertools.product(UNITS, subjects):
        if UNITS[unit]["closed"] == "true":
            continue
        if not (business(unit, subject, one) or naming(unit, subject, one)):
            continue
        mine = terms(unit, subject, one, day)
        if score := fit(mine, weights):
            found[unit, one] = mine, score
    return found


def shown(
    found: Mapping[tuple[str, str], tuple[tuple[Fraction, ...], Fraction]], subject: str = "pillar"
) -> dict[tuple[str, str], tuple[tuple[Fraction, ...], Fraction]]:
    """What the ranking of everyone keeps: schools for which a department stands are left out."""
    return {key: value for key, value in found.items() if not covered(key[0], subject, key[1])}


def clear(unit: str, subject: str, one: str) -> bool:
    """Whether a unit stands above the line: named, or with clear business."""
    return bool(naming(unit, subject, one)) or any(strength(row) == "clear" for row in business(unit, subject, one))


def departments(unit: str) -> list[str]:
    """The open departments of a school; none of anything else."""
    if UNITS[unit]["kind"] != "school":
        return []
    return [key for key, row in UNITS.items() if unit in row["parents"].split(";") and row["closed"] == "false"]


def read_as(row: Mapping[str, str]) -> str:
    """A relation as a reason: what both readings made of it, or one, and why."""
    return f"{GRADES[int(row['grade'])]}{'' if row['readings'] == '2' else ', by one reading'}: {row['reason']}"


def concerning(unit: str) -> dict[str, set[str]]:
    """The provisions that concern a unit, with the reasons: its own, and for a school those clear for a department."""
    found: dict[str, set[str]] = {}
    for each in (unit, *departments(unit)):
        head = "" if each == unit else f"{UNITS[each]['short_name']}, "
        for key in PILLAR:
            read = [row for row in business(each, "provision", key) if each == unit or strength(row) == "clear"]
            reasons = {f"{head}{read_as(row)}" for row in read}
            if titles := sorted(naming(each, "provision", key)):
                reasons.add(f"{head}the brief names it: {', '.join(titles)}")
            if reasons:
                found.setdefault(key, set()).update(reasons)
    return found


def concerning_items(unit: str) -> set[str]:
    """The items of the brief that name a unit or rest on what it has clear business with, or one of its departments."""
    return {
        key
        for key, item in items().items()
        for each in (unit, *departments(unit))
        if each in item.get("units", []) or any(strength(row) == "clear" for row in business(each, "item", key))
    }
