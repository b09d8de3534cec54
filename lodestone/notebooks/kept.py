"""Notebooks kept by name, in a folder or as it is set in a database: written whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.backends import NOTEBOOK, WHATEVER, Change, Item, NotTheirs, Stale, store_of, version_of
from lodestone.backends.things import changed_since
from lodestone.errors import NotebookRefused, Problem
from lodestone.notebooks.document import Notebook
from lodestone.notebooks.reading import MOST_BYTES, read_notebook
from lodestone.notebooks.writing import write_notebook
from lodestone.paths import Project

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST_KEPT = 500
_OTHER_NAME = "Keep yours under another name, or open the other one first"


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


def name_of(title: str) -> str:
    """The name under which a notebook with this title is kept."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")


def listed(project: Project) -> list[Item]:
    """All that are kept, by name, with whose they are and since when."""
    found = [one for one in store_of(project).items(NOTEBOOK) if _NAME.fullmatch(one.name)]
    return sorted(found, key=lambda one: one.name)


def names(project: Project) -> list[str]:
    """The names of all that are kept, in order."""
    return [one.name for one in listed(project)]


def load(project: Project, name: str) -> Kept | None:
    """What is kept under a name; None where nothing is, or where it cannot be read."""
    found = store_of(project).read(NOTEBOOK, _named(name))
    try:
        text = found.content.decode("utf-8") if found and len(found.content) <= MOST_BYTES else None
    except UnicodeDecodeError:
        return None
    return None if text is None else Kept(name, text, version_of(text.encode()))


def save(project: Project, name: str, book: Notebook, seen: str | None, by: str = "") -> Kept:
    """Keep a notebook under a name, for a reader. `seen` is the version that it grew from, None for a free name.

    Raises NotebookRefused, and leaves what is there, when somebody else has kept another one under it meanwhile, and
    StoreAway when nothing can be kept.
    """
    text = write_notebook(book)
    read_notebook(text, f"{_named(name)}.yaml")
    taken = names(project)
    if name not in taken and len(taken) >= MOST_KEPT:
        raise _refused(f"{MOST_KEPT} notebooks are kept already", "Remove one first, or download yours")
    _write(project, [Change(NOTEBOOK, name, text.encode(), seen)], by)
    return Kept(name, text, version_of(text.encode()))


def rename(project: Project, name: str, new: str, by: str = "") -> None:
    """Keep under another name; raises NotebookRefused when that is taken or there is nothing to rename."""
    if new in names(project):
        raise _refused(f"another notebook is kept as “{_named(new)}”", "Choose another name")
    found = store_of(project).read(NOTEBOOK, _named(name))
    if found is None:
        raise _refused(f"“{name}” is not kept any more", "Save your notebook instead")
    before = found.item
    moved = Change(NOTEBOOK, _named(new), found.content, None, stamp=before.stamp)
    _write(project, [moved, Change(NOTEBOOK, name, None, before.version)], by)


def duplicate(project: Project, name: str, by: str = "") -> str:
    """Keep a copy under the first name that is free; returns that name."""
    found = load(project, name)
    if found is None:
        raise _refused(f"“{name}” is not kept any more", "Save your notebook instead")
    taken = set(names(project))
    new = next(one for number in range(2, MOST_KEPT + 3) if (one := f"{name[:56]}-{number}") not in taken)
    save(project, new, found.book, None, by)
    return new


def remove(project: Project, name: str, by: str = "") -> None:
    """Forget what is kept under a name."""
    _write(project, [Change(NOTEBOOK, _named(name), None, WHATEVER)], by)


def _write(project: Project, changes: list[Change], by: str) -> None:
    try:
        store_of(project).write(changes, by)
    except Stale as error:
        raise _refused(changed_since(error.there, known=changes[0].seen is not None), _OTHER_NAME) from error
    except NotTheirs as error:
        raise _refused(str(error).partition(". ")[0], "Keep yours under another name") from error


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise _refused(f"“{name}” cannot be a name", "Use small letters, digits and hyphens, at most 60")
    return name


def _refused(wrong: str, remedy: str) -> NotebookRefused:
    return NotebookRefused([Problem("", 0, "", wrong, remedy)])
