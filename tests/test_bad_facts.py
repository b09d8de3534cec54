"""A fact table that does not hold is refused with the line and the column; the last good database stays."""

from __future__ import annotations

import re
import shutil

from bad_facts_cases import (
    CASES,
    DIFFERENCES,
    EVENTS,
    ORGANIZATION_PROVISIONS,
    ORGANIZATIONS,
    PROVISION_TOPICS,
    PROVISIONS,
    SOURCES,
    TYPES,
    UNITS,
)
from corrupting import assert_refused, complaints, readings, spoil_together

from lodestone.paths import Project

RELATIONS = "data/facts/provision_relations.csv"
SEVERAL = {"unknown column", "missing list column", "identifier of another shape", "same source twice"}


def test_each_spoiled_place_of_a_table_is_told_where_it_stands(small_project, tmp_path):
    one_complaint = [case for case in CASES if case.id not in SEVERAL]
    for number, lot in enumerate(readings(one_complaint, small_project)):
        assert_refused(Project(shutil.copytree(small_project.root, tmp_path / f"lot {number}")), lot)


def spoil(project, name: str) -> list[tuple[str, int, str]]:
    spoil_together(project, [next(case for case in CASES if case.id == name)])
    return [(p.file, p.line, p.field) for p in complaints(project).problems]


def test_an_unknown_column_is_told_once_with_the_one_it_leaves_missing(built_small):
    assert spoil(built_small, "unknown column") == [(UNITS, 1, "short_name"), (UNITS, 1, "short_names")]


def test_a_missing_list_column_is_told_once(built_small):
    assert spoil(built_small, "missing list column") == [(PROVISIONS, 1, "instruments"), (PROVISIONS, 1, "notes")]


def test_a_missing_column_is_told_though_its_cells_may_be_empty(built_small):
    path = built_small.root / "data/facts/coverage.csv"
    path.write_text("subject,reaches_to,source_id\nevents,2026-07-31,s_lodestone\n", encoding="utf-8")
    (built_small.root / SOURCES).write_text(
        "\n".join(
            line.rsplit(",", 3)[0]
            for line in (built_small.root / SOURCES).read_text(encoding="utf-8").splitlines()
            if '"' not in line
        ),
        encoding="utf-8",
    )
    problems = {(p.file, p.line, p.field) for p in complaints(built_small).problems}
    assert {("data/facts/coverage.csv", 1, "note"), (SOURCES, 1, "note")} <= problems


def test_a_misshapen_identifier_is_told_where_it_stands_and_where_it_is_missed(built_small):
    problems = spoil(built_small, "identifier of another shape")
    lines = (built_small.root / PROVISIONS).read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines, start=1) if line.startswith("P5,"))
    assert (PROVISIONS, place, "provision_id") in problems
    assert {field for _, _, field in problems} == {"provision_id"}
    # Four events, one item of the brief, five organizations, one topic and two relations bear on P05; each says so at
    # its own line.
    missed = {
        (file, number, "provision_id")
        for file in (EVENTS, ORGANIZATION_PROVISIONS, PROVISION_TOPICS, RELATIONS)
        for number, line in enumerate((built_small.root / file).read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\bP05\b", line)
    }
    assert missed < set(problems)
    assert len(problems) == 1 + len(missed) + 1


def test_a_source_id_used_twice_leaves_the_other_one_missed(built_small):
    problems = spoil(built_small, "same source twice")
    lines = (built_small.root / SOURCES).read_text(encoding="utf-8").splitlines()
    second = [number for number, line in enumerate(lines, start=1) if line.startswith("s_afx_evac,")][1]
    assert (SOURCES, second, "source_id") in problems
    assert {file for file, _, _ in problems} == {
        SOURCES,
        PROVISIONS,
        DIFFERENCES,
        ORGANIZATIONS,
        "data/briefs/us-japan-critical-minerals.yaml",
    }


def test_every_problem_of_a_row_is_told_at_once(built_small):
    path = built_small.root / TYPES
    path.write_text(path.read_text(encoding="utf-8").replace("Mining trials,8", f"{'x' * 27},8.5"), encoding="utf-8")
    fields = {p.field for p in complaints(built_small).problems}
    assert "lane_position" in fields
