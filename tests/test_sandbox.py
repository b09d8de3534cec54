"""A reader's statement runs in a process of its own: what it may take is bounded, which bound was met is said."""

from __future__ import annotations

import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from statement_cases import HOSTILE

from lodestone.answers import overview
from lodestone.cells.engine import Engine
from lodestone.errors import StatementRefused
from lodestone.filters import View, defaults
from lodestone.paths import here
from lodestone.queries import Library
from lodestone.sandbox import worker as worker_module
from lodestone.sandbox.asking import answer
from lodestone.sandbox.limits import Limits
from lodestone.sandbox.pool import Pool
from lodestone.sandbox.worker import WorkerProcess

# Of the processor; the clock may run as long as a busy machine needs.
QUICK = Limits(seconds=0.25, wait=600)


def of(verdict: str) -> list[str]:
    return [sql for statements in HOSTILE[verdict].values() for sql in statements]


def refusal(warehouse, sql: str, **options) -> StatementRefused:
    with pytest.raises(StatementRefused) as caught:
        answer(warehouse, sql, **options)
    return caught.value


# The corpus ---------------------------------------------------------------------------------------------------------


def test_the_corpus_is_large_and_holds_nothing_twice():
    everything = [sql for verdict in HOSTILE for sql in of(verdict)]
    assert len(everything) >= 150
    assert len(set(everything)) == len(everything)
    assert set(HOSTILE) == {"refused", "bounded", "cut", "inert"}


def test_what_would_take_all_is_stopped_with_its_bound_named_while_another_reader_s_page_is_answered(
    warehouse,
):
    """Ten at once, until all have run; the page of another reader is timed alone and beside them."""
    # Nothing is remembered, so that each time all of its questions are asked.
    engine = Engine(here())
    engine.library = Library(here().queries, entries=1, bytes_=1)
    bounds = engine.bounds(warehouse, date(2026, 11, 22))
    view = View(defaults(bounds), version=warehouse.version)

    def page() -> int:
        return len([engine.answer(warehouse, cell, view) for cell in overview.PAGE])

    beside: list[int] = []
    reasons = {}

    def run(sql: str) -> None:
        try:
            answer(warehouse, sql, limits=QUICK)
            reasons[sql] = "answered"
        except StatementRefused as error:
            reasons[sql] = str(error)

    with ThreadPoolExecutor(10) as readers:
        running = [readers.submit(run, sql) for sql in of("bounded")]
        while not all(one.done() for one in running):
            beside.append(page())
            time.sleep(0.02)
    for sql, reason in reasons.items():
        assert "stopped" in reason or "larger than" in reason, (sql, reason)
        assert any(
            word in reason for word in ("memory", f"longer than {QUICK.seconds} seconds", "larger than a page")
        ), (
            sql,
            reason,
        )
    assert len(reasons) == len(of("bounded")) >= 35
    # Every one was answered; bench/notebook.py prints how long it took beside how long it takes alone.
    assert beside


@pytest.mark.parametrize("sql", of("cut"))
def test_rows_without_end_are_cut_and_it_is_said(warehouse, sql):
    found = answer(warehouse, sql, limits=Limits(seconds=120, wait=600, rows=2000, bytes=2_000_000))
    assert found.cut in {"rows", "bytes"}
    assert 0 < len(found.frame) <= 2000


@pytest.mark.parametrize("sql", of("inert"))
def test_text_that_would_run_elsewhere_comes_as_it_is(warehouse, sql):
    assert answer(warehouse, sql).frame["t"][0] == warehouse.cursor().execute(sql).fetchone()[0]


# Bounds and workers -------------------------------------------------------------------------------------------------


def test_a_killed_worker_is_replaced_unnoticed(warehouse):
    pool = Pool(size=1)
    assert list(answer(warehouse, "SELECT 1 AS a", workers=pool).frame["a"]) == [1]
    process = pool._free[0]._process
    assert process is not None
    os.kill(process.pid, 9)
    process.wait()
    assert list(answer(warehouse, "SELECT 2 AS a", workers=pool).frame["a"]) == [2]
    refusal(warehouse, "SELECT count(*) AS n FROM range(10000000) a, range(10000) b", limits=QUICK, workers=pool)
    assert list(answer(warehouse, "SELECT 3 AS a", workers=pool).frame["a"]) == [3]
    pool.close()


def test_the_system_itself_holds_a_worker_to_its_limits(warehouse):
    pool = Pool(size=1)
    answer(warehouse, "SELECT 1 AS a", workers=pool)
    process = pool._free[0]._process
    assert process is not None
    limits = {
        re.split(r"\s{2,}", line)[0]: re.split(r"\s{2,}", line)[1]
        for line in Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii").splitlines()
    }
    assert limits["Max address space"] == "1600000000"
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert os.getpriority(os.PRIO_PROCESS, process.pid) >= 10
    surroundings = Path(f"/proc/{process.pid}/environ").read_bytes().decode()
    assert "TOKEN" not in surroundings
    assert "SECRET" not in surroundings
    pool.close()


ENDLESS = "SELECT sum(a.range * b.range) AS n FROM range(1000000) a, range(1000000) b"


def test_a_statement_may_use_its_seconds_of_the_processor_and_a_busy_machine_is_not_its_fault(warehouse):
    pool = Pool(size=1)
    answer(warehouse, "SELECT 1 AS a", workers=pool)
    over = refusal(warehouse, ENDLESS, limits=Limits(seconds=0.3, wait=600), workers=pool)
    assert str(over) == "This took longer than 0.3 seconds and was stopped. Narrow it down."
    # As where others take all turns: the clock runs out before the statement has had its seconds.
    busy = refusal(warehouse, ENDLESS, limits=Limits(seconds=600, wait=0.3), workers=pool)
    assert str(busy) == (
        "The machine is busy: within 0.3 seconds this was not done, and it was stopped. Try again in a moment."
    )
    # The seconds of one statement are not counted against the next.
    for number in range(8):
        short = Limits(seconds=0.3, wait=600)
        sql = f"SELECT sum(a.range) AS n FROM range(3000000) a WHERE a.range <> {number}"
        assert len(answer(warehouse, sql, limits=short, workers=pool).frame) == 1
    pool.close()


def test_how_a_worker_ended_says_which_bound_was_met():
    assert "nested" in worker_module._ending(-11, Limits())
    assert "memory" in worker_module._ending(-9, Limits())


def test_those_who_wait_are_told_their_place_and_come_in_order(warehouse, monkeypatch):
    pool = Pool(size=1, line=3)
    answer(warehouse, "SELECT 1 AS a", workers=pool)
    places: dict[int, list[int]] = {1: [], 2: []}
    ran: list[str] = []
    run = WorkerProcess.ask

    def noted(worker, job, limits):
        ran.append(job["sql"])
        # The first takes until the second has heard that it is next, however late that is.
        while job["sql"] == "SELECT 1 AS a" and places[2] != [2, 1]:
            time.sleep(0.01)
        return run(worker, job, limits)

    monkeypatch.setattr(WorkerProcess, "ask", noted)
    quiet = Limits(seconds=120, wait=600)
    slow = threading.Thread(
        target=lambda: refusal(warehouse, ENDLESS, limits=Limits(seconds=2, wait=600), workers=pool)
    )
    slow.start()
    while pool._free:
        time.sleep(0.01)
    readers = [
        threading.Thread(
            target=lambda number=number: answer(
                warehouse, f"SELECT {number} AS a", limits=quiet, workers=pool, place=places[number].append
            )
        )
        for number in (1, 2)
    ]
    for number, reader in enumerate(readers, start=1):
        reader.start()
        while not places[number]:
            time.sleep(0.01)
    for one in (slow, *readers):
        one.join()
    assert ran == [ENDLESS, "SELECT 1 AS a", "SELECT 2 AS a"]
    assert places == {1: [1], 2: [2, 1]}
    pool.close()


def test_a_line_that_is_too_long_sends_the_next_away(warehouse):
    pool = Pool(size=1, line=0)
    assert "waiting" in str(refusal(warehouse, "SELECT 1 AS a", workers=pool))


# Mistakes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "place", "said"),
    [
        ("SELECT name,\n  foo FROM units", (2, 3, "foo"), "has a column “foo”"),
        ("SELECT *\nFROM unts", (2, 6, "unts"), "Nearest: units"),
        ("SELECT name fro units", (1, 17, "units"), "Did you mean FROM where “fro” stands"),
        ("SELECT u.nam FROM units u", (1, 8, "u.nam"), "“u” has no column “nam”. Nearest: name"),
        ("SELECT json_extrac('a', 'b')", (1, 8, "json_extrac"), "Nearest: json_extract"),
        ("SELECT '日本', wrong FROM units", (1, 14, "wrong"), "has a column “wrong”"),
        ("SELECT $asof", (1, 8, "$asof"), "Nearest: $as_of"),
        ("SELECT name FROM units WHERE", (1, 24, "WHERE"), "ends before it is complete"),
        ("SELECT getenv('HOME')", (1, 8, "getenv"), "not available"),
        ("SELECT * FROM earlier", (1, 1, "SELECT"), ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line_and_word(warehouse, sql, place, said):
    if "earlier" in sql:
        error = refusal(warehouse, sql, earlier=[("earlier", "SELECT 1 AS a,\n nothing FROM units")])
        assert (error.cell, error.line, error.word) == ("earlier", 2, "nothing")
        assert str(error).startswith("Line 2, at “nothing” of the cell “earlier”: ")
        return
    error = refusal(warehouse, sql, values={"as_of": date(2026, 1, 1)})
    assert said in error.reason
    assert (error.line, error.column, error.word) == place


# Earlier cells and parameters ---------------------------------------------------------------------------------------


def test_a_statement_selects_from_earlier_cells_however_it_begins(warehouse):
    earlier = [("a", "SELECT count(*) AS n FROM units"), ("b", "WITH x AS (FROM a) SELECT n + 1 AS m FROM x")]
    for sql in (
        "SELECT m FROM b",
        "FROM b",
        "(SELECT m FROM b)",
        "WITH q AS (SELECT m FROM b) SELECT m FROM q",
        "-- 'WITH'\nWITH RECURSIVE q(m) AS (SELECT m FROM b UNION SELECT m FROM q WHERE m < 0) SELECT m FROM q",
        "/* with */ with q as (select m from b) -- then\nselect m from q",
        "SELECT m FROM b UNION SELECT m FROM b",
    ):
        found = answer(warehouse, sql, earlier=earlier)
        assert list(found.frame["m"]) == [39], sql
        assert (found.cells, found.tables) == (("a", "b"), ("units",))
    assert answer(warehouse, "WITH a AS (SELECT 5 AS n) SELECT n FROM a", earlier=earlier).cells == ()


def test_parameters_reach_the_statement_by_name_and_only_those_it_names(warehouse):
    values = {"as_of": date(2026, 1, 2), "lanes": ("Funding", "Stockpile"), "none": None, "n": 3, "q": "'; DROP"}
    found = answer(
        warehouse,
        "SELECT $as_of::DATE AS d, len($lanes) AS l, $none IS NULL AS e, $n + 1 AS n, $q AS q",
        values=values | {"unused": "x"},
    )
    assert found.frame.iloc[0].tolist() == [date(2026, 1, 2), 2, True, 4, "'; DROP"]
    assert found.parameters == ("as_of", "lanes", "n", "none", "q")


def test_what_changes_with_the_clock_is_refused_where_it_must_repeat(warehouse):
    for sql in ("SELECT now()", "SELECT current_date", "SELECT random()", "SELECT today() AS d"):
        assert "$as_of" in refusal(warehouse, sql, repeatable=True).reason


def test_every_kind_of_value_comes_back_as_pages_expect_it(warehouse):
    row = answer(
        warehouse,
        "SELECT DATE '2026-01-02' AS d, ['a', 'b'] AS l, {'x': 1} AS s, 1.5::DECIMAL(4, 2) AS f, true AS t, NULL AS e, "
        "INTERVAL 1 DAY AS i, TIMESTAMP '2026-01-02 03:04:05' AS w, 170141183460469231731687303715884105727 AS h",
    ).frame.iloc[0]
    assert (row["d"], row["l"], row["s"], row["f"], bool(row["t"])) == (
        date(2026, 1, 2),
        ("a", "b"),
        "{'x': 1}",
        1.5,
        True,
    )
    assert row["e"] is None
    assert (str(row["i"]), str(row["w"]), int(row["h"])) == ("1 day", "2026-01-02 03:04:05", 2**127 - 1)
