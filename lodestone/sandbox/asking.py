"""A reader's own SQL, run apart: in a process with limits that the system holds, on a database that cannot change.

`answer` is the one way in; the page, the command line and the checks all ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import pandas as pd

from lodestone.content.sql import GUARDED
from lodestone.each_row import NOT_A_NUMBER
from lodestone.errors import StatementRefused
from lodestone.queries import Value, plain_frame
from lodestone.sandbox.limits import USUAL, Limits
from lodestone.sandbox.pool import Pool, pool
from lodestone.statements import HALF
from lodestone.warehouse import Warehouse


@dataclass(frozen=True)
class Answer:
    """Rows of a reader's statement.

    `cut` says which bound cut them: 'rows', 'bytes', or '' when all are here; `kinds` has DuckDB's type of each column,
    `seconds` how long the statement took, and the rest what it uses: earlier cells, parameters, tables.
    """

    frame: pd.DataFrame
    cut: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cells: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def answer(
    warehouse: Warehouse,
    sql: str,
    *,
    earlier: Sequence[tuple[str, str]] = (),
    later: Sequence[str] = (),
    values: Mapping[str, Value] | None = None,
    limits: Limits = USUAL,
    repeatable: bool = False,
    dry: bool = False,
    place: Callable[[int], None] = lambda _: None,
    workers: Pool | None = None,
) -> Answer:
    """Run a reader's SELECT; raises StatementRefused with a reason that can be shown, at its line and word.

    `earlier` are cells, name and SQL, that it may select from, `later` names of those that it may not, for they stand
    below it; `values` those of its $parameters. With `repeatable`,
    what gives other rows on another run is refused. `dry` finds mistakes and the columns without any row. `place` is
    told how many statements, this one included, wait before it is run.
    """
    # Said here, for on its way to a worker it would become a question mark.
    if HALF.search(sql) or any(HALF.search(text) for _, text in earlier):
        raise StatementRefused("This holds half a character, which no text can; write it again.")
    job = {
        "path": str(warehouse.path.resolve()),
        "config": GUARDED,
        "sql": sql,
        "earlier": [list(one) for one in earlier],
        "later": list(later),
        "values": {name: _sent(value) for name, value in (values or {}).items()},
        "limits": limits.as_words(),
        "repeatable": repeatable,
        "dry": dry,
    }
    told = (workers or pool()).ask(job, limits, place)
    if "unreadable" in told:
        warehouse.doubted.set()
        raise StatementRefused("The database could not be read and is being looked after. Try again in a moment.")
    if "refused" in told:
        raise StatementRefused(
            told["refused"],
            line=told.get("line", 0),
            column=told.get("column", 0),
            word=told.get("word", ""),
            cell=told.get("cell", ""),
        )
    kinds = dict(told["kinds"])
    return Answer(
        _frame(told["rows"], kinds),
        told["cut"],
        kinds,
        told["seconds"],
        tuple(told["cells"]),
        tuple(told["parameters"]),
        tuple(told["tables"]),
    )


def _sent(value: Value) -> tuple[str, Any]:
    if isinstance(value, date):
        return "DATE", value.isoformat()
    return "", list(value) or None if isinstance(value, tuple) else value


def _frame(rows: list[list[Any]], kinds: Mapping[str, str]) -> pd.DataFrame:
    """The rows with the types that the rest of the notebook expects."""
    try:
        columns = {
            name: _column([row[place] for row in rows], kind) for place, (name, kind) in enumerate(kinds.items())
        }
        return plain_frame(pd.DataFrame(columns, columns=list(kinds)), kinds)
    except (ValueError, OverflowError) as error:
        raise StatementRefused("A value is out of the range that can be shown; cast its column to VARCHAR.") from error


def _column(values: list[Any], kind: str) -> pd.Series:
    if kind.endswith("[]"):
        return pd.Series(values, dtype=object)
    if kind == "DATE":
        return pd.to_datetime(pd.Series(values, dtype=object), format="ISO8601")
    if kind.startswith("TIMESTAMP"):
        return pd.Series(_moments(values), dtype=object)
    if kind.startswith(("FLOAT", "DOUBLE", "DECIMAL")):
        if any(one is not None and one != one for one in values):  # noqa: PLR0124, only NaN differs from itself
            return pd.Series([NOT_A_NUMBER if one != one else one for one in values], dtype=object)  # noqa: PLR0124
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)


def _moments(values: list[str | None]) -> list[date | None]:
    """Days with their times, or days alone where every time is midnight, as of date_trunc()."""
    found = [None if one is None else datetime.fromisoformat(one) for one in values]
    whole = all(one is None or one.time() == time() for one in found)
    return [one.date() if whole and one is not None else one for one in found]
