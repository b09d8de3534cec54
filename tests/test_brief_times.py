"""Time phrases of a timeline: number, unit, relation, trigger, day."""

from __future__ import annotations

import pytest
from brief_support import kinds, under

WITHIN = {
    "Within 24 hours: x": (24, None, "hours"),
    "Within 10 days: x": (10, None, "days"),
    "Within ten (10) days: x": (10, None, "days"),
    "Within 10 (ten) days: x": (10, None, "days"),
    "Within thirty (30) business days: x": (30, None, "business_days"),
    "Within five working days: x": (5, None, "business_days"),
    "Within 60 calendar days: x": (60, None, "days"),
    "Within the next two weeks: x": (2, None, "weeks"),
    "Within six months: x": (6, None, "months"),
    "Within two fiscal years: x": (2, None, "fiscal_years"),
    "Within 5 years: x": (5, None, "years"),
    "Within a year: x": (1, None, "years"),
    "Within one hundred and eighty (180) days: x": (180, None, "days"),
    "Within twenty-four hours: x": (24, None, "hours"),
    "Within ninety days: x": (90, None, "days"),
    "Within 180‑days: x": (180, None, "days"),
    "Within １０ days: x": (10, None, "days"),
    "Within 1,000 days: x": (1000, None, "days"),
    "Within 1.5 years: x": (1.5, None, "years"),
    "Within 30-60 days: x": (30, 60, "days"),
    "Within 30–60 days: x": (30, 60, "days"),
    "Within 30 to 60 days: x": (30, 60, "days"),
    "Within six to twelve months: x": (6, 12, "months"),
    "Within thirty (30) to sixty (60) days: x": (30, 60, "days"),
    "Between 30 and 60 days: x": (30, 60, "days"),
    "Within 1–2 fiscal years: x": (1, 2, "fiscal_years"),
    "No later than 45 days: x": (45, None, "days"),
    "Not later than one year: x": (1, None, "years"),
    "WITHIN 30 DAYS: x": (30, None, "days"),
    "within a 90-day period: x": (90, None, "days"),
}


def clock(text: str) -> dict:
    (one,) = under("Timeline for Implementation", f"- {text}")["timeline"]
    assert one["text"] == text
    return one


@pytest.mark.parametrize(("text", "expected"), WITHIN.items())
def test_a_length_within_which_something_is_done(text, expected):
    found = clock(text)
    assert (found["n"], found["n_max"], found["unit"]) == expected
    assert (found["relation"], found["trigger"], found["date"]) == ("within", None, None)


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("Every 90 days: x", 90, "days"),
        ("Every two weeks: x", 2, "weeks"),
        ("Every year: x", 1, "years"),
        ("Every fiscal year: x", 1, "fiscal_years"),
        ("Every other year: x", 2, "years"),
        ("Each month: x", 1, "months"),
        ("Annually: x", 1, "years"),
        ("Quarterly: x", 3, "months"),
        ("Twice a year: x", 6, "months"),
        ("Twice yearly: x", 6, "months"),
        ("The agency reports annually to Congress.", 1, "years"),
    ],
)
def test_what_comes_again(text, n, unit):
    found = clock(text)
    assert (found["relation"], found["n"], found["unit"], found["n_max"]) == ("every", n, unit, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("By March 31, 2026: x", "2026-03-31"),
        ("By 3/31/2026: x", "2026-03-31"),
        ("By 2026-03-31: x", "2026-03-31"),
        ("By 31 March 2026: x", "2026-03-31"),
        ("By close of business on Tuesday, March 31, 2026: x", "2026-03-31"),
        ("No later than October 1, 2025: x", "2025-10-01"),
        ("On or before Oct. 1, 2025: x", "2025-10-01"),
        ("By the end of March 31, 2026: x", "2026-03-31"),
        ("The report is due by ２０２６-０３-３１.", "2026-03-31"),
    ],
)
def test_a_day_by_which_something_is_done(text, day):
    found = clock(text)
    assert (found["relation"], found["date"], found["n"], found["unit"]) == ("by_date", day, None, None)


@pytest.mark.parametrize(
    "text", ["Immediately: x", "Immediate: x", "Effective immediately: x", "Tariffs end immediately."]
)
def test_what_is_done_at_once(text):
    assert (clock(text)["relation"], clock(text)["n"]) == ("immediate", None)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (
            "Within 10 days: They meet at the written request of the other upon receipt of the request.",
            "upon receipt of the request",
        ),
        (
            "Within 30 days: It ends on the thirtieth day after receipt of the notification.",
            "after receipt of the notification",
        ),
        (
            "Within 30 days after publication in the U.S. Federal Register: x",
            "after publication in the U.S. Federal Register",
        ),
        (
            "Within 60 days after publication in the Federal Register, agencies respond.",
            "after publication in the Federal Register",
        ),
        ("Within 180 days of the date of this order, the Secretary shall report.", "of the date of this order"),
        (
            "Within 180 days of the date of this order the Secretary of Energy shall report.",
            "of the date of this order",
        ),
        ("Effective immediately upon publication: x", "upon publication"),
        ("Within 24 hours of receipt of a notice: x", "of receipt of a notice"),
        ("No later than 45 days following enactment: x", "following enactment"),
        ("Within 10 days (upon receipt of a request): x", "upon receipt of a request"),
        ("Within six months: Measures will be taken to generate deliveries.", None),
        ("Within 180 days: A Ministerial will be convened.", None),
        ("Two years of funding: x", None),
    ],
)
def test_what_starts_the_clock(text, trigger):
    assert clock(text)["trigger"] == trigger


def test_a_length_that_says_nothing_of_when_is_other():
    assert clock("60 days after publication: x") == {
        "text": "60 days after publication: x", "n": 60, "n_max": None, "unit": "days", "relation": "other",
        "trigger": "after publication", "date": None,
    }  # fmt: skip
    assert (clock("On November 10, 2025: x")["relation"], clock("On November 10, 2025: x")["date"]) == (
        "other",
        "2025-11-10",
    )


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Ongoing: x", None),
        ("FY 2026: x", None),
        ("By the end of fiscal year 2026: x", None),
        ("By June 2026: x", None),
        ("No later than December 1: x", None),
        ("On or before 12/1: x", None),
        ("By Q3 2026: x", None),
        ("Three times a year: x", None),
        ("By February 30, 2026: x", None),
        ("Within thirty (60) days: x", 60),
        ("Within 30 days to 6 months: x", 30),
        ("Within 30 days and every 90 days thereafter: x", 30),
    ],
)
def test_a_time_in_doubt_is_told_at_its_line(text, n):
    found = under("Timeline for Implementation", f"- {text}")
    assert kinds(found) == [("time_in_doubt", 4)]
    assert (found["timeline"][0]["n"], found["timeline"][0]["date"]) == (n, None)


def test_of_several_days_the_first_is_taken_and_told():
    found = under("Timeline for Implementation", "- January 1, 2026 to March 31, 2026: x")
    assert (kinds(found), found["timeline"][0]["date"]) == ([("time_in_doubt", 4)], "2026-01-01")


def test_a_day_whose_month_may_be_its_day_is_read_with_the_month_first_and_told():
    found = under("Timeline for Implementation", "- By 06/11/2026: x", "- By 6/30/2026: y", "- By 6/6/2026: z")
    assert [one["date"] for one in found["timeline"]] == ["2026-06-11", "2026-06-30", "2026-06-06"]
    assert kinds(found) == [("time_in_doubt", 4)]
    assert "it may be 2026-11-06" in found["flags"][0]["message"]


def test_the_label_counts_before_the_rest():
    found = clock("Within 30 days: The agency reports annually, and within 5 years ends.")
    assert (found["n"], found["unit"], found["relation"]) == (30, "days", "within")


def test_what_hangs_below_a_time_takes_it():
    found = under(
        "Timeline for Implementation",
        "• Within 30 days:",
        "  • Agencies report.",
        "  • By May 1, 2026: the rest.",
        "• Annually: x",
    )
    assert [(one["text"], one["n"], one["relation"], one["date"]) for one in found["timeline"]] == [
        ("Agencies report.", 30, "within", None),
        ("By May 1, 2026: the rest.", None, "by_date", "2026-05-01"),
        ("Annually: x", 1, "every", None),
    ]
    assert found["outcome"] == "ok"
    alone = under("Timeline for Implementation", "• Within 30 days", "  • Agencies report.")
    assert [(one["text"], one["n"]) for one in alone["timeline"]] == [("Agencies report.", 30)]
