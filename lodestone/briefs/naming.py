"""What a name in a brief means, said once by a reader."""

from __future__ import annotations

import csv

from lodestone import brief_store
from lodestone.backends import freshen
from lodestone.build_lock import build_lock
from lodestone.errors import BuildError, ImportRefused
from lodestone.paths import Project

_KNOWN = {"units": "unit_id", "organizations": "organization_id"}


def map_name(project: Project, name: str, target: str | None, by: str = "") -> None:
    """Keep that a name means a unit or an organization; none forgets it. Raises ImportRefused and BuildError."""
    name = " ".join(name.split())
    if not name:
        raise ImportRefused("The name is empty.")
    if target is not None and target not in _targets(project):
        raise ImportRefused(f"There is no unit and no organization '{target}' in data/facts/.")
    try:
        with build_lock(project):
            freshen(project)
            before = brief_store.names_version(project)
            names = brief_store.mapped_names(project)
            if target is None and names.pop(name, None) is None:
                raise ImportRefused(f"No meaning is kept for '{name}'.")
            brief_store.map_names(project, names if target is None else names | {name: target}, before, by)
    except OSError as error:
        raise BuildError(f"The name could not be kept: {error.strerror}. Check the folder's permissions.") from error


def _targets(project: Project) -> set[str]:
    found = set()
    for table, column in _KNOWN.items():
        path = project.data / "facts" / f"{table}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                found |= {row[column] for row in csv.DictReader(file) if row.get(column)}
    return found
