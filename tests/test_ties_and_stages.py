"""How events and awards are tied to the Framework, and which stages an award pays for, read from the files plainly."""

from __future__ import annotations

import csv
from collections import defaultdict

from pages_support import facts

TIES = ("names the Framework", "both countries", "one country", "context")
EVENTS = facts("facts/events")
AWARDS = {row["award_id"]: row for row in facts("facts/awards")}
PAID_FOR = defaultdict(list)
for _row in facts("facts/award_stages"):
    PAID_FOR[_row["award_id"]].append(_row)


def test_only_the_signing_and_the_frameworks_own_clocks_name_it():
    assert {row["event_id"] for row in EVENTS if row["tie"] == TIES[0]} == {"E026", "E061", "E062"}
    assert [row["award_id"] for row in AWARDS.values() if row["tie"] == TIES[0]] == []


def test_what_both_countries_did_names_both_and_what_china_did_is_context():
    for row in EVENTS:
        countries = set(row["countries"].split(";"))
        if row["tie"] == "both countries":
            assert {"Japan", "United States"} <= countries, row["event_id"]
        if row["type"] == "export control by China" or "China" in countries:
            assert row["tie"] == "context", row["event_id"]


def test_money_of_other_countries_is_context_and_joint_projects_are_of_both():
    joint = {row["project_id"] for row in facts("facts/projects") if row["japan_link"] == "joint"}
    for key, row in AWARDS.items():
        other = row["funder_country"] not in {"United States", "Japan", ""}
        assert (row["tie"] == "context") == other, key
        if row["tie"] == "both countries":
            assert row["project_id"] in joint, key


def test_every_tie_has_a_short_reason():
    for row in (*EVENTS, *AWARDS.values()):
        assert row["tie"] in TIES
        assert 0 < len(row["tie_reason"].split()) <= 14, row


def test_each_award_has_stages_in_order_and_one_main_unless_it_is_integrated():
    assert set(PAID_FOR) == set(AWARDS)
    for key, rows in PAID_FOR.items():
        assert [int(row["position"]) for row in rows] == list(range(1, len(rows) + 1)), key
        assert len({row["stage"] for row in rows}) == len(rows), key
        integrated = AWARDS[key]["integrated"] == "true"
        assert sum(row["main"] == "true" for row in rows) == (0 if integrated else 1), key
        assert len(rows) > 1 or not integrated, key
        assert 0 < len(AWARDS[key]["stage_reason"].split()) <= 16, key


def test_stages_keep_what_was_researched(shared):
    path = shared / "facts" / "update-2026-11-25" / "award_stages.csv"
    with path.open(encoding="utf-8", newline="") as file:
        given = {row["award_id"]: row for row in csv.DictReader(file)}
    assert set(given) - set(AWARDS) == {"A122", "A123", "A124", "A125"}, "four are known and not shown"
    for key, rows in PAID_FOR.items():
        assert [row["stage"] for row in rows] == [one.strip() for one in given[key]["stages"].split(";")], key
        assert [row["stage"] for row in rows if row["main"] == "true"] == [
            one for one in [given[key]["main_stage"]] if one
        ], key
        assert AWARDS[key]["stage_confidence"] == given[key]["confidence"], key


def test_the_database_holds_the_same(warehouse):
    found = (
        warehouse.cursor()
        .execute("SELECT award_id, position, stage::VARCHAR, main FROM award_stages ORDER BY ALL")
        .fetchall()
    )
    assert found == sorted(
        (key, int(row["position"]), row["stage"], row["main"] == "true")
        for key, rows in PAID_FOR.items()
        for row in rows
    )


def test_awards_known_and_not_shown_are_counted_with_the_reason(warehouse):
    found = warehouse.cursor().execute("SELECT record_count, reason FROM unshipped WHERE subject = 'awards'").fetchall()
    assert [count for count, _ in found] == [4]
    assert all(reason for _, reason in found)
