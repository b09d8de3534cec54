"""A set of cells as a briefing to read and print: a web page with print styles, and the same as PDF."""

from __future__ import annotations

import base64
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from lodestone.cells.answer import Answer
from lodestone.errors import ExportError
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.files import clean
from lodestone.exports.gather import Pack, Points, Request, gather, merged, question
from lodestone.exports.pictures import Picture, render
from lodestone.exports.sets import Slide
from lodestone.exports.tables import texts
from lodestone.language import counted, fmt_date

# How many sources a section cites by number, the nearest to the act first; the rest is counted.
_CITED = 4
_ROWS = 6
_SECONDS = 60
# Nobody listens there: whatever a browser asks of the network by itself goes nowhere.
_NOWHERE = "127.0.0.1:9"


@dataclass(frozen=True)
class _Section:
    question: str
    answer: str
    narrowed: str
    picture: str
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str
    numbers: tuple[int, ...]
    uncited: int
    steps: tuple[str, ...] = ()


def briefing_page(request: Request, show: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """A set ('leadership', 'faculty', …), a page or the reader's own choice ('own') as one web page (HTML, UTF-8).

    It needs no other file. A set prints on 2 to 6 pages.

    Pictures need a Chromium; without one their rows stand in their place and the page says so. The same view of the
    same database gives the same bytes on one computer. Takes about 5 s. Raises QueryError for an unknown set, page or
    cell or a choice not made, ExportError when Chromium fails.
    """
    pack = gather(request, show, printed=True)
    pictures = _pictures(pack, say)
    numbers: dict[str, int] = {}
    sections = [
        _told(part, numbers)
        if isinstance(part, Points)
        else _section(*part, pictures.get(part[1].cell.key, ""), numbers)
        for part in pack.parts
    ]
    cited = pack.sources.set_index("source_id").loc[list(numbers)].reset_index().to_dict("records")
    missing = MISSING if find_chromium() is None else ""
    page = template("briefing.html").render(
        title=pack.title,
        narrowed=request.sentence,
        day=fmt_date(request.as_of),
        version=request.warehouse.version,
        sections=sections,
        sources=cited,
        all_sources=counted(len(pack.sources), "source"),
        missing=missing,
    )
    return clean(page).encode("utf-8")


def briefing_pdf(request: Request, show: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The same briefing as PDF, US Letter, with page numbers. Raises ExportError where Chromium is missing or fails."""
    if find_chromium() is None:
        raise ExportError(MISSING)
    page = briefing_page(request, show, say)
    say("printing")
    return printed(page, request.as_of)


def printed(page: bytes, day: date) -> bytes:
    """A web page as PDF, dated by `day`. Raises ExportError where Chromium is missing or fails."""
    chromium = find_chromium()
    if chromium is None:
        raise ExportError(MISSING)
    with tempfile.TemporaryDirectory(prefix="lodestone-") as folder:
        source, target = Path(folder, "briefing.html"), Path(folder, "briefing.pdf")
        source.write_bytes(page)
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--proxy-server={_NOWHERE}",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603, no shell, our own words only
            return _dated(target.read_bytes(), day)
        except (OSError, subprocess.SubprocessError) as error:
            raise ExportError(f"Chromium ({chromium}) could not print: {error}") from error


def _dated(pdf: bytes, day: date) -> bytes:
    """The file dated by its as-of day instead of by the clock, so that equal views make equal files."""
    return re.sub(rb"D:\d{14}\+00'00'", f"D:{day:%Y%m%d}000000+00'00'".encode(), pdf)


def _pictures(pack: Pack, say: Callable[[str], None]) -> dict[str, str]:
    """The figures of the set as data addresses by cell, all drawn with one start of the browser; none without one."""
    wanted = [
        answer
        for slide, answer in pack.answers
        if answer.cell.figure is not None and not slide.table and not answer.blank
    ]
    if find_chromium() is None:
        return {}
    drawn = render(
        [Picture(answer.draw("slide"), "svg") for answer in wanted], lambda done: say(f"figure {done} of {len(wanted)}")
    )
    return {
        answer.cell.key: f"data:image/svg+xml;base64,{base64.b64encode(data).decode('ascii')}"
        for answer, data in zip(wanted, drawn, strict=True)
    }


def _section(slide: Slide, answer: Answer, picture: str, numbers: dict[str, int]) -> _Section:
    columns = slide.chosen()
    rows, _ = slide.shown(answer.table)
    shown = rows.head(0 if picture else _ROWS)
    left = len(answer.table) - len(shown)
    cited = list(answer.sources["source_id"].head(_CITED))
    return _Section(
        question=question(answer),
        answer=answer.finding,
        narrowed=answer.filtered,
        picture=picture,
        alt=answer.alt,
        heads=tuple(column.title for column in columns) if len(shown) else (),
        rows=texts(shown, columns),
        remark="" if picture or left <= 0 else f"{counted(left, 'more row')} in the notebook.",
        numbers=tuple(_number(source, numbers) for source in cited),
        uncited=len(answer.sources) - len(cited),
    )


def _told(points: Points, numbers: dict[str, int]) -> _Section:
    """A section told from several cells, as on its slide."""
    listing = points.listing
    sources = list(merged(list(points.answers))["source_id"])
    return _Section(
        question=points.question,
        answer=listing.title,
        narrowed=listing.remark,
        picture="",
        alt="",
        heads=listing.heads,
        rows=listing.rows if listing.heads else (),
        remark="",
        numbers=tuple(_number(source, numbers) for source in sources[:_CITED]),
        uncited=max(0, len(sources) - _CITED),
        steps=() if listing.heads else tuple(clean(row[0]) for row in listing.rows),
    )


def _number(source: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(source, len(numbers) + 1)


@cache
def template(name: str) -> Template:
    """The frame of a page, by the name of its file beside this one; every word that goes into it is escaped."""
    return Environment(
        loader=PackageLoader("lodestone.exports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template(name)
