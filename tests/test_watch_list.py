"""The watch list: in the order in which to look, whose business each entry is, and the days as a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from fit_support import departments
from icalendar import Calendar
from pages_support import ask as answer_of
from pages_support import facts
from questions_support import fresh_engine
from university_support import UNITS

from lodestone.answers import call_watch, department
from lodestone.exports.calendar import watch_calendar_file

TODAY, LATER = date(2026, 11, 25), date(2027, 1, 11)
WATCH = {row["watch_id"]: row for row in facts("facts/call_watch")}


@pytest.fixture(scope="module")
def ask(warehouse):
    book = fresh_engine()
    return lambda cell, page="calls", **values: answer_of(book, warehouse, page, cell, **values)


def whose() -> dict[str, dict[str, bool]]:
    """By entry the units it concerns, and whether clearly so: from the two tables, with the rules of the readings."""
    found: dict[str, dict[str, bool]] = {key: {} for key in WATCH}
    for row in facts("facts/call_relations"):
        if int(row["grade"]) > 0 and row["call_id"] in found:
            found[row["call_id"]][row["unit_id"]] = int(row["grade"]) >= 2 and row["readings"] == "2"
    for row in facts("facts/watch_units"):
        found[row["watch_id"]][row["unit_id"]] = True
    return found


# By hand, from data/facts/call_watch.csv ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first", "says"),
    [
        (
            TODAY,
            ["W12", "W01", "W10", "W06", "W11", "W04"],
            (
                "Look first on 28 Nov 2026: Japan-U.S. Global Partnership grants; ten of 15 entries with a day ahead "
                "fall within 60 days; 23 entries without a day ahead"
            ),
        ),
        (
            LATER,
            ["W01", "W14", "F014", "W09", "F019"],
            (
                "Look again now: Office of Science open call and PROSPECT: education at universities; look first on "
                "18 Mar 2027: Earth MRI mine waste; 31 entries without a day ahead"
            ),
        ),
    ],
)
def test_the_soonest_day_to_look_again_comes_first(ask, day, first, says):
    answer = ask(call_watch.WATCH, as_of=day)
    assert list(answer.table["watch_id"])[: len(first)] == first
    assert len(answer.table) == len(WATCH) == 38
    assert answer.finding == says


def test_a_fellowship_is_looked_at_before_the_hosts_own_deadline():
    # Short stays were due on 9 January 2026; hosts close a month or more earlier, so by 9 December.
    assert "a host's own deadline is a month or more earlier" in WATCH["W11"]["prepare"]
    assert WATCH["W11"]["look_again"] == "2026-12-02"


def test_what_to_have_ready_is_asked_for_a_day_after_the_look():
    # Looked at on 18 March, what was to be settled by March would be late.
    assert WATCH["F014"]["look_again"] == "2027-03-18"
    assert WATCH["F014"]["prepare"].startswith("Before April, ")


def test_while_a_call_is_open_it_comes_before_all_days(ask):
    answer = ask(call_watch.WATCH, as_of=date(2026, 5, 1))
    assert answer.table["watch_id"].iloc[0] == "F001"
    assert answer.finding.startswith("Open now: Critical Minerals and Materials Accelerator; look first on 28 Nov 2026")


@pytest.mark.parametrize("day", [TODAY, LATER])
def test_a_guess_from_past_rounds_is_called_one(ask, day):
    rows = ask(call_watch.WATCH, as_of=day).table
    for row in rows.itertuples():
        basis = WATCH[row.watch_id]["next_basis"]
        assert row.expected.endswith("(a guess from past rounds)") == (basis == "past rhythm")
        # A listing that nobody else confirms is neither a guess nor a publication.
        assert row.expected.endswith("(not confirmed)") == (basis == "listing")
        due = WATCH[row.watch_id]["look_again"]
        assert (row.standing == "ahead") == (due >= day.isoformat() if due else False)


def test_what_was_read_after_the_day_shown_says_so(ask):
    early = ask(call_watch.WATCH, as_of=date(2026, 3, 15)).table.set_index("watch_id")
    assert early.loc["W10", "expected"].endswith("(a guess from past rounds, as read later, on 25 Nov 2026)")
    assert early.loc["W01", "expected"].endswith("one listing (not confirmed, as read later, on 25 Nov 2026)")
    assert early.loc["W04", "expected"].endswith("phase I award (as read later, on 25 Nov 2026)")
    late = ask(call_watch.WATCH, as_of=date(2026, 11, 25)).table.set_index("watch_id")
    assert not late["expected"].str.contains("read later").any()


# By department -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", sorted(UNITS.values()))
def test_a_department_sees_the_same_entries_in_the_same_order_on_both_pages(ask, unit):
    here = ask(call_watch.WATCH, as_of=TODAY, department=unit).table
    there = ask(department.WATCH, "department", as_of=TODAY, department=unit).table
    assert list(here["watch_id"]) == list(there["watch_id"])
    # A school has what clearly suits a department of it, too.
    below = {key for key, units in whose().items() if any(units.get(one) for one in departments(unit))}
    concerned = {
        key: units.get(unit) or key in below for key, units in whose().items() if unit in units or key in below
    }
    assert set(here["watch_id"]) == set(concerned)
    clear = [concerned[key] for key in here["watch_id"]]
    assert clear == sorted(clear, reverse=True), "what is thin comes last"
    for table in (here, there):
        assert [one == "clear" for one in table["strength"]] == clear
    assert not {("call", key, unit) for key in here["watch_id"]} & rejected_calls()


def rejected_calls() -> set[tuple[str, str, str]]:
    return {("call", row["call_id"], row["unit_id"]) for row in facts("facts/call_relations") if row["grade"] == "0"}


@pytest.mark.parametrize(
    ("unit", "first"),
    [
        ("u_chem", "Office of Science open call"),
        ("u_cee", "Earth MRI mine waste"),
        ("u_owen", "Japan-U.S. Global Partnership grants"),
        ("u_law", "Japan-U.S. Global Partnership grants"),
    ],
)
def test_what_a_department_should_look_at_first(ask, unit, first):
    assert ask(call_watch.WATCH, as_of=TODAY, department=unit).table["short_title"].iloc[0] == first


# As a calendar, and opened -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("values", [{}, {"department": "u_ees"}, {"as_of": LATER}])
def test_the_calendar_holds_the_days_ahead_and_says_what_is_a_guess(ask, values):
    answer = ask(call_watch.WATCH, **{"as_of": TODAY} | values)
    events = {str(one["uid"]): one for one in Calendar.from_ical(watch_calendar_file(answer)).walk("VEVENT")}
    ahead = answer.table[answer.table["standing"] == "ahead"]
    assert set(events) == {f"{key}-look@lodestone" for key in ahead["watch_id"]}
    for key in ahead["watch_id"]:
        event, row = events[f"{key}-look@lodestone"], WATCH[key]
        assert event.decoded("dtstart") == date.fromisoformat(row["look_again"])
        assert str(event["summary"]).endswith("(a guess)") == (row["next_basis"] == "past rhythm")
        assert not row["watch_url"] or row["watch_url"] in str(event["description"])


def test_an_entry_of_a_call_has_the_call_s_kind(ask):
    kinds = {row["call_id"]: row["type"] for row in facts("facts/calls")}
    assert [key for key, kind in kinds.items() if kind == "rolling program"] == ["F015"]
    rows = ask(call_watch.WATCH, as_of=TODAY).table
    assert dict(zip(rows["watch_id"], rows["kind"], strict=True)) == {
        key: kinds.get(key) or row["kind"] for key, row in WATCH.items()
    }


@pytest.mark.parametrize("key", sorted(key for key in WATCH if key.startswith("F")))
def test_an_opened_call_says_when_it_comes_again(ask, key):
    answer = ask(call_watch.NEXT, as_of=TODAY, opened=key)
    assert list(answer.table["watch_id"]) == [key]
    assert ("look again on" in answer.finding) == bool(WATCH[key]["look_again"])
    organization = next(row["organization_id"] for row in facts("facts/calls") if row["call_id"] == key)
    doors = [row for row in facts("facts/contacts") if organization and row["organization_id"] == organization]
    assert len(ask(call_watch.DOORS, as_of=TODAY, opened=key).table) == len(doors)
