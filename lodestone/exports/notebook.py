"""A reader's notebook as files: a web page, its PDF, Markdown, a workbook and slides, equal on every run."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from lodestone.errors import ExportError, NotebookRefused, Problem
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.deck import pack_deck
from lodestone.exports.files import clean
from lodestone.exports.gather import Pack, Part, Points, Request, merged
from lodestone.exports.html import template
from lodestone.exports.listings import Listing
from lodestone.exports.marked import as_html, as_sentences
from lodestone.exports.own_slides import own_slide
from lodestone.exports.pictures import Picture, drawn
from lodestone.exports.printing import printed
from lodestone.exports.tables import on_the_right, texts
from lodestone.exports.workbook import cells_workbook
from lodestone.language import counted, fmt_date, plain
from lodestone.notebooks.document import ChartCell, TextCell
from lodestone.notebooks.own_cells import OwnAnswer
from lodestone.notebooks.running import Run
from lodestone.notebooks.words import filled, inert, said

Say = Callable[[str], None]
# How many rows of a table a report prints; the workbook has all.
ROWS = 40
ENDINGS = (".html", ".pdf", ".md", ".xlsx", ".pptx")


@dataclass(frozen=True)
class _Shown:
    """One part of a report: a text as HTML, or an answer with its picture or rows."""

    html: str = ""
    markdown: str = ""
    title: str = ""
    name: str = ""
    sql: str = ""
    picture: str = ""
    alt: str = ""
    foot: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    amounts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """A notebook that was run: its answers in order, with the texts between them."""

    run: Run
    request: Request
    parts: tuple[OwnAnswer | str, ...]

    @property
    def answers(self) -> tuple[OwnAnswer, ...]:
        """The answers of SQL and chart cells, in order."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def sources(self) -> pd.DataFrame:
        """All sources, each once, the nearest to the act first."""
        return merged(list(self.answers)) if self.answers else pd.DataFrame()

    @property
    def narrowed(self) -> str:
        """The filters that bear on any cell and the notebook's own parameters, in words."""
        told = [part for one in self.answers for part in one.filtered.split(" · ") if part not in {"", one.part}]
        given = self.run.values()
        told += [f"{one.label}: {said(given[one.name], one.name)}" for one in self.run.book.parameters]
        return " · ".join(dict.fromkeys(told)) or "No filter"


def report(run: Run, request: Request) -> Report:
    """Run every cell; raises NotebookRefused with what fails."""
    parts: list[OwnAnswer | str] = []
    problems: list[Problem] = []
    number = 0
    for cell in run.book.cells:
        if isinstance(cell, TextCell):
            parts.append(filled(inert(cell.text), run.frames(cell.text), plain))
            continue
        number += isinstance(cell, ChartCell)
        outcome = run.chart(cell, number) if isinstance(cell, ChartCell) else run.sql(cell.name)
        if outcome.answer is None:
            name = cell.of if isinstance(cell, ChartCell) else cell.name
            problems.append(Problem("the notebook", cell.line, name, outcome.wrong.rstrip("."), "Correct this cell"))
        else:
            parts.append(outcome.answer)
    if problems:
        raise NotebookRefused(problems)
    return Report(run, request, tuple(parts))


def page(made: Report, say: Say = lambda _: None) -> bytes:
    """The report as one web page (HTML, UTF-8) that needs no other file and asks for none."""
    charts = [one for one in made.answers if one.cell.figure is not None and not one.blank]
    pictures: dict[str, str] = {}
    if charts and find_chromium() is not None:
        done = drawn(
            [Picture(one.draw("paper"), "svg") for one in charts], lambda done: say(f"figure {done} of {len(charts)}")
        )
        pictures = {
            one.cell.key: f"data:image/svg+xml;base64,{base64.b64encode(data).decode('ascii')}"
            for one, data in zip(charts, done, strict=True)
            if data
        }
    written = template("notebook.html").render(
        title=made.run.book.title,
        about=made.run.book.about,
        narrowed=made.narrowed,
        day=fmt_date(made.request.as_of),
        version=made.request.warehouse.version,
        parts=[_shown(part, pictures) for part in made.parts],
        sources=made.sources.to_dict("records") if len(made.sources) else [],
        missing=MISSING if charts and find_chromium() is None else "",
    )
    return clean(written).encode("utf-8")


def pdf(made: Report, say: Say = lambda _: None) -> bytes:
    """The same as PDF, US Letter; raises ExportError where Chromium is missing or fails."""
    if find_chromium() is None:
        raise ExportError(MISSING)
    return printed(page(made, say), made.request.as_of)


def markdown(made: Report, say: Say = lambda _: None) -> bytes:
    """The same as Markdown: texts, SQL and rows; a chart is told by its finding, and its rows stand below it."""
    say("text")
    book = made.run.book
    lines = [f"# {plain(book.title)}", ""]
    lines += [plain(book.about), ""] if book.about else []
    when = f"as of {fmt_date(made.request.as_of)} · database version {made.request.warehouse.version}"
    lines += [f"{plain(made.narrowed)} · {when}"]
    for part in made.parts:
        if isinstance(part, str):
            lines += ["", part]
            continue
        shown = _shown(part, {})
        lines += ["", f"## {plain(shown.title)}", ""]
        if shown.sql:
            fence = "````" if "```" in shown.sql else "```"
            lines += [f"{fence}sql", shown.sql, fence, ""]
        lines += [
            _row(shown.heads),
            _row(tuple("--:" if place in shown.amounts else "---" for place in range(len(shown.heads))), raw=True),
        ]
        lines += [_row(row) for row in shown.rows]
        lines += ["", plain(shown.foot)]
    lines += ["", "## Sources", ""]
    entries = (
        [
            f"{number}. {plain(str(row['publisher']))} ({row['published'] or 'undated'}). "
            f"{plain(str(row['title']))}. {row['url'] or ''}".rstrip()
            for number, row in enumerate(made.sources.to_dict("records"), start=1)
        ]
        if len(made.sources)
        else ["None of these rows carries its sources: they rest on the notebook's own tables."]
    )
    return clean("\n".join([*lines, *entries, ""])).encode("utf-8")


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(plain, cells))} |"


def workbook(made: Report, say: Say = lambda _: None) -> bytes:
    """The rows of every SQL cell as XLSX, a sheet each, with all sources."""
    tables = [one for one in made.answers if one.cell.figure is None]
    if not tables:
        raise ExportError("The notebook has no SQL cell: there are no rows for a workbook.")
    return cells_workbook(tables, say)


def slides(made: Report, say: Say = lambda _: None) -> bytes:
    """A slide a chart, a table that has no chart, and a text; SQL and sources in the notes."""
    return pack_deck(pack(made), say)


def pack(made: Report) -> Pack:
    """The notebook as what is presented and put on slides."""
    charted = {cell.of for cell in made.run.book.cells if isinstance(cell, ChartCell)}
    parts: list[Part] = []
    for part in made.parts:
        if isinstance(part, str):
            sentences = as_sentences(part)
            title = sentences[0] if len(sentences) > 1 else made.run.book.title
            rows = tuple((one,) for one in sentences[1:] or sentences)
            if rows:
                parts.append(Points(made.run.book.title, Listing(title, rows), made.answers))
        elif part.cell.figure is not None or _name(part) not in charted:
            parts.append(own_slide(part, made.run.book.title))
    return Pack(made.run.book.title, made.request, tuple(parts))


MAKE: Mapping[str, Callable[[Report, Say], bytes]] = {
    ".html": page, ".pdf": pdf, ".md": markdown, ".xlsx": workbook, ".pptx": slides,
}  # fmt: skip


def _shown(part: OwnAnswer | str, pictures: Mapping[str, str]) -> _Shown:
    if isinstance(part, str):
        return _Shown(html=as_html(part) or "<p></p>", markdown=part)
    columns = [one for one in part.cell.columns if one.name not in {"source_ids", "source_id"}]
    rows = part.table.head(ROWS)
    more = len(part.table) - len(rows)
    foot = [part.words.subtitle, f"{counted(more, 'more row')} in the workbook" if more else "", part.words.source_line]
    chart = part.cell.figure is not None
    return _Shown(
        title=part.finding if chart else part.cell.question,
        name=_name(part),
        sql="" if chart else part.asked[0].query.sql,
        picture=pictures.get(part.cell.key, ""),
        alt=part.alt,
        foot=" · ".join(one for one in foot if one),
        heads=tuple(one.title for one in columns),
        rows=texts(rows, columns),
        amounts=tuple(place for place, one in enumerate(columns) if on_the_right(one)),
    )


def _name(part: OwnAnswer) -> str:
    return part.asked[0].query.name.partition("/")[2]
