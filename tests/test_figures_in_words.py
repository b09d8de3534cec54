"""What a figure shows, for who does not see it: its first values in words, held against the text files."""

from __future__ import annotations

from collections import Counter

import pytest
from pages_support import ask, facts
from questions_support import fresh_engine

from lodestone.answers import agencies, geology_sites, opportunities, provisions, sources, timeline
from lodestone.answers.catalogue import CELLS

# Whether a ranking stays under other weightings is said by the finding; the others are lists as well.
BY_FINDING = {"relevance/stability", "agencies/departments", "board/one_sites"}


@pytest.fixture(scope="module")
def engine():
    return fresh_engine()


def words(engine, warehouse, page, cell, **values) -> list[str]:
    """The parts of what the alt text says beyond the finding."""
    answer = ask(engine, warehouse, page, cell, **values)
    assert answer.alt_alone.startswith(answer.finding)
    return answer.alt_alone.removeprefix(answer.finding).strip(" .").split("; ")


def test_every_figure_is_said_in_words():
    drawn = {cell.key: cell for cell in CELLS if cell.figure is not None}
    assert len(drawn) > 30
    silent = {key for key, cell in drawn.items() if cell.alt is None and not key.endswith("/chosen_briefs")}
    assert silent == BY_FINDING


def test_organizations_are_said_with_the_provisions_of_the_file(engine, warehouse):
    names = {row["organization_id"]: row["short_name"] for row in facts("facts/organizations")}
    said = words(engine, warehouse, "agencies", agencies.MATRIX)
    number = Counter(row["organization_id"] for row in facts("facts/organization_provisions"))
    tied = {
        names[row["organization_id"]]
        for row in facts("facts/organization_provisions")
        if row["organization_id"] in names
    }
    assert said[0] == f"DOE: {number['us-doe']} provisions"
    assert said[-1] == f"and {len(tied) - 12} more"


def test_countries_are_said_with_their_records(engine, warehouse):
    number = Counter(row["country_iso3"] for row in facts("facts/sites"))
    said = words(engine, warehouse, "geology", geology_sites.COUNTRIES)
    codes = {
        "United States": "USA",
        "Australia": "AUS",
        "Canada": "CAN",
        "China": "CHN",
        "Russia": "RUS",
        "Japan": "JPN",
    }
    found = dict(one.split(": ") for one in said[:12])
    assert {name: found[name] for name in codes} == {name: f"{number[code]:,} records" for name, code in codes.items()}


def test_sites_with_grades_are_said_by_content_and_the_rest_is_counted(engine, warehouse):
    rows = ask(engine, warehouse, "geology", geology_sites.GRADES).table
    said = words(engine, warehouse, "geology", geology_sites.GRADES)
    assert said[0].startswith("El Teniente, Chile: 0.62 % copper in 20,731.0 million t of ore")
    assert said[-1] == f"and {len(rows) - 12} more"
    assert len(said) == 13


def test_provisions_are_said_with_how_their_text_was_read_and_their_clock(engine, warehouse):
    seen = {row["provision_id"]: row["text_seen"] for row in facts("facts/provisions")}
    said = words(engine, warehouse, "provisions", provisions.PROVISIONS)
    assert (seen["P00"], seen["P04"]) == ("full", "near-full")
    assert said[0] == "Shared aims (P00): read in full"
    assert said[4] == "Finance for chosen projects (P04): read nearly in full, clock: no public evidence"


def test_clocks_are_said_with_their_days_and_kinds_of_event_with_their_numbers(engine, warehouse):
    assert "Investment Ministerial: 26 Apr 2026, no public evidence" in words(
        engine, warehouse, "timeline", timeline.CLOCKS
    )
    rows = ask(engine, warehouse, "timeline", timeline.SIDES).table
    said = words(engine, warehouse, "timeline", timeline.SIDES)
    assert [one.split(": ")[0] for one in said] == list(rows["lane"])


def test_fits_are_said_with_their_scores(engine, warehouse):
    best = "Earth & Env. Sciences on geoscience"
    assert words(engine, warehouse, "opportunities", opportunities.MATRIX)[0] == f"{best}: 4.1 of 5"
    first = words(engine, warehouse, "opportunities", opportunities.QUADRANTS)[0]
    assert first == f"{best}: relevance 5.0 of 5, 4 of 4 at hand"


def test_sources_are_said_by_how_far_they_are_trusted(engine, warehouse):
    number = Counter(row["trust"] for row in facts("sources"))
    said = words(engine, warehouse, "sources", sources.TRUST)
    assert [one.split(", ")[0] for one in said] == [
        f"{trust}: {number[trust]} sources" for trust in ("primary", "copy of primary", "reported", "compiled", "weak")
    ]
