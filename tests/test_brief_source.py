"""The brief that the office published and the records kept of it in data/briefs/ say the same, item for item."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lodestone.briefs.reading import read_file
from lodestone.paths import here

# The record's sections by the reader's keys.
SECTIONS = {
    "action_summary": "summary",
    "risks": "risks",
    "programs": "programs",
    "financial": "impacts",
    "key_actions": "actions",
    "opportunities": "opportunities",
    "timeline": "timeline",
    "organisations": "organizations",
    "officials": "officials",
}


@pytest.fixture(scope="module")
def source(shared: Path) -> dict[str, Any]:
    return read_file(shared / "brief" / "us-japan-critical-minerals.txt").as_json()


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return yaml.safe_load((here().root / "data" / "briefs" / "us-japan-critical-minerals.yaml").read_text("utf-8"))


def test_title_and_date(source, kept):
    assert (source["outcome"], source["format"]) == ("ok_with_flags", "report")
    assert source["title"] == kept["brief"]["title"]
    assert source["date"] == kept["brief"]["posted_date"].isoformat()


def test_the_sections_and_the_number_of_their_items(source, kept):
    # Signatories are no section of the brief: the record draws them from the last item of the summary.
    listed = {one["section"]: len(one["items"]) for one in kept["sections"] if one["section"] != "signatories"}
    read = {SECTIONS[one["key"]]: sum(not item["header_only"] for item in one["items"]) for one in source["sections"]}
    assert list(read.items()) == list(listed.items())


def test_the_groups_of_the_summary_are_its_labels(source, kept):
    items = source["sections"][0]["items"]
    headers = [item["label"] for item in items if item["header_only"]]
    assert len(headers) == 4
    known = [group["locator"].removeprefix("Action Summary, ") for group in kept["groups"]]
    assert [label for label in (item["label"] for item in items) if label in known] == known
    assert set(headers) <= set(known)
    assert {flag["kind"] for flag in source["flags"]} == {"level_unknown"}
    assert len(source["flags"]) == 4


def test_the_scores_and_the_block_that_each_closes(source, kept):
    closed: dict[str, str] = {}
    for section in kept["sections"]:
        if "closed_by" in section:
            closed[section["closed_by"]] = section["section"]
    expected = [(one["score"], closed[one["section"]], "rationale" in one) for one in kept["scores"]]
    assert [
        (one["value"], SECTIONS[one["after_section"]], one["rationale"] is not None) for one in source["scores"]
    ] == expected
    assert all(one["in_range"] for one in source["scores"])


def test_the_clocks_with_what_starts_them(source, kept):
    milestones = [
        item["milestone"] for one in kept["sections"] if one["section"] == "timeline" for item in one["items"]
    ]
    assert [(one["n"], one["unit"], one["relation"]) for one in source["timeline"]] == [
        (one["duration_number"], one["duration_unit"], "within") for one in milestones
    ]
    # A clock is conditional where the brief itself says what starts it.
    assert [one["trigger"] is not None for one in source["timeline"]] == [
        one["clock"] == "conditional" for one in milestones
    ]
    for read, one in zip(source["timeline"], milestones, strict=True):
        if one["clock"] == "conditional":
            assert one["starts_on"].removesuffix("ice") in read["trigger"]


def test_the_organizations_with_their_flags(source, kept):
    listed = next(one["items"] for one in kept["sections"] if one["section"] == "organizations")
    assert len(source["organisations"]) == len(listed) == 4
    for read, one in zip(source["organisations"], listed, strict=True):
        assert (read["flag"] == "implied") == one["title"].endswith("(implied)")
        assert read["abbreviation"] is None or f"({read['abbreviation']})" in one["title"]
    assert [one["abbreviation"] for one in source["organisations"]] == [None, "METI", None, None]


def test_the_officials(source, kept):
    listed = next(one["items"] for one in kept["sections"] if one["section"] == "officials")
    for read, one in zip(source["officials"], listed, strict=True):
        office = one["official"]["office"].replace("Trade and", "Trade, and")
        assert office in read["title"]
        assert read["duty"]
