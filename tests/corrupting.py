"""A helper: spoil one place of a good project's content, and what must then be true."""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.errors import ContentError, LodestoneError
from lodestone.paths import Project
from lodestone.warehouse import Keeper, build

BRIEF = "data/briefs/us-japan-critical-minerals.yaml"


@dataclass(frozen=True)
class Spoiled:
    """Replace `old` (found once) by `new`; the complaint stands `down` lines below the place where `new` starts."""

    id: str
    file: str
    old: str
    new: str
    field: str
    says: str
    down: int = 0

    def apply(self, project: Project) -> int:
        """Spoil the file and return the line that must be named."""
        path = project.root / self.file
        text = path.read_bytes().decode("utf-8")
        assert text.count(self.old) == 1, (
            f"{self.id}: the text to spoil stands {text.count(self.old)} times in {self.file}"
        )
        start = text.index(self.old)
        path.write_bytes((text[:start] + self.new + text[start + len(self.old) :]).encode("utf-8"))
        return text.count("\n", 0, start) + 1 + self.down


def build_files(project: Project) -> dict[str, bytes]:
    """The built databases and the pointer, byte by byte."""
    return {path.name: path.read_bytes() for path in project.build.iterdir() if not path.name.startswith(".")}


def problem_after(project: Project) -> LodestoneError:
    """What a keeper says of spoiled content; the database built before must be served, untouched."""
    before = build_files(project)
    assert len(before) == 2, "one database and its pointer"
    # Built in this process: what is refused is the same, and a process of its own takes a second to start.
    keeper = Keeper(project, builder=lambda one: build(one)[0])
    served = keeper.current()
    assert served.version in next(name for name in before if name.endswith(".duckdb"))
    assert served.cursor().execute("SELECT count(*) FROM events").fetchone() == (90,)
    served.connection.close()
    assert build_files(project) == before
    assert keeper.problem is not None, "the spoiled content was taken for good"
    return keeper.problem


def complaints(project: Project) -> ContentError:
    """The same, where it must be the content that is refused."""
    problem = problem_after(project)
    assert isinstance(problem, ContentError)
    return problem


def assert_refused(project: Project, case: Spoiled) -> None:
    """One complaint, at the right file, line and field, that says what is wrong and what to do."""
    line = case.apply(project)
    error = complaints(project)
    problems = [(problem.file, problem.line, problem.field) for problem in error.problems]
    assert problems == [(case.file, line, case.field)], str(error)
    assert case.says in str(error)
    assert f"{case.file}:{line}:" in str(error)
    assert error.problems[0].remedy
