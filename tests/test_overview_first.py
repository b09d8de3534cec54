"""What the Overview puts first: the next date and what hangs on it, and what to decide or do, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from pages_support import ask as answer_of
from pages_support import facts, page, texts
from questions_support import fresh_engine
from test_watch_list import WATCH, whose

from lodestone.answers import overview, overview_money, to_do
from lodestone.figures.money_map import REGIONS
from lodestone.screen.card_lines import latest as latest_lines
from lodestone.screen.card_lines import next_due
from lodestone.screen.card_lines import to_do as to_do_lines

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def ask(warehouse):
    book = fresh_engine()
    return lambda cell, **values: answer_of(book, warehouse, "overview", cell, **{"as_of": DAY} | values)


# What is next, from data/facts/events.csv and milestones.csv -------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "ahead", "passed", "says"),
    [
        (
            "2025-11-05",
            ["ministerial", "finance"],
            [],
            "Next date set: Investment Ministerial, 26 Apr 2026, in 172 days.",
        ),
        (
            # What puts the two pauses into doubt was reported on 23 September.
            "2026-09-20",
            ["E066", "E079", "E091", "E092"],
            ["ministerial", "finance", "E065"],
            (
                "Next date set: China's pause on October controls ends, 10 Nov 2026, in 51 days; both dated "
                "commitments of the Framework fell due in April 2026 without public evidence."
            ),
        ),
        (
            "2026-11-26",
            ["E079", "E091", "E090", "E092"],
            ["ministerial", "finance", "E066", "E065"],
            (
                "Next date set: China's pause of its gallium ban ends (in doubt), 27 Nov 2026, in 1 day; both dated "
                "commitments of the Framework fell due in April 2026 without public evidence."
            ),
        ),
        (
            "2026-11-28",
            ["E091", "E090", "E092"],
            ["ministerial", "finance", "E079", "E066", "E065"],
            (
                "Next date set: U.S. polysilicon price floors begin, 4 Dec 2026, in 6 days; both dated commitments "
                "of the Framework fell due in April 2026 without public evidence."
            ),
        ),
    ],
)
def test_the_soonest_day_ahead_comes_first_and_what_passed_follows(ask, day, ahead, passed, says):
    answer = ask(overview.DUE, as_of=date.fromisoformat(day))
    for standing, expected in (("ahead", ahead), ("passed", passed)):
        found = answer.table[answer.table["standing"] == standing]["thing_id"]
        assert [one.rpartition(".")[2] for one in found] == expected
    assert answer.finding == says


@pytest.mark.parametrize(
    ("waiting", "says"),
    [
        (True, "Two clocks wait for a request or a notice; two of related decisions passed, outcome not found."),
        (False, "Two clocks of related decisions passed, outcome not found."),
    ],
)
def test_what_passed_is_said_as_clocks_whether_any_wait_or_none(ask, waiting, says):
    answer = ask(overview.DUE, as_of=date(2027, 1, 9))
    rows = answer.table[
        (answer.table["standing"] == "waits") & waiting | answer.table["thing_id"].isin({"E065", "E066"})
    ]
    assert next_due(SimpleNamespace(table=rows)) == (f":small[:gray[{says}]]",)


@pytest.mark.parametrize(
    ("department", "says"),
    [
        ("u_peabody", "No award on record serves what is clearly its business"),
        (None, "Public money: $10.7 B firm"),
    ],
)
def test_no_amount_is_unknown_where_there_is_no_award(ask, department, says):
    assert ask(overview_money.MONEY, department=department).finding.startswith(says)


@pytest.mark.parametrize(
    ("department", "says"),
    [
        ("u_peabody", "No event on record bears on a provision that concerns it."),
        (None, "Last confirmed on 25 Sep 2026; "),
    ],
)
def test_what_does_not_concern_a_department_is_not_said_to_be_unrecorded(ask, department, says):
    assert ask(overview.LATEST, department=department).finding.startswith(says)


def test_the_next_date_says_what_hangs_on_it(ask):
    first = ask(overview.DUE).table.iloc[0]
    event = next(row for row in facts("facts/events") if row["event_id"] == "E079")
    assert (first["meaning"], first["open_question"]) == (event["summary"], event["open_question"])
    assert first["bears_on"] == ("Supply security",)


def test_a_past_day_does_not_know_what_the_last_reading_left_open(ask):
    first = ask(overview.DUE, as_of=date(2026, 6, 20)).table.iloc[0]
    assert (first["thing_id"], first["open_question"]) == ("E065", None)
    own = ask(overview.DUE, as_of=date(2026, 4, 20)).table
    assert own[own["standing"] == "ahead"]["open_question"].isna().all()
    passed = ask(overview.DUE).table.set_index("thing_id")["open_question"]
    assert passed["E065"].startswith("Outcome not found")
    assert passed["us-japan-2025.m.ministerial"] == "No public evidence found that the ministerial met"


# What to do, from data/facts/call_watch.csv and the graded relations -----------------------------------------------


def soonest(unit: str | None, lines: int) -> list[list[str]]:
    """The entries of the first days to look again, a list a day, that clearly suit a unit (or anyone)."""
    clear = {key for key, units in whose().items() if (units.get(unit, False) if unit else any(units.values()))}
    last = DAY + timedelta(days=120)
    coming = [
        row
        for row in WATCH.values()
        if row["watch_id"] in clear and DAY.isoformat() <= row["look_again"] <= last.isoformat()
    ]
    days = sorted({row["look_again"] for row in coming})[:lines]
    return [sorted(row["watch_id"] for row in coming if row["look_again"] == day) for day in days]


# That day and the one to look again are three days apart: what is due at once must not be hidden behind the looking.
GUESS = "due about 1 Dec 2026 if past rounds are a guide."


@pytest.mark.parametrize(
    ("unit", "lines", "says"),
    [
        (
            None,
            [["W12"], ["W01", "W06", "W10"]],
            f"look again on 28 Nov 2026 for Japan-U.S. Global Partnership grants, {GUESS}",
        ),
        (
            "u_chem",
            [["W01", "W06"]],
            "look again on 1 Dec 2026 for Office of Science open call and DMREF: designing materials.",
        ),
        ("u_law", [["W12"]], f"look again on 28 Nov 2026 for Japan-U.S. Global Partnership grants, {GUESS}"),
    ],
)
def test_the_first_days_to_look_again_are_those_of_the_watch_list(ask, unit, lines, says):
    answer = ask(overview.TO_DO, department=unit)
    looks = answer.table[answer.table["kind"] == "look"]
    found = [sorted(mine["thing_id"]) for _, mine in looks.groupby("line")]
    assert found == lines == soonest(unit, 2)
    assert answer.finding == f"No listed call is confirmed open; {says}"


def test_an_open_call_comes_first_and_the_brief_s_action_last(ask):
    answer = ask(overview.TO_DO, as_of=date(2026, 4, 20))
    assert list(answer.table["kind"].drop_duplicates()) == ["apply", "brief"]
    assert answer.finding == "Critical Minerals and Materials Accelerator is open until 20 Jul 2026."
    last = answer.table.iloc[-1]
    assert (last["what"], last["units"]) == ("Seek mineral research in advanced technology", ("Engineering",))


def test_who_has_no_business_is_told_so(ask):
    assert ask(overview.TO_DO, department="u_asian").finding == (
        "Nothing open, no day to look again within 120 days and no action of the brief concerns it."
    )


# The money ---------------------------------------------------------------------------------------------------------


def test_where_no_award_is_left_the_card_says_so_once_and_has_no_map():
    """Chemistry has no clear business with a provision on public money, Engineering has."""
    opened = page("overview", department="chemistry")
    assert "No award on record serves what is clearly its business" in texts(opened)
    assert "No firm amount is known" not in texts(opened)
    assert not opened.get("plotly_chart")
    assert page("overview", department="engineering").get("plotly_chart")


def test_of_one_day_each_look_says_on_what_it_rests_where_they_differ(ask):
    """In data/facts/call_watch.csv: 1 December has one by a listing and two guesses, 28 November one guess."""
    said = " ".join(to_do_lines(ask(to_do.TO_DO)))
    assert "**Look again on 28 Nov 2026** (guessed from past rounds)" in said
    first = said[said.index("**Look again on 1 Dec 2026**") :]
    assert first.startswith("**Look again on 1 Dec 2026**: :small[Office of Science open call, open by one listing (")
    assert "DMREF: designing materials, guessed (" in first


def test_the_small_map_holds_the_projects_with_a_place_in_the_states(ask):
    answer = ask(overview_money.MONEY)
    placed = [
        row
        for row in facts("facts/projects")
        if row["latitude"] and REGIONS["usa"].holds(float(row["longitude"]), float(row["latitude"]))
    ]
    marks = [key for trace in answer.draw("card").data for key in trace.customdata or ()]
    assert sorted(marks) == sorted(row["project_id"] for row in placed)
    assert overview_money.on_the_map(answer.frames).startswith(f"{len(placed)} of 103 projects are on this map: ")


def test_tennessee_stands_apart(ask):
    home = [row["project_id"] for row in facts("facts/projects") if "Tennessee" in row["admin_areas"]]
    said = overview_money.home(ask(overview_money.MONEY).frames)
    assert said.startswith(f"In Tennessee: {len(home)} projects, $439 M firm")


# Read from the table of events by hand: what is confirmed, what was only set, what lies ahead.
XI = "Last confirmed on 25 Sep 2026"
FLOORS = "the next date set is 4 Dec 2026"
ORDER = "the next date set is 16 Jan 2027"
GALLIUM = "the next date set is 27 Nov 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 25), f"{XI}; one set date has passed since, outcome not found; {GALLIUM}."),
        (date(2026, 11, 26), f"{XI}; one set date has passed since, outcome not found; {GALLIUM}."),
        (date(2026, 11, 27), f"{XI}; one set date has passed since, outcome not found; {GALLIUM}."),
        (
            date(2026, 11, 28),
            f"{XI}; two set dates have passed since, outcome not found; {FLOORS}.",
        ),
        (date(2027, 1, 11), f"{XI}; four set dates have passed since, outcome not found; {ORDER}."),
        (date(2027, 1, 17), f"{XI}; five set dates have passed since, outcome not found."),
        # Two reports of 26 October 2025 stand before the signing, none of them the acting body's own text.
        (date(2025, 10, 27), "Last reported on 26 Oct 2025."),
    ],
)
def test_latest_changes_keep_what_is_confirmed_apart_from_what_is_only_set(ask, day, said):
    assert ask(overview.LATEST, as_of=day).finding == said


def test_the_latest_changes_say_what_each_rests_on(ask):
    rows = ask(overview.LATEST, as_of=date(2026, 11, 22)).table
    assert list(rows["event_id"]) == ["E089", "E088", "E066", "E079"]
    assert list(rows["stage"]) == ["happened", "happened", "passed", "ahead"]
    assert list(rows["rests_on"])[:2] == ["original in full", "lists or digests"]
    assert [line.endswith(" · original]]") for line in latest_lines(ask(overview.LATEST))[1:3]] == [True, False]


def test_what_the_last_reading_left_open_is_not_known_on_an_earlier_day(ask):
    """E057 of 8 March 2026 stands with what was read about 19 March, E061 with what was not found by November."""
    early = ask(overview.LATEST, as_of=date(2026, 3, 15)).table.set_index("event_id")
    assert {"E057", "E061"} <= set(early.index)
    assert early["open_question"].isna().all()
    late = ask(overview.LATEST, as_of=date(2026, 11, 22)).table.set_index("event_id")
    assert late.loc["E066", "open_question"].startswith("Outcome not known: press digests have")


def test_exchanges_with_japan_claim_no_event_about_third_countries_behind_them(ask):
    rows = ask(overview.OPPORTUNITIES).table.set_index("title")
    assert rows.loc["Exchanges with Japanese institutions", "events"] == 0
