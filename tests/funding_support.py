"""A helper for the tests of the money: files read plainly, filtered and added up a second time, cells answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import pytest
from fit_support import departments, relations, strength
from pages_support import SIGNED, facts
from questions_support import fresh_engine

from lodestone.filters import View
from lodestone.page_list import entry

DAY = date(2026, 11, 22)
DAYS = [SIGNED, date(2025, 12, 15), date(2026, 3, 18), DAY, date(2026, 11, 25)]
UNITS = [None, "u_cbe", "u_as", "u_law", "u_ees"]
AWARDS = facts("facts/awards")
PROJECTS = {row["project_id"]: row for row in facts("facts/projects")}
LEVELS = ("firm", "conditional", "indicative", "announced", "cancelled", "superseded")
NAMES = {row["mineral_id"]: row["name"] for row in facts("facts/minerals")}
PARENTS = {row["mineral_id"]: row["parents"].split(";")[0] or row["mineral_id"] for row in facts("facts/minerals")}
# Every stage that an award pays for, in order.
STAGES: dict[str, list[str]] = {}
for _row in facts("facts/award_stages"):
    STAGES.setdefault(_row["award_id"], []).append(_row["stage"])


def many(text: str) -> list[str]:
    return [one for one in text.split(";") if one]


def counts(award: Mapping[str, str]) -> bool:
    return award["commitment_level"] not in {"cancelled", "superseded"} and not award["left_out"]


def known(award: Mapping[str, str], day: date = DAY) -> bool:
    return latest(award) <= day.isoformat()


def label(award: Mapping[str, str]) -> str:
    kinds = many(award["instruments"])
    return kinds[0] if len(kinds) == 1 else "several, not split" if kinds else "type not stated"


def groups_of(award: Mapping[str, str]) -> set[str]:
    return {PARENTS[one] for one in many(award["minerals"])}


def concerned(unit: str) -> set[str]:
    """The projects that serve what both readings call the business of a unit, or of one of its departments."""
    clear = {
        key
        for each in (unit, *departments(unit))
        for (one, key), row in relations("provision").items()
        if one == each and strength(row) == "clear"
    }
    return {row["project_id"] for row in facts("facts/project_provisions") if row["provision_id"] in clear}


def group(award: Mapping[str, str]) -> str:
    """The stage whose sum an award is in."""
    return "several stages" if award["integrated"] == "true" else award["stage"] or "stage not stated"


def latest(award: Mapping[str, str]) -> str:
    """The last day on which an award can have been announced; empty where nothing of that is known."""
    return award["announced"] or award["announced_by"]


def year(award: Mapping[str, str]) -> str:
    """The year of an award, where its day or both bounds of it tell."""
    first = award["announced"] or award["announced_from"]
    return first[:4] if first and first[:4] == latest(award)[:4] else "undated"


def when(award: Mapping[str, str]) -> str:
    """Whether an award was announced since the signing: a day of signing itself counts as before."""
    if (award["announced"] or award["announced_from"]) > SIGNED.isoformat():
        return "since the signing"
    return "up to the signing" if "" < latest(award) <= SIGNED.isoformat() else "undated"


# What each filter of the page keeps, in plain Python.
KEEPS: Mapping[str, Callable[[Mapping[str, str], tuple[str, ...]], bool]] = {
    "level": lambda award, wanted: award["commitment_level"] in wanted,
    "stage": lambda award, wanted: bool({*STAGES[award["award_id"]]} & set(wanted)),
    "tie": lambda award, wanted: award["tie"] in wanted,
    "instrument": lambda award, wanted: bool({*many(award["instruments"]), label(award)} & set(wanted)),
    "funder_country": lambda award, wanted: (award["funder_country"] or "not stated") in wanted,
    "product": lambda award, wanted: award["product_group"] in wanted,
    "year": lambda award, wanted: year(award) in wanted,
    "mineral": lambda award, wanted: bool({*many(award["minerals"]), *groups_of(award)} & set(wanted)),
}


def chosen(day: date = DAY, **values: tuple[str, ...]) -> list[Mapping[str, str]]:
    """The awards of the file that these filters keep."""
    return [
        award
        for award in AWARDS
        if known(award, day) and all(KEEPS[name](award, wanted) for name, wanted in values.items())
    ]


def summed(awards: list[Mapping[str, str]]) -> dict[str, tuple[int, int | None, int]]:
    """By commitment level: counted awards, the dollars known (None if none is), and how many have none."""
    found = {}
    for level in LEVELS:
        mine = [award for award in awards if award["commitment_level"] == level and counts(award)]
        amounts = [int(award["amount_usd"]) for award in mine if award["amount_usd"]]
        if mine:
            found[level] = (len(mine), sum(amounts) if amounts else None, len(mine) - len(amounts))
    return found


def narrowed(unit, day=DAY, **values):
    """The awards of the file that a department and the other filters keep."""
    mine = chosen(day, **values)
    if unit is None:
        return mine
    kept = concerned(unit)
    return [award for award in mine if award["project_id"] in kept]


def added(awards, *keys):
    """Counted awards by these keys: how many, the dollars known (None if none is), how many without."""
    found = defaultdict(lambda: [0, None, 0])
    for award in awards:
        if counts(award):
            cell = found[tuple(key(award) for key in keys)]
            cell[0] += 1
            if award["amount_usd"]:
                cell[1] = (cell[1] or 0) + int(award["amount_usd"])
            else:
                cell[2] += 1
    return dict(found)


def level(award):
    return award["commitment_level"]


def tie(award):
    return award["tie"]


@pytest.fixture(scope="module")
def book():
    return fresh_engine()


@pytest.fixture(scope="module")
def data(warehouse):
    return warehouse


@pytest.fixture
def ask(book, data):
    labels = book.bounds(data, DAY).labels

    def ask(cell, width=1000, page="funding", theme="light", **values):
        window = {340: "narrow", 1000: "medium", 1440: "wide"}[width]
        view = View({"as_of": DAY} | values, theme, data.version, entry(page).filters, window, labels)
        return book.answer(data, cell, view)

    return ask


def missing_to_none(value: object) -> int | None:
    """A number of a frame, or None where it is not known."""
    return None if pd.isna(value) else int(value)
