"""How the columns of a reader's rows are headed and shown: by DuckDB's type, and by the unit in the name."""

from __future__ import annotations

from collections.abc import Mapping

from lodestone.cells.cell import Column
from lodestone.language import first_upper

# The end of a name, and the unit that it says.
_UNITS = {
    "usd": "US$", "jpy": "¥", "t": "t", "kt": "kt", "mt": "Mt", "pct": "%", "share": "0 to 1", "km": "km",
    "days": "days",
}  # fmt: skip
_SHORT = {"id": "ID", "url": "Address", "iso3": "ISO 3", "usd": "US$", "doi": "DOI", "hhi": "HHI"}
_NUMBERS = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
    "FLOAT", "DOUBLE", "DECIMAL",
)  # fmt: skip


def is_number(kind: str) -> bool:
    """Whether a type of DuckDB's is a number."""
    return kind.startswith(_NUMBERS) and not kind.endswith("[]")


def is_day(kind: str) -> bool:
    """Whether a type of DuckDB's is a day, or a day with its time."""
    return kind == "DATE" or (kind.startswith("TIMESTAMP") and not kind.endswith("[]"))


def described(name: str, kind: str) -> Column:
    """One column under its heading: 'amount_usd' is 'Amount (US$)'."""
    words = name.replace("_", " ").split() or [name]
    unit = _UNITS.get(words[-1].lower()) if len(words) > 1 and is_number(kind) else None
    words = words[:-1] if unit else words
    title = first_upper(" ".join(_SHORT.get(word.lower(), word) for word in words))
    title = f"{title} ({unit})" if unit else title
    if kind.endswith("[]"):
        return Column(name, title, "list")
    if is_day(kind):
        return Column(name, title, "day")
    if is_number(kind):
        return Column(name, title, "usd" if unit == "US$" else "number")
    if name == "url" or name.endswith("_url"):
        return Column(name, title, "link")
    return Column(name, title, "yes" if kind == "BOOLEAN" else "text")


def columns(kinds: Mapping[str, str]) -> tuple[Column, ...]:
    """All columns of some rows, no heading twice."""
    made: list[Column] = []
    for name, kind in kinds.items():
        one = described(name, kind)
        if one.title in {other.title for other in made}:
            one = Column(name, name, one.kind)
        made.append(one)
    return tuple(made)
