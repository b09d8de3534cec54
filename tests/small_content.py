"""The real content with few sites: where their number proves nothing, reading it takes a fifth of the time."""

from __future__ import annotations

import csv
import os
import shutil
from functools import cache
from pathlib import Path

import duckdb

from lodestone.build_lock import build_lock
from lodestone.paths import Project, here
from lodestone.warehouse import Keeper, build, content_version
from lodestone.warehouse.builder import checksum, enter

EVERY = 130
SITES = "facts/sites.csv"
# The tables that hang on sites; the others are taken as they are.
OF_SITES = ("facts/site_grades.csv",)


def copy_project(root: Path) -> Project:
    """A copy of `data/` and `queries/` below `root`, which must not exist yet."""
    project = Project(root)
    shutil.copytree(here().data, project.data)
    shutil.copytree(here().queries, project.queries)
    return project


def copy_small_project(root: Path) -> Project:
    """The same with every 130th site."""
    project = Project(root)
    shutil.copytree(here().data, project.data)
    shutil.copytree(here().queries, project.queries)
    keep_few_sites(project)
    return project


def fresh_copy(kept: Path, root: Path) -> Project:
    """A copy below `root` of a project that nothing changes any more: of the two hundred files only the bytes.

    Hundreds of tests ask for one. `shutil.copytree` reads each file again and takes over its times and rights, which is
    most of its work.
    """
    folders, files = _bytes_below(kept)
    for folder in folders:
        (root / folder).mkdir()
    for name, data in files:
        file = os.open(root / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(file, data)
        os.close(file)
    return Project(root)


@cache
def _bytes_below(kept: Path) -> tuple[list[Path], list[tuple[Path, bytes]]]:
    found = [Path(folder).relative_to(kept) for folder, _, _ in os.walk(kept)]
    files = [one for one in sorted(kept.rglob("*")) if one.is_file()]
    return found, [(one.relative_to(kept), one.read_bytes()) for one in files]


def keep_few_sites(project: Project) -> None:
    """Leave every 130th site in its text, and what hangs on these."""
    kept = _cut(project.data / SITES, lambda number, _: number % EVERY == 0)
    sites = {row[0] for row in kept}
    for name in OF_SITES:
        _cut(project.data / name, lambda _, row: row[0] in sites)


def event_count(project: Project) -> int:
    """How many events its text tells, read with the csv module alone."""
    with (project.data / "facts" / "events.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def _cut(path: Path, stays) -> list[list[str]]:
    """Keep the rows of a CSV file that `stays(number, cells)` names, header aside; returns them."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    kept = [row for number, row in enumerate(rows) if stays(number, row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])
    return kept


def keeper_of(project: Project) -> Keeper:
    """A keeper that builds in this process: what it serves is the same, and a process of its own takes a while."""
    return Keeper(project, builder=lambda one: build(one)[0])


def quick_builder(project: Project, clean: Path) -> Path:
    """Stands for a builder where only what is done with its file matters: a copy of `clean` with the title of E001.

    The copy enters as any build does, in a hundredth of its time.
    """
    with (project.data / "facts" / "events.csv").open(encoding="utf-8", newline="") as file:
        (title,) = (row["title"] for row in csv.DictReader(file) if row["event_id"] == "E001")
    with build_lock(project):
        draft = project.build / ".draft-quick.duckdb"
        shutil.copy(clean, draft)
        with duckdb.connect(str(draft)) as con:
            con.execute("UPDATE events SET title = ? WHERE event_id = 'E001'", [title])
        return enter(project, draft, content_version(project), checksum(draft))
