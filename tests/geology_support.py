"""A helper for the tests of the ground: the files read plainly with the csv module, and the cells answered."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache

import pytest
from questions_support import fresh_engine, fresh_library

from lodestone.filters import View
from lodestone.page_list import entry
from lodestone.paths import here

DAY = date(2026, 11, 22)
SIDES = ("United States", "Japan", "Other partner countries", "Elsewhere")
# Countries beside the United States or Japan in an event of data/facts/events.csv, read off by hand; China is none.
PARTNERS = {
    "Australia",
    "Brazil",
    "Canada",
    "France",
    "India",
    "Malaysia",
    "Mexico",
    "Saudi Arabia",
    "South Korea",
    "Thailand",
}
PLANTS = {"smelter or refinery", "processing plant"}


@cache
def facts(name):
    with (here().data / "facts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MINERALS = {row["mineral_id"]: row for row in facts("minerals")}


def country(site):
    return site["country_name"].replace("United States of America", "United States")


def side(site):
    name = country(site)
    return name if name in SIDES else "Other partner countries" if name in PARTNERS else "Elsewhere"


def group(site):
    return MINERALS[site["mineral_id"]]["mineral_group"]


def members(mineral):
    return {mineral} | {key for key, row in MINERALS.items() if mineral in row["parents"].split(";")}


def listed(site):
    return set(site["minerals"].split(";")) | {site["mineral_id"]}


@pytest.fixture(scope="module")
def book():
    return fresh_engine()


@pytest.fixture(scope="module")
def ask(book, warehouse):
    labels = book.bounds(warehouse, DAY).labels

    def ask(cell, window="medium", **values):
        view = View(
            {"as_of": DAY} | values,
            version=warehouse.version,
            filters=entry("geology").filters,
            window=window,
            labels=labels,
        )
        return book.answer(warehouse, cell, view)

    return ask


@pytest.fixture(scope="module")
def rows(library_, warehouse):
    def ask(name, **values):
        query = library_.get(name)
        given = {key: DAY if key == "as_of" else None for key in query.parameters} | {
            key: value
            for key, value in {"degrees": 3.0, "most": 10_000, "rows": 10_000}.items()
            if key in query.parameters
        }
        return library_.ask(warehouse, name, given | values).frame

    return ask


@pytest.fixture(scope="module")
def library_():
    return fresh_library()
