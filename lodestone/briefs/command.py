"""The commands below `brief`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from lodestone import brief_store
from lodestone.briefs.keeping import REFUSED, Outcome, import_files, kept_brief, remove_brief
from lodestone.briefs.naming import map_name
from lodestone.briefs.reading import MOST_BYTES, read_brief, read_file
from lodestone.briefs.record import Record, from_json
from lodestone.briefs.said import as_text
from lodestone.errors import ImportRefused
from lodestone.language import counted
from lodestone.paths import Project

# What a list shows unless all is asked for: reading them takes as long among thousands.
_LISTED = 20
Run = Callable[[Project, argparse.Namespace], None]


def add_commands(command: argparse.ArgumentParser) -> None:
    """Describe the commands below `brief`."""
    commands = command.add_subparsers(dest="what", metavar="WHAT", required=True)

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    reading = add("read", _read, "say what stands in a brief, and store nothing; see docs/reading-briefs.md")
    reading.add_argument("file", metavar="FILE", help="text, Markdown, .docx, .pdf or .html; - for standard input")
    reading.add_argument(
        "--json", action="store_true", help="all that was read, for a program; also where it is no brief"
    )

    bringing = add(
        "import", _import, "keep briefs in the notebook; the same file again adds nothing, a changed one replaces"
    )
    bringing.add_argument("files", metavar="FILE", nargs="+", type=Path)
    listing = add("list", _list, f"list the last {_LISTED} imported briefs: id, date, kind, doubts, title")
    listing.add_argument("--all", action="store_true", help="all of them, as --json has them")
    showing = add("show", _show, "what was read from an imported brief")
    for one in (showing, add("remove", _remove, "delete an imported brief")):
        one.add_argument("brief", metavar="ID")
    mapping = add("map", _map, "say what a name in a brief means: a unit or an organization; kept for all briefs")
    mapping.add_argument("name", metavar="NAME")
    mapping.add_argument(
        "target", metavar="ID", help="as in data/facts/units.csv or organizations.csv; none to forget it"
    )
    for one in (bringing, commands.choices["list"], showing):
        one.add_argument("--json", action="store_true", help="for a program")


def _read(_project: Project, options: argparse.Namespace) -> None:
    record = read_input(options.file)
    if options.json:
        print(json.dumps(record.as_json(), ensure_ascii=False, indent=2))
        # Whoever reads the record must have it whole before the message on the other stream.
        sys.stdout.flush()
    elif record.error is None:
        print(as_text(record))
    if record.error is not None:
        raise ImportRefused(record.error.message)


def read_input(name: str) -> Record:
    """The record of a file, or of standard input where its name is a hyphen."""
    if name != "-":
        return read_file(Path(name))
    return read_brief(sys.stdin.buffer.read(MOST_BYTES + 1))


def _import(project: Project, options: argparse.Namespace) -> None:
    today = date.today()  # noqa: DTZ011, the caller's own calendar day
    many = len(options.files) > 1 and sys.stderr.isatty()
    read: list[Outcome] = []

    def tell(number: int, outcome: Outcome) -> None:
        read.append(outcome)
        if many:
            print(
                f"\r{number} of {len(options.files)}: {outcome.file_name[:50]:50}", end="", file=sys.stderr, flush=True
            )

    try:
        found = import_files(project, options.files, today, tell)
    except KeyboardInterrupt:
        if len(read) == len(options.files):
            raise
        kept = len([one for one in read if one.what != REFUSED])
        raise KeyboardInterrupt(
            f"stopped after {len(read)} of {counted(len(options.files), 'file')}; {counted(kept, 'brief')} of them kept"
        ) from None
    finally:
        if many:
            print(file=sys.stderr)
    if options.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        sys.stdout.flush()
    else:
        for one in found:
            print(outcome_text(one))
    refused = [one for one in found if one.what == REFUSED]
    if refused:
        raise ImportRefused(f"{len(refused)} of {counted(len(found), 'file')} could not be read; see above.")


def outcome_text(one: Outcome) -> str:
    """What came of a file, in lines: the file, what happened, and what differs or is wrong."""
    if one.what == REFUSED:
        return f"{one.file_name}: refused. {' '.join(one.said)}"
    doubts = f", {counted(one.flags, 'doubt')}" if one.flags else ""
    return "\n".join([f"{one.file_name}: {one.what} as {one.brief_id}{doubts}", *(f"    {line}" for line in one.said)])


def _list(project: Project, options: argparse.Namespace) -> None:
    kept, problems, more = (
        (*brief_store.briefs(project), False)
        if options.all or options.json
        else brief_store.last_briefs(project, _LISTED)
    )
    if options.json:
        hidden = {"origin"}
        whole = [{key: value for key, value in asdict(one.entry).items() if key not in hidden} for one in kept]
        print(json.dumps([*whole, *({"problem": str(one)} for one in problems)], ensure_ascii=False, indent=2))
        return
    width = max((len(one.entry.brief_id) for one in kept), default=0)
    for one in kept:
        entry = one.entry
        print(f"{entry.brief_id:{width}}  {entry.date or '':10}  {entry.format:6}  {entry.flags:>3}  {entry.title}")
    for problem in problems:
        print(problem)
    if more:
        print(f"These are the last {_LISTED} imported; all of them: python -m lodestone brief list --all")
    if not kept and not problems:
        print("no imported briefs")


def _show(project: Project, options: argparse.Namespace) -> None:
    kept = kept_brief(project, options.brief)
    print(json.dumps(kept.read(), ensure_ascii=False, indent=2) if options.json else as_text(from_json(kept.read())))


def _remove(project: Project, options: argparse.Namespace) -> None:
    remove_brief(project, options.brief)
    print(f"removed: {options.brief}")


def _map(project: Project, options: argparse.Namespace) -> None:
    target = None if options.target == "none" else options.target
    map_name(project, options.name, target)
    print(f"forgotten: {options.name}" if target is None else f"{options.name} is {target}")
