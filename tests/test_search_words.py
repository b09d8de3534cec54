"""Search: how its words are read: slips, other endings, small words, numbers and days."""

from __future__ import annotations

import re

import pytest
from pages_support import facts
from search_support import (
    found,
    library,  # noqa: F401
    rows,
    seen,
)

from lodestone.answers import search
from lodestone.screen.highlight import marked


def test_a_word_and_its_slip_are_one_word(library, warehouse):
    hits, right = rows(library, warehouse, "lithum lithium"), rows(library, warehouse, "lithium")
    assert list(hits["id"]) == list(right["id"])
    assert hits["whole"].all()


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("lithum", "lithium"),
        ("galium", "gallium"),
        ("stokpile", "stockpile"),
        ("Moutain Pass", "mountain pass"),
        ("Takiachi", "takaichi"),
    ],
)
def test_a_slip_of_the_pen_finds_what_was_meant(library, warehouse, slip, meant):
    hits, right = rows(library, warehouse, slip), rows(library, warehouse, meant)
    assert list(hits["id"]) == list(right["id"])
    assert list(hits["mended"].iloc[0]) == [f"{slip.split()[0].lower()} → {meant.split()[0]}"]


@pytest.mark.parametrize(
    ("forms", "begins"),
    [
        (("recycle", "recycled", "recycling", "recycles"), "recycl"),
        (("battery", "batteries"), "batter"),
        (("processes", "processing", "processed"), "process"),
        (("minerals",), "mineral"),
    ],
)
def test_a_word_is_found_with_another_ending(library, warehouse, forms, begins):
    wanted = {row["event_id"] for row in facts("facts/events") if re.search(rf"\b{begins}", row["title"].lower())}
    for form in forms:
        hits = found(library, warehouse, form)
        assert wanted <= {id_ for kind, id_ in hits if kind == "Event"}, form
        assert hits == found(library, warehouse, form.upper())
    assert len({frozenset(found(library, warehouse, form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("physics", "physic"),
        ("mining", "min"),
        ("price", "pric"),
        ("gas", "ga"),
        ("process", "proces"),
        ("United", "unit"),
    ],
)
def test_a_word_that_would_become_too_short_or_another_keeps_its_ending(library, warehouse, asked, other):
    # Of sites so many are found at most.
    long, short = (
        {hit for hit in found(library, warehouse, one) if hit[0] != search.BY_NAME} for one in (asked, other)
    )
    assert long < short


def test_small_words_count_only_where_there_are_no_others(library, warehouse):
    assert found(library, warehouse, "what should the law do") == found(library, warehouse, "law")
    assert ("University unit", "u_chem") in set(
        rows(library, warehouse, "funding for chemistry")[["kind", "id"]].itertuples(index=False, name=None)
    )
    assert found(library, warehouse, "the") != []


@pytest.mark.parametrize("asked", ["2026-12-04", "4 Dec 2026", "4 December 2026"])
def test_a_day_is_found_however_it_is_written(library, warehouse, asked):
    (event,) = (row["event_id"] for row in facts("facts/events") if row["date"] == "2026-12-04")
    assert ("Event", event) in found(library, warehouse, asked)


@pytest.mark.parametrize("asked", ["4 Dec", "4 December", "December 2026"])
def test_what_stands_as_it_was_written_comes_before_what_only_holds_the_words(library, warehouse, asked):
    days = {row["event_id"]: row["date"] for row in facts("facts/events")}
    events = [id_ for kind, id_ in found(library, warehouse, asked) if kind == "Event"]
    # By its own day, or in a text that names it.
    assert "2026-12-04" in {days[one] for one in events[:2]}
    assert any(days[one] != "2026-12-04" for one in events), "others hold the words, too"


def test_a_number_is_found_whole_only(library, warehouse):
    for hit in rows(library, warehouse, "13").itertuples():
        held = " ".join(filter(None, (hit.title, hit.also, hit.about, hit.text)))
        assert re.search(r"(?<![^\W_])13(?![^\W_])", held), hit.id
    assert found(library, warehouse, "1424") == []
    assert ("Event", "E002") in found(library, warehouse, "14241")


@pytest.mark.parametrize(
    ("asked", "kind", "id_"),
    [
        ("P3", "Provision", "P03"),
        ("p-03", "Provision", "P03"),
        ("E-36", "Event", "E036"),
        ("a33", "Award", "A033"),
        ("w8", "Watched program", "W08"),
    ],
)
def test_the_number_of_an_entry_is_found_however_it_is_written(library, warehouse, asked, kind, id_):
    assert found(library, warehouse, asked)[0] == (kind, id_)


def test_sources_come_after_what_they_tell_of(library, warehouse):
    kinds = [kind for kind, _ in found(library, warehouse, "DOE")]
    assert {"Call", "Source"} <= set(kinds)
    assert kinds.index("Source") > max(place for place, kind in enumerate(kinds) if kind == "Call")


def test_what_was_looked_for_is_marked(library, warehouse):
    for asked, text, bold in (
        ("December", "in December, 4 Dec 2026, decided", ["December", "Dec"]),
        ("4", "4 of 46", ["4"]),
        ("P3", "P03 and P030", ["P03"]),
        ("recycle", "Recycling and scrap", ["Recycl"]),
        ("what about galium", "Gallium", ["Gallium"]),
        ("2026-12-04", "begins on 4 Dec 2026", ["4 Dec 2026"]),
    ):
        read = search.understood(rows(library, warehouse, asked))
        assert seen(marked(text, read)) == (text, bold)


def test_an_organization_is_found_by_its_letters_and_by_its_name_alike(library, warehouse):
    """E031 names the U.S. Geological Survey in full, call F014 the USGS; ordinary words are no letters of a body."""
    letters, name = (set(found(library, warehouse, asked, number=500)) for asked in ("USGS", "U.S. Geological Survey"))
    assert {("Event", "E031"), ("Call", "F014")} <= letters & name
    events = {row["event_id"]: row for row in facts("facts/events")}
    assert "U.S. Geological Survey" in events["E031"]["actors"]
    assert "USGS" not in " ".join(events["E031"].values())
    forum = "Forum on Resource Geostrategic Engagement"
    forging = [row["event_id"] for row in events.values() if " forge" in row["summary"] and forum not in row["summary"]]
    assert not {("Event", key) for key in forging} & set(found(library, warehouse, forum, number=500))
