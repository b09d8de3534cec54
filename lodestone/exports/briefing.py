"""A set of cells as a briefing to read and print: a web page with print styles, and the same as PDF."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from lodestone.cells.answer import Answer
from lodestone.errors import ExportError
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.cited import first_cited
from lodestone.exports.files import clean
from lodestone.exports.gather import Pack, Points, Request, gather, merged, question
from lodestone.exports.html import template
from lodestone.exports.one_page import one_page
from lodestone.exports.pictures import UNDRAWN, Picture, drawn
from lodestone.exports.printing import printed
from lodestone.exports.reading import as_of
from lodestone.exports.sets import Slide
from lodestone.exports.tables import on_the_right, texts
from lodestone.figures.base import PAPER
from lodestone.figures.text import held
from lodestone.language import counted, fmt_date
from lodestone.page_list import MEMOS

# How many sources a section cites by number, those of the rows that stand first; the rest is counted.
_CITED = 4
_ROWS = 6


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
    # How many rows are left out, in words, and where they can be opened.
    rest: str = ""
    link: str = ""
    # The places of columns that hold numbers or sums, which stand on the right.
    amounts: tuple[int, ...] = ()


def briefing_page(request: Request, show: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """A set ('leadership', 'faculty', …), a page or the reader's own choice ('own') as one web page (HTML, UTF-8).

    It needs no other file. A set prints on 2 to 8 pages, and for leadership or a department on one page before them.

    Pictures need a Chromium; where there is none, or where it fails with one of them, its rows stand in its place and
    the page says so. The same view of the same database gives the same bytes on one computer. Takes about 5 s. Raises
    QueryError for an unknown set, page or cell or a choice not made.
    """
    pack = gather(request, show, printed=True)
    pictures = _pictures(pack, say)
    numbers: dict[str, int] = {}
    sections = [
        _told(request, part, numbers)
        if isinstance(part, Points)
        else _section(request, *part, pictures.get(part[1].cell.key), numbers)
        for part in pack.parts
    ]
    cited = pack.sources.set_index("source_id").loc[list(numbers)].reset_index().to_dict("records")
    missing = MISSING if find_chromium() is None else ""
    page = template("briefing.html").render(
        title=pack.title,
        narrowed=request.sentence,
        day=fmt_date(request.as_of),
        read=as_of(request),
        version=request.warehouse.version,
        sections=sections,
        sources=cited,
        all_sources=counted(len(pack.sources), "source"),
        missing=missing,
        one=one_page(request, show) if show in MEMOS else None,
    )
    return clean(page).encode("utf-8")


def briefing_pdf(request: Request, show: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The same briefing as PDF, US Letter, with page numbers. Raises ExportError where Chromium is missing or fails."""
    if find_chromium() is None:
        raise ExportError(MISSING)
    page = briefing_page(request, show, say)
    say("printing")
    return printed(page, request.as_of)


def _pictures(pack: Pack, say: Callable[[str], None]) -> dict[str, str]:
    """The figures of the set as data addresses by cell, all drawn with one start of the browser; none without one."""
    wanted = [answer for slide, answer in pack.answers if not slide.table and on_paper(answer)]
    if find_chromium() is None:
        return {}
    made = drawn(
        [Picture(answer.draw("paper"), "svg") for answer in wanted], lambda done: say(f"figure {done} of {len(wanted)}")
    )
    return {
        answer.cell.key: f"data:image/svg+xml;base64,{base64.b64encode(data).decode('ascii')}" if data else ""
        for answer, data in zip(wanted, made, strict=True)
    }


def on_paper(answer: Answer) -> bool:
    """Whether an answer has a figure that can be read between the margins of a printed page; else its rows stand."""
    return answer.pictured and answer.cell.readable_from <= PAPER


def _section(request: Request, slide: Slide, answer: Answer, picture: str | None, numbers: dict[str, int]) -> _Section:
    """One cell's section; its rows stand in where it has no picture, or where that could not be drawn ('')."""
    columns = slide.chosen()
    rows, _ = slide.shown(answer.table)
    shown = rows.head(0 if picture else _ROWS)
    left = len(answer.table) - len(shown)
    cited = first_cited(_of_rows(answer), list(answer.sources["source_id"]), _CITED)
    return _Section(
        question=question(answer),
        answer=answer.finding,
        narrowed=answer.filtered,
        picture=picture or "",
        alt=answer.alt_alone,
        heads=tuple(column.title for column in columns) if len(shown) else (),
        rows=tuple(tuple(held(word) for word in row) for row in texts(shown, columns)),
        remark=UNDRAWN if picture == "" else "",
        rest=f"{counted(left, 'more row')} in the notebook" if left > 0 and not picture else "",
        link=request.link(answer.cell.page),
        numbers=_numbers(cited, numbers),
        uncited=len(answer.sources) - len(cited),
        amounts=tuple(place for place, column in enumerate(columns) if on_the_right(column)),
    )


def _told(request: Request, points: Points, numbers: dict[str, int]) -> _Section:
    """A section told from several cells, as on its slide."""
    listing = points.listing
    sources = list(merged(list(points.answers))["source_id"])
    # What it is told from has its word each: the first row of every answer.
    cited = first_cited([ids for answer in points.answers for ids in _of_rows(answer)[:1]], sources, _CITED)
    return _Section(
        question=points.question,
        answer=listing.title,
        narrowed="" if listing.cut else listing.remark,
        picture="",
        alt="",
        heads=listing.heads,
        rows=listing.rows if listing.heads else (),
        remark="",
        numbers=_numbers(cited, numbers),
        uncited=len(sources) - len(cited),
        amounts=listing.amounts,
        rest=listing.remark.removesuffix(".") if listing.cut else "",
        link=request.link(points.answers[0].cell.page) if listing.cut else "",
        steps=() if listing.heads else tuple(clean(row[0]) for row in listing.rows),
    )


def _of_rows(answer: Answer) -> list[list[str]]:
    """The sources of the rows that stand first, which a finding names first; none where rows name none."""
    rows = answer.table
    return [list(ids) for ids in rows["source_ids"].head(_CITED)] if "source_ids" in rows else []


def _numbers(cited: list[str], numbers: dict[str, int]) -> tuple[int, ...]:
    """The numbers of what is cited, in order; a source gets its number when it is first cited."""
    return tuple(sorted(numbers.setdefault(source, len(numbers) + 1) for source in cited))
