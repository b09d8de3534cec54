"""A helper: spoil one place of a good project's content, and what must then be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from small_content import event_count, keeper_of

from lodestone.content import read_content
from lodestone.errors import ContentError, LodestoneError
from lodestone.paths import Project, here

BRIEF = "data/briefs/us-japan-critical-minerals.yaml"


@dataclass(frozen=True)
class Spoiled:
    """Replace `old` (found once) by `new`; the complaint stands `down` lines below the place where `new` starts.

    `alone`: what is said of it hides, or changes, what would be said of other places of the file.
    """

    id: str
    file: str
    old: str
    new: str
    field: str
    says: str
    down: int = 0
    alone: bool = False

    def place(self, text: str) -> int:
        """Where the text to spoil starts; it must stand there once."""
        assert text.count(self.old) == 1, (
            f"{self.id}: the text to spoil stands {text.count(self.old)} times in {self.file}"
        )
        return text.index(self.old)


def build_files(project: Project) -> dict[str, bytes]:
    """The built databases and the pointer, byte by byte."""
    return {path.name: path.read_bytes() for path in project.build.iterdir() if not path.name.startswith(".")}


def problem_after(project: Project) -> LodestoneError:
    """What a keeper says of spoiled content; the database built before must be served, untouched."""
    before = build_files(project)
    assert len(before) == 2, "one database and its pointer"
    # Built in this process: what is refused is the same, and a process of its own takes a second to start.
    keeper = keeper_of(project)
    served = keeper.current()
    assert served.version in next(name for name in before if name.endswith(".duckdb"))
    assert served.cursor().execute("SELECT count(*) FROM events").fetchone() == (event_count(here()),)
    served.connection.close()
    assert build_files(project) == before
    assert keeper.problem is not None, "the spoiled content was taken for good"
    return keeper.problem


def complaints(project: Project) -> ContentError:
    """The same, where it must be the content that is refused."""
    problem = problem_after(project)
    assert isinstance(problem, ContentError)
    return problem


def spoil_together(project: Project, cases: Sequence[Spoiled]) -> dict[str, int]:
    """Spoil the places of all cases, which must not overlap; returns the line that must be named by the case's id."""
    lines: dict[str, int] = {}
    for name in sorted({case.file for case in cases}):
        path = project.root / name
        text = path.read_bytes().decode("utf-8")
        here = sorted(((case.place(text), case) for case in cases if case.file == name), key=lambda one: one[0])
        parts, end = [], 0
        for place, case in here:
            assert place >= end, f"{case.id}: overlaps another case"
            parts.append(text[end:place])
            lines[case.id] = sum(part.count("\n") for part in parts) + 1 + case.down
            parts.append(case.new)
            end = place + len(case.old)
        path.write_bytes("".join([*parts, text[end:]]).encode("utf-8"))
    return lines


def readings(cases: Sequence[Spoiled], project: Project) -> list[list[Spoiled]]:
    """The cases in as few lots as can be read at once: no two in one place, none beside one that hides the rest."""
    texts = {name: (project.root / name).read_bytes().decode("utf-8") for name in {case.file for case in cases}}
    lots: list[list[tuple[Spoiled, int, int]]] = []
    for case in cases:
        start = case.place(texts[case.file])
        taken = (case, start, start + len(case.old))
        for lot in lots:
            beside = [one for one in lot if one[0].file == case.file]
            apart = all(one[2] < taken[1] or taken[2] < one[1] for one in beside)
            if apart and not (beside and (case.alone or any(one[0].alone for one in beside))):
                lot.append(taken)
                break
        else:
            lots.append([taken])
    return [[case for case, _, _ in lot] for lot in lots]


def assert_refused(project: Project, cases: Sequence[Spoiled]) -> None:
    """One complaint of each case, at the right file, line and field, that says what is wrong and what to do."""
    lines = spoil_together(project, cases)
    with pytest.raises(ContentError) as caught:
        read_content(project.root)
    told = caught.value.problems
    wanted = sorted((case.file, lines[case.id], case.field, case.id) for case in cases)
    assert sorted((one.file, one.line, one.field) for one in told) == [one[:3] for one in wanted], str(caught.value)
    for case in cases:
        (problem,) = (one for one in told if (one.file, one.line, one.field) == (case.file, lines[case.id], case.field))
        assert case.says in str(problem), case.id
        assert f"{case.file}:{lines[case.id]}:" in str(problem), case.id
        assert problem.remedy, case.id
