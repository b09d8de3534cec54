"""Notebooks kept by name below `build/notebooks/`, beside the built database: written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lodestone.build_lock import build_lock
from lodestone.content.files import read_regular
from lodestone.errors import NotebookRefused, Problem
from lodestone.notebooks.document import Notebook
from lodestone.notebooks.reading import MOST_BYTES, read_notebook
from lodestone.notebooks.writing import write_notebook
from lodestone.paths import Project

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST_KEPT = 500


@dataclass(frozen=True)
class Kept:
    """A notebook as it is kept: its name, its text, and the version that tells this text from any other."""

    name: str
    text: str
    version: str

    @property
    def book(self) -> Notebook:
        """The notebook; raises NotebookRefused where the file was damaged."""
        return read_notebook(self.text, f"{self.name}.yaml")


def folder(project: Project) -> Path:
    """Where they are kept; it need not exist."""
    return project.build / "notebooks"


def name_of(title: str) -> str:
    """The name under which a notebook with this title is kept."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")


def names(project: Project) -> list[str]:
    """The names of all that are kept, in order."""
    return sorted(path.stem for path in folder(project).glob("*.yaml") if _NAME.fullmatch(path.stem))


def load(project: Project, name: str) -> Kept | None:
    """What is kept under a name; None where nothing is, or where it cannot be read."""
    try:
        text = read_regular(_path(project, name), MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return Kept(name, text, _version(text))


def save(project: Project, name: str, book: Notebook, seen: str | None) -> Kept:
    """Keep a notebook under a name. `seen` is the version that it grew from, None where the name should be free.

    Raises NotebookRefused, and leaves what is there, when somebody else has kept another one under it meanwhile.
    """
    path, text = _path(project, name), write_notebook(book)
    read_notebook(text, path.name)
    with build_lock(project):
        there = load(project, name)
        if there is not None and there.version not in {seen, _version(text)}:
            wrong = (
                f"another notebook is kept as “{name}”" if seen is None else f"“{name}” was changed in another window"
            )
            raise _refused(wrong, "Keep yours under another name, or open the other one first")
        if there is None and len(names(project)) >= MOST_KEPT:
            raise _refused(f"{MOST_KEPT} notebooks are kept already", "Remove one first, or download yours")
        _write(path, text)
    return Kept(name, text, _version(text))


def rename(project: Project, name: str, new: str) -> None:
    """Keep under another name; raises NotebookRefused when that is taken or there is nothing to rename."""
    with build_lock(project):
        if _path(project, new).exists():
            raise _refused(f"another notebook is kept as “{new}”", "Choose another name")
        if not _path(project, name).exists():
            raise _refused(f"“{name}” is not kept any more", "Save your notebook instead")
        _path(project, name).replace(_path(project, new))


def duplicate(project: Project, name: str) -> str:
    """Keep a copy under the first name that is free; returns that name."""
    found = load(project, name)
    if found is None:
        raise _refused(f"“{name}” is not kept any more", "Save your notebook instead")
    taken = set(names(project))
    new = next(one for number in range(2, MOST_KEPT + 3) if (one := f"{name[:56]}-{number}") not in taken)
    save(project, new, found.book, None)
    return new


def remove(project: Project, name: str) -> None:
    """Forget what is kept under a name."""
    with build_lock(project):
        _path(project, name).unlink(missing_ok=True)


def _path(project: Project, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise _refused(f"“{name}” cannot be a name", "Use small letters, digits and hyphens, at most 60")
    return folder(project) / f"{name}.yaml"


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    """One step: what was kept before stays until the new text is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def _refused(wrong: str, remedy: str) -> NotebookRefused:
    return NotebookRefused([Problem("", 0, "", wrong, remedy)])
