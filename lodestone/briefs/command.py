"""The commands below `brief`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from lodestone.briefs.reading import MOST_BYTES, read_brief, read_file
from lodestone.briefs.record import Record
from lodestone.briefs.said import as_text
from lodestone.errors import ImportRefused
from lodestone.paths import Project

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
