"""A brief that does not hold is refused with the line and the field; the last good database goes on being served."""

from __future__ import annotations

import shutil

import pytest
from bad_brief_cases import CASES
from corrupting import BRIEF, assert_refused, complaints, readings

from lodestone.paths import Project


def test_each_spoiled_place_of_the_brief_is_told_where_it_stands(small_project, tmp_path):
    for number, lot in enumerate(readings(CASES, small_project)):
        assert_refused(Project(shutil.copytree(small_project.root, tmp_path / f"lot {number}")), lot)


def line_of(project, text: str) -> int:
    lines = (project.root / BRIEF).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if text in line]
    assert len(found) == 1
    return found[0]


def edit(project, old: str, new: str) -> None:
    path = project.root / BRIEF
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_missing_part_is_named_beside_the_unknown_one(built_small):
    edit(built_small, "groups:\n", "grupos:\n")
    problems = {(p.line, p.field) for p in complaints(built_small).problems}
    assert problems == {(1, "groups"), (line_of(built_small, "grupos:"), "grupos")}


def test_a_fixed_clock_without_due_date_is_told_at_the_clock(built_small):
    edit(built_small, "          due_date: 2026-04-28\n", "")
    (problem,) = complaints(built_small).problems
    assert (problem.line, problem.field) == (
        line_of(built_small, "milestone_id: us-japan-2025.m.finance"),
        "due_date",
    )
    assert "due_date = None breaks the rule" in problem.wrong


def test_a_duration_beyond_the_calendar_is_told_not_raised(built_small):
    edit(built_small, "duration_number: 180", "duration_number: 999999999")
    (problem,) = complaints(built_small).problems
    assert problem.field == "due_date"
    assert problem.line == line_of(built_small, "due_date: 2026-04-26")


def test_a_person_without_the_day_and_source_is_told_twice(built_small):
    edit(built_small, "          person_as_of: 2026-02-04\n          person_source_id: s_state_fs\n", "")
    problems = complaints(built_small).problems
    assert [(p.line, p.field) for p in problems] == [
        (line_of(built_small, "official_id: us-japan-2025.o.energy"), field)
        for field in ("person_as_of", "person_source_id")
    ]


def test_an_alias_bomb_is_refused_at_every_alias(built_small):
    levels = ["bomb0: &b0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"bomb{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 10)}]" for n in range(1, 12)]
    path = built_small.root / BRIEF
    first = len(path.read_text(encoding="utf-8").splitlines()) + 1
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(levels) + "\n", encoding="utf-8")
    problems = complaints(built_small).problems
    assert [p.line for p in problems] == list(range(first + 1, first + 12))


def test_a_brief_of_nothing_but_comments_is_refused(built_small):
    (built_small.root / BRIEF).write_text("# to be written\n", encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == (BRIEF, 1)


@pytest.mark.parametrize(
    "deep",
    [
        "[" * 50_000 + "]" * 50_000,
        "{a: " * 50_000 + "}" * 50_000,
        "\n  " + "- " * 50_000,
        "\n  " + "? " * 50_000,
        "".join("\n" + " " * number + "a:" for number in range(2, 2000)),
    ],
    ids=["brackets", "braces", "dashes", "questions", "indentation"],
)
def test_values_too_deep_to_read_are_refused(built_small, deep):
    path = built_small.root / BRIEF
    path.write_text(f"{path.read_text(encoding='utf-8')}deep: {deep}\n", encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert problem.file == BRIEF


def test_clocks_that_all_vanish_leave_their_evidence_dangling(built_small):
    """An empty list of clocks is no reason to skip the check of what points at clocks."""
    path = built_small.root / BRIEF
    lines = path.read_text(encoding="utf-8").splitlines()
    kept, inside = [], False
    for line in lines:
        inside = line.startswith("        milestone:") or (inside and line.startswith("          "))
        if not inside:
            kept.append(line)
    assert len(lines) - len(kept) > 30
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    problems = complaints(built_small).problems
    assert {(p.file, p.line) for p in problems} == {("data/facts/event_milestones.csv", line) for line in range(2, 8)}
