"""The answers of the main cells against numbers counted in the text files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from pages_support import AS_OF, SIGNED, ask, brief_text, events_since, facts, pillars_of, view
from questions_support import fresh_engine

from lodestone.answers import brief, briefs, funding, movement, overview, provisions, sources, timeline
from lodestone.cells.engine import Engine

JOINT = {"names the Framework", "both countries"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return fresh_engine()


def test_scores_say_the_brief_s_highest_and_lowest(engine, warehouse):
    scores = {one["title"].lower(): one for one in brief_text()["scores"]}
    assert {title: one["score"] for title, one in scores.items()} == {
        "risk": 3,
        "opportunity": 4,
        "timeline": 5,
        "agencies": 2,
        "officials": 5,
    }
    assert [title for title, one in scores.items() if "rationale" not in one] == ["timeline"]
    assert ask(engine, warehouse, "overview", overview.SCORES).finding == (
        "The brief scores timeline and officials highest (5 of 5), agencies lowest (2); agencies go by "
        "number, officials by rank; no reason for timeline."
    )


@pytest.mark.parametrize("until", [AS_OF, date(2026, 1, 1), date(2025, 11, 7)])
def test_movement_counts_events_after_the_signing_by_pillar(engine, warehouse, until):
    joint, others = Counter(), Counter()
    for event in events_since(SIGNED, until):
        (joint if event["tie"] in JOINT else others).update(pillars_of(event))
    answer = ask(engine, warehouse, "overview", movement.MOVEMENT, as_of=until)
    pillars = {row["pillar"] for row in facts("facts/provisions")} - {"General provisions"}
    for column, counts in (("events", joint), ("others", others)):
        assert dict(zip(answer.table["pillar"], answer.table[column], strict=True)) == {
            pillar: counts[pillar] for pillar in pillars
        }
    most = max(joint[pillar] for pillar in pillars)
    leading = answer.finding.split(" most ")[0].lower()
    if most:
        assert f"by both countries since the signing ({most})" in answer.finding
        assert {pillar for pillar in pillars if pillar.lower() in leading} == {p for p in pillars if joint[p] == most}
    else:
        assert answer.finding.startswith("No event since the signing names the Framework or is by both countries")


def test_movement_names_the_pillars_without_an_event(engine, warehouse):
    moved = {pillar for event in events_since(SIGNED) if event["tie"] in JOINT for pillar in pillars_of(event)}
    silent = [
        p
        for p in dict.fromkeys(row["pillar"] for row in facts("facts/provisions"))
        if p not in moved and p != "General provisions"
    ]
    assert len(silent) == 7
    assert {"Permitting", "Investment security", "Geoscience", "Recycling"} < set(silent)
    others = {
        pillar for event in events_since(SIGNED) if event["tie"] not in JOINT for pillar in pillars_of(event)
    } & set(silent)
    assert len(others) == 4
    assert ask(engine, warehouse, "overview", movement.MOVEMENT).finding.endswith(
        "none on seven of ten pillars (four saw others)"
    )


def test_what_is_on_record_is_said_for_the_dated_clocks(engine, warehouse):
    # Two of the Framework and six of related decisions have a date; China's gallium pause, the time before the
    # price floors, the longer truce and the tasks of an order still run on that day.
    assert ask(engine, warehouse, "timeline", timeline.RECORD).finding == (
        "Two dated commitments of the Framework and six clocks of related decisions: four have run out by this day; "
        "public evidence settles none."
    )
    assert ask(engine, warehouse, "timeline", timeline.RECORD, status=("conditional",)).finding == (
        "No clock with a date fits these filters."
    )


def test_counts_are_those_of_the_files(engine, warehouse):
    answer = ask(engine, warehouse, "overview", sources.COUNTS)
    held = dict(zip(answer.table["what"], answer.table["count"], strict=True))
    blocks = {block["section"]: len(block["items"]) for block in brief_text()["sections"]}
    assert held == {
        "provisions": len(facts("facts/provisions")),
        "clocks": blocks["timeline"],
        "events": len(facts("facts/events")),
        "differences": len(facts("facts/differences")),
        "risks": blocks["risks"],
        "key actions": blocks["actions"],
        "opportunities": blocks["opportunities"],
        "to watch": len(facts("facts/call_watch")),
        "partners": len(facts("facts/partners")),
        "sources": len(facts("sources")),
    }


def test_opportunities_put_a_named_unit_with_most_behind_it_first(engine, warehouse):
    blocks = {block["section"]: block["items"] for block in brief_text()["sections"]}
    rows = ask(engine, warehouse, "overview", overview.OPPORTUNITIES).table.set_index("title")
    for item in blocks["opportunities"]:
        units = set(item.get("units", []))
        row = rows.loc[item["title"]]
        assert row["actions"] == sum(bool(units & set(one.get("units", []))) for one in blocks["actions"])
        assert row["programs"] == sum(bool(units & set(one.get("units", []))) for one in blocks["programs"])
        bear = [
            event
            for event in events_since(SIGNED)
            if set(item["provisions"])
            & (set(event["provisions"].split(";")) | set(event["related_provisions"].split(";")))
        ]
        assert row["events"] == sum(event["tie"] in JOINT for event in bear)
        assert row["others"] == len(bear) - row["events"]
    assert rows.index[0] == "Lead on sustainable mining and processing"


def test_provisions_count_their_events_and_differences(engine, warehouse):
    answer = ask(engine, warehouse, "provisions", provisions.PROVISIONS)
    seen = Counter(row["text_seen"] for row in facts("facts/provisions"))
    assert answer.finding == (
        f"20 provisions in {len({row['pillar'] for row in facts('facts/provisions')})} pillars: "
        "one read in full, five read nearly in full, 11 seen in a summary and three seen only in the brief"
    )
    assert (seen["full"], seen["brief only"]) == (1, 3)
    parted = Counter(row["provision_id"] for row in facts("facts/differences"))
    for row in answer.table.itertuples():
        bear = [
            event
            for event in events_since(SIGNED)
            if row.provision_id in (event["provisions"] + ";" + event["related_provisions"]).split(";")
        ]
        joint = sum(event["tie"] in JOINT for event in bear)
        assert (row.provision_id, row.events, row.others, row.differences) == (
            row.provision_id,
            joint,
            len(bear) - joint,
            parted[row.provision_id],
        )


def test_differences_are_counted_by_kind(engine, warehouse):
    kinds = Counter(row["kind"] for row in facts("facts/differences"))
    touched = {row["provision_id"] for row in facts("facts/differences")}
    assert ask(engine, warehouse, "provisions", provisions.ALL_DIFFERENCES).finding == (
        f"{kinds.total()} differences on {len(touched)} provisions: the brief says less in 11, "
        "something else in two and more in one; three were seen in the brief only"
    )
    assert kinds == {
        "brief says less": 11,
        "brief says otherwise": 2,
        "brief says more": 1,
        "seen in the brief only": 3,
    }


def test_kinds_of_event_before_and_since_the_signing(engine, warehouse):
    lanes = {row["type"]: row["lane"] for row in facts("facts/event_types")}
    occurred = [row for row in facts("facts/events") if row["status"] == "occurred"]
    before = Counter(lanes[row["type"]] for row in occurred if row["date"] <= SIGNED.isoformat())
    since = Counter(lanes[row["type"]] for row in events_since(SIGNED))
    answer = ask(engine, warehouse, "timeline", timeline.SIDES)
    joint = Counter(lanes[row["type"]] for row in events_since(SIGNED) if row["tie"] in JOINT)
    assert {row.lane: (row.before, row.after, row.joint) for row in answer.table.itertuples()} == {
        lane: (before[lane], since[lane], joint[lane]) for lane in before | since
    }
    assert answer.finding == (
        f"{before.total()} events up to the day of the signing, {since.total()} since; "
        f"{joint.total()} of those since by both countries or naming the Framework"
    )


def test_since_the_signing_means_the_same_on_every_page(engine, warehouse):
    """What came after the day of the signing: the rule stands in one place, and both pages say it in words."""
    day_after = {row["event_id"] for row in events_since(SIGNED)}
    assert {row["event_id"] for row in facts("facts/events") if row["date"] == SIGNED.isoformat()} == {"E025", "E026"}
    sides = ask(engine, warehouse, "timeline", timeline.SIDES)
    assert sides.table["after"].sum() == len(day_after)
    on_the_day = ask(engine, warehouse, "timeline", timeline.SIDES, as_of=SIGNED)
    assert on_the_day.table["after"].sum() == 0
    assert on_the_day.finding.endswith("up to the day of the signing, none since")
    moved = ask(engine, warehouse, "overview", movement.MOVEMENT, as_of=SIGNED)
    assert moved.finding == "No event since the signing names the Framework or is by both countries"
    for one in (sides, ask(engine, warehouse, "overview", movement.MOVEMENT)):
        assert any("after" in note.text for note in one.draw().layout.annotations if note.name == "subtitle")


def test_events_are_counted_with_those_of_the_framework(engine, warehouse):
    def joint(rows):
        return sum(row["tie"] in {"names the Framework", "both countries"} for row in rows)

    happened = [row for row in facts("facts/events") if row["status"] == "occurred"]
    dates = [row for row in facts("facts/events") if row["status"] != "occurred"]
    assert (joint(happened), joint(dates)) == (10, 4)
    assert ask(engine, warehouse, "timeline", timeline.EVENTS).finding == (
        f"{len(happened)} events occurred, {len(dates)} dates are set or planned; ten of the events and four of the "
        "dates by both countries or naming the Framework"
    )


def test_the_timeline_can_be_narrowed_to_what_is_joint(engine, warehouse):
    ties = ("names the Framework", "both countries")
    answers = {
        cell.key: ask(engine, warehouse, "timeline", cell, tie=ties)
        for cell in (timeline.CLOCKS, timeline.RECORD, timeline.SIDES, timeline.EVENTS)
    }
    assert answers["timeline/events"].finding == (
        "10 events occurred, 4 dates are set or planned; all of them by both countries or naming the Framework"
    )
    assert answers["timeline/before_after"].table[["before", "after"]].sum().sum() == 10
    assert {key: answer.not_narrowed for key, answer in answers.items()} == {
        "timeline/clocks": "finding not narrowed by tie to the Framework",
        "timeline/record": "not narrowed by tie to the Framework",
        "timeline/before_after": "",
        "timeline/events": "",
    }
    assert len(answers["timeline/clocks"].frames["timeline/events"]) == 14


def test_the_brief_s_items_are_counted_with_the_units_they_name(engine, warehouse):
    items = [item for block in brief_text()["sections"] for item in block["items"]]
    units = {unit for item in items for unit in item.get("units", [])}
    drawn = next(block for block in brief_text()["sections"] if block["section"] == "signatories")
    listed, parts, signed = len(items) - len(drawn["items"]), len(brief_text()["sections"]) - 1, len(drawn["items"])
    assert ask(engine, warehouse, "brief", brief.ITEMS).finding == (
        f"{listed} items in {parts} parts of the brief and its {signed} signatories, "
        f"{len(units)} Vanderbilt units named"
    )
    # As many as the page of all briefs counts.
    assert list(ask(engine, warehouse, "briefs", briefs.LOADED).table["items"]) == [listed]


def test_sources_are_named_from_the_nearest_to_the_act_on(engine, warehouse):
    near = ["primary", "copy of primary", "reported", "compiled", "weak"]
    for page, cell in (
        ("provisions", provisions.PROVISIONS),
        ("timeline", timeline.CLOCKS),
        ("overview", overview.DUE),
    ):
        found = ask(engine, warehouse, page, cell)
        places = [near.index(trust) for trust in found.sources["trust"]]
        assert places == sorted(places)
        assert len(set(places)) > 2
        assert found.words.source_line.startswith(f"Sources: {found.sources['publisher'].iloc[0]}; ")


def test_sources_are_counted_by_distance(engine, warehouse):
    near = sum(row["trust"] in {"primary", "copy of primary"} for row in facts("sources"))
    opening = sum(row["how_read"] == "opening only" for row in facts("sources"))
    answer = ask(engine, warehouse, "sources", sources.TRUST)
    assert answer.finding.startswith(
        f"{near} of {len(facts('sources'))} sources are the acting body's own text or a copy"
    )
    assert f"of {opening} only the opening was read" in answer.finding
    assert dict(zip(answer.table["trust"], answer.table["sources"], strict=True)) == Counter(
        row["trust"] for row in facts("sources")
    )


def test_a_cell_of_one_provision_ignores_the_filters_of_the_list(engine, warehouse):
    narrowed = view("provisions", warehouse, provision="P06", pillar=("Recycling",), q="zzzz")
    assert (
        len(engine.answer(warehouse, provisions.ONE_EVENTS, narrowed).table)
        == len(ask(engine, warehouse, "provisions", provisions.ONE_EVENTS, provision="P06").table)
        > 0
    )


@pytest.mark.parametrize("row", [row["provision_id"] for row in facts("facts/provisions")])
def test_a_provision_lists_the_events_that_bear_on_it(engine, warehouse, row):
    bear = {
        event["event_id"]
        for event in facts("facts/events")
        if row in (event["provisions"] + ";" + event["related_provisions"]).split(";")
    }
    rows = ask(engine, warehouse, "provisions", provisions.ONE_EVENTS, provision=row).table
    assert set(rows["event_id"]) == bear


def test_a_mirror_a_copy_or_a_digest_is_named_as_one_before_its_address(engine, warehouse):
    rows = ask(engine, warehouse, "sources", sources.LIST)
    names = [column.name for column in rows.cell.columns]
    assert names.index("publisher") < names.index("trust") < names.index("note") < names.index("url")
    said = re.compile(r"copy|copied|mirror|digest|quoted|cited|written|summary|public list| via |\(", re.IGNORECASE)
    table = rows.table
    second_hand = table[(table["trust"] == "copy of primary") | table["note"].fillna("").str.contains("digest|mirror")]
    assert len(second_hand) > 80
    assert [row.source_id for row in second_hand.itertuples() if not said.search(row.publisher)] == []


def test_the_files_of_an_answer_name_the_department_that_narrows_it_and_what_is_opened(engine, warehouse):
    labels = engine.bounds(warehouse, AS_OF).labels

    def stem(page, cell, **values):
        return engine.answer(warehouse, cell, replace(view(page, warehouse, **values), labels=labels)).stem

    assert stem("funding", funding.FLOW) == "lodestone-funding-flow"
    assert stem("funding", funding.FLOW, department="u_law") == "lodestone-funding-flow-law-school"
    # The scores are for all, whoever asks.
    assert stem("overview", overview.SCORES, department="u_law") == "lodestone-overview-scores"
