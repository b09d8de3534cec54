"""The state of the clocks in a sentence, for every mixture of statuses, against sentences written by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lodestone.answers.clocks import finding, one
from lodestone.language import counted, joined, number_word

MINISTERIAL, FINANCE = "Investment Ministerial", "Finance for selected projects"
COLUMNS = ["owner", "clock", "status", "due_date", "title", "entered", "trigger"]
NONE = "no public evidence"
PASSED = "fell due in April 2026 without public evidence"


def fixed(*statuses: str) -> list[tuple]:
    days = (date(2026, 4, 26), date(2026, 4, 28))
    titles = (MINISTERIAL, FINANCE)
    return [
        ("framework", "fixed", status, day, title, False, "signature on 28 October 2025")
        for status, day, title in zip(statuses, days, titles, strict=False)
    ]


def meeting(entered: date | None = None) -> tuple:
    return (
        "framework",
        "conditional",
        "not due" if entered else "conditional",
        entered,
        "Meeting within 10 days",
        entered is not None,
        "receipt of a written request",
    )


def ending(entered: date | None = None) -> tuple:
    return (
        "framework",
        "conditional",
        "not due" if entered else "conditional",
        entered,
        "End of the Framework after 30 days",
        entered is not None,
        "receipt of a written notice",
    )


RELATED = ("related", "fixed", "not due", date(2026, 11, 27), "China's pause of its gallium ban", False, "a pause")


def said(*rows: tuple) -> str:
    return finding(pd.DataFrame(list(rows), columns=COLUMNS))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("met", "Both dated commitments of the Framework are met"),
        ("in progress", "Both dated commitments of the Framework are in progress"),
        ("overdue", "Both dated commitments of the Framework are overdue"),
        (NONE, f"Both dated commitments of the Framework {PASSED}"),
        ("not due", "Both dated commitments of the Framework are not yet due; the first falls on 26 Apr 2026"),
    ],
)
def test_two_dated_clocks_of_one_status(status, sentence):
    assert said(*fixed(status, status)) == sentence
    assert said(*fixed(status, status), meeting(), ending()) == (
        f"{sentence}; its two other clocks wait for a request or a notice"
    )


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("met", "The one dated commitment of the Framework shown is met"),
        ("in progress", "The one dated commitment of the Framework shown is in progress"),
        ("overdue", "The one dated commitment of the Framework shown is overdue"),
        (NONE, f"The one dated commitment of the Framework shown {PASSED}"),
        ("not due", "The one dated commitment of the Framework shown is not yet due; the first falls on 26 Apr 2026"),
    ],
)
def test_one_dated_clock(status, sentence):
    assert said(*fixed(status)) == sentence


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("met", "in progress", "one is met and one is in progress"),
        ("met", "overdue", "one is met and one is overdue"),
        ("met", NONE, "one is met and one has no public evidence"),
        ("met", "not due", "one is met and one is not yet due"),
        ("in progress", "overdue", "one is in progress and one is overdue"),
        ("in progress", NONE, "one is in progress and one has no public evidence"),
        ("in progress", "not due", "one is in progress and one is not yet due"),
        ("overdue", NONE, "one is overdue and one has no public evidence"),
        ("overdue", "not due", "one is overdue and one is not yet due"),
        (NONE, "not due", "one has no public evidence and one is not yet due"),
        ("not due", "met", "one is not yet due and one is met"),
    ],
)
def test_two_dated_clocks_of_two_statuses(first, second, sentence):
    assert said(*fixed(first, second)) == f"Of two dated commitments of the Framework, {sentence}"


def test_three_dated_clocks_are_counted():
    extra = ("framework", "fixed", NONE, date(2026, 5, 1), "A third", False, "signature")
    assert said(*fixed("met", NONE), extra) == (
        "Of three dated commitments of the Framework, one is met and two have no public evidence"
    )
    assert said(*fixed(NONE, NONE), extra) == (
        "All three dated commitments of the Framework fell due in April 2026 and May 2026 without public evidence"
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([meeting(), ending()], "Both clocks of the Framework shown wait for a request or a notice"),
        ([meeting()], "The one clock of the Framework shown waits for its request"),
        ([ending()], "The one clock of the Framework shown waits for its notice"),
        ([meeting(date(2026, 12, 11)), ending()], "By the day entered, meeting by 11 Dec 2026"),
        ([meeting(), ending(date(2027, 1, 4))], "By the day entered, end by 4 Jan 2027"),
        (
            [meeting(date(2026, 12, 11)), ending(date(2027, 1, 4))],
            "By the days entered, meeting by 11 Dec 2026 and end by 4 Jan 2027",
        ),
    ],
)
def test_clocks_that_wait_for_a_paper(rows, sentence):
    assert said(*rows) == sentence


def test_a_waiting_clock_after_dated_ones_is_the_other():
    assert (
        said(*fixed("met", "met"), ending())
        == "Both dated commitments of the Framework are met; its other clock waits for its notice"
    )


def test_only_related_clocks_or_none():
    assert said(RELATED) == "No clock of the Framework is among these"
    assert said() == "No clock fits these filters"
    assert said(*fixed("met", "met"), RELATED) == "Both dated commitments of the Framework are met"


@pytest.mark.parametrize(
    ("status", "entered", "sentence"),
    [
        ("met", False, "Met; it was due on 26 Apr 2026"),
        ("in progress", False, "In progress; due on 26 Apr 2026"),
        ("overdue", False, "Overdue since 26 Apr 2026"),
        ("not due", False, "Not yet due; it runs out on 26 Apr 2026"),
        (NONE, False, "No public evidence; it was due on 26 Apr 2026"),
        ("conditional", False, "It starts on receipt of a written request; none is on record"),
        ("not due", True, "By the day entered, it runs out on 26 Apr 2026"),
    ],
)
def test_one_clock_alone(status, entered, sentence):
    clock = pd.Series(
        {"status": status, "due_date": date(2026, 4, 26), "entered": entered, "trigger": "receipt of a written request"}
    )
    assert one(clock) == sentence


def test_small_words():
    assert [joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert joined(["a", "b"], "or") == "a or b"
    assert [number_word(number) for number in (0, 1, 10, 11, 1991)] == ["no", "one", "ten", "11", "1,991"]
    assert [counted(number, "day") for number in (0, 1, 2, 1500)] == ["0 days", "1 day", "2 days", "1,500 days"]
    assert counted(2, "body", "bodies") == "2 bodies"
