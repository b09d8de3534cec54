"""Does what `python -m lodestone notebook` asks for: check a reader's notebook, or run it into a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lodestone.cells.engine import Engine
from lodestone.content.files import Unreadable, read_regular
from lodestone.errors import NotebookRefused, Problem, QueryError
from lodestone.exports.arguments import present_day
from lodestone.exports.files import ending_of, write_whole
from lodestone.exports.gather import Request, request_from_words
from lodestone.exports.notebook import ENDINGS, MAKE, report
from lodestone.notebooks.reading import MOST_BYTES, read_notebook
from lodestone.notebooks.running import Run, checked, with_values
from lodestone.page_list import entry
from lodestone.paths import Project


def check(project: Project, options: argparse.Namespace) -> None:
    """Say that a notebook holds; raises NotebookRefused with every problem and its line."""
    run, _ = _run(project, options)
    checked(run, options.file.name)
    cells = len(run.book.cells)
    print(f"the notebook holds: {cells} {'cell' if cells == 1 else 'cells'}, {len(run.book.sql)} with SQL")


def make(project: Project, options: argparse.Namespace) -> None:
    """Run a notebook and write it; raises LodestoneError."""
    ending = ending_of(options.out, ENDINGS)
    run, request = _run(project, options)
    checked(run, options.file.name)
    data = MAKE[ending](report(run, request), lambda words: print(words, file=sys.stderr, flush=True))
    write_whole(options.out, data)
    print(options.out)


def read_file(path: Path) -> str:
    """The text of a notebook's file; raises NotebookRefused."""
    try:
        return read_regular(path, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        problem = Problem(path.name, 0, "", "there is no such file", "Check its name and folder")
    except UnicodeDecodeError:
        problem = Problem(path.name, 0, "", "the file is not UTF-8 text", "Save it as UTF-8")
    except Unreadable as error:
        problem = Problem(path.name, 0, "", f"the file is not read: {error}", "Name a notebook's file")
    except OSError as error:
        problem = Problem(path.name, 0, "", f"the file cannot be read ({error.strerror})", "Check its permissions")
    raise NotebookRefused([problem])


def _run(project: Project, options: argparse.Namespace) -> tuple[Run, Request]:
    book = read_notebook(read_file(options.file), options.file.name)
    engine = Engine(project)
    request = request_from_words(engine, options.as_of or present_day(), options.filter, entry("notebook").filters)
    texts = {}
    for given in options.param:
        name, equals, text = given.partition("=")
        if not equals:
            raise QueryError(f"--param {given}: write NAME=VALUE.")
        texts[name] = text
    return with_values(Run(book, engine, request.warehouse, request.view("notebook")), texts), request
