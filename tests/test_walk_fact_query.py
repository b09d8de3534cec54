"""The walks in docs/adding-a-fact.md, adding-a-query.md and adding-content.md, done to the letter in a copy."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from pages_support import facts
from walk_support import blocks, copy_of_the_project, do

from lodestone.paths import here

DAY = "2026-11-22"
SCREEN_AND_A_HALF = 75


@pytest.mark.parametrize("document", ["adding-a-fact.md", "adding-a-query.md"])
def test_a_walk_fits_a_screen_and_a_half(document):
    lines = (here().root / "docs" / document).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= SCREEN_AND_A_HALF


def test_a_newcomer_adds_a_fact_with_one_file(tmp_path):
    root = copy_of_the_project(tmp_path / "copy")
    steps = blocks("adding-a-fact.md")
    assert [one.file for one in steps if one.file] == ["data/facts/events.csv"]
    printed = [do(one, root) for one in steps]
    assert "events  " in printed[0]
    assert "date_precision" in printed[0]
    assert "s_wh_mirror" in printed[1]
    checked, built, *rows = printed[-1].splitlines()
    assert checked.startswith("the content holds: ")
    assert built.startswith("built: build/lodestone-")
    (event,) = csv.DictReader(io.StringIO("\n".join(rows)))
    assert (event["event_id"], event["date"], event["label"]) == ("E901", "2025-10-27", "Framework text posted")
    assert event["source_ids"] == "s_wh_mirror;s_brief"


def test_a_newcomer_adds_a_query_with_one_file(tmp_path):
    root = copy_of_the_project(tmp_path / "copy")
    steps = blocks("adding-a-query.md")
    assert [one.file for one in steps if one.file] == ["queries/timeline/beside_japan.sql"]
    printed = "".join(do(one, root) for one in steps)
    assert "timeline/beside_japan" in printed
    assert "Countries named beside Japan in events, most often first." in printed

    lanes = {row["type"]: row["lane"] for row in facts("facts/event_types")}
    beside = Counter(
        country
        for row in facts("facts/events")
        if row["date"] <= DAY and lanes[row["type"]] in {"Stockpile", "Funding"}
        if "Japan" in row["countries"].split(";")
        for country in row["countries"].split(";")
        if country != "Japan"
    )
    narrowed = csv.DictReader(io.StringIO(printed[printed.rindex("country,events,source_ids") :]))
    assert {row["country"]: int(row["events"]) for row in narrowed} == beside


def test_what_is_said_of_the_next_brief_can_be_run(tmp_path):
    root = copy_of_the_project(tmp_path / "copy")
    printed = "".join(do(one, root) for one in blocks("adding-content.md"))
    assert "the content holds: " in printed
    assert "Moderate risks for compliance" in printed
