"""The commands below `store`: the tables of the database, what is kept where, and the way from one to the other."""

from __future__ import annotations

import argparse
import contextlib
import importlib
from collections import Counter
from collections.abc import Callable, Iterator

from lodestone.backends import KINDS, Store, folder_store, freshen, postgres
from lodestone.backends.copying import COPIED, LEFT, SAME, copy
from lodestone.backends.layouts import unread
from lodestone.errors import ImportRefused, SettingsError
from lodestone.language import counted
from lodestone.paths import Project
from lodestone.settings import settings, without_secrets

Run = Callable[[Project, argparse.Namespace], None]
FOLDER, POSTGRESQL = "folder", "postgresql"


def add_commands(command: argparse.ArgumentParser) -> None:
    """Describe the commands below `store`."""
    commands = command.add_subparsers(dest="what", metavar="WHAT", required=True)

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    add("migrate", _migrate, "make or bring up to date the tables in the database of LODESTONE_DATABASE_URL")
    add("status", _status, "say where what readers keep lies, and how much of it there is")
    moved = add("copy", _copy, "copy what readers keep from one place to the other; removes nothing anywhere")
    moved.add_argument("--from", dest="source", choices=(FOLDER, POSTGRESQL), required=True)
    moved.add_argument("--to", dest="target", choices=(FOLDER, POSTGRESQL), required=True)
    moved.add_argument("--replace", action="store_true", help="also what the other place holds otherwise")


def _migrate(_project: Project, _options: argparse.Namespace) -> None:
    current = settings()
    if not current.database_url:
        raise SettingsError("LODESTONE_DATABASE_URL is not set. Meant is the PostgreSQL that holds what readers keep.")
    try:
        module = importlib.import_module("lodestone.backends.migrate")
    except ImportError as error:
        raise SettingsError("psycopg is not installed. Run: pip install -r requirements.txt") from error
    for name in (done := module.migrate(current)):
        print(f"applied: {name}")
    if not done:
        print(f"up to date: schema {current.database_schema}")


def _status(project: Project, _options: argparse.Namespace) -> None:
    current = settings()
    where = without_secrets(current.database_url) if current.database_url else f"folder {project.build.name}/"
    print(f"kept in: {where}")
    with _store(project, POSTGRESQL if current.database_url else FOLDER) as store:
        for kind in KINDS:
            print(f"{kind:10} {len(store.items(kind)):>6}")


def _copy(project: Project, options: argparse.Namespace) -> None:
    if options.source == options.target:
        raise ImportRefused("Choose two places: --from folder --to postgresql, or the other way round.")
    found: Counter[str] = Counter()
    with _store(project, options.source) as source, _store(project, options.target) as target:
        for one in copy(source, target, replace=options.replace):
            found[one.what] += 1
            if one.what != SAME:
                print(f"{one.kind} {one.name}: {one.what}" + (f". {one.why}." if one.why else ""))
    for name in unread(project.build) if options.source == FOLDER else ():
        print(f"{name}: {LEFT}. It is damaged.")
    print(f"{counted(found[COPIED], 'thing')} copied, {found[SAME]:,} there already, {found[LEFT]:,} left.")
    if options.target == POSTGRESQL:
        freshen(project)
    if found[LEFT]:
        raise ImportRefused("What was left is in both places, each as it was. Look, then copy again with --replace.")


@contextlib.contextmanager
def _store(project: Project, name: str) -> Iterator[Store]:
    store = folder_store(project) if name == FOLDER else postgres(settings())
    try:
        yield store
    finally:
        if close := getattr(store, "close", None):
            close()
