"""Where what readers keep lies: a folder on this computer, or a PostgreSQL that several replicas share."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from pathlib import Path

from lodestone.backends.folder import FolderStore
from lodestone.backends.things import (
    BRIEF,
    KINDS,
    MAPPING,
    NOTEBOOK,
    SITES,
    WHATEVER,
    Change,
    Item,
    NotTheirs,
    Stale,
    Stamp,
    Store,
    StoreAway,
    Thing,
    version_of,
)
from lodestone.build_lock import build_lock
from lodestone.errors import SettingsError
from lodestone.paths import Project
from lodestone.settings import Settings, settings

__all__ = [
    "BRIEF", "KINDS", "MAPPING", "NOTEBOOK", "SITES", "WHATEVER", "Change", "FolderStore", "Item", "NotTheirs", "Stale",
    "Stamp", "Store", "StoreAway", "Thing", "away", "close_stores", "folder_store", "freshen", "look", "place",
    "postgres", "room", "store_of", "version_of",
]  # fmt: skip

_TURN = threading.Lock()
_OPEN: dict[tuple[Path, Settings], Store] = {}


def room(project: Project) -> Path:
    """The folder that pages and builds read what is kept from; with a database it is the copy of what that holds."""
    return project.build / "from-database" if settings().database_url else project.build


def place() -> str:
    """Where what is kept lies, as the end of a sentence."""
    if settings().database_url:
        return "in the database that every server of this notebook shares"
    return "on this computer, beside the database"


class _OfAReplica(FolderStore):
    """The folder of a machine that builds nothing: a change there that only a build would show is refused."""

    def write(self, changes: Sequence[Change], by: str = "") -> list[Item]:
        if any(one.kind != NOTEBOOK for one in changes):
            raise StoreAway(
                "Nothing was kept: this notebook shows what another computer publishes. Import there, or have "
                "LODESTONE_DATABASE_URL set, so that both share what readers keep."
            )
        return super().write(changes, by)


def folder_store(project: Project) -> FolderStore:
    """The folder of this computer, whatever is set."""
    return FolderStore(project.build, lambda: build_lock(project), settings().owner_rule)


def store_of(project: Project) -> Store:
    """Where what readers keep lies, as it is set; raises SettingsError."""
    current = settings()
    if not current.database_url:
        return (
            _OfAReplica(project.build, lambda: build_lock(project), current.owner_rule)
            if current.replica
            else folder_store(project)
        )
    with _TURN:
        found = _OPEN.get((project.build, current))
        if found is None:
            mirror = importlib.import_module("lodestone.backends.mirror")
            copy = FolderStore(room(project), lambda: build_lock(project))
            found = _OPEN[project.build, current] = mirror.MirroredStore(postgres(current), copy, current.look_seconds)
        return found


def postgres(current: Settings) -> Store:
    """The database that is set, by itself; raises SettingsError where what speaks with it is not installed."""
    if not current.database_url:
        raise SettingsError("LODESTONE_DATABASE_URL is not set. Meant is the PostgreSQL that holds what readers keep.")
    try:
        module = importlib.import_module("lodestone.backends.postgresql")
    except ImportError as error:
        raise SettingsError(
            "LODESTONE_DATABASE_URL is set, and psycopg is not installed. Run: pip install -r requirements.txt"
        ) from error
    made: Store = module.PostgresStore(current)
    return made


def look(project: Project) -> None:
    """See to it that changes of other replicas are noticed from now on; costs nothing where none are possible."""
    if settings().database_url and (watch := getattr(store_of(project), "watch", None)):
        watch()


def freshen(project: Project) -> None:
    """Bring the copy of the database up to date now; raises StoreAway. Nothing to do where there is none."""
    if settings().database_url and (refresh := getattr(store_of(project), "refresh", None)):
        refresh()


def away(project: Project) -> bool:
    """Whether the database could not be used when it was last asked."""
    return bool(settings().database_url and getattr(store_of(project), "problem", ""))


def close_stores() -> None:
    """Let go of every database."""
    with _TURN:
        for one in _OPEN.values():
            if close := getattr(one, "close", None):
                close()
        _OPEN.clear()
