"""Imported briefs, in a folder or as it is set in a database: kept in one step and left alone by every rebuild.

They are read from one file in any case, below `build/imports/` or in the copy of what the database holds. Each line
holds one brief: its id, the checksum of what follows, what a list of briefs shows, and what was read. A damaged line
costs its brief alone. What a reader said names mean stands in a file of its own beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from lodestone import store
from lodestone.backends import BRIEF, MAPPING, WHATEVER, Change, layouts, store_of, version_of
from lodestone.content.files import Unreadable, last_lines, read_regular
from lodestone.errors import Problem
from lodestone.paths import Project

BRIEF_ID = r"[a-z0-9][a-z0-9-]{0,79}"
# Bytes that are read of all of them.
MOST_BRIEFS = layouts.MOST_BRIEFS
_FILE, _NAMES = layouts.BRIEFS, layouts.NAMES
_LINE = re.compile(rf"({BRIEF_ID})\t([0-9a-f]{{64}})\t")


@dataclass(frozen=True)
class Entry:
    """What a list of imported briefs shows. `sha256` is that of the file read, `origin` a mark of its place."""

    brief_id: str
    title: str
    date: str | None
    format: str
    file_name: str
    sha256: str
    origin: str
    imported_on: str
    flags: int


@dataclass(frozen=True)
class Kept:
    """An imported brief as it is kept; `record` is the JSON that `brief read` prints."""

    entry: Entry
    record: bytes
    # Of what is kept; empty for what is not yet.
    version: str = field(default="", compare=False)

    def read(self) -> dict[str, Any]:
        """The record as lists, numbers and texts."""
        found: dict[str, Any] = json.loads(self.record)
        return found


def kept_file(project: Project) -> Path:
    """The file of all imported briefs; it need not exist."""
    return store.folder(project) / _FILE


def kept_files(project: Project) -> list[Path]:
    """Every file of imported briefs that decides what is loaded."""
    return [path for path in (kept_file(project), store.folder(project) / _NAMES) if path.exists()]


def briefs(project: Project) -> tuple[list[Kept], list[Problem]]:
    """Imported briefs that are whole, in the order of their import, and what is wrong with the others."""
    try:
        raw = read_regular(kept_file(project), MOST_BRIEFS)
    except FileNotFoundError:
        return [], []
    except Unreadable as error:
        return [], [_problem("", f"{_FILE} is not read: {error}")]
    except OSError as error:
        return [], [_problem("", f"{_FILE} cannot be read ({error.strerror})")]
    found, problems = [], []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line:
            continue
        kept = _whole(line)
        if kept is not None:
            found.append(kept)
        else:
            named = _LINE.match(line[:200].decode("utf-8", "replace"))
            problems.append(_problem(named[1] if named else f"line-{number}", f"line {number} of {_FILE} is damaged"))
    return found, problems


def last_briefs(project: Project, most: int) -> tuple[list[Kept], list[Problem], bool]:
    """As `briefs`, of the last ones imported alone, at most so many; and whether there are earlier ones.

    It takes as long among thousands as among few.
    """
    try:
        lines, more = last_lines(kept_file(project), most)
        found = [_whole(line) for line in lines]
    except OSError:
        return *briefs(project), False
    whole = [one for one in found if one is not None]
    if more and len(whole) == len(found):
        return whole, [], True
    kept, problems = briefs(project)
    return kept[-most:], problems, more


def _whole(line: bytes) -> Kept | None:
    try:
        brief_id, mark, shown, record = line.split(b"\t")
        # The checksum stands for all that follows it, which is read only where it is needed.
        if hashlib.sha256(line[len(brief_id) + len(mark) + 2 :]).hexdigest().encode() != mark:
            return None
        entry = Entry(**json.loads(shown))
    except (ValueError, TypeError, RecursionError):
        return None
    right = all(
        type(getattr(entry, one.name)) in ((int,) if one.type == "int" else (str, type(None))) for one in fields(Entry)
    )
    named = entry.brief_id.encode() == brief_id and re.fullmatch(BRIEF_ID, entry.brief_id)
    return Kept(entry, record, version_of(shown + b"\t" + record)) if right and named else None


def _problem(brief_id: str, reason: str) -> Problem:
    which = f"the imported brief '{brief_id}' is" if brief_id else "the imported briefs are"
    remedy = f"Import its file again, or run: python -m lodestone brief remove {brief_id}"
    return Problem(f"build/imports/{_FILE}", 0, "", f"{which} left out: {reason}", remedy.strip())


def publish(
    project: Project,
    kept: Iterable[Kept],
    damaged_without: str | None = None,
    before: Iterable[Kept] | None = None,
    by: str = "",
) -> None:
    """Put these briefs in the place of those before, in one step and a reader's name; it must be this process's turn.

    `before` are those that they grew from (without it: those of now). Lines that are damaged stay as they are, but that
    of the brief named and those of briefs that are here again. Raises Stale, NotTheirs, StoreAway and OSError.
    """
    seen = {one.entry.brief_id: one.version for one in (briefs(project)[0] if before is None else before)}
    contents = {one.entry.brief_id: _content(one) for one in kept}
    changes: list[Change] = []
    for brief_id, content in contents.items():
        if seen.get(brief_id) != version_of(content):
            changes.append(Change(BRIEF, brief_id, content, seen.get(brief_id)))
    changes += [
        Change(BRIEF, brief_id, None, version) for brief_id, version in seen.items() if brief_id not in contents
    ]
    if damaged_without is not None and damaged_without not in seen:
        changes.append(Change(BRIEF, damaged_without, None, WHATEVER))
    store_of(project).write(changes, by)


def _content(kept: Kept) -> bytes:
    return json.dumps(asdict(kept.entry), ensure_ascii=False).encode() + b"\t" + kept.record


def mapped_names(project: Project) -> dict[str, str]:
    """What a reader said names mean: a name as a brief writes it, and the id of a unit or an organization."""
    try:
        read = json.loads(read_regular(store.folder(project) / _NAMES, MOST_BRIEFS))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(read, dict) and all(isinstance(one, str) for one in read.values())
    return read if whole else {}


def names_version(project: Project) -> str | None:
    """The version of what names mean; None where nothing is kept."""
    return next((one.version for one in store_of(project).items(MAPPING)), None)


def map_names(project: Project, names: Mapping[str, str], before: str | None = WHATEVER, by: str = "") -> None:
    """Keep what names mean, in the place of all before (`before`: its version); it must be this process's turn.

    Raises Stale, NotTheirs, StoreAway and OSError.
    """
    text = json.dumps(dict(sorted(names.items())), ensure_ascii=False, indent=2) + "\n"
    store_of(project).write([Change(MAPPING, layouts.Mapped.NAME, text.encode(), before)], by)
