"""Values of SQL cells in sentences: `{name.column}` is the value of a column in the first row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from lodestone.language import dollars, fmt_date, joined
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


def said(value: Any, column: str) -> str:
    """One value as it stands in a sentence, by its type and by the unit in its column's name."""
    if isinstance(value, tuple):
        return joined([str(one) for one in value])
    if value is None or pd.isna(value):
        return "not recorded"
    if isinstance(value, datetime):
        return f"{fmt_date(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return fmt_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _number(value, column) if pd.api.types.is_number(value) else str(value)


def _number(value: Any, column: str) -> str:
    unit = described(column, "DOUBLE")
    if unit.kind == "usd":
        return dollars(value)
    whole = float(value).is_integer() and abs(value) < 1e15
    digits = "d" if unit.year else ",d"
    number = format(int(value), digits) if whole else f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number}%" if unit.title.endswith("(%)") else number
