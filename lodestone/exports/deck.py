"""A set of cells as a deck (PPTX, 16:9): a cover, a slide a cell or told from several, and the sources."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
from pptx.util import Pt

from lodestone.cells.answer import Answer, source_line
from lodestone.cells.cell import Column
from lodestone.cells.engine import Engine
from lodestone.exports.chart_kinds import drawable
from lodestone.exports.charts import add_chart
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.files import clean, stable_zip
from lodestone.exports.filled import Filled
from lodestone.exports.gather import FROM, Pack, Points, Request, gather, merged, question
from lodestone.exports.master import new_deck
from lodestone.exports.pictures import UNDRAWN, Picture, drawn
from lodestone.exports.reading import as_of
from lodestone.exports.sets import Slide
from lodestone.exports.slides import LINE, NO_ROW, House, Words, alt, lines, text_box
from lodestone.exports.source_slides import add_sources
from lodestone.exports.tables import Sheet, Texts, add_table, sheets, texts
from lodestone.exports.template import Template
from lodestone.figures.tokens import LIGHT
from lodestone.language import counted, first_lower, fmt_date

_NOTE = 12
_MISSING = (
    "Drawn without its figure, because no Chromium was found on the computer that made this deck: these are its rows."
)


def deck(
    request: Request, show: str, say: Callable[[str], None] = lambda _: None, template: Template | None = None
) -> bytes:
    """A set ('leadership', 'faculty', …), a page (its address) or the reader's own choice ('own'), as PPTX.

    It stands on our own master, 16:9, or fills the reader's `template`.

    The same view of the same database gives the same bytes on one computer. `say` is told each step. Pictures need a
    Chromium; where there is none, or where it fails with one of them, its rows stand in its place, and the slide says
    so. Takes about 6 s. Raises QueryError for an unknown set, page or cell or a choice not made.
    """
    return pack_deck(gather(request, show), say, template)


def pack_deck(pack: Pack, say: Callable[[str], None] = lambda _: None, template: Template | None = None) -> bytes:
    """What is gathered already, as PPTX, as in `deck`."""
    request = pack.request
    view = request.view("overview")
    about = (pack.title, view.as_of, view.version)
    made = House(new_deck(*about)) if template is None else Filled(template, *about)
    pictures = _pictures(pack, say)
    day = f"As of {fmt_date(view.as_of)}"
    read = f"As of {as_of(request)}"
    made.cover(pack.title, [request.sentence, read, FROM], _cover_notes(pack))
    for part in pack.parts:
        if isinstance(part, Points):
            say(f"slide {made.number}: {part.question}")
            sources = merged(list(part.answers))
            foot = (request.bearing_on(part.answers), source_line(sources) if len(sources) else "", first_lower(day))
            _points(made, part, " · ".join(filter(None, foot)), request)
        else:
            slide, answer = part
            say(f"slide {made.number}: {answer.cell.question}")
            _cell(made, slide, answer, pictures.get(answer.cell.key), request)
    add_sources(made, pack, read)
    made.done()
    written = io.BytesIO()
    made.deck.save(written)
    return stable_zip(written.getvalue())


@dataclass(frozen=True)
class _Drawn:
    """A picture and its size in px."""

    data: bytes
    width: int
    height: int


def _pictures(pack: Pack, say: Callable[[str], None]) -> dict[str, _Drawn]:
    """The pictures of the set by cell, all drawn with one start of the browser; none without a browser."""
    wanted = [answer for slide, answer in pack.answers if _pictured(slide, answer)]
    if wanted and find_chromium() is None:
        say(f"{MISSING} Rows stand in for {counted(len(wanted), 'picture')}.")
        return {}
    figures = [_bare(answer) for answer in wanted]
    made = drawn([Picture(figure) for figure in figures], lambda done: say(f"picture {done} of {len(figures)}"))
    if missing := made.count(None):
        say(f"{UNDRAWN} Rows stand in for {counted(missing, 'picture')}.")
    return {
        answer.cell.key: _Drawn(data, int(figure.layout.width), int(figure.layout.height))
        for answer, figure, data in zip(wanted, figures, made, strict=True)
        if data is not None
    }


def _pictured(slide: Slide, answer: Answer) -> bool:
    return answer.pictured and slide.chart is None and not slide.table


def _bare(answer: Answer) -> go.Figure:
    """The figure without its title and foot, which stand on the slide."""
    bare = go.Figure(answer.draw("deck"))
    for note in bare.layout.annotations:
        if note.name in {"subtitle", "foot"}:
            note.text = note.text.strip(" ·")
    return bare


def _cell(made: House, slide: Slide, answer: Answer, picture: _Drawn | None, request: Request) -> None:
    """The slide of one cell, or as many as its rows need."""
    words = Words(clean(answer.finding), clean(question(answer)), _foot(answer), _notes(answer, request.engine))
    if picture is not None:
        _picture(made, words, answer, picture)
    elif slide.chart is not None and drawable(slide.chart, answer.table):
        sheet, top = made.page(words)
        if slide.chart.note:
            stage = made.stage
            text_box(sheet, (stage.left, top, stage.room, _NOTE * LINE), slide.chart.note, _NOTE, LIGHT.mute)
            top += _NOTE * LINE + 2
        frame = add_chart(
            sheet.shapes,
            slide.chart,
            answer.table,
            (stage.left, top, stage.room, stage.foot - top - 6),
            answer.view.as_of,
        )
        frame.name = "Chart"
        alt(frame, f"{answer.alt_alone} This chart can be edited.")
    else:
        _rows(made, words, slide, answer, request, undrawn=_pictured(slide, answer))


def _foot(answer: Answer) -> str:
    return " · ".join(part for part in (answer.filtered, answer.words.source_line) if part)


def _picture(made: House, words: Words, answer: Answer, picture: _Drawn) -> None:
    slide, top = made.page(words)
    top -= 4
    stage = made.stage
    room = stage.foot - top - 4
    scale = min((stage.room + 2 * stage.over) / picture.width, room / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left = stage.left + (stage.room - width) / 2
    shape = slide.shapes.add_picture(io.BytesIO(picture.data), Pt(left), Pt(top), Pt(width), Pt(height))
    shape.name = "Figure"
    alt(shape, answer.alt_alone)


def _rows(made: House, words: Words, slide: Slide, answer: Answer, request: Request, *, undrawn: bool) -> None:
    columns = slide.chosen()
    slide = _on_one(made, words, slide, answer, columns)
    shown, _ = slide.shown(answer.table)
    remarks = [_MISSING if find_chromium() is None else f"{UNDRAWN} These are its rows."] if undrawn else []
    if left := slide.remark(answer.table):
        remarks.append(f"{left}; all of them are in the notebook and its workbook.")
    link = request.link(answer.cell.page) if left else ""
    _grid(made, words, texts(shown, columns), columns, " ".join(remarks), link)


def _on_one(made: House, words: Words, slide: Slide, answer: Answer, columns: Sequence[Column]) -> Slide:
    """The slide with no more rows than stand on one, where rows are left out anyway: none is to be half empty."""
    for most in range(slide.rows, 0, -1):
        fewer = replace(slide, rows=most)
        shown, count = fewer.shown(answer.table)
        if len(shown) == count or len(_sheets(made, words, texts(shown, columns), columns, "One line.")) == 1:
            return fewer
    return slide


def _points(made: House, points: Points, foot: str, request: Request) -> None:
    """The slide told from several cells: a numbered list, or a table with a remark above it."""
    listing = points.listing
    notes = "\n\n".join([listing.words, *(_notes(answer, request.engine) for answer in points.answers)])
    words = Words(clean(listing.title), points.question, foot, notes)
    if not listing.heads:
        made.steps(words, [row[0] for row in listing.rows])
        return
    columns = [
        Column(f"c{number}", head, "dollars" if number in listing.amounts else "text")
        for number, head in enumerate(listing.heads)
    ]
    link = request.link(points.answers[0].cell.page) if listing.cut else ""
    _grid(made, words, listing.rows, columns, listing.remark, link)


def _grid(made: House, words: Words, body: Texts, columns: Sequence[Column], remark: str, link: str) -> None:
    """Rows as a table below a remark, which leads to the `link`, on as many slides as they need."""
    stage = made.stage
    extra = _height(made, remark)
    parts = _sheets(made, words, body, columns, remark) if body else []
    for number, part in enumerate(parts, start=1):
        title = words.title if len(parts) == 1 else f"{words.title} ({number} of {len(parts)})"
        sheet, top = made.page(replace(words, title=title))
        if remark:
            box = text_box(sheet, (stage.left, top, stage.room, extra - 4), remark, _NOTE, LIGHT.mute)
            if link:
                box.text_frame.paragraphs[0].runs[0].hyperlink.address = link
        frame = add_table(sheet, part, columns, top + extra, stage.left)
        frame.name = "Table"
        alt(frame, f"Table: {words.title}")
    if not parts:
        sheet, top = made.page(words)
        text_box(sheet, (stage.left, top + 8, stage.room, 24), NO_ROW, 16, LIGHT.mute)


def _height(made: House, remark: str) -> float:
    """The height of the remark above a table, with what parts them."""
    return len(lines(remark, _NOTE, made.stage.room / made.stage.wide)) * _NOTE * LINE + 6 if remark else 0.0


def _sheets(made: House, words: Words, body: Texts, columns: Sequence[Column], remark: str) -> list[Sheet]:
    """Rows laid out on as many slides as they need."""
    # A title with a number may take one line more than without.
    room = made.room(f"{words.title} (2 of 3)") - _height(made, remark)
    return sheets([column.title for column in columns], body, room, made.stage)


def _notes(answer: Answer, engine: Engine) -> str:
    """What the speaker can look up: the answer, how it was asked, and where it comes from."""
    parts = [
        answer.finding,
        f"Filters: {answer.filtered or 'none'}",
        f"As of {fmt_date(answer.view.as_of)}; database version {answer.view.version}",
    ]
    for asked in answer.asked:
        values = "\n".join(f"${name} = {_value(value)}" for name, value in asked.values.items())
        shared = "\n(builds on the shared rules in data/views/)" if engine.macros(asked.query) else ""
        parts.append(f"SQL, {asked.query.place}:\n{asked.query.sql}\n{values}{shared}".rstrip())
    parts.append(
        "Sources:\n" + "\n".join(_source(row) for row in answer.sources.to_dict("records"))
        if len(answer.sources)
        else f"Sources: {answer.unsourced}"
    )
    return "\n\n".join(parts)


def _value(value: object) -> str:
    if value is None:
        return "NULL (no filter)"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _source(row: dict[Any, Any]) -> str:
    when = f", {row['published']}" if row["published"] else ", undated"
    return f"{row['source_id']}: {row['title']} ({row['publisher']}{when})" + (f" {row['url']}" if row["url"] else "")


def _cover_notes(pack: Pack) -> str:
    listing = "\n".join(f"{answer.cell.question} {answer.finding}" for _, answer in pack.answers)
    version = f"database version {pack.request.warehouse.version}"
    return f"{pack.title}\n{pack.request.sentence}; as of {fmt_date(pack.request.as_of)}; {version}\n\n{listing}"
