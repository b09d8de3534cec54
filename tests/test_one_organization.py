"""One organization: its links, who at the university should talk to it, and its public doors."""

from __future__ import annotations

from datetime import date

import pytest
from agencies_support import (
    LINKS,
    ORGANIZATIONS,
    ask,  # noqa: F401
    book,  # noqa: F401
    data,  # noqa: F401
    facts,
    known,
    page,  # noqa: F401
    shown,
)
from relations_support import business, rejected, without_covered

from lodestone.answers import agencies, call_watch

# One organization --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["us-doe", "us-usgs", "jp-jogmec", "jp-jst"])
def test_an_opened_organization_has_its_links_calls_and_events(ask, key):
    mine = [link for link in LINKS if link["organization_id"] == key and known(link)]
    labels = {row["event_id"]: f"{row['event_id']} {row['label']}" for row in facts("events")}
    assert set(ask(agencies.LINKS, organization=key).table["words"]) == {
        link["words"] or labels[link["event_id"]] for link in mine
    }
    cited = {link["event_id"] for link in mine if link["event_id"]}
    assert set(ask(agencies.EVENTS, organization=key).table["event_id"]) == cited
    below = {one for one, row in ORGANIZATIONS.items() if key in row["parents"].split(";")} | {key}
    calls = ask(agencies.CALLS, organization=key).table
    assert set(calls["call_id"]) == {row["call_id"] for row in facts("calls") if row["organization_id"] in below}


def test_an_opened_organization_says_what_of_it_is_to_be_looked_at_next_with_the_bodies_below_it(ask):
    """Read off data/facts/call_watch.csv by hand: days to look again, and those whose call is open."""
    said = {
        "us-usgs": "Look first on 1 Dec 2026: Earth MRI new geologic mapping; two of three entries have a day ahead",
        "jp-jst": "Look first on 18 Dec 2026: ASPIRE joint research",
        "jp-jogmec": "Nothing of it is on the watch list",
    }
    assert {key: ask(call_watch.OF_ORGANIZATION, organization=key).finding for key in said} == said
    # The day after, the round of the last day of the year is still to come.
    late = ask(call_watch.OF_ORGANIZATION, organization="us-usgs", as_of=date(2026, 12, 2)).finding
    assert late == "Look again now: Earth MRI new geologic mapping"
    energy = ask(call_watch.OF_ORGANIZATION, organization="us-doe").table
    assert {"us-doe", "us-arpa-e", "us-doe-cmei", "us-cmi-hub"} <= set(ORGANIZATIONS)
    below = {key for key, row in ORGANIZATIONS.items() if "us-doe" in row["parents"].split(";")} | {"us-doe"}
    assert set(energy["watch_id"]) == {
        row["watch_id"] for row in facts("call_watch") if row["organization_id"] in below
    }
    assert energy["short_title"].iloc[0] == "Office of Science open call"


# Who should talk to it, read off data/facts/organization_relations.csv by hand: clear business, the natural owners
# first; what is thin; what was looked at and is not suggested.
TALK = {
    "us-ustr": (
        ["Federal Relations", "Law School", "Business School (Owen)", "Economics"],
        ["Political Science"],
        {"Asian Studies", "Chemical Engineering", "CRESP", "Engineering"},
        "Federal Relations and Law School first; two more with clear business; one thin, or seen by one reading only",
    ),
    "us-epa": (
        ["Civil & Environmental Eng.", "Federal Relations", "Law School", "Materials Durability Hub"],
        ["CRESP", "Earth & Env. Sciences", "Energy & Env. (VIEE)"],
        {"Biomedical Engineering", "Chemical Engineering", "School of Medicine", "Environment & Management"},
        "Civil & Environmental Eng. first; three more with clear business; three thin, or seen by one reading only",
    ),
    "us-doe": (
        [
            "Federal Relations",
            "Chemistry",
            "Engineering",
            "Office of Research",
            "Physics and Astronomy",
            "Sponsored Programs",
        ],
        [
            "Chemical Engineering",
            "Civil & Environmental Eng.",
            "CRESP",
            "Connected Computing",
            "Nanoscience (VINSE)",
            "Technology Transfer (CTTC)",
        ],
        {"Law School", "U.S.-Japan Center (closed)"},
        "Federal Relations first; five more with clear business; six thin, or seen by one reading only",
    ),
    "us-usgs": (
        ["Earth & Env. Sciences", "Federal Relations"],
        [
            "Business School (Owen)",
            "Civil & Environmental Eng.",
            "Connected Computing",
            "Data Science Institute",
            "Economics",
            "Materials Durability Hub",
            "Sponsored Programs",
        ],
        {"Asian Studies"},
        "Earth & Env. Sciences first; one more with clear business; seven thin, or seen by one reading only",
    ),
    "jp-meti": (
        ["Office of Research"],
        ["Business School (Owen)", "Law School", "Political Science"],
        {"Asian Studies", "CRESP", "Global Education", "Federal Relations", "U.S.-Japan Center (closed)"},
        "Office of Research: clear business; three thin, or seen by one reading only",
    ),
    "jp-jogmec": (
        [],
        ["Business School (Owen)", "Chemical Engineering", "Civil & Environmental Eng.", "Earth & Env. Sciences"],
        {"CRESP"},
        "No department has clear business with it; four thin, or seen by one reading only",
    ),
}


@pytest.mark.parametrize("key", TALK)
def test_who_should_talk_to_it_is_as_read_by_hand(ask, key):
    clear, thin, not_suggested, finding = TALK[key]
    one = ask(agencies.DEPARTMENTS, organization=key)
    assert list(one.table["short_name"]) == clear + thin
    assert list(one.table["strength"]) == ["clear"] * len(clear) + ["thin"] * len(thin)
    assert rejected("organization", key) == not_suggested
    assert not set(one.table["short_name"]) & not_suggested
    assert one.finding == finding
    verdicts = dict(zip(one.table["short_name"], one.table["verdict"], strict=True))
    said = [shown(text).split(" · ") for trace in one.draw().data for text in trace.text or () if " · " in text]
    assert said == [[name, verdicts[name] if name in clear else "thin"] for name in (clear + thin)[:8]]


@pytest.mark.parametrize("key", ORGANIZATIONS)
def test_departments_of_every_organization_worked_out_a_second_time(ask, key):
    """With reason, first question and the provisions that it acts on and the department has business with."""
    wanted = without_covered(business("organization", key))
    rows = ask(agencies.DEPARTMENTS, organization=key).table
    assert [(row.unit_id, row.verdict, row.strength) for row in rows.itertuples()] == [
        (one.unit, one.verdict, one.strength) for one in wanted
    ]
    acts = {link["provision_id"] for link in LINKS if link["organization_id"] == key and known(link)}
    for row, one in zip(rows.itertuples(), wanted, strict=True):
        assert (row.reason, row.first_question or "") == (one.row["reason"], one.row["first_question"])
        shared = [
            (-each.grade, -int(each.row["readings"]), provision)
            for provision in acts
            for each in business("provision", provision)
            if each.unit == one.unit
        ]
        assert list(row.provisions) == [provision for *_, provision in sorted(shared)]
        assert (row.best or "") == next(iter(row.provisions), "")
        assert one.row["source_id"] in row.source_ids


def test_many_departments_without_an_owner_are_named_two_by_two_and_counted(ask):
    """Never “A and B and two more”. No organization has so many today, so that rows of one stand in."""
    rows = ask(agencies.DEPARTMENTS, organization="us-doe").table
    clear = rows[(rows["strength"] == "clear") & (rows["grade"] == 2)]
    said = agencies.DEPARTMENTS.finding(
        {"agencies/departments": clear}, ask(agencies.DEPARTMENTS, organization="us-doe").view
    )
    assert said == "Chemistry, Engineering and three more: clear business"


@pytest.mark.parametrize("form", ["page", "slide"])
def test_the_flow_leads_over_each_provision_to_the_first_departments(ask, form):
    one = ask(agencies.DEPARTMENTS, organization="us-doe")
    figure = one.draw(form)
    said = [shown(text) for trace in figure.data if trace.text for text in trace.text]
    assert sum(text.strip()[:3] in {"P02", "P10", "P11", "P13"} for text in said) == 4
    assert [text.split(" · ")[0] for text in said if " · " in text] == list(one.table["short_name"].head(8))
    assert any("<b>DOE</b>" in note.text for note in figure.layout.annotations)


def test_an_organization_that_is_nobody_s_business_says_so(ask):
    nobody = [key for key in ORGANIZATIONS if not business("organization", key)]
    assert nobody
    for key in nobody:
        one = ask(agencies.DEPARTMENTS, organization=key)
        assert one.blank
        assert one.finding == "No department has business with it, by either reading"


# Doors -------------------------------------------------------------------------------------------------------------

FOR_WHOM = ["university researchers", "federal relations", "industry partners", "public comment"]


@pytest.mark.parametrize("key", ORGANIZATIONS)
def test_doors_are_those_of_the_file_for_researchers_first(ask, key):
    mine = [row for row in facts("contacts") if row["organization_id"] == key]
    mine.sort(key=lambda row: ([*FOR_WHOM, ""].index(row["for_whom"]), row["contact_id"]))
    one = ask(agencies.DOORS, organization=key)
    for column in ("office", "channel", "for_whom", "purpose", "note"):
        assert [value or "" for value in one.table[column]] == [row[column] for row in mine]
    assert [day.isoformat() for day in one.table["seen_date"]] == [row["seen_date"] for row in mine]
    assert set(one.sources["source_id"]) == {row["source_id"] for row in mine}
    with_channel = sum(bool(row["channel"]) for row in mine)
    if with_channel:
        assert one.finding.startswith(f"{with_channel} public door{'s' if with_channel > 1 else ''} on record, last ")
    else:
        assert one.finding.startswith("No public door ")
