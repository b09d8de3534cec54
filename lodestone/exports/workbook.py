"""The rows of cells as an Excel workbook: typed columns under plain heads, and a first sheet that says what is here."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter

from lodestone import __version__
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Column
from lodestone.exports.files import RUNS, clean, midnight, stable_zip
from lodestone.exports.gather import Request, question
from lodestone.language import counted

# What Excel can hold: characters in a cell, in a sheet's name, in an address; no day before 1900.
_LONGEST, _NAME, _LINK, _FIRST = 32_000, 31, 2_000, date(1900, 1, 1)
_WIDEST = 60
_DAY = "d mmm yyyy"
README, SOURCES = "README", "Sources"
UNLICENSED = "none recorded: rights stay with the publishers of the sources"
_HEADS = ("Sheet", "Question", "Finding", "Filters", "Rows", "Query", "Sources", "Licence")
_README_WIDTHS = (26, 44, 60, 40, 8, 34, 44, 34)
_SOURCE_HEADS = {
    "source_id": "Source",
    "title": "Title",
    "publisher": "Publisher",
    "published": "Published",
    "trust": "Distance from the act",
    "how_read": "Read",
    "note": "Note",
    "url": "Address",
}


def workbook(request: Request, page: str | None = None, say: Callable[[str], None] = lambda _: None) -> bytes:
    """The cells of a page (its address), or of all pages, as XLSX: README, a sheet a cell, and all sources.

    The same view of the same database gives the same bytes. `say` is told each step. Raises QueryError for an unknown
    page. All pages take about 2 s.
    """
    return cells_workbook(request.answer_page(page), say)


def cells_workbook(answers: Sequence[Answer], say: Callable[[str], None] = lambda _: None) -> bytes:
    """The rows of these answers, at least one, all told for one day, as in `workbook`."""
    view = answers[0].view
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": "Lodestone",
            "author": "Lodestone",
            "created": midnight(view.as_of).replace(tzinfo=None),
            "comments": f"As of {view.as_of.isoformat()}, database version {view.version}",
        }
    )
    looks = _Looks(book)
    names = sheet_names([answer.cell.key for answer in answers])
    _readme(book.add_worksheet(README), looks, answers, names)
    for answer, name in zip(answers, names, strict=True):
        say(f"{name}: {counted(len(answer.table), 'row')}")
        _table(book.add_worksheet(name), looks, shown_columns(answer), answer.table)
    _sources(book.add_worksheet(SOURCES), looks, answers, names)
    book.close()
    return stable_zip(made.getvalue())


def sheet_names(keys: Sequence[str]) -> list[str]:
    """A name a sheet, from the cells' keys: at most 31 characters, none twice, none that Excel refuses."""
    names: list[str] = []
    taken = {README.lower(), SOURCES.lower(), "history"}
    for key in keys:
        whole = re.sub(r"[\[\]:*?/\\'_]+", " ", clean(key)).strip().capitalize() or "Sheet"
        name, number = whole[:_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{whole[: _NAME - len(str(number)) - 1]} {number}"
        taken.add(name.lower())
        names.append(name)
    return names


def shown_columns(answer: Answer) -> tuple[Column, ...]:
    """The columns of a cell's sheet: those of its table, and the sources of each row."""
    columns = answer.cell.columns
    listed = any(column.name == "source_ids" for column in columns) or "source_ids" not in answer.table
    return columns if listed else (*columns, Column("source_ids", "Sources", "list"))


def licence(answer: Answer) -> str:
    """Under which terms the rows may be passed on, as far as the sources say."""
    said = answer.sources["licence"].dropna().unique() if "licence" in answer.sources else []
    return "; ".join(str(one) for one in said) or UNLICENSED


class _Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": "#1C1C1C",
                "text_wrap": True,
                "valign": "top",
                "bottom": 5,
                "bottom_color": "#CFAE70",
            }
        )
        self.title = book.add_format({"bold": True, "font_size": 16, "font_name": "Georgia"})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.text, self.inert = self.of(""), self.of("", inert=True)
        self.link = book.add_format({"font_color": "#1D4689", "underline": 1, "valign": "top"})

    def of(self, number: str, *, inert: bool = False) -> Any:
        """The format for a number format ('': texts); `inert` marks a text that must not be run when it is edited."""
        key = (number, inert)
        if key not in self._made:
            look: dict[str, Any] = {
                "valign": "top",
                "text_wrap": not number,
                "align": "left" if number in {"", _DAY} else "right",
            }
            self._made[key] = self._book.add_format(
                look | ({"num_format": number} if number else {}) | ({"quote_prefix": True} if inert else {})
            )
        return self._made[key]


def _write(sheet: Any, place: tuple[int, int], value: object, looks: _Looks, column: Column | None = None) -> None:
    """One value by its type: a day as a date, a number as a number, a text as a text whatever it looks like."""
    if isinstance(value, tuple):
        value = "; ".join(str(part) for part in value)
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, looks.text)
    elif isinstance(value, date) and value >= _FIRST:
        sheet.write_datetime(*place, value, looks.of(_DAY))
    elif pd.api.types.is_number(value):
        sheet.write_number(*place, value, looks.of(_format(value, column)))
    else:
        text = clean(value)
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … (cut)"
        if column and column.kind == "link" and re.match(r"https?://", text) and len(text) < _LINK:
            sheet.write_url(*place, text, looks.link, text)
        else:
            sheet.write_string(*place, text, looks.inert if text.startswith(RUNS) else looks.text)


def _format(value: Any, column: Column | None) -> str:
    if column and column.year:
        return "0"
    if pd.api.types.is_integer(value):
        return "#,##0"
    return "0.00" if column and "(0 to 1)" in column.title else "#,##0.0##"


def _table(sheet: Any, looks: _Looks, columns: Sequence[Column], frame: pd.DataFrame) -> None:
    widths = [_width(column.title, list(frame[column.name])) for column in columns]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_string(0, number, column.title, looks.head)
        sheet.set_column(number, number, width)
    for row, values in enumerate(frame[[column.name for column in columns]].itertuples(index=False), start=1):
        sheet.set_row(row, _height(values, widths))
        for number, (value, column) in enumerate(zip(values, columns, strict=True)):
            _write(sheet, (row, number), value, looks, column)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(frame)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _length(value: object) -> int:
    """How many characters a value takes."""
    if isinstance(value, date):
        return 12
    if isinstance(value, tuple):
        return len("; ".join(map(str, value)))
    return 0 if value is None or value is pd.NA else len(str(value))


def _width(title: str, values: Sequence[object]) -> float:
    """A width in characters that shows nine of ten values whole, within limits."""
    lengths = sorted(map(_length, values))
    usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    return float(min(_WIDEST, max(10, len(title) + 3 if len(title) < 24 else 20, usual + 2)))


def _height(values: Sequence[object], widths: Sequence[float]) -> float:
    """A height in points for the longest of the values, at most ten lines; not every program works it out by itself."""
    most = max(math.ceil(1.1 * _length(value) / width) for value, width in zip(values, widths, strict=True))
    return 15.0 * min(10, max(1, most))


def _readme(sheet: Any, looks: _Looks, answers: Sequence[Answer], names: Sequence[str]) -> None:
    view = answers[0].view
    sheet.write_string(0, 0, "Lodestone: critical minerals framework, rows of the notebook", looks.title)
    facts: list[tuple[str, object]] = [
        ("As of", view.as_of),
        ("Database version", view.version),
        ("Lodestone version", __version__),
        ("Empty cell", "not known or not recorded; never zero"),
        ("Lists", "parts are separated by semicolons"),
        ("Sources", f"each row names its own in the last columns; all are on the sheet {SOURCES}"),
    ]
    for row, (name, value) in enumerate(facts, start=1):
        sheet.write_string(row, 0, name, looks.bold)
        _write(sheet, (row, 1), value, looks)
    top = len(facts) + 2
    for number, head in enumerate(_HEADS):
        sheet.write_string(top, number, head, looks.head)
    for row, (answer, name) in enumerate(zip(answers, names, strict=True), start=top + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, name)
        rest = (
            question(answer),
            answer.finding,
            answer.filtered or "none",
            len(answer.table),
            f"queries/{answer.asked[0].query.name}.sql",
            "; ".join(answer.sources["source_id"]) or answer.unsourced,
            licence(answer),
        )
        sheet.set_row(row, _height(("", *rest), _README_WIDTHS))
        for number, value in enumerate(rest, start=1):
            _write(sheet, (row, number), value, looks)
    for number, width in enumerate(_README_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sources(sheet: Any, looks: _Looks, answers: Sequence[Answer], names: Sequence[str]) -> None:
    parts = [answer.sources.assign(sheet=name) for answer, name in zip(answers, names, strict=True)]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    columns = [
        Column("sheet", "Sheet"),
        *(Column(name, head, "link" if name == "url" else "text") for name, head in _SOURCE_HEADS.items()),
    ]
    _table(sheet, looks, columns, frame)
