"""One page of paper for leadership or one department: what it is, what is next, what to do, whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lodestone.cells.answer import source_line
from lodestone.errors import QueryError
from lodestone.exports.files import clean
from lodestone.exports.gather import Request, merged
from lodestone.exports.html import template
from lodestone.exports.printing import printed
from lodestone.exports.sets import SETS
from lodestone.exports.so_what import DEPARTMENT_SO_WHAT, SO_WHAT, Part, department_parts, leadership_parts, on_page
from lodestone.language import fmt_date
from lodestone.page_list import MEMOS, entry

_TOLD = {"leadership": (SO_WHAT, leadership_parts), "faculty": (DEPARTMENT_SO_WHAT, department_parts)}
# The pages whose filters narrow it.
ONE_PAGE_PAGES = tuple(dict.fromkeys(cell.page for told, _ in _TOLD.values() for cell in told.cells))


@dataclass(frozen=True)
class OnePage:
    """The page in words: title, what it is narrowed to, its parts in order, the sources and where the rest stands."""

    title: str
    narrowed: str
    day: str
    parts: tuple[Part, ...]
    sources: str
    rest: str
    # The page that is named last in `rest`, and its address where that is known.
    page: str
    link: str


def one_page(request: Request, reader: str) -> OnePage:
    """The page for 'leadership', or for 'faculty' of the department that the request names.

    Raises QueryError for another reader, and for faculty without a department.
    """
    if reader not in MEMOS:
        raise QueryError(f"There is no one-page summary for '{reader}'. Known: {', '.join(MEMOS)}")
    chosen = str(request.values.get("department") or "")
    if reader == "faculty" and not chosen:
        raise QueryError("The one-page summary for 'faculty' needs a department.")
    told, parts = _TOLD[reader]
    answers = {cell.key: request.answer(cell) for cell in told.cells}
    name = request.bounds.word("department", chosen) if chosen else ""
    where = entry("department" if reader == "faculty" else "overview")
    return OnePage(
        SETS[reader].title.format(name=name),
        request.sentence,
        fmt_date(request.as_of),
        tuple(on_page(parts(answers))),
        clean(source_line(merged(list(answers.values())))),
        "The rows, the sources and the rest of each list are in the notebook, first on the page",
        where.title,
        request.link(where.url_path),
    )


def one_page_html(request: Request, reader: str) -> bytes:
    """The page alone, as HTML (UTF-8) that needs no other file."""
    made = one_page(request, reader)
    return clean(template("one_page.html").render(one=made, version=request.warehouse.version)).encode("utf-8")


def one_page_pdf(request: Request, reader: str, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The page alone as PDF, US Letter; raises ExportError where Chromium is missing or fails."""
    say("one page")
    return printed(one_page_html(request, reader), request.as_of)
