"""One sheet of a workbook: how values, heads and links look, and rows as a table that has a name."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from lodestone.cells.cell import Column
from lodestone.each_row import NotANumber, known
from lodestone.exports.files import RUNS, clean
from lodestone.language import entries, no_number

# What Excel can hold: characters in a cell and in an address; no day before 1900.
_LONGEST, _LINK, _FIRST = 32_000, 2_000, date(1900, 1, 1)
_WIDEST = 60
_DAY, _MOMENT = "d mmm yyyy", "d mmm yyyy hh:mm:ss"
# From where on it rounds whole numbers, and below which a number of three decimals would be shown as 0.
_EXACT, _SMALL = 10**15, 0.0005


class Looks:
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
                "align": "left" if number in {"", _DAY, _MOMENT} else "right",
            }
            self._made[key] = self._book.add_format(
                look | ({"num_format": number} if number else {}) | ({"quote_prefix": True} if inert else {})
            )
        return self._made[key]


def write(sheet: Any, place: tuple[int, int], value: object, looks: Looks, column: Column | None = None) -> None:
    """One value by its type: a day as a date, a number as a number, a text as a text whatever it looks like."""
    if isinstance(value, tuple):
        value = "; ".join(entries(value))
    if not (known(value) or isinstance(value, NotANumber)) or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, looks.text)
    elif isinstance(value, datetime) and value.date() >= _FIRST:
        sheet.write_datetime(*place, value, looks.of(_MOMENT))
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST:
        sheet.write_datetime(*place, value, looks.of(_DAY))
    elif pd.api.types.is_number(value) and not no_number(value) and not _too_long(value):
        sheet.write_number(*place, value, looks.of(_format(value, column)))
    else:
        text = clean(no_number(value) or value)
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … (cut)"
        if column and column.kind == "link" and re.match(r"https?://", text) and len(text) < _LINK:
            sheet.write_url(*place, text, looks.link, text)
        else:
            sheet.write_string(*place, text, looks.inert if text.startswith(RUNS) else looks.text)


def _too_long(value: Any) -> bool:
    """Whether a spreadsheet would round it: a whole number of more than 15 digits."""
    return bool(pd.api.types.is_integer(value)) and abs(value) >= _EXACT


def _format(value: Any, column: Column | None) -> str:
    if column and column.year:
        return "0"
    if pd.api.types.is_integer(value):
        return "#,##0"
    if value and abs(value) < _SMALL:
        return "General"
    return "0.00" if column and "(0 to 1)" in column.title else "#,##0.0##"


def table(sheet: Any, looks: Looks, columns: Sequence[Column], frame: pd.DataFrame) -> None:
    """All rows as a table from the first row on, frozen below its heads, to be printed as wide as a page."""
    widths = [_width(column.title, list(frame[column.name])) for column in columns]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    # A table by name: sorted, filtered and named in formulas as a whole. An empty one keeps a row for what may come.
    heads = [{"header": head, "header_format": looks.head} for head in _apart([column.title for column in columns])]
    named = re.sub(r"\W+", "_", f"t_{sheet.get_name().lower()}")
    sheet.add_table(
        0, 0, max(1, len(frame)), len(columns) - 1, {"name": named, "columns": heads, "style": "Table Style Light 1"}
    )
    for row, values in enumerate(frame[[column.name for column in columns]].itertuples(index=False), start=1):
        sheet.set_row(row, height(values, widths))
        for number, (value, column) in enumerate(zip(values, columns, strict=True)):
            write(sheet, (row, number), value, looks, column)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _apart(heads: Sequence[str]) -> list[str]:
    """The heads with none twice, whatever their case: a table wants each of its own."""
    taken: dict[str, int] = {}
    made = []
    for head in heads:
        number = taken[head.lower()] = taken.get(head.lower(), 0) + 1
        made.append(head if number == 1 else f"{head} ({number})")
    return made


def _length(value: object) -> int:
    """How many characters a value takes."""
    if isinstance(value, date):
        return 20 if isinstance(value, datetime) else 12
    if isinstance(value, tuple):
        return len("; ".join(entries(value)))
    return 0 if value is None or value is pd.NA else len(str(value))


def _width(title: str, values: Sequence[object]) -> float:
    """A width in characters that shows nine of ten values whole, within limits."""
    lengths = sorted(map(_length, values))
    usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    return float(min(_WIDEST, max(10, len(title) + 3 if len(title) < 24 else 20, usual + 2)))


def height(values: Sequence[object], widths: Sequence[float]) -> float:
    """A height in points for the longest of the values, at most ten lines; not every program works it out by itself."""
    most = max(math.ceil(1.1 * _length(value) / width) for value, width in zip(values, widths, strict=True))
    return 15.0 * min(10, max(1, most))
