"""What each clock says on days worked out by hand, and what evidence changes from which day on."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from questions_support import fresh_library

from lodestone.warehouse import build, open_database

MINISTERIAL, FINANCE = "us-japan-2025.m.ministerial", "us-japan-2025.m.finance"
MEETING, ENDING = "us-japan-2025.m.meeting", "us-japan-2025.m.ending"
NONE = "no public evidence"


def clocks(warehouse, as_of, request=None, notice=None, statuses=None) -> dict[str, dict]:
    values = {"as_of": as_of, "brief": None, "request": request, "notice": notice, "statuses": statuses}
    frame = fresh_library().ask(warehouse, "timeline/clocks", values).frame
    return {row["clock_id"]: row for row in frame.astype(object).where(frame.notna(), None).to_dict("records")}


@pytest.mark.parametrize(
    ("as_of", "ministerial", "finance"),
    [
        # 2025-10-28 to 2026-04-26 is 180 days: 3 + 30 + 31 + 31 + 28 + 31 + 26; to 2026-04-28 it is 182.
        (date(2025, 10, 28), ("not due", -180), ("not due", -182)),
        (date(2026, 4, 25), ("not due", -1), ("not due", -3)),
        (date(2026, 4, 26), ("not due", 0), ("not due", -2)),
        (date(2026, 4, 27), (NONE, 1), ("not due", -1)),
        (date(2026, 4, 28), (NONE, 2), ("not due", 0)),
        (date(2026, 4, 29), (NONE, 3), (NONE, 1)),
        # From 2026-04-26 to 2026-11-22: 4 + 31 + 30 + 31 + 31 + 30 + 31 + 22 = 210.
        (date(2026, 11, 22), (NONE, 210), (NONE, 208)),
    ],
    ids=str,
)
def test_the_two_dated_clocks_on_days_worked_out_by_hand(warehouse, as_of, ministerial, finance):
    found = clocks(warehouse, as_of)
    assert (found[MINISTERIAL]["status"], found[MINISTERIAL]["days_past"]) == ministerial
    assert (found[FINANCE]["status"], found[FINANCE]["days_past"]) == finance
    assert (found[MINISTERIAL]["due_date"], found[FINANCE]["due_date"]) == (date(2026, 4, 26), date(2026, 4, 28))
    assert found[MINISTERIAL]["start_date"] == found[FINANCE]["start_date"] == date(2025, 10, 28)


def test_days_past_agree_with_the_calendar_through_two_years(warehouse):
    for day in (date(2025, 10, 28) + timedelta(days=step) for step in range(0, 730, 31)):
        found = clocks(warehouse, day)
        for key, due in ((MINISTERIAL, date(2026, 4, 26)), (FINANCE, date(2026, 4, 28))):
            assert (found[key]["days_past"], found[key]["status"]) == (
                (day - due).days,
                NONE if day > due else "not due",
            )


def test_nothing_runs_before_the_signing(warehouse):
    assert clocks(warehouse, date(2025, 10, 27)) == {}


@pytest.mark.parametrize(
    ("as_of", "related"),
    [
        (date(2025, 10, 28), {}),
        (date(2025, 11, 6), {}),
        (date(2025, 11, 7), {"E066": ("not due", -368)}),  # 2025-11-07 + 365 = 2026-11-07
        (date(2025, 11, 9), {"E066": ("not due", -366), "E079": ("not due", -383)}),
        (date(2026, 1, 13), {"E066": ("not due", -301), "E079": ("not due", -318)}),
        (date(2026, 1, 14), {"E065": ("not due", -180), "E066": ("not due", -300), "E079": ("not due", -317)}),
        (date(2026, 7, 13), {"E065": ("not due", 0), "E066": ("not due", -120), "E079": ("not due", -137)}),
        (date(2026, 7, 14), {"E065": (NONE, 1), "E066": ("not due", -119), "E079": ("not due", -136)}),
        # Of the truce to 10 January 2027: 8 + 31 + 10 = 49 days.
        (
            date(2026, 11, 22),
            {
                "E065": (NONE, 132),
                "E066": (NONE, 12),
                "E079": ("not due", -5),
                "E091": ("not due", -12),
                "E090": ("not due", -49),
                "E092": ("not due", -55),
            },
        ),
        (
            date(2026, 11, 28),
            {
                "E065": (NONE, 138),
                "E066": (NONE, 18),
                "E079": (NONE, 1),
                "E091": ("not due", -6),
                "E090": ("not due", -43),
                "E092": ("not due", -49),
            },
        ),
    ],
    ids=str,
)
def test_related_clocks_run_from_the_decision_that_set_them(warehouse, as_of, related):
    found = {
        key: (row["status"], row["days_past"])
        for key, row in clocks(warehouse, as_of).items()
        if row["owner"] == "related"
    }
    assert found == related


def test_what_is_open_about_a_related_clock_is_said_after_its_date_or_by_who_had_read_as_far(warehouse):
    assert clocks(warehouse, date(2026, 11, 26))["E079"]["on_record"] is None
    said = clocks(warehouse, date(2026, 11, 27))["E079"]["on_record"]
    assert said.startswith("Outcome not known: press digests have the truce run")
    assert clocks(warehouse, date(2026, 7, 13))["E065"]["on_record"] is None
    assert clocks(warehouse, date(2026, 7, 14))["E065"]["on_record"] == (
        "Outcome not found: White House papers up to 8 October 2026 hold no proclamation on these minerals."
    )


def test_conditional_clocks_have_no_date_until_one_is_given(warehouse):
    for as_of in (date(2025, 10, 28), date(2026, 11, 22), date(2099, 1, 1)):
        found = clocks(warehouse, as_of)
        for key in (MEETING, ENDING):
            row = found[key]
            assert (row["status"], row["start_date"], row["due_date"], row["days_past"], row["entered"]) == (
                "conditional",
                None,
                None,
                None,
                False,
            )


@pytest.mark.parametrize(
    ("arrived", "meeting", "ending"),
    [
        (date(2026, 1, 25), date(2026, 2, 4), date(2026, 2, 24)),
        (date(2026, 1, 29), date(2026, 2, 8), date(2026, 2, 28)),
        (date(2026, 1, 30), date(2026, 2, 9), date(2026, 3, 1)),
        (date(2026, 1, 31), date(2026, 2, 10), date(2026, 3, 2)),
        (date(2026, 12, 25), date(2027, 1, 4), date(2027, 1, 24)),
        (date(2027, 2, 19), date(2027, 3, 1), date(2027, 3, 21)),
        (date(2028, 1, 30), date(2028, 2, 9), date(2028, 2, 29)),
        (date(2028, 1, 31), date(2028, 2, 10), date(2028, 3, 1)),
        (date(2028, 2, 19), date(2028, 2, 29), date(2028, 3, 20)),
        (date(2028, 2, 29), date(2028, 3, 10), date(2028, 3, 30)),
    ],
    ids=str,
)
def test_a_request_gives_ten_days_and_a_notice_thirty(warehouse, arrived, meeting, ending):
    found = clocks(warehouse, arrived, request=arrived, notice=arrived)
    assert [
        (found[key]["start_date"], found[key]["due_date"], found[key]["days_past"], found[key]["entered"])
        for key in (MEETING, ENDING)
    ] == [(arrived, meeting, -10, True), (arrived, ending, -30, True)]


def test_a_request_dates_the_meeting_alone_and_a_notice_the_end_alone(warehouse):
    day = date(2026, 6, 1)
    asked = clocks(warehouse, day, request=day)
    assert (asked[MEETING]["status"], asked[ENDING]["status"]) == ("not due", "conditional")
    noticed = clocks(warehouse, day, notice=day)
    assert (noticed[MEETING]["status"], noticed[ENDING]["status"]) == ("conditional", "not due")
    assert asked[MINISTERIAL] == noticed[MINISTERIAL] == clocks(warehouse, day)[MINISTERIAL]


def test_an_entered_clock_lapses_the_day_after_its_date(warehouse):
    start = date(2026, 6, 1)
    for days, status in ((0, "not due"), (10, "not due"), (11, NONE)):
        row = clocks(warehouse, start + timedelta(days=days), request=start)[MEETING]
        assert (row["status"], row["days_past"]) == (status, days - 10)


def test_status_filters_keep_only_their_clocks_and_the_order(warehouse):
    day = date(2026, 11, 22)
    everything = clocks(warehouse, day)
    ahead = ["E079", "E091", "E090", "E092"]
    assert list(everything) == [MINISTERIAL, FINANCE, MEETING, ENDING, "E065", "E066", *ahead]
    assert list(clocks(warehouse, day, statuses=("conditional",))) == [MEETING, ENDING]
    assert list(clocks(warehouse, day, statuses=("not due", "conditional"))) == [MEETING, ENDING, *ahead]
    assert list(clocks(warehouse, day, statuses=("met",))) == []


def test_every_clock_names_its_sources(warehouse):
    found = clocks(warehouse, date(2026, 11, 22))
    assert found[MINISTERIAL]["source_ids"] == ("s_afx_fw", "s_brief", "s_state_fs", "s_wh_jp0319")
    assert found[MEETING]["source_ids"] == ("s_brief",)
    early = clocks(warehouse, date(2025, 10, 28))
    assert early[MINISTERIAL]["source_ids"] == ("s_afx_fw", "s_brief"), "reports of 2026 were not known then"


def append(project, table: str, *rows: dict[str, str]) -> None:
    """Add rows to a fact table; columns not named stay empty."""
    path = project.data / "facts" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)


def with_evidence(project, *rows: tuple[str, str, str, str]):
    """The database of the content plus one event for each (event, date, milestone, evidence)."""
    made_up = {
        "date_precision": "day",
        "title": "Made up",
        "label": "Made up",
        "type": "agreement",
        "status": "occurred",
        "turning_point": "false",
        "tie": "context",
        "tie_reason": "Made up",
        "summary": "Made up for a test.",
        "source_id": "s_brief",
        "countries": "Japan",
        "actors": "Nobody",
        "provisions": "P06",
    }
    append(project, "events", *[made_up | {"event_id": event, "date": day} for event, day, _, _ in rows])
    links = [
        {"event_id": event, "milestone_id": clock, "evidence": evidence, "note": f"Made up: {evidence}."}
        for event, _, clock, evidence in rows
    ]
    append(project, "event_milestones", *[link | {"source_id": "s_brief"} for link in links])
    return open_database(build(project)[0])


@pytest.mark.parametrize(
    ("rows", "statuses"),
    [
        (
            [("2026-04-20", "meets")],
            {"2026-04-19": "not due", "2026-04-20": "met", "2026-04-27": "met", "2026-11-22": "met"},
        ),
        ([("2026-05-20", "meets")], {"2026-04-26": "not due", "2026-05-19": NONE, "2026-05-20": "met"}),
        (
            [("2026-04-10", "progress")],
            {
                "2026-04-09": "not due",
                "2026-04-10": "in progress",
                "2026-04-26": "in progress",
                "2026-11-22": "in progress",
            },
        ),
        ([("2026-06-10", "progress")], {"2026-04-26": "not due", "2026-06-09": NONE, "2026-06-10": "in progress"}),
        (
            [("2026-05-10", "unmet")],
            {"2026-04-26": "not due", "2026-05-09": NONE, "2026-05-10": "overdue", "2026-11-22": "overdue"},
        ),
        ([("2026-04-10", "unmet")], {"2026-04-10": "not due", "2026-04-26": "not due", "2026-04-27": "overdue"}),
        (
            [("2026-03-01", "progress"), ("2026-05-10", "unmet"), ("2026-08-01", "meets")],
            {
                "2026-02-28": "not due",
                "2026-03-01": "in progress",
                "2026-04-27": "in progress",
                "2026-05-10": "overdue",
                "2026-08-01": "met",
            },
        ),
        (
            [("2026-03-01", "related"), ("2026-03-02", "deadline")],
            {"2026-03-03": "not due", "2026-04-27": NONE, "2026-11-22": NONE},
        ),
    ],
    ids=[
        "met in time",
        "met late",
        "progress in time",
        "progress late",
        "shown unmet",
        "unmet before it is due",
        "one after another",
        "related never decides",
    ],
)
def test_evidence_counts_from_its_own_day_on(small_project, rows, statuses):
    warehouse = with_evidence(
        small_project, *[(f"E9{number:02}", day, MINISTERIAL, evidence) for number, (day, evidence) in enumerate(rows)]
    )
    found = {day: clocks(warehouse, date.fromisoformat(day)) for day in statuses}
    assert {day: rows_[MINISTERIAL]["status"] for day, rows_ in found.items()} == statuses
    for day, rows_ in found.items():
        assert rows_[FINANCE]["status"] == ("not due" if day <= "2026-04-28" else NONE), "another clock is left alone"


def test_the_note_is_that_of_the_deciding_evidence(small_project):
    warehouse = with_evidence(small_project, ("E900", "2026-04-20", MINISTERIAL, "meets"))
    assert "Japan attended" in clocks(warehouse, date(2026, 4, 19))[MINISTERIAL]["on_record"]
    assert clocks(warehouse, date(2026, 4, 20))[MINISTERIAL]["on_record"] == "Made up: meets."


def test_a_passed_date_without_proof_says_so_only_from_then_on(warehouse):
    assert not clocks(warehouse, date(2026, 4, 26))[MINISTERIAL]["on_record"].startswith("Nothing public")
    assert clocks(warehouse, date(2026, 4, 27))[MINISTERIAL]["on_record"].startswith("Nothing public")


def test_a_conditional_clock_can_be_met(small_project):
    warehouse = with_evidence(small_project, ("E900", "2026-04-20", MEETING, "meets"))
    assert clocks(warehouse, date(2026, 4, 19))[MEETING]["status"] == "conditional"
    assert clocks(warehouse, date(2026, 4, 20))[MEETING]["status"] == "met"
