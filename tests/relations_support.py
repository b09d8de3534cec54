"""A helper for the tests of graded relations: who has business with what, worked out a second time from the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pages_support import facts

UNITS: Mapping[str, Mapping[str, str]] = {row["unit_id"]: row for row in facts("facts/units")}
GRADES = {3: "natural owner", 2: "clear business", 1: "possible, but thin"}


class Business(NamedTuple):
    """One relation that no reading rejected."""

    unit: str
    name: str
    grade: int
    verdict: str
    strength: str
    row: Mapping[str, str]


def business(subject: str, one: str) -> list[Business]:
    """Whom one organization, call, partner or provision concerns: clear first, then thin, each by grade and name."""
    found = []
    for row in facts(f"facts/{subject}_relations"):
        unit, grade, both = UNITS[row["unit_id"]], int(row["grade"]), row["readings"] == "2"
        if row[f"{subject}_id"] != one or not grade or unit["closed"] == "true":
            continue
        verdict = GRADES[grade] + ("" if both else ", by one reading")
        strength = "clear" if both and grade > 1 else "thin"
        found.append(Business(row["unit_id"], unit["short_name"], grade, verdict, strength, row))
    return sorted(found, key=lambda each: (each.strength, -each.grade, each.name))


def without_covered(found: list[Business]) -> list[Business]:
    """The same without a school of which a department has clear business: the department stands for it."""
    parents = {one for each in found if each.strength == "clear" for one in UNITS[each.unit]["parents"].split(";")}
    return [each for each in found if UNITS[each.unit]["kind"] != "school" or each.unit not in parents]


def rejected(subject: str, one: str) -> set[str]:
    """The short names of the units that a reading looked at and did not suggest."""
    rows = facts(f"facts/{subject}_relations")
    return {UNITS[row["unit_id"]]["short_name"] for row in rows if row[f"{subject}_id"] == one and row["grade"] == "0"}
