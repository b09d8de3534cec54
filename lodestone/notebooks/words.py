"""Values of SQL cells in sentences: `{name.column}` is the value of a column in the first row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from lodestone.each_row import NotANumber
from lodestone.language import decimal, dollars, entries, fmt_date, fmt_moment, joined, no_number
from lodestone.notebooks.columns import described

_VALUE = re.compile(r"\{([a-z][a-z0-9_]*)\.([^{}\s.]+)\}")
# How many rows a cell has, unless one of its columns has that name.
COUNT = "rows"


def inert(text: str) -> str:
    """Markdown without HTML, pictures, formulas, colours and icons: what could ask another host or mislead."""
    text = re.sub(r"<(?=[A-Za-z/!?])", r"\\<", text).replace("![", "!\\[").replace("$", "\\$")
    # An invisible joiner keeps ':word:' and ':red[' from becoming an icon or a colour.
    return re.sub(r":(?=[a-z][\w/+-]*[:\[])", ":\u2060", text, flags=re.IGNORECASE)


def mentioned(text: str) -> frozenset[str]:
    """The cells whose values a text writes."""
    return frozenset(name for name, _ in _VALUE.findall(text))


def missing(text: str, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """What a text asks for and the rows do not have, each as 'name.column'."""
    return [
        f"{name}.{column}"
        for name, column in dict.fromkeys(_VALUE.findall(text))
        if name in frames and column not in frames[name] and column != COUNT
    ]


def filled(text: str, frames: Mapping[str, pd.DataFrame], escape: Any = str) -> str:
    """The text with its values in words; each passes through `escape`. What there is no value for says so."""

    def value(found: re.Match[str]) -> str:
        name, column = found[1], found[2]
        if name not in frames:
            return str(escape(found[0]))
        frame = frames[name]
        if column not in frame:
            return f"{len(frame):,}" if column == COUNT else str(escape(found[0]))
        return str(escape(said(frame[column].iloc[0], column))) if len(frame) else "no row"

    return _VALUE.sub(value, text)


def said(value: Any, column: str) -> str:  # noqa: PLR0911, one a kind of value
    """One value as it stands in a sentence, by its type and by the unit in its column's name."""
    if isinstance(value, tuple):
        return joined(entries(value))
    if isinstance(value, NotANumber):
        return no_number(value)
    if value is None or pd.isna(value):
        return "not recorded"
    if isinstance(value, datetime):
        return fmt_moment(value)
    if isinstance(value, date):
        return fmt_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _number(value, column) if pd.api.types.is_number(value) else str(value)


def _number(value: Any, column: str) -> str:
    if wordless := no_number(value):
        return wordless
    unit = described(column, "DOUBLE")
    if unit.kind == "usd":
        return dollars(value)
    if pd.api.types.is_integer(value) or (unit.year and float(value).is_integer()):
        number = format(int(value), "d" if unit.year else ",d")
    else:
        number = decimal(value)
    return f"{number}%" if unit.title.endswith("(%)") else number
