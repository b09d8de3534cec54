"""Rows of shared rules are worked out once for all questions, and no question gives other rows for it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import duckdb
import pytest
from questions_support import fresh_library

from lodestone import queries
from lodestone.content import views_sql
from lodestone.errors import QueryError
from lodestone.paths import here
from lodestone.queries import run
from lodestone.shared_rows import RULES, Desk, asked_of_rules_alone
from lodestone.turning_days import TurningDays
from lodestone.warehouse.trial import NEUTRAL

CALLS = re.compile(rf"\b({'|'.join(RULES)})\(")
LIBRARY = fresh_library()
SHARING = sorted(name for name, query in LIBRARY.queries.items() if CALLS.search(re.sub(r"--.*", "", query.sql)))
# Ways to look: a day before all, one among all, and what narrows.
VIEWS = (
    {"as_of": date(2026, 11, 22), "since": date(2026, 5, 1)},
    {"as_of": date(2026, 1, 15), "since": date(2025, 11, 1), "department": "u_eng", "by": "mineral", "within": 400},
    {"as_of": date(2025, 10, 1), "since": date(2025, 10, 1), "department": "u_eng", "japan": True, "q": "doe"},
)


@pytest.fixture(scope="module")
def desk_of(warehouse):
    """Desks that know the turning days, as those of an open database do."""
    turning = TurningDays(warehouse.cursor(), RULES)
    return lambda: Desk(warehouse.cursor(), lambda: turning)


def given(name, view):
    values = {}
    for key, one in LIBRARY.get(name).parameters.items():
        neutral = NEUTRAL[one.type]
        values[key] = view.get(key, None if one.optional else list(neutral) if isinstance(neutral, list) else neutral)
    return values | ({"kinds": ["action", "call"]} if "kinds" in values else {})


def test_every_rule_is_a_table_macro_that_takes_null_for_what_it_is_not_told():
    text = views_sql(here().root)
    for rule in RULES:
        told = re.search(rf"CREATE MACRO {rule}\(([^)]*)\) AS TABLE", text)
        assert told, rule
        assert all(default.strip() == "NULL" for default in re.findall(r":=([^,]*)", told[1])), rule
    assert SHARING


@pytest.mark.parametrize("name", SHARING)
def test_a_question_gives_the_rows_of_its_sql_as_it_stands(warehouse, desk_of, name):
    desk = desk_of()
    for view in VIEWS:
        values, cursor = given(name, view), warehouse.cursor()
        sql = LIBRARY.get(name).sql
        cursor.execute(sql, values) if values else cursor.execute(sql)
        right, kinds = cursor.fetchall(), [str(one[1]) for one in cursor.description]
        for _ in range(2):  # worked out, then kept
            desk.execute(sql, values)
            assert [str(one[1]) for one in desk.cursor.description] == kinds
            assert desk.cursor.fetchall() == right


def test_only_what_stands_in_calls_of_rules_alone_may_go_unnoticed():
    sql = "-- $q\nSELECT $rows FROM known_events($as_of) -- $rows\nWHERE date < $since"
    assert asked_of_rules_alone(sql) == {"as_of"}
    assert asked_of_rules_alone(f"{sql} AND date < $as_of") == set()
    assert asked_of_rules_alone("SELECT $as_of") == set()


@pytest.mark.parametrize("name", [name for name in SHARING if asked_of_rules_alone(LIBRARY.get(name).sql)])
def test_equal_bases_are_equal_rows_on_whichever_day(warehouse, desk_of, name):
    desk, found = desk_of(), {}
    days = [date(2026, 11, 22), date(2026, 11, 21), date(2026, 3, 2), date(2026, 3, 3), date(2025, 10, 28)]
    for view in [view | {"as_of": day} for view in VIEWS[:2] for day in days]:
        values, cursor = given(name, view), warehouse.cursor()
        cursor.execute(LIBRARY.get(name).sql, values)
        rows = cursor.fetchall()
        assert found.setdefault(desk.basis(LIBRARY.get(name).sql, values), rows) == rows
    assert len(found) > 1 or len({repr(rows) for rows in found.values()}) == 1


def test_a_day_on_which_nothing_changed_asks_the_database_nothing_and_one_that_changed_something_does(
    warehouse, monkeypatch
):
    ran, plain = [], queries.run
    monkeypatch.setattr(queries, "run", lambda *asked: ran.append(asked) or plain(*asked))
    library, partners = fresh_library(), ("Other partner countries",)

    def countries(day):
        asked = dict.fromkeys(library.get("geology/countries").parameters) | {"as_of": day, "sides": partners}
        return set(library.ask(warehouse, "geology/countries", asked).frame["country"])

    now = countries(date(2026, 11, 22))
    assert countries(date(2026, 11, 21)) == now
    assert len(ran) == 1
    # Nothing on record from before 2020 names a country beside the two; the Quad's events name Australia.
    assert "Australia" in now
    assert countries(date(2020, 1, 1)) == set()
    assert len(ran) == 2


def test_rows_of_other_values_are_never_given(warehouse, desk_of):
    desk = desk_of()
    sql = "SELECT count(*) FROM known_events($as_of)"
    days = [date(2025, month, 1) for month in range(1, 13)] * 5 + [date(2026, month, 1) for month in range(1, 13)] * 5
    for day in (*days, *reversed(days)):
        desk.execute(sql, {"as_of": day})
        found = desk.cursor.fetchall()
        assert found == warehouse.cursor().execute(sql, {"as_of": day}).fetchall()


def test_a_word_that_a_reader_types_is_never_taken_for_what_a_question_says_itself(warehouse):
    desk = Desk(warehouse.cursor())
    day = {"as_of": date(2026, 11, 22)}
    everything, typed = (
        f"SELECT count(*) FROM chosen_awards($as_of, only_words := {words})" for words in ("NULL", "$q")
    )
    desk.execute(everything, day)
    assert desk.cursor.fetchall()[0][0] > 100
    desk.execute(typed, day | {"q": "NULL"})
    assert desk.cursor.fetchall() == [(0,)]


def test_the_tables_of_a_desk_are_bounded(warehouse):
    desk = Desk(warehouse.cursor())
    for number in range(100):
        desk.execute("SELECT count(*) FROM known_events($as_of)", {"as_of": date.fromordinal(739_000 + number)})
    tables = desk.cursor.execute("SELECT count(*) FROM duckdb_tables() WHERE temporary").fetchall()
    assert tables == [(32,)]


def test_a_question_that_fails_is_said_and_the_next_is_answered(warehouse):
    day = {"as_of": date(2026, 1, 1)}
    with pytest.raises(QueryError, match="wrong failed"):
        run(warehouse, "SELECT no_such_column FROM known_events($as_of)", day, "wrong")
    assert len(run(warehouse, "SELECT event_id FROM known_events($as_of)", day, "right")) > 10


def test_desks_of_several_threads_do_not_mix(warehouse):
    sql = "SELECT count(*) AS number FROM known_events($as_of)"
    days = [date(2026, month, 1) for month in range(1, 13)] * 8
    right = {day: warehouse.cursor().execute(sql, {"as_of": day}).fetchall()[0][0] for day in days}
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda day: run(warehouse, sql, {"as_of": day}, "events")["number"][0], days))
    assert found == [right[day] for day in days]


def test_nothing_but_tables_of_its_own_is_written(warehouse):
    with warehouse.desks.one() as desk, pytest.raises(duckdb.Error):
        desk.cursor.execute("CREATE TABLE t (a INTEGER)")
