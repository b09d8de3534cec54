"""Stores for the tests: a folder and a schema of a real PostgreSQL, and small things to keep in them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from postgres_support import Server

from lodestone.backends import BRIEF, MAPPING, NOTEBOOK, SITES, Change, close_stores, folder_store
from lodestone.backends.migrate import migrate
from lodestone.backends.postgresql import PostgresStore
from lodestone.notebooks.document import Notebook, TextCell
from lodestone.paths import Project
from lodestone.settings import Settings

_SCHEMAS = itertools.count(1)
ANNA, BEN = "anna@example.edu", "ben@example.edu"


def fresh(server: Server, **more: object) -> Settings:
    """Settings with a schema of its own, which has its tables."""
    told = {"database_url": server.url, "database_schema": f"test_{next(_SCHEMAS)}", "database_patience": 2.0} | more
    found = Settings(**told)
    migrate(found)
    return found


@contextmanager
def postgres_store(server: Server, **more: object) -> Iterator[PostgresStore]:
    """A store in a schema of its own."""
    store = PostgresStore(fresh(server, **more))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def replica(monkeypatch, settings: Settings, project: Project) -> Iterator[Project]:
    """This process as one that keeps what readers keep in a database."""
    for variable, value in surroundings(settings).items():
        monkeypatch.setenv(variable, value)
    try:
        yield project
    finally:
        close_stores()


def surroundings(settings: Settings) -> dict[str, str]:
    """The variables that say the same as these settings."""
    return {
        "LODESTONE_DATABASE_URL": str(settings.database_url),
        "LODESTONE_DATABASE_SCHEMA": settings.database_schema,
        "LODESTONE_DATABASE_PATIENCE": str(settings.database_patience),
        "LODESTONE_OWNER_RULE": settings.owner_rule,
        "LODESTONE_LOOK_SECONDS": "0.2",
    }


def folder(root: Path, rule: str = "anyone"):
    """A store in a folder."""
    store = folder_store(Project(root))
    return type(store)(store.root, store.turn, rule)


def book(text: str) -> Notebook:
    return Notebook("Trial", cells=(TextCell(text),))


def notebook(text: str = "title: Trial\n", name: str = "trial", seen: str | None = None) -> Change:
    return Change(NOTEBOOK, name, text.encode(), seen)


def brief(text: str = "a", name: str = "first", seen: str | None = None) -> Change:
    return Change(BRIEF, name, b"%s\t{}" % json.dumps({"title": text}).encode(), seen)


def sites(parquet: bytes = b"PAR1", name: str = "mine", seen: str | None = None) -> Change:
    manifest = json.dumps({"dataset": name, "file": f"{name}.{len(parquet)}.parquet"}).encode()
    return Change(SITES, name, manifest, seen, {"sites": parquet, "dropped": b"line,why\n"})


def names(text: str = '{"Office": "us-doe"}', seen: str | None = None) -> Change:
    return Change(MAPPING, "brief-names", text.encode(), seen)


def part(found) -> dict[str, bytes]:
    """The bytes of the files that belong to a thing, wherever they lie."""
    return {name: one.read_bytes() if isinstance(one, Path) else one for name, one in found.parts.items()}
