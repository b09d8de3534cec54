"""On all days between two on record a shared rule gives the same rows, and its turning days are all there."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lodestone.shared_rows import RULES, Desks
from lodestone.turning_days import TurningDays

FIRST, LAST = date(2025, 10, 1), date(2027, 6, 30)
# How each rule is called for a day; what changed is told between two.
CALLS = {rule: f"{rule}($day)" for rule in RULES} | {
    "scored_fit": "scored_fit($day, NULL)",
    "ranked_fits": "ranked_fits($day, NULL)",
    "changes_between": "changes_between(DATE '2026-05-01', $day)",
}


@pytest.fixture(scope="module")
def turning(warehouse) -> TurningDays:
    return TurningDays(warehouse.cursor(), RULES)


def rows_on(warehouse, call, day):
    asked = warehouse.cursor().execute(
        f"FROM {call} one SELECT count(*), sum(hash(one)), bit_xor(hash(one))", {"day": day}
    )
    return asked.fetchall()


def spans_of(turning, rule):
    """The first and the last day of each span of days that counts as one, where it has several."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]
    starts = [
        days[0],
        *(after for before, after in pairwise(days) if turning.span(rule, before) != turning.span(rule, after)),
    ]
    return [(start, end - timedelta(days=1)) for start, end in pairwise([*starts, LAST]) if (end - start).days > 1]


@pytest.mark.parametrize("call", CALLS.values())
def test_a_rule_gives_the_same_rows_on_the_first_and_the_last_day_of_a_span(warehouse, turning, call):
    spans = spans_of(turning, call.split("(")[0])
    assert spans
    # The longest leave most room for a day that is missing.
    for first, last in sorted(spans, key=lambda span: span[0] - span[1])[:12]:
        assert rows_on(warehouse, call, first) == rows_on(warehouse, call, last), f"{call} from {first} to {last}"


def test_what_changed_is_the_same_from_each_earlier_day_of_a_span(warehouse, turning):
    call = "changes_between($day, DATE '2026-11-22')"
    for first, last in sorted(spans_of(turning, "changes_between"), key=lambda span: span[0] - span[1])[:8]:
        assert rows_on(warehouse, call, first) == rows_on(warehouse, call, last), f"from {first} to {last}"


def test_a_clock_that_a_reader_starts_turns_on_days_that_stand_on_no_record(warehouse):
    """It is judged on each day for itself: ten days after a request, on which nothing else happens."""
    question = "FROM framework_clocks(as_of := $as_of, request := $request) SELECT list((milestone_id, status))"
    request = date(2040, 3, 1)
    with Desks(warehouse.connection).one() as desk:
        found = {}
        for day in (request + timedelta(days=number) for number in range(20)):
            desk.execute(question, values := {"as_of": day, "request": request})
            found[day] = desk.cursor.fetchall()
            assert found[day] == warehouse.cursor().execute(question, values).fetchall()
    assert len({repr(rows) for rows in found.values()}) > 1


def test_a_call_turns_on_the_day_it_opens_and_on_the_day_after_its_last(warehouse, turning):
    [(closes,)] = warehouse.cursor().execute("SELECT max(closes) FROM calls").fetchall()
    day = timedelta(days=1)
    assert turning.span("call_states", closes) != turning.span("call_states", closes + day)
    assert turning.span("call_states", closes + day) == turning.span("call_states", closes + 2 * day)
    # A rule that builds on it turns with it; what no call bears on does not.
    assert turning.span("scored_fit", closes) != turning.span("scored_fit", closes + day)
    assert turning.span("known_awards", closes) == turning.span("known_awards", closes + day)


def test_years_are_told_apart(turning):
    assert turning.span("fit_terms", date(2040, 12, 31)) != turning.span("fit_terms", date(2041, 1, 1))


def test_a_rule_is_worked_out_once_for_all_days_of_a_span(warehouse):
    desks = Desks(warehouse.connection)
    question = "SELECT count(*) FROM known_awards($as_of)"
    with desks.one() as desk:
        for day in (date(2040, 3, 1), date(2040, 3, 2), date(2040, 9, 30)):
            desk.execute(question, {"as_of": day})
        kept = desk.cursor.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    assert len(kept) == 1
