"""The command line: python -m lodestone COMMAND."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from lodestone import __version__, brief_store
from lodestone.backends import StoreAway, close_stores, freshen
from lodestone.backends import command as stores
from lodestone.briefs import command as briefs
from lodestone.dictionary import described, listing, markdown, pick, read_dictionary
from lodestone.each_row import NotANumber, known
from lodestone.errors import BuildError, ContentError, ExportError, LodestoneError, QueryError
from lodestone.exports.arguments import add_changes, add_exports, add_notebook
from lodestone.imports import command as imports
from lodestone.language import entries, no_number
from lodestone.page_list import PAGES
from lodestone.paths import Project, here
from lodestone.queries import Library, Value
from lodestone.sandbox.asking import answer
from lodestone.settings import listed, settings, unknown
from lodestone.store import datasets
from lodestone.warehouse import Warehouse, build, checked_content, open_database, publish, ready, storage

EXIT_CODES = """exit codes:
  0  done
  1  the content in data/ does not hold; every problem is listed with file and line
  2  the command was called wrongly (unknown command, query, table, parameter or format; SQL that is not one SELECT;
     a file that cannot be imported)
  3  the database or a dataset could not be written or opened
  4  a file to take away could not be made (no Chromium to draw with, or its place cannot be written)
  130  stopped from the keyboard; no file is left half written"""


def _build(project: Project, options: argparse.Namespace) -> None:
    _freshen(project)
    path, built = ready(project, force=options.force)
    print(
        f"{('fetched' if settings().replica else 'built') if built else 'up to date'}: {path.relative_to(project.root)}"
    )
    for problem in [*datasets(project)[1], *brief_store.briefs(project)[1]]:
        print(problem, file=sys.stderr)


def _publish(project: Project, options: argparse.Namespace) -> None:
    place = storage()
    if place is None:
        raise LodestoneError("Nowhere to publish to: set LODESTONE_STORAGE_URL to a folder or to s3://bucket/folder.")
    _freshen(project)
    path, _ = build(project)
    moved = publish(project, path, place, force=options.force)
    print(f"{'published' if moved else 'published before'}: {path.stem.split('-')[1]}")


def _check(project: Project, _options: argparse.Namespace) -> None:
    content = checked_content(project)
    print(f"the content holds: {content.row_count} rows in {len(content.tables)} tables")


def _query(project: Project, options: argparse.Namespace) -> None:
    library = Library(project.queries)
    if options.name is None:
        for query in library.queries.values():
            print(f"{query.name:28} {query.summary}")
        return
    query = library.get(options.name)
    values: dict[str, Value] = {name: None for name, p in query.parameters.items() if p.optional}
    for given in options.param:
        name, equals, text = given.partition("=")
        if not equals or name not in query.parameters:
            known = ", ".join(f"{p.name} ({p.type}: {p.meaning})" for p in query.parameters.values()) or "none"
            wrong = f"there is no parameter '{name}'" if equals else "write NAME=VALUE"
            raise QueryError(f"--param {given}: {wrong}; parameters of {query.name}: {known}")
        try:
            values[name] = query.parameters[name].parse(text)
        except (ValueError, KeyError) as error:
            raise QueryError(f"--param {given}: not a {query.parameters[name].type}") from error
    _print(library.ask(_warehouse(project), query.name, values).frame, options.format)


def _sql(project: Project, options: argparse.Namespace) -> None:
    result = answer(_warehouse(project), options.statement)
    _print(result.frame, options.format)
    if result.cut:
        print(f"only the first {len(result.frame)} rows are shown", file=sys.stderr)


def _schema(project: Project, options: argparse.Namespace) -> None:
    tables = read_dictionary(_warehouse(project))
    if options.markdown:
        print(markdown(tables), end="")
    else:
        print(described(pick(tables, options.table)) if options.table else listing(tables))


def _pages(_project: Project, options: argparse.Namespace) -> None:
    picks = importlib.import_module("lodestone.answers.catalogue").PICKS if options.cells else {}
    for page in PAGES:
        print(f"{page.title:16} /{page.url_path}")
        for name, (one, *_) in picks.items():
            if one.page == page.url_path:
                needs = f" (with --filter {one.needs}=…)" if one.needs else ""
                print(f"    {name:28} {one.question}{needs}")


def _export(project: Project, options: argparse.Namespace) -> None:
    # Drawing and writing need many libraries; whoever only checks or asks does not wait for them.
    importlib.import_module("lodestone.exports.command").run(project, options)


def _changes(project: Project, options: argparse.Namespace) -> None:
    importlib.import_module("lodestone.exports.changes").run(project, options)


def _notebook(project: Project, options: argparse.Namespace) -> None:
    command = importlib.import_module("lodestone.exports.notebook_command")
    (command.check if options.verb == "check" else command.make)(project, options)


def _settings(_project: Project, _options: argparse.Namespace) -> None:
    for variable, value, meaning in listed(settings()):
        print(f"{variable:32} {value}\n{'':32}   {meaning}")
    for sentence in unknown(os.environ):
        print(sentence, file=sys.stderr)


def _freshen(project: Project) -> None:
    """Bring the copy of what the database of readers holds up to date; with that of before, where it is away."""
    try:
        freshen(project)
    except StoreAway as error:
        print(f"{error} What is known of it is used.", file=sys.stderr)


def _warehouse(project: Project) -> Warehouse:
    _freshen(project)
    path, _ = ready(project)
    return open_database(path)


def _print(frame: pd.DataFrame, form: str) -> None:
    if form == "json":
        columns = [[_plain(value) for value in frame[c].tolist()] for c in frame.columns]
        records = [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]
        print(json.dumps(records, ensure_ascii=False, indent=2, default=str))
        return
    if form == "csv":
        odd = [c for c in frame.columns if frame[c].map(lambda value: isinstance(value, tuple | NotANumber)).any()]
        flat = frame.assign(**{c: frame[c].map(_flat) for c in odd})
        print(flat.to_csv(index=False, lineterminator="\n"), end="")
    else:
        shown = pd.DataFrame({c: pd.Series([_text(one) for one in frame[c]], dtype=object) for c in frame.columns})
        with pd.option_context(
            "display.width", 200, "display.max_columns", None, "display.max_colwidth", 60, "display.max_rows", None
        ):
            print(shown.to_string(index=False) if len(shown) else "no rows")


def _plain(value: object) -> object:
    """A value as JSON has it: None for what is not there, words for a number that JSON does not know."""
    if isinstance(value, NotANumber):
        return no_number(value)
    return (no_number(value) or value) if known(value) else None


def _flat(value: object) -> object:
    """A list as one text, NaN that is a value as programs read it; every other value stays as it is."""
    if isinstance(value, tuple):
        return ";".join(entries(value))
    return "NaN" if isinstance(value, NotANumber) else value


def _text(value: object) -> str:
    """A value for a person at a terminal: NULL for what is not there, a number without a power of ten."""
    if isinstance(value, NotANumber):
        return no_number(value)
    if not known(value):
        return "NULL"
    if wordless := no_number(value):
        return wordless
    if isinstance(value, float):
        # As many digits as are sure.
        return np.format_float_positional(float(f"{value:.15g}"), trim="-")
    return str(_flat(value))


def parser() -> argparse.ArgumentParser:
    """The command line's own description, also used by `--help`."""
    top = argparse.ArgumentParser(
        prog="python -m lodestone",
        description="Build, check and question the notebook's database.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"lodestone {__version__}")
    top.add_argument("--project", type=Path, default=None, metavar="DIR", help="another project folder than this one")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, run: Callable[[Project, argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    add("build", _build, "build the database from data/ unless it is up to date").add_argument(
        "--force", action="store_true", help="build even when nothing changed"
    )
    add("publish", _publish, "build, and publish to the storage from which replicas fetch").add_argument(
        "--force", action="store_true", help="publish even when this version is there, or its pointer cannot be read"
    )
    add("check", _check, "validate data/ without building; lists every problem with file and line")
    query = add("query", _query, "run one of the notebook's questions; without a name, list them")
    query.add_argument("name", nargs="?", metavar="NAME", help="path below queries/ without .sql")
    query.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter; repeat for more; lists are comma-separated",
    )
    sql = add("sql", _sql, "run one SELECT of your own on the locked, read-only database")
    sql.add_argument("statement", metavar="SELECT")
    schema = add("schema", _schema, "say what the tables of the database hold; with a name, what its columns mean")
    schema.add_argument("table", nargs="?", metavar="TABLE", help="one table")
    schema.add_argument("--markdown", action="store_true", help="all of it as docs/data-dictionary.md holds it")
    for command in (query, sql):
        command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add_exports(add("export", _export, "make files to take away: deck, workbook, figures, calendar"))
    add_changes(
        add("changes", _changes, "say what is new or different between two days, as text or as a digest to send")
    )
    add_notebook(add("notebook", _notebook, "check a notebook of your own, or run it into a file"))
    imports.add_commands(
        commands.add_parser(
            "import", help="import mineral sites of your own", description="Import mineral sites of your own."
        )
    )
    briefs.add_commands(commands.add_parser("brief", help="read policy briefs", description="Read policy briefs."))
    stores.add_commands(
        commands.add_parser(
            "store", help="see to what readers keep", description="See to what readers keep, and where it lies."
        )
    )
    add("settings", _settings, "say what the environment variables set, without passwords, and what holds elsewise")
    add("pages", _pages, "list the notebook's pages with their addresses").add_argument(
        "--cells", action="store_true", help="and the figures and tables of each, by the names that export --cell takes"
    )
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code (see `--help`)."""
    options = parser().parse_args(arguments)
    project = Project(options.project.resolve()) if options.project else here()
    try:
        options.run(project, options)
        sys.stdout.flush()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except LodestoneError as error:
        print(error, file=sys.stderr)
        return 3 if isinstance(error, BuildError) else 4 if isinstance(error, ExportError) else 2
    except KeyboardInterrupt as stop:
        print(str(stop) or "stopped; no file is left half written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough; what is left unwritten must not fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        close_stores()
    return 0


if __name__ == "__main__":
    sys.exit(main())
