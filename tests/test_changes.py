"""What changed between two days: rows worked out by hand from the files, the days at both ends, and how it is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from exports_support import request
from pages_support import SIGNED, facts, page, texts
from questions_support import fresh_library
from test_clock_status import FINANCE, MINISTERIAL, with_evidence

from lodestone.answers import timeline
from lodestone.answers.changes import AHEAD, CHANGES
from lodestone.filters import FILTERS

AUTUMN = (date(2026, 10, 26), date(2026, 11, 25))
AUGUST = (date(2026, 8, 1), date(2026, 8, 31))
SEPTEMBER = (date(2026, 8, 31), date(2026, 9, 30))
# Read off events.csv, related_clocks.csv, calls.csv and coverage.csv: one set date passed, and three calls without a
# closing day were seen closed when calls were last looked up.
IN_AUTUMN = [
    ("Clocks", "E066", date(2026, 11, 11), "not due", "no public evidence"),
    ("Calls", "F002", date(2026, 11, 22), "unknown", "found closed when looked up; its last day is not on record"),
    ("Calls", "F017", date(2026, 11, 22), "unknown", "found closed when looked up; its last day is not on record"),
    ("Calls", "F018", date(2026, 11, 22), "unknown", "found closed when looked up; its last day is not on record"),
]
# Read off events.csv and awards.csv.
IN_AUGUST = {"Events": {"E086", "E087"}, "Clocks": {"E091"}, "Awards": {f"A{number}" for number in range(126, 134)}}
# The Law School has business with price tools (P08: E086) and with partner countries (P11: A129, A133), and none with
# P02 and P03, on which all else of August rests (provision_relations.csv, project_provisions.csv).
FOR_LAW_IN_AUGUST = {"Events": {"E086"}, "Clocks": {"E091"}, "Awards": {"A129", "A133"}}


@pytest.fixture(scope="module")
def ask(warehouse):
    """A cell's answer for a span."""

    def asked(since, until, cell=CHANGES, **values):
        return request(warehouse, since=since, as_of=until, **values).answer(cell)

    return asked


def by_kind(answer) -> dict[str, set[str]]:
    rows = answer.table
    return {kind: set(rows[rows["kind"] == kind]["thing_id"]) for kind in dict.fromkeys(rows["kind"])}


def test_autumn_as_worked_out_by_hand(ask):
    answer = ask(*AUTUMN)
    rows = answer.table[["kind", "thing_id", "day", "before", "after"]]
    assert [tuple(row) for row in rows.itertuples(index=False)] == IN_AUTUMN
    assert answer.finding == (
        "After 26 Oct 2026, by 25 Nov 2026: one clock set by a related decision ran out without public evidence "
        "(its day in doubt); "
        "three older calls turned out closed; "
        "of events and awards, press reports were read to about Jul 2026, White House papers to 8 Oct 2026"
    )


def test_of_two_dates_that_ran_out_in_doubt_both_are_said_to_be(ask):
    # Both days have in_doubt in the file.
    doubted = {row["event_id"] for row in facts("facts/related_clocks") if row["in_doubt"] == "true"}
    answer = ask(date(2026, 10, 29), date(2026, 11, 28))
    ran_out = [row.thing_id for row in answer.table.itertuples() if row.kind == "Clocks"]
    assert len(ran_out) == 2
    assert set(ran_out) <= doubted
    assert "two clocks set by related decisions ran out without public evidence (both days in doubt)" in answer.finding


def test_august_as_worked_out_by_hand(ask):
    answer = ask(*AUGUST)
    assert by_kind(answer) == IN_AUGUST
    money = dict(zip(answer.table["thing_id"], answer.table["amount_usd"], strict=True))
    assert (money["A127"], money["A133"]) == (150_000_000, 4_800_000)
    assert answer.finding.startswith(
        "After 1 Aug 2026, by 31 Aug 2026: two events, none by both countries or naming the Framework; "
        "one clock set by a related decision began; eight awards were announced, none firm"
    )


def test_a_department_keeps_what_graded_relations_tie_to_it_and_every_clock(ask):
    answer = ask(*AUGUST, department="u_law")
    assert by_kind(answer) == FOR_LAW_IN_AUGUST
    why = dict(zip(answer.table["thing_id"], answer.table["why"], strict=True))
    assert why["E086"].startswith("clear business: ")
    assert why["A129"].startswith("possible, but thin, by one reading: ")
    clocks = ask(*AUTUMN, department="u_law")
    assert by_kind(clocks)["Clocks"] == {"E066"}
    assert "whatever the department" in clocks.finding
    assert clocks.table["why"].iloc[0] == "not narrowed by department: a clock is for all"


@pytest.mark.parametrize(
    ("thing", "first_day"),
    [
        ("E087", "2026-08-07"),  # on its own day
        ("A134", "2026-07-30"),
        ("F001", "2026-07-21"),  # the day after its last one, 20 July
        ("us-japan-2025.m.ministerial", "2026-04-27"),  # due on 26 April
        ("E090", "2026-09-23"),  # set by the event of this day, for 10 January 2027
    ],
)
def test_a_change_counts_on_its_first_day_and_not_after(ask, thing, first_day):
    day = date.fromisoformat(first_day)
    one = timedelta(days=1)
    assert thing not in set(ask(day - 2 * one, day - one).table["thing_id"])
    found = ask(day - one, day).table.set_index("thing_id")
    assert found.loc[thing, "day"] == day
    assert thing not in set(ask(day, day + one).table["thing_id"])


def test_two_halves_hold_the_events_and_awards_of_the_whole_each_once(ask):
    begin, middle, end = date(2025, 11, 1), date(2026, 3, 18), date(2026, 9, 30)
    halves = [by_kind(ask(*span)) for span in ((begin, middle), (middle, end))]
    whole = by_kind(ask(begin, end))
    for kind in ("Events", "Awards"):
        assert not halves[0][kind] & halves[1][kind]
        assert whole[kind] == halves[0][kind] | halves[1][kind]
    clocks = {row["event_id"] for row in facts("facts/related_clocks")}
    assert whole["Events"] == {
        row["event_id"]
        for row in facts("facts/events")
        if row["status"] != "calculated"
        and row["event_id"] not in clocks
        and begin < date.fromisoformat(row["date"]) <= end
    }
    assert whole["Awards"] == {
        row["award_id"]
        for row in facts("facts/awards")
        # Without a day the last one counts on which it can have been.
        if (day := row["announced"] or row["announced_by"]) and begin < date.fromisoformat(day) <= end
    }


def test_since_the_signing_it_counts_the_events_that_the_timeline_counts(warehouse, ask):
    events = ask(SIGNED, AUTUMN[1]).table.query("kind == 'Events' and after != 'reported as a plan'")
    sides = request(warehouse, as_of=AUTUMN[1]).answer(timeline.SIDES).table
    assert (len(events), int(events["joint"].sum())) == (int(sides["after"].sum()), int(sides["joint"].sum()))


def test_what_names_the_framework_or_is_by_both_countries_comes_first(ask):
    rows = ask(date(2026, 1, 31), date(2026, 2, 28)).table
    events = rows[rows["kind"] == "Events"]
    assert list(events["joint"]) == sorted(events["joint"], reverse=True)
    assert set(events[events["joint"]]["thing_id"]) == {"E053", "E054", "E055"}


def test_an_award_whose_only_source_came_later_is_known_late_once_its_month_is_over(ask):
    late = ask(*SEPTEMBER).table.set_index("thing_id")
    # Announced in March, May and July; the one source is of September, no day given.
    assert {thing for thing in late.index if late.loc[thing, "kind"] == "Known late"} == {"A135", "A136", "A137"}
    assert late.loc["A135", "happened"] == date(2026, 3, 18)
    assert late.loc["A135", "after"] == "first source on record: Sep 2026"
    assert "Known late" not in by_kind(ask(SEPTEMBER[0], date(2026, 9, 29)))


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("2026-07-01", "2026-07-08", "After 1 Jul 2026, by 8 Jul 2026: nothing on record changed"),
        (
            "2026-12-20",
            "2026-11-25",
            "The start, 20 Dec 2026, lies after the day shown, 25 Nov 2026: choose an earlier start",
        ),
        ("2026-11-25", "2026-11-25", "The start is the day shown, 25 Nov 2026: choose an earlier start"),
    ],
)
def test_a_span_without_a_change_is_told_in_a_sentence(ask, since, until, says):
    answer = ask(date.fromisoformat(since), date.fromisoformat(until))
    assert (answer.blank, answer.finding) == (True, says)


def test_without_a_start_the_thirty_days_before_count_and_the_start_is_said(ask):
    free, set_ = ask(None, AUTUMN[1]), ask(*AUTUMN)
    assert free.table.equals(set_.table)
    assert free.filtered == set_.filtered == "Since 26 Oct 2026 · All departments"


def test_what_comes_due_is_looked_for_over_sixty_days(ask):
    rows = ask(*AUTUMN, cell=AHEAD).table
    assert dict(rows["kind"].value_counts()) == {"Watch list": 10, "Clock": 4}
    looks = {row["watch_id"] for row in facts("facts/call_watch") if "2026-11-25" <= row["look_again"] <= "2027-01-24"}
    assert looks <= set(rows["thing_id"])
    assert list(rows["day"]) == sorted(rows["day"])


def test_the_page_opens_at_its_address_and_says_a_wrong_start():
    at = page("changes", as_of="2026-08-31", since="2026-08-01", department="law-school")
    assert not at.exception
    assert len(at.get("plotly_chart")) == 2
    assert set(at.dataframe[0].value["Id"]) == {"E086", "E091", "A129", "A133"}
    assert next(one.value for one in at.date_input if one.key == "filter_since") == AUGUST[0]
    late = page("changes", as_of="2026-11-25", since="2026-12-20")
    assert not late.exception
    assert "lies after the day shown" in texts(late)
    assert "“soon” is not a day for “Since”" in page("changes", since="soon").warning[0].value


def test_the_figure_marks_every_change_by_kind_and_is_told_in_words(ask):
    answer = ask(*AUGUST)
    drawn = [answer.draw(form).data[0] for form in ("page", "slide")]
    for marks in drawn:
        assert set(marks.customdata) == set.union(*IN_AUGUST.values())
        assert set(marks.marker.symbol) == {"circle-open"}
    assert "7 Aug 2026: “White House mining round table”, occurred" in answer.alt
    crowded = ask(date(2025, 10, 28), AUTUMN[1])
    assert len(crowded.draw("slide").data[0].x) == len(crowded.table)


def test_the_start_is_a_day_up_to_thirty_days_before_the_first_one(warehouse):
    bounds = request(warehouse).bounds
    read = FILTERS["since"].read
    assert read("2025-09-28", bounds) == (date(2025, 9, 28), [])
    assert read("2025-09-27", bounds)[1] == [
        "27 Sep 2025 lies outside the days that can be shown (28 Sep 2025 to 22 Nov 2036)."
    ]


def test_a_clock_changes_on_the_day_on_which_its_status_does(small_project):
    changed = with_evidence(
        small_project,
        ("E901", "2026-03-01", MINISTERIAL, "progress"),
        ("E902", "2026-05-20", MINISTERIAL, "meets"),
        # Known before the due date, it counts once that has passed.
        ("E903", "2026-04-10", FINANCE, "unmet"),
    )

    def between(since: str, until: str) -> dict[str, tuple]:
        values = {"since": date.fromisoformat(since), "as_of": date.fromisoformat(until), "department": None}
        rows = fresh_library().ask(changed, "changes/changes", values).frame
        rows = rows[rows["thing_id"].isin([MINISTERIAL, FINANCE])]
        return {row.thing_id: (row.before, row.after, row.day) for row in rows.itertuples()}

    overdue = ("not due", "overdue", date(2026, 4, 29))
    assert between("2026-02-28", "2026-03-15") == {MINISTERIAL: ("not due", "in progress", date(2026, 3, 1))}
    assert between("2026-04-20", "2026-05-01") == {FINANCE: overdue}
    assert between("2026-05-01", "2026-06-01") == {MINISTERIAL: ("in progress", "met", date(2026, 5, 20))}
    assert between("2026-02-28", "2026-06-01") == {
        MINISTERIAL: ("not due", "met", date(2026, 5, 20)),
        FINANCE: overdue,
    }
