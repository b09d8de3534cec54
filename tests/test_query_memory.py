"""Answers are remembered for one database version, within bounds, and belong to the caller."""

from __future__ import annotations

from datetime import date

import pytest
from questions_support import fresh_library

from lodestone import queries as module
from lodestone.warehouse import build, open_database


@pytest.fixture
def counted(monkeypatch):
    """The names of the questions that were really run."""
    ran: list[str] = []
    run = module.run
    monkeypatch.setattr(
        module, "run", lambda warehouse, sql, values, name: ran.append(name) or run(warehouse, sql, values, name)
    )
    return ran


CLOCKS = {"as_of": date(2026, 11, 22), "brief": None, "request": None, "notice": None, "statuses": None}


def test_the_same_question_is_run_once(warehouse, library, counted):
    first = library.ask(warehouse, "timeline/clocks", CLOCKS)
    again = library.ask(warehouse, "timeline/clocks", dict(reversed(CLOCKS.items())))
    assert counted == ["timeline/clocks"]
    assert again.frame.equals(first.frame)
    library.ask(warehouse, "timeline/clocks", {**CLOCKS, "as_of": date(2026, 4, 27)})
    assert len(counted) == 2


def test_answers_are_kept_apart_by_database_version(built_small, library, counted):
    old = open_database(build(built_small)[0])
    before = library.ask(old, "timeline/clocks", CLOCKS).frame
    path = built_small.root / "data/facts/related_clocks.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("U.S. price talks window", "Window for price talks"), encoding="utf-8"
    )
    new = open_database(build(built_small)[0])
    after = library.ask(new, "timeline/clocks", CLOCKS).frame
    assert len(counted) == 2
    assert "Window for price talks" in set(after["title"]) - set(before["title"])
    assert library.ask(old, "timeline/clocks", CLOCKS).frame.equals(before)
    assert len(counted) == 2


def test_the_caller_may_change_the_frame_it_gets(warehouse, library):
    given = library.ask(warehouse, "timeline/clocks", CLOCKS).frame
    right = given.copy(deep=True)
    for _ in range(2):
        frame = library.ask(warehouse, "timeline/clocks", CLOCKS).frame
        frame.loc[:, "title"] = "spoiled"
        frame.iloc[0, 0] = "spoiled"
        frame["more"] = 1
        del frame["owner"]
        assert library.ask(warehouse, "timeline/clocks", CLOCKS).frame.equals(right)


def test_memory_is_bounded_by_entries_oldest_use_first(warehouse, counted):
    library = fresh_library(entries=2)
    days = [date(2026, 1, day) for day in (1, 2, 3)]

    def ask(day: date) -> None:
        library.ask(warehouse, "timeline/clocks", {**CLOCKS, "as_of": day})

    ask(days[0])
    ask(days[1])
    ask(days[0])
    ask(days[2])  # the second day was used longest ago
    assert len(counted) == 3
    ask(days[0])
    assert len(counted) == 3
    ask(days[1])
    assert len(counted) == 4


def test_memory_is_bounded_by_bytes(warehouse, counted):
    library = fresh_library(bytes_=1)
    for _ in range(2):
        assert len(library.ask(warehouse, "timeline/clocks", CLOCKS).frame) == 10
    assert len(counted) == 2


def test_rows_that_come_out_the_same_count_as_the_same_and_others_do_not(warehouse):
    """No event on record falls between the 10th and the 11th of March 2019: the same rows, asked for anew."""
    library = fresh_library()
    asked = dict.fromkeys(library.get("changes/ahead").parameters) | {"within": 0}
    first, second = (library.ask(warehouse, "changes/ahead", asked | {"as_of": date(2019, 3, day)}) for day in (10, 11))
    assert first.frame.empty
    assert first.basis == second.basis
    # What comes due on 4 December 2026 is in reach of the first day alone.
    soon, later = (library.ask(warehouse, "changes/ahead", asked | {"as_of": date(2026, 12, day)}) for day in (4, 7))
    assert len(soon.frame) > len(later.frame)
    assert soon.basis != later.basis
    # Of another database nothing is taken over.
    other = fresh_library().ask(warehouse, "changes/ahead", asked | {"as_of": date(2019, 3, 11)})
    assert other.frame.equals(second.frame)
