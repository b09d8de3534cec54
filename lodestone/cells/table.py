"""A cell's rows as a table to read and as a CSV to take away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa

from lodestone.cells.answer import Answer
from lodestone.cells.cell import Column
from lodestone.each_row import NotANumber, each_row, known
from lodestone.figures.tokens import CALL_STATE, STATUS
from lodestone.language import days, decimal, dollars, entries, fmt_date, fmt_moment, no_number

# A spreadsheet runs a cell that starts with one of these; a leading apostrophe keeps it a text.
_RUNS = ("=", "+", "-", "@", "\t", "\r")

# What is longer is a sentence, whose full stop is dropped within a line; a name may end in one ('Civil Eng.').
_NAME = 40

# Kinds of columns that hold numbers, and from where on a browser and a spreadsheet would round a whole one.
NUMBERS = frozenset({"number", "usd", "score"})
_EXACT = 2**53
_SMALL = 0.0005


def _listed(values: Iterable[Any]) -> str:
    """Entries in one line: by commas, or where one of them is a sentence or holds a comma itself, by semicolons.

    Those of the notebook are texts; a reader's own statement lists anything.
    """
    texts = [text.removesuffix(".") if len(text) > _NAME else text for text in entries(values)]
    return ("; " if any("," in text or len(text) > _NAME for text in texts) else ", ").join(texts)


def readable(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """The columns in order under their headings, lists joined and a status with its sign; what is empty says so."""
    return pd.DataFrame(_said(frame, columns), index=frame.index)


def readable_arrow(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pa.Table:
    """The same as Arrow's table, straight from the values: by way of a frame it takes three times as long."""
    return pa.table({title: pa.array(values, from_pandas=True) for title, values in _said(frame, columns).items()})


def _said(frame: pd.DataFrame, columns: tuple[Column, ...]) -> dict[str, pd.Series | list[object]]:
    return {column.title: _shown(frame[column.name], column) for column in columns}


def _shown(values: pd.Series, column: Column) -> pd.Series | list[object]:
    say = _SAID.get(column.kind)
    if column.kind in NUMBERS and not _held(values):
        return [in_words(value, column) for value in values.tolist()]
    if say is None or values.empty:
        return values.astype(object) if column.kind in {"dollars", "days"} else values
    said = map(say, values.tolist())
    if column.kind == "day":
        return list(said)
    return [value if isinstance(value, str) else column.empty for value in said]


def _held(values: pd.Series) -> bool:
    """Whether a browser can hold each of these numbers as one: finite, and exact where it is a whole number."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        return not (values.abs() >= _EXACT).any()
    return not any(
        isinstance(one, NotANumber) or (isinstance(one, int | float) and abs(one) >= _EXACT) for one in values.tolist()
    )


def very_small(values: pd.Series) -> bool:
    """Whether one of these numbers is not 0 and would be shown as 0 with three decimals."""
    if not pd.api.types.is_float_dtype(values.dtype):
        return False
    sizes = values.abs()
    return bool(((sizes > 0) & (sizes < _SMALL)).any())


def _status(value: Any) -> str | None:
    return f"{STATUS[value].glyph} {value}" if value in STATUS else None


def _state(value: Any) -> str | None:
    return f"{CALL_STATE[value].glyph} {CALL_STATE[value].word}" if value in CALL_STATE else None


# How a value is said, by the kind of its column; None where it is empty.
_SAID: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "text": lambda value: value,
        "list": lambda value: _listed(value) or None,
        "status": _status,
        "state": _state,
        "dollars": lambda value: dollars(int(value)) if known(value) else None,
        "days": lambda value: days(int(value)) if known(value) else None,
        "day": lambda value: value if known(value) else None,
        "yes": lambda value: ("yes" if value else "no") if known(value) else None,
    }
)


def in_words(value: Any, column: Column) -> str:
    """One value of a readable table as text: days and numbers in words, an empty one as the column says it."""
    if isinstance(value, str):
        return value
    if isinstance(value, NotANumber):
        return no_number(value)
    if value is None or pd.isna(value):
        return column.empty
    if isinstance(value, datetime):
        return fmt_moment(value)
    if isinstance(value, date):
        return fmt_date(value)
    return _number(value, column) if pd.api.types.is_number(value) else str(value)


def _number(value: Any, column: Column) -> str:
    if wordless := no_number(value):
        return wordless
    if column.kind == "usd" or "US$" in column.title:
        return dollars(value)
    if pd.api.types.is_integer(value):
        return str(value) if column.year else f"{value:,}"
    return f"{value:,.1f}" if column.kind == "score" else decimal(value)


def for_phone(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns in the order for a phone: first those that a reader must see there."""
    return tuple(sorted(columns, key=lambda column: column.phone is None))


def to_csv(answer: Answer) -> bytes:
    """All rows of the cell's first query as UTF-8 CSV, under lines that say what they are.

    The head lines start with '#': question, answer, filters, as-of day, database version, query and each source.
    The same view of the same database gives the same bytes.
    """
    head = [
        f"Lodestone: {answer.cell.question}",
        f"Answer: {answer.finding}",
        f"Filters: {answer.filtered or 'none'}",
        f"As of: {fmt_date(answer.view.as_of)}",
        f"Database version: {answer.view.version}",
        f"Query: {answer.asked[0].query.place}",
        "Empty cell: not known or not recorded",
    ]
    for source in each_row(answer.sources):
        where = f", {source.url}" if source.url else ""
        when = f", {source.published}" if source.published else ""
        head.append(f"Source {source.source_id}: {source.title} ({source.publisher}{when}{where})")
    text = io.StringIO(newline="")
    for line in head:
        text.write(f"# {_head(line)}\r\n")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.table.columns)
    for row in answer.table.itertuples(index=False):
        writer.writerow([_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _head(line: str) -> str:
    # The lines are not quoted, so that '#' comes first: no quote may open a cell and no separator begin a formula.
    text = " ".join(line.split()).replace('"', "'")
    return re.sub(r"([,;]\s*)(?=[-=+@])", r"\1'", text)


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        value = ";".join(entries(value))
    if isinstance(value, NotANumber):
        return "NaN"
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, str) and value.startswith(_RUNS):
        return f"'{value}"
    return value
