"""Hundreds of values that cannot be, each in a row of its own, all read at once: every one is told where it stands."""

from __future__ import annotations

import csv
import io

import pytest
from many_bad_values import CASES, Bad
from small_content import copy_small_project

from lodestone.content import read_content
from lodestone.errors import ContentError, Problem
from lodestone.paths import Project

Place = tuple[str, int]


def file_of(table: str) -> str:
    return "data/sources.csv" if table == "sources" else f"data/facts/{table}.csv"


def put_all(project: Project, table: str, cases: list[tuple[int, Bad]]) -> dict[int, Place]:
    """Put every case into a row of its own; returns the place of each by its number."""
    path = project.root / file_of(table)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fits = {
        number: [
            at for at, row in enumerate(rows) if (row[case.column] or case.beside) and case.where.items() <= row.items()
        ]
        for number, case in cases
    }
    chosen: dict[int, int] = {}
    # Those first that fit few rows.
    for number, case in sorted(cases, key=lambda one: len(fits[one[0]])):
        at = next((at for at in fits[number] if at not in chosen), None)
        assert at is not None, f"{case.id}: no row is left"
        chosen[at] = number
        rows[at] |= {**case.beside, case.column: case.value}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    places = {}
    for number, row in enumerate(rows):
        if number in chosen:
            places[chosen[number]] = (file_of(table), text.getvalue().count("\n") + 1)
        writer.writerow(row)
    path.write_text(text.getvalue(), encoding="utf-8")
    return places


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Place], list[Problem]]:
    """The place of every case in the order of CASES, and all that is said of the content they spoil."""
    project = copy_small_project(tmp_path_factory.mktemp("bad") / "project")
    by_table: dict[str, list[tuple[int, Bad]]] = {}
    for number, case in enumerate(CASES):
        by_table.setdefault(case.table, []).append((number, case))
    places: list[Place] = [("", 0)] * len(CASES)
    for table, numbered in by_table.items():
        found = put_all(project, table, numbered)
        for number, place in found.items():
            places[number] = place
    with pytest.raises(ContentError) as caught:
        read_content(project.root)
    return places, caught.value.problems


@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)), ids=[case.id for case in CASES])
def test_it_is_told_at_its_line(told, number, case):
    places, problems = told
    here = [one for one in problems if (one.file, one.line) == places[number]]
    assert {one.field for one in here} == {case.named or case.column}
    assert any(case.says in one.wrong for one in here), [one.wrong for one in here]
    assert all(one.remedy for one in here)


def test_nothing_else_is_told(told):
    places, problems = told
    assert {(one.file, one.line) for one in problems} == set(places)
    assert len(set(places)) == len(CASES) >= 250


def test_near_words_are_looked_for_a_few_times_only(told):
    _, problems = told
    assert sum(one.remedy.startswith("Did you mean") for one in problems) <= 20
