"""Runs the questions of `queries/`, each with exactly its parameters, and remembers results by database version."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from cachetools import LRUCache
from pandas.api.internals import create_dataframe_from_blocks

from lodestone.errors import QueryError
from lodestone.query_files import KINDS, Parameter, Query, Value, load_query, query_files
from lodestone.remembered import Remembered
from lodestone.shared_rows import Desk, asked_of_rules_alone
from lodestone.warehouse import Warehouse

__all__ = ["KINDS", "Asked", "Library", "Parameter", "Query", "Value", "load_query", "plain_frame", "run"]


@dataclass(frozen=True)
class Asked:
    """A query as it was asked: with its values and its answer.

    `basis` is what its rows follow from in that database: equal bases of one query, equal rows.
    """

    query: Query
    values: Mapping[str, Value]
    frame: pd.DataFrame
    basis: Hashable = None


# Rows, and what they follow from.
_Rows = tuple[pd.DataFrame, Hashable]


class Library:
    """All queries of a folder, and their results, at most `entries` and `bytes_` of them."""

    def __init__(self, folder: Path, entries: int = 256, bytes_: int = 64_000_000) -> None:
        self.folder = folder
        # What rows follow from, by what was asked: most days, and some filters, change none.
        self._bases: Remembered[Hashable] = Remembered(8 * entries)
        self._rows: Remembered[_Rows] = Remembered(entries, most=bytes_, size=lambda kept: _size(kept[0]))
        # The rows of each query when it was last run.
        self._latest: LRUCache[tuple[str, str], _Rows] = LRUCache(bytes_ // 4, lambda kept: 1 + _size(kept[0]))
        self._lock = threading.Lock()

    @cached_property
    def queries(self) -> dict[str, Query]:
        """Every query by name; raises QueryError for the first file that does not hold."""
        return {name: load_query(path, name) for name, path in query_files(self.folder).items()}

    def get(self, name: str) -> Query:
        """The query of this name; raises QueryError that lists the nearest names."""
        if name not in self.queries:
            raise QueryError(f"There is no query '{name}'. Known: {', '.join(self.queries)}")
        return self.queries[name]

    def ask(self, warehouse: Warehouse, name: str, values: Mapping[str, Value]) -> Asked:
        """Run a query with exactly its parameters; an empty list stands for NULL where that is allowed.

        The frame is the caller's own. Raises QueryError for missing, unknown or mistyped parameters and for SQL that
        fails.
        """
        query = self.get(name)
        if missing := sorted(set(query.parameters) - set(values)):
            raise QueryError(f"{name} also needs ${', $'.join(missing)}")
        if unknown := sorted(set(values) - set(query.parameters)):
            raise QueryError(f"{name} takes no ${', $'.join(unknown)}")
        values = {
            key: None if value == () and query.parameters[key].optional else value for key, value in values.items()
        }
        for key, value in values.items():
            query.parameters[key].check(value, name)
        asked = (name, tuple(sorted(values.items())), warehouse.version)
        basis = self._bases.get(asked, lambda: _basis(warehouse, query, values))
        frame, basis = self._rows.get(
            (name, basis, warehouse.version),
            lambda: self._as_before((name, warehouse.version), run(warehouse, query.sql, values, name), basis),
        )
        return Asked(query, values, frame.copy(deep=False), basis)

    def _as_before(self, which: tuple[str, str], frame: pd.DataFrame, basis: Hashable) -> _Rows:
        """The rows and what they follow from; where they are those of the last time, what those followed from.

        So nothing that follows from equal rows, such as a large map, is worked out again.
        """
        with self._lock:
            before = self._latest.get(which)
            if before is not None and frame.equals(before[0]):
                return before
            if _size(frame) < self._latest.maxsize:
                self._latest[which] = frame, basis
        return frame, basis


def run(warehouse: Warehouse, sql: str, values: Mapping[str, Value], name: str) -> pd.DataFrame:
    """Rows of one SELECT as a frame: dates as `datetime.date`, lists as tuples, texts as `str` or None."""
    with _at_a_desk(warehouse, name) as desk:
        desk.execute(sql, _as_lists(values))
        return _fetched(desk.cursor)


def _basis(warehouse: Warehouse, query: Query, values: Mapping[str, Value]) -> Hashable:
    if not asked_of_rules_alone(query.sql):
        return tuple(sorted(values.items()))
    with _at_a_desk(warehouse, query.name) as desk:
        return desk.basis(query.sql, _as_lists(values))


@contextlib.contextmanager
def _at_a_desk(warehouse: Warehouse, name: str) -> Iterator[Desk]:
    try:
        with warehouse.desks.one() as desk:
            yield desk
    except duckdb.Error as error:
        raise QueryError(f"{name} failed: {warehouse.reason(error)}") from error


def _as_lists(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _fetched(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    kinds = [(str(column[0]), str(column[1])) for column in cursor.description or ()]
    if len(dict(kinds)) == len(kinds) and all(kind in _PLAIN or kind.startswith("ENUM") for _, kind in kinds):
        return _frame(cursor.fetchall(), kinds)
    return plain_frame(cursor.df(), dict(kinds))


# Bytes that a value takes on average: looking at each takes as long as a small question itself.
_OBJECT, _NUMBER = 100, 9


def _size(frame: pd.DataFrame) -> int:
    """About how many bytes a frame keeps."""
    return 0 if frame.empty else len(frame) * sum(_OBJECT if kind == "object" else _NUMBER for kind in frame.dtypes)


# What DuckDB hands over as the very values that a frame holds: taking them so costs half of what plain_frame() does.
_PLAIN = {"VARCHAR", "VARCHAR[]", "DATE", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "BOOLEAN"}
_COUNTED = {"INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "BOOLEAN"}
_MOST = 2**63


def _frame(rows: Sequence[tuple[Any, ...]], kinds: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The rows as plain_frame() has them, put together as pandas keeps them: it would take five times as long to do so.

    Texts, days and lists are one block, for pandas goes through the blocks of a frame one by one.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(kinds)
    places = [place for place, (_, kind) in enumerate(kinds) if kind not in _COUNTED]
    objects = np.empty((len(places), len(rows)), dtype=object)
    for line, place in enumerate(places):
        values: Sequence[Any] = columns[place]
        if kinds[place][1].endswith("[]"):
            values = [() if value is None else tuple(value) for value in values]
        # Value by value: numpy would take a column of lists for a table of its own.
        objects[line] = np.fromiter(values, dtype=object, count=len(rows))
    blocks = [(objects, np.array(places, dtype=np.intp))] if places else []
    for place, (_, kind) in enumerate(kinds):
        if kind in _COUNTED:
            counted = _numbers(columns[place], kind)
            blocks.append((counted[None, :] if isinstance(counted, np.ndarray) else counted, np.array([place])))
    return create_dataframe_from_blocks(blocks, pd.RangeIndex(len(rows)), _headings(tuple(name for name, _ in kinds)))


@lru_cache(maxsize=512)
def _headings(names: tuple[str, ...]) -> pd.Index[str]:
    """The names of columns as Python's own texts, which are looked up and gone through in a tenth of the time."""
    return pd.Index(names, dtype=object)


def _numbers(values: Sequence[Any], kind: str) -> Any:
    if kind == "DOUBLE":
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if kind == "BOOLEAN":
        return pd.array(values, dtype="boolean") if None in values else np.array(values, dtype=bool)
    if any(value is not None and not -_MOST <= value < _MOST for value in values):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    missing = np.array([value is None for value in values], dtype=bool)
    return pd.arrays.IntegerArray(np.array([value or 0 for value in values], dtype=np.int64), missing)


def plain_frame(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """The frame with the types that the rest of the notebook expects, from DuckDB's types by column."""
    for column, kind in kinds.items():
        values = frame[column]
        if kind == "DATE":
            frame[column] = _objects(pd.to_datetime(values).dt.date)
        elif kind.endswith("[]"):
            frame[column] = pd.Series(
                [() if value is None or value is pd.NA else tuple(value) for value in values],
                dtype=object,
                index=frame.index,
            )
        elif kind == "VARCHAR" or kind.startswith("ENUM"):
            frame[column] = _objects(values)
        elif kind in {"INTEGER", "BIGINT"}:
            frame[column] = values.astype("Int64")
        elif kind == "HUGEINT":
            # sum() gives these; only the very large do not fit.
            with contextlib.suppress(OverflowError):
                frame[column] = values.astype("Int64")
    return frame


def _objects(values: pd.Series) -> pd.Series:
    """The same values as Python's own objects, None for what is missing; all at once, since one by one takes long."""
    found = values.astype(object).to_numpy(dtype=object, copy=True)
    found[values.isna().to_numpy()] = None
    return pd.Series(found, dtype=object, index=values.index)
