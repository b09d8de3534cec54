"""Calls and partners: states, fits and filters are what the files say, worked out by hand or a second time."""

from __future__ import annotations

import itertools
from datetime import date

import pandas as pd
import pytest
from calls_support import ANSWERS, EARLY, LOOKED_UP, MAY, PARTNERS, ROLES, by_hand, calls_of
from fit_support import CALLS, state
from icalendar import Calendar
from pages_support import facts, view
from questions_support import fresh_engine
from relations_support import business, rejected, without_covered

from lodestone.answers import calls
from lodestone.exports.calendar import calls_calendar

DAYS = [LOOKED_UP, MAY, EARLY]
STATES = ("open", "not yet open", "unknown", "closed")
PILLARS = sorted({pillar for row in CALLS.values() for pillar in row["pillars"].split(";")})


@pytest.fixture(scope="module")
def ask(warehouse):
    book = fresh_engine()

    def ask(cell, **values):
        labels = book.bounds(warehouse, LOOKED_UP).labels
        one = view("calls", warehouse, **values)
        return book.answer(
            warehouse, cell, type(one)(one.values, version=one.version, filters=one.filters, labels=labels)
        )

    return ask


# States -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_states_are_those_worked_out_by_hand(ask, day):
    answer = ask(calls.CALLS, as_of=day)
    shown = dict(zip(answer.table["call_id"], answer.table["state"], strict=True))
    assert shown == by_hand(day) == {key: state(row, day) for key, row in CALLS.items()}
    assert answer.finding == ANSWERS[day]


def test_what_is_not_published_stays_empty_and_is_said(ask):
    rows = ask(calls.CALLS).table.set_index("call_id")
    for key, row in CALLS.items():
        for column in ("total_usd", "ceiling_usd", "floor_usd"):
            # A form's smallest award of $1 is no floor.
            published = "" if row[column] == "1" else row[column]
            assert (f"{rows.loc[key, column]}" if pd.notna(rows.loc[key, column]) else "") == published
        for column in ("opens", "closes"):
            assert (rows.loc[key, column].isoformat() if rows.loc[key, column] else "") == row[column]
    said = {key: calls.amounts(row) for key, row in rows.to_dict("index").items()}
    assert said["F001"] == "total $69 M; awards up to $3 M"
    assert said["F013"] == "total $250,000; size of an award not published"
    assert said["F016"] == "total not published; size of an award not published"


@pytest.mark.parametrize(
    ("key", "day", "says"),
    [
        ("F001", LOOKED_UP, "Closed on 20 Jul 2026; kept as a precedent for calls to come"),
        ("F001", MAY, "Open until 20 Jul 2026"),
        ("F001", EARLY, "Not yet open; it opens on 7 Apr 2026"),
        ("F008", LOOKED_UP, "Closed on 26 Nov 2024; kept as a precedent for calls to come"),
        ("F016", LOOKED_UP, "Whether it was open on 22 Nov 2026 is not known; ask the agency first"),
    ],
)
def test_an_opened_call_says_plainly_whether_it_can_be_answered(ask, key, day, says):
    answer = ask(calls.ONE, as_of=day, opened=key, call=("not yet open",), q="zzzz", role=("member",))
    assert answer.finding == says
    assert set(answer.table["call_id"]) == {key}, "no filter hides what is opened"
    row = CALLS[key]
    assert set(answer.sources["source_id"]) == {row["source_id"], row["second_source_id"]} - {""}


# Departments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "clear", "thin", "finding"),
    [
        (
            "F013",
            ["Earth & Env. Sciences"],
            ["Business School (Owen)", "Economics"],
            "Earth & Env. Sciences: clear business; two thin, or seen by one reading only",
        ),
        (
            "F021",
            [],
            ["Connected Computing", "Earth & Env. Sciences", "Mechanical Engineering"],
            "No department is clearly suited; three thin, or seen by one reading only",
        ),
        (
            "F001",
            ["Chemical Engineering", "Sponsored Programs", "Technology Transfer (CTTC)"],
            [
                "Civil & Environmental Eng.",
                "Materials Durability Hub",
                "Defense Electronics (ISDE)",
                "Electrical & Computer Eng.",
                "Federal Relations",
                "Mechanical Engineering",
                "Nanoscience (VINSE)",
            ],
            (
                "Chemical Engineering, Sponsored Programs and Technology Transfer (CTTC): clear business; "
                "seven thin, or seen by one reading only"
            ),
        ),
    ],
)
def test_departments_of_three_calls_by_hand(ask, key, clear, thin, finding):
    """As read off the file of relations; Engineering is left out of F001, Chemical Engineering stands for it."""
    answer = ask(calls.DEPARTMENTS, opened=key)
    assert list(answer.table["short_name"]) == clear + thin
    assert list(answer.table["strength"]) == ["clear"] * len(clear) + ["thin"] * len(thin)
    assert answer.finding == finding


@pytest.mark.parametrize("key", CALLS)
def test_departments_of_every_call_worked_out_a_second_time(ask, key):
    rows = ask(calls.DEPARTMENTS, opened=key).table
    wanted = without_covered(business("call", key))
    works = {row["expertise_id"]: row for row in facts("facts/expertise")}
    assert [(row.unit_id, row.verdict, row.reason) for row in rows.itertuples()] == [
        (one.unit, one.verdict, one.row["reason"]) for one in wanted
    ]
    for row, one in zip(rows.itertuples(), wanted, strict=True):
        behind = [works[work] for work in one.row["expertise"].split(";") if work]
        assert set(row.works) == {
            work["title"] + (f" ({work['as_of_year']})" if work["as_of_year"] else "") for work in behind
        }
    listed = ask(calls.CALLS).table.set_index("call_id").loc[key, "units"]
    assert list(listed) == [one.name for one in wanted if one.strength == "clear"]
    assert not set(rows["short_name"]) & rejected("call", key)


@pytest.mark.parametrize("unit", ["u_ees", "u_law", "u_bme", "u_usjc"])
def test_a_department_keeps_what_is_its_business_and_says_why(ask, unit):
    for cell, subject, keys in ((calls.CALLS, "call", CALLS), (calls.PARTNERS, "partner", PARTNERS)):
        wanted = {
            key: f"{one.verdict}: {one.row['reason']}"
            for key in keys
            for one in business(subject, key)
            if one.unit == unit
        }
        rows = ask(cell, department=unit).table
        assert dict(zip(rows[f"{subject}_id"], rows["reason"], strict=True)) == wanted
        assert wanted or unit in {"u_bme", "u_usjc"}


# Filters ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state_", [(), *((one,) for one in STATES)], ids=str)
def test_every_state_with_every_role_and_pillar(ask, state_):
    """Each alone, and each role with two pillars, other ones in each state."""
    roles, pillars, start = sorted(ROLES), itertools.cycle(PILLARS), (("", *STATES).index("".join(state_)))
    turned = list(itertools.islice(pillars, start, start + 2 * len(roles)))
    asked = [((), ()), *(((role,), ()) for role in roles), *(((), (pillar,)) for pillar in PILLARS)]
    for role, pillar in [*asked, *(((role,), (pillar,)) for role, pillar in zip(roles * 2, turned, strict=True))]:
        answer = ask(calls.CALLS, as_of=MAY, call=state_, role=role, pillar=pillar)
        wanted = calls_of(MAY, states=state_, roles=role, pillars=pillar)
        assert set(answer.table["call_id"]) == wanted
        assert (answer.finding == "No call fits these filters") == (not wanted)
        if wanted:
            carried = {
                one
                for trace in answer.draw().data
                for one in (trace.customdata if trace.customdata is not None else ())
                if one
            }
            assert carried == wanted


def test_a_topic_and_a_word_narrow_calls_and_partners(ask):
    tagged = {row["call_id"] for row in facts("facts/call_topics") if row["topic_id"] == "magnets"}
    assert set(ask(calls.CALLS, topic=("magnets",)).table["call_id"]) == tagged
    hosts = {row["partner_id"] for row in facts("facts/partner_topics") if row["topic_id"] == "magnets"}
    assert set(ask(calls.PARTNERS, topic=("magnets",)).table["partner_id"]) == hosts == {"jp_nims", "jp_nedo"}
    assert set(ask(calls.CALLS, q="golden FIELD").table["call_id"]) == {"F001"}
    assert set(ask(calls.PARTNERS, q="tsukuba bredesen").table["partner_id"]) == {"jp_nims"}
    assert ask(calls.CALLS, q="zzzz").finding == "No call fits these filters"
    assert ask(calls.PARTNERS, q="zzzz").finding == "No partner in Japan fits these filters"


# Partners -----------------------------------------------------------------------------------------------------------


def test_partners_have_their_statements_and_no_tie_that_no_source_states(ask):
    rows = ask(calls.PARTNERS).table.set_index("partner_id")
    assert set(rows.index) == set(PARTNERS)
    for key in PARTNERS:
        mine = [row for row in facts("facts/partner_statements") if row["partner_id"] == key]
        for column in ("vanderbilt_link", "us_link", "focus"):
            said = " ".join(row[column] for row in mine if row[column])
            assert (rows.loc[key, column] or "") == said
        one = ask(calls.STATEMENTS, partner=key)
        assert list(one.table["focus"]) == [row["focus"] for row in mine]
        assert set(one.sources["source_id"]) == {row["source_id"] for row in mine}
        hosts = ask(calls.HOSTS, partner=key).table
        suited = business("partner", key)
        assert [(row.unit_id, row.verdict, row.reason) for row in hosts.itertuples()] == [
            (each.unit, each.verdict, each.row["reason"]) for each in suited
        ]
        assert list(rows.loc[key, "units"]) == [
            each.name for each in without_covered(suited) if each.strength == "clear"
        ]
    assert set(rows.index[rows["vanderbilt_link"].notna()]) == {"jp_meti", "jp_jpo"}
    assert (
        ask(calls.PARTNERS).finding
        == "20 partners in Japan: none with a stated tie to Vanderbilt, two whose tie to it ended by 2021 and four "
        "with a stated tie to the United States"
    )


# Calendar -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values", [{}, {"role": ("lead",)}, {"pillar": ("Geoscience",), "call": ("closed",)}, {"q": "zzzz"}], ids=str
)
def test_the_calendar_holds_every_known_date_of_the_calls_shown_and_no_other(ask, values):
    answer = ask(calls.CALLS, **values)
    events = Calendar.from_ical(calls_calendar(answer)).walk("VEVENT")
    found = {(str(one["uid"]), one.decoded("dtstart")) for one in events}
    wanted = {
        (f"{key}-{word}@lodestone", date.fromisoformat(CALLS[key][column]))
        for key in answer.table["call_id"]
        for word, column in (("opens", "opens"), ("closes", "closes"))
        if CALLS[key][column]
    }
    assert found == wanted
    assert len(events) == len(wanted)
    assert calls_calendar(answer) == calls_calendar(ask(calls.CALLS, **values))
    for one in events:
        assert str(one["summary"]).startswith(("Opens: ", "Closes: "))
        assert "Source: " in str(one["description"])
