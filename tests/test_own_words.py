"""Texts are in our own words: no run of eight words is taken over from what the project was given."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lodestone.warehouse import Warehouse

RUN = 8
# Names and titles, which have no other words.
NAMES = (
    (
        "United States – Japan Framework for Securing the Supply of Critical Minerals and Rare Earths "
        "through Mining and Processing"
    ),
    "Critical Minerals Supply Security Rapid Response Group",
    "Mining, Minerals and Metals Investment Ministerial",
    "Center for Technology Transfer and Commercialization",
    "Department of Earth and Environmental Sciences",
    "the U.S. Secretary of Energy and the Japanese Minister of Economy, Trade and Industry",
    "permanent magnets, batteries, catalysts, optical materials",
    "President Donald J. Trump",
    "Prime Minister Takaichi Sanae",
    "Ascend Elements, ICL, Anovion, American Battery Technology",
    "copper, silver, lead, silicon, uranium and metallurgical coal",
)
# Written by others and quoted by name: titles of sources, names of bodies and people.
QUOTED = {("sources", "title"), ("sources", "publisher"), ("sources", "url"), ("sources", "source_id")}


def words(text: str) -> list[str]:
    """Lower-case words; full stops inside abbreviations do not part them."""
    return re.findall(r"[a-z0-9$%']+", text.lower().replace(".", "").replace("’", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


def without_names(text: str) -> str:
    """The text with each name as one made-up word, so that no run can be made of a name alone."""
    for number, name in enumerate(NAMES):
        pattern = r"\W+".join(r"\.?".join(re.escape(letter) for letter in word) for word in words(name))
        text = re.sub(pattern, f"name{number}", text, flags=re.IGNORECASE)
    return text


# Records of inventories: names of places, minerals and types, which are data and have no other words.
RECORDS = {"sites", "site_minerals", "site_sources", "site_grades", "imported_sites"}


def our_texts(warehouse: Warehouse) -> Iterator[tuple[str, str]]:
    cursor = warehouse.cursor()
    columns = cursor.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' "
        "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')"
    ).fetchall()
    for table, column in columns:
        if (table, column) not in QUOTED and (table not in RECORDS or column == "resource_note"):
            for (text,) in cursor.execute(f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL').fetchall():
                yield f"{table}.{column}", text


@cache
def our_runs(version: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every run of our texts with its place, worked out once for a database."""
    return tuple((place, run) for place, text in our_texts(OPENED[version]) for run in runs(without_names(text)))


OPENED: dict[str, Warehouse] = {}


def copied(warehouse: Warehouse, given: str) -> list[tuple[str, str]]:
    OPENED[warehouse.version] = warehouse
    theirs = set(runs(without_names(given)))
    assert len(theirs) > 100
    return [(place, " ".join(run)) for place, run in our_runs(warehouse.version) if run in theirs]


def test_the_measure_finds_a_copied_run(warehouse):
    text = next(text for place, text in our_texts(warehouse) if place == "provisions.commitment")
    assert copied(warehouse, f"{text} " + " ".join(f"w{number}" for number in range(200)))


def test_no_sentence_of_the_brief_is_copied(warehouse, shared):
    assert copied(warehouse, (shared / "brief" / "us-japan-critical-minerals.txt").read_text(encoding="utf-8")) == []


def test_no_sentence_of_the_researched_events_is_copied(warehouse, shared):
    assert copied(warehouse, column_text(shared / "facts" / "events.csv", "summary")) == []


def test_no_sentence_of_the_researched_provisions_is_copied(warehouse, shared):
    path = shared / "facts" / "framework_provisions.csv"
    assert copied(warehouse, column_text(path, "commitment") + " | " + column_text(path, "note")) == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("agencies", "role_in_framework"),
        ("units", "relevance"),
        ("expertise", "description"),
        ("partners_japan", "focus"),
        ("funding_opportunities", "note"),
        ("funding_projects", "note"),
        ("funding_projects", "us_japan_link"),
        ("geological_mapping", "note"),
        ("geological_mapping", "cost_note"),
        ("sources_geology", "note"),
    ],
)
def test_no_sentence_of_the_researched_people_and_money_is_copied(warehouse, shared, name, column):
    assert copied(warehouse, column_text(shared / "facts" / f"{name}.csv", column)) == []


def column_text(path: Path, column: str) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        # Words of their own between cells keep a run from spanning two of them.
        return " ".join(f"{row[column]} cell{number}" for number, row in enumerate(csv.DictReader(file)))
