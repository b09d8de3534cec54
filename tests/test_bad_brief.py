"""A brief that does not hold is refused with the line and the field; the last good database goes on being served."""

from __future__ import annotations

import pytest
from corrupting import BRIEF, Spoiled, assert_refused, complaints

CASES = [
    # The format
    Spoiled("bad indentation", BRIEF, "    title: Risk\n", "   title: Risk\n", "", "YAML is broken"),
    Spoiled("tab as indentation", BRIEF, "    title: Risk\n", "\ttitle: Risk\n", "", "cannot start any token"),
    Spoiled(
        "duplicate key",
        BRIEF,
        "    title: Risk\n",
        "    title: Risk\n    title: Again\n",
        "title",
        "stands here twice",
        down=1,
    ),
    Spoiled(
        "unclosed quote",
        BRIEF,
        "    title: Officials\n",
        '    title: "Officials\n',
        "",
        "here and from line 34 on",
        down=6,
    ),
    Spoiled(
        "alias", BRIEF, "    title: Risk\n    score: 3\n", "    title: &a Risk\n    score: *a\n", "", "an alias", down=1
    ),
    Spoiled("tag", BRIEF, "score: 3\n", "score: !!int 3\n", "", "a tag"),
    Spoiled("second document", BRIEF, "groups:\n", "---\ngroups:\n", "", "YAML is broken"),
    Spoiled("control character", BRIEF, "title: Risk\n", "title: Ri\x07sk\n", "", "control character"),
    # The parts
    Spoiled("unknown part", BRIEF, "groups:\n", "notes: none\ngroups:\n", "notes", "unknown part"),
    Spoiled(
        "unknown field of an item",
        BRIEF,
        "        title: Projects chosen together\n",
        "        titel: Two\n        title: Projects chosen together\n",
        "titel",
        "Did you mean 'title'",
    ),
    Spoiled(
        "list where a text belongs", BRIEF, "title: Risk\n", "title: [Risk, Reward]\n", "title", "a text was expected"
    ),
    Spoiled(
        "group where a text belongs",
        BRIEF,
        "signed_place: Tokyo",
        "signed_place: {city: Tokyo}",
        "signed_place",
        "a text was expected",
    ),
    Spoiled(
        "text where a list belongs",
        BRIEF,
        "        units: [u_geo]",
        "        units: u_geo",
        "units",
        "a list was expected",
    ),
    Spoiled(
        "list in a list of identifiers",
        BRIEF,
        "        units: [u_geo]",
        "        units: [[u_geo]]",
        "units",
        "an identifier was expected",
    ),
    Spoiled(
        "text where a group belongs",
        BRIEF,
        "  - section: risk\n    title: Risk",
        "  - just words\n  - section: risk\n    title: Risk",
        "scores",
        "a group of 'key: value' lines was expected",
    ),
    # Values
    Spoiled("score above the scale", BRIEF, "    score: 3\n", "    score: 7\n", "score", "score = 7 breaks the rule"),
    Spoiled("score below the scale", BRIEF, "    score: 3\n", "    score: 0\n", "score", "score = 0 breaks the rule"),
    Spoiled("score in words", BRIEF, "    score: 3\n", "    score: high\n", "score", "'high' is not a whole number"),
    Spoiled("score between two", BRIEF, "    score: 3\n", "    score: 3.5\n", "score", "'3.5' is not a whole number"),
    Spoiled("score in other digits", BRIEF, "    score: 3\n", "    score: ３\n", "score", "is not a whole number"),
    Spoiled("score left empty", BRIEF, "    score: 3\n", "    score:\n", "score", "a value is required"),
    Spoiled("score said to be null", BRIEF, "    score: 3\n", "    score: null\n", "score", "a value is required"),
    Spoiled(
        "30 February",
        BRIEF,
        "posted_date: 2025-10-27",
        "posted_date: 2025-02-30",
        "posted_date",
        "not a day of the calendar",
    ),
    Spoiled(
        "day before month",
        BRIEF,
        "posted_date: 2025-10-27",
        "posted_date: 28/10/2025",
        "posted_date",
        "Write it as 2025-10-28",
    ),
    Spoiled(
        "13th month",
        BRIEF,
        "posted_date: 2025-10-27",
        "posted_date: 2025-13-01",
        "posted_date",
        "not a day of the calendar",
    ),
    Spoiled(
        "time beside the date",
        BRIEF,
        "posted_date: 2025-10-27",
        "posted_date: 2025-10-27 09:00",
        "posted_date",
        "is not a date",
    ),
    Spoiled(
        "signed days before posted",
        BRIEF,
        "posted_date: 2025-10-27",
        "posted_date: 2025-10-20",
        "signed_date",
        "breaks the rule",
        down=1,
    ),
    Spoiled(
        "too long title", BRIEF, "title: Projects chosen together", f"title: {'x' * 61}", "title", "length(title) <= 60"
    ),
    Spoiled("unknown kind", BRIEF, "    kind: risk\n", "    kind: riks\n", "kind", "Did you mean 'risk'"),
    # Clocks
    Spoiled(
        "due date against the days",
        BRIEF,
        "due_date: 2026-04-26",
        "due_date: 2026-04-27",
        "due_date",
        "breaks the rule",
    ),
    Spoiled(
        "due date against the months",
        BRIEF,
        "due_date: 2026-04-28",
        "due_date: 2026-04-27",
        "due_date",
        "breaks the rule",
    ),
    Spoiled(
        "conditional clock with a date",
        BRIEF,
        "          trigger: receipt of a written request\n",
        "          trigger: receipt of a written request\n          due_date: 2026-01-01\n",
        "due_date",
        "breaks the rule",
        down=1,
    ),
    Spoiled(
        "duration of nothing",
        BRIEF,
        "          duration_number: 10\n",
        "          duration_number: 0\n",
        "duration_number",
        "breaks the rule",
    ),
    # References
    Spoiled(
        "dangling provision",
        BRIEF,
        "provisions: [P11, P12]",
        "provisions: [P11, P99]",
        "provision_id",
        "'P99' is not in provisions",
    ),
    Spoiled("dangling unit", BRIEF, "units: [u_geo]", "units: [u_geology]", "unit_id", "Did you mean 'u_geo'"),
    Spoiled(
        "dangling source",
        BRIEF,
        "second_source_id: s_gujarat_fw",
        "second_source_id: s_gujarat_fx",
        "second_source_id",
        "Did you mean 's_gujarat_fw'",
    ),
    Spoiled(
        "dangling score of a block",
        BRIEF,
        "    closed_by: agencies\n",
        "    closed_by: agency\n",
        "closed_by",
        "is not in scores",
    ),
    Spoiled(
        "dangling group",
        BRIEF,
        "        group_id: g-supply\n",
        "        group_id: g-suply\n",
        "group_id",
        "Did you mean 'g-supply'",
    ),
    Spoiled(
        "summary item without group",
        BRIEF,
        "        group_id: g-supply\n",
        "        group_id:\n",
        "group_id",
        "breaks the rule",
    ),
    Spoiled(
        "same item twice",
        BRIEF,
        "item_id: us-japan-2025.summary.5",
        "item_id: us-japan-2025.summary.3",
        "item_id",
        "is used already at",
    ),
    Spoiled(
        "same position twice",
        BRIEF,
        "provision_id: P04\n          position: 2",
        "provision_id: P04\n          position: 3",
        "position",
        "'3' is used already at",
        down=1,
    ),
    Spoiled(
        "same provision twice",
        BRIEF,
        "provisions: [P11, P12]",
        "provisions: [P11, P11]",
        "item_id, provision_id",
        "is used already at",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_spoiled_brief_is_refused(built_project, case):
    assert_refused(built_project, case)


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


def test_a_missing_part_is_named_beside_the_unknown_one(built_project):
    edit(built_project, "groups:\n", "grupos:\n")
    problems = {(p.line, p.field) for p in complaints(built_project).problems}
    assert problems == {(1, "groups"), (line_of(built_project, "grupos:"), "grupos")}


def test_a_fixed_clock_without_due_date_is_told_at_the_clock(built_project):
    edit(built_project, "          due_date: 2026-04-28\n", "")
    (problem,) = complaints(built_project).problems
    assert (problem.line, problem.field) == (
        line_of(built_project, "milestone_id: us-japan-2025.m.finance"),
        "due_date",
    )
    assert "due_date = None breaks the rule" in problem.wrong


def test_a_duration_beyond_the_calendar_is_told_not_raised(built_project):
    edit(built_project, "duration_number: 180", "duration_number: 999999999")
    (problem,) = complaints(built_project).problems
    assert problem.field == "due_date"
    assert problem.line == line_of(built_project, "due_date: 2026-04-26")


def test_a_person_without_the_day_and_source_is_told_twice(built_project):
    edit(built_project, "          person_as_of: 2026-02-04\n          person_source_id: s_state_fs\n", "")
    problems = complaints(built_project).problems
    assert [(p.line, p.field) for p in problems] == [
        (line_of(built_project, "official_id: us-japan-2025.o.energy"), field)
        for field in ("person_as_of", "person_source_id")
    ]


def test_an_alias_bomb_is_refused_at_every_alias(built_project):
    levels = ["bomb0: &b0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"bomb{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 10)}]" for n in range(1, 12)]
    path = built_project.root / BRIEF
    first = len(path.read_text(encoding="utf-8").splitlines()) + 1
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(levels) + "\n", encoding="utf-8")
    problems = complaints(built_project).problems
    assert [p.line for p in problems] == list(range(first + 1, first + 12))


def test_a_brief_of_nothing_but_comments_is_refused(built_project):
    (built_project.root / BRIEF).write_text("# to be written\n", encoding="utf-8")
    (problem,) = complaints(built_project).problems
    assert (problem.file, problem.line) == (BRIEF, 1)


def test_values_too_deep_to_read_are_refused(built_project):
    path = built_project.root / BRIEF
    path.write_text(path.read_text(encoding="utf-8") + "deep: " + "[" * 5000 + "]" * 5000 + "\n", encoding="utf-8")
    (problem,) = complaints(built_project).problems
    assert problem.file == BRIEF


def test_clocks_that_all_vanish_leave_their_evidence_dangling(built_project):
    """An empty list of clocks is no reason to skip the check of what points at clocks."""
    path = built_project.root / BRIEF
    lines = path.read_text(encoding="utf-8").splitlines()
    kept, inside = [], False
    for line in lines:
        inside = line.startswith("        milestone:") or (inside and line.startswith("          "))
        if not inside:
            kept.append(line)
    assert len(lines) - len(kept) > 30
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    problems = complaints(built_project).problems
    assert {(p.file, p.line) for p in problems} == {("data/facts/event_milestones.csv", line) for line in range(2, 8)}
