"""Does what `python -m lodestone export` asks for: progress on standard error, names of files on standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from lodestone.answers.catalogue import picked
from lodestone.cells.engine import Engine
from lodestone.errors import ExportError, QueryError
from lodestone.exports.arguments import ENDINGS, LINKING, present_day
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.dates import dates
from lodestone.exports.deck import deck
from lodestone.exports.files import ending_of, write_whole
from lodestone.exports.gather import Request, request_from_words
from lodestone.exports.memo import MEMO_PAGES
from lodestone.exports.memo_docx import memo_docx
from lodestone.exports.names import file_name
from lodestone.exports.one_page import ONE_PAGE_PAGES, one_page_html, one_page_pdf
from lodestone.exports.pictures import Picture, drawn
from lodestone.exports.sets import SETS
from lodestone.exports.template import read_template
from lodestone.exports.whereabouts import checked_address
from lodestone.exports.workbook import workbook
from lodestone.figures.base import SLIDE
from lodestone.filters import FILTERS
from lodestone.page_list import OWN, SHOWN_PAGES, entry
from lodestone.paths import Project

_KINDS: tuple[Literal["png"], Literal["svg"]] = ("png", "svg")


def run(project: Project, options: argparse.Namespace) -> None:
    """Make the files that the parsed arguments ask for; raises LodestoneError."""
    make = {
        "deck": _deck,
        "briefing": _briefing,
        "onepager": _one_page,
        "memo": _memo,
        "workbook": _workbook,
        "figures": _figures,
        "calendar": _calendar,
    }[options.kind]
    make(Engine(project), options)


def filters_of(pages: Iterable[str]) -> tuple[str, ...]:
    """The filters that some of these pages obey, in the order of all filters."""
    obeyed = {name for page in pages for name in entry(page).filters}
    return tuple(name for name in FILTERS if name in obeyed)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _pages(options: argparse.Namespace) -> list[str]:
    return [options.page] if options.page else [page.url_path for page in SHOWN_PAGES]


def _request(engine: Engine, options: argparse.Namespace, pages: Iterable[str], more: Iterable[str] = ()) -> Request:
    server = checked_address(options.address) if options.kind in LINKING and options.address else ""
    asked = request_from_words(engine, options.as_of or present_day(), [*options.filter, *more], filters_of(pages))
    return replace(asked, server=server)


def _named(options: argparse.Namespace, what: str, request: Request) -> Path:
    """The file to write: the one that was named, or one of our naming in the folder that was named.

    Raises QueryError when its ending is none of those that its kind can have.
    """
    out: Path = options.out
    endings = ENDINGS[options.kind]
    if out.is_dir():
        return out / file_name(request, what, endings[0])
    ending_of(out, endings)
    return out


def _done(path: Path, data: bytes) -> None:
    write_whole(path, data)
    print(path)


def _asked(engine: Engine, options: argparse.Namespace) -> tuple[Request, str]:
    """What a deck or a briefing is made of: the request, and which set, page or own choice of cells."""
    picks = tuple(dict.fromkeys(options.cell))
    if options.page:
        pages, show = [options.page], options.page
    elif picks:
        pages, show = [one.page for name in picks for one in picked(name)], OWN
    else:
        pages, show = [cell.page for cell in SETS[options.key].cells], options.key
    request = _request(engine, options, pages, [f"department={options.department}"] if options.department else [])
    return replace(request, values={**request.values, "pick": picks}), show


def _deck(engine: Engine, options: argparse.Namespace) -> None:
    template = read_template(options.template) if options.template else None
    request, show = _asked(engine, options)
    _done(_named(options, show, request), deck(request, show, _say, template))


def _briefing(engine: Engine, options: argparse.Namespace) -> None:
    request, show = _asked(engine, options)
    path = _named(options, show, request)
    make = briefing_pdf if path.suffix.lower() == ".pdf" else briefing_page
    _done(path, make(request, show, _say))


def _one_page(engine: Engine, options: argparse.Namespace) -> None:
    department = [f"department={options.department}"] if options.department else []
    request = _request(engine, options, ONE_PAGE_PAGES, department)
    path = _named(options, f"onepager-{options.key}", request)
    if path.suffix.lower() == ".pdf":
        _done(path, one_page_pdf(request, options.key, _say))
    else:
        _done(path, one_page_html(request, options.key))


def _memo(engine: Engine, options: argparse.Namespace) -> None:
    department = [f"department={options.department}"] if options.department else []
    request = _request(engine, options, MEMO_PAGES, department)
    _done(_named(options, f"memo-{options.key}", request), memo_docx(request, options.key, _say))


def _workbook(engine: Engine, options: argparse.Namespace) -> None:
    request = _request(engine, options, _pages(options))
    _done(_named(options, options.page or "tables", request), workbook(request, options.page, _say))


def _calendar(engine: Engine, options: argparse.Namespace) -> None:
    request = _request(engine, options, ["timeline", "calls"])
    _done(_named(options, "dates", request), dates(request, past=options.past))


def _figures(engine: Engine, options: argparse.Namespace) -> None:
    if options.out.suffix.lower() in {f".{kind}" for kind in _KINDS} or options.out.is_file():
        raise QueryError(f"--out {options.out}: name a folder; each figure becomes a .png and a .svg in it.")
    request = replace(_request(engine, options, _pages(options)), theme=options.theme)
    figures = [one for one in request.answer_page(options.page) if one.cell.figure is not None]
    for one in figures:
        if not one.pictured:
            _say(f"left out, nothing to draw: {one.cell.question} {one.finding}")
    filled = [one for one in figures if one.pictured]
    pictures = [Picture(one.draw("slide"), kind, SLIDE) for one in filled for kind in _KINDS]
    files = [
        options.out / file_name(request, one.cell.key.replace("/", "-"), kind) for one in filled for kind in _KINDS
    ]
    _say(f"drawing {len(pictures)} pictures")
    made = drawn(pictures, lambda number: _say(f"{number} of {len(files)}"))
    for path, data in zip(files, made, strict=True):
        if data is not None:
            _done(path, data)
    if missing := [path.name for path, data in zip(files, made, strict=True) if data is None]:
        raise ExportError(f"Chromium could not draw, although it was tried twice: {', '.join(missing)}")
