"""Rows of shared rules, worked out once and read by every question that calls a rule with the same values.

A rule is a table macro of data/views/. DuckDB plans all that stands behind one anew in each question that calls it,
which takes many times as long as reading its rows. So the rows of a call are kept in a temporary table, and a question
is run with that table in the place of the call. Nothing else of it changes: run as it stands, it gives the same rows.

What a question asks of a rule alone bears on its rows only through those of the rule: where two days, or two filters,
give the same rows of all its rules, they give the same answer (`Desk.basis`).
"""

from __future__ import annotations

import atexit
import re
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
from cachetools import LRUCache

from lodestone.turning_days import COUNTED_FROM, TurningDays

# The rules whose rows are few and asked for by several questions of a page, or by one for every department.
RULES = (
    "bearing_events", "call_states", "changes_between", "chosen_awards", "chosen_organizations", "chosen_projects",
    "coming_due", "described_events", "every_clock", "events_since_signing", "fit_terms", "followed_stages",
    "framework_clocks", "known_awards", "known_events", "known_links", "known_programmes", "partner_countries",
    "ranked_fits", "scored_fit", "staged_events", "watch_list",
)  # fmt: skip
# A call whose arguments hold no call themselves.
_CALL = re.compile(rf"\b({'|'.join(RULES)})\(([^()]*)\)")
_PARAMETER = re.compile(r"\$(\w+)")
# Tables that one cursor keeps, some hundred kB each, cursors that wait for the next question, and calls whose rows are
# known in short.
_TABLES, _DESKS, _KNOWN = 32, 4, 4096


# A rule and the values that it is called with.
_Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class _Call:
    """A call of a rule; its arguments as (name, value), the name empty where it is known by its place."""

    rule: str
    arguments: tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def _taken_apart(sql: str) -> tuple[tuple[str, ...], tuple[_Call, ...]]:
    """A question without its comments: the texts between its calls of rules, and these calls."""
    bare = re.sub(r"--[^\n]*", "", sql)
    texts, calls, end = [], [], 0
    for found in _CALL.finditer(bare):
        texts.append(bare[end : found.start()])
        parts = [" ".join(one.split()).rpartition(" := ") for one in found[2].split(",")]
        # Each of these rules takes the day first, by its name or not.
        calls.append(_Call(found[1], tuple((name if at else "", value) for at, (name, _, value) in enumerate(parts))))
        end = found.end()
    return (*texts, bare[end:]), tuple(calls)


@lru_cache(maxsize=512)
def asked_of_rules_alone(sql: str) -> frozenset[str]:
    """The parameters of a question that stand in calls of rules and nowhere else."""
    texts, calls = _taken_apart(sql)
    told = {value[1:] for call in calls for _, value in call.arguments if value[0] == "$"}
    return frozenset(told.difference(*(_PARAMETER.findall(text) for text in texts)))


@lru_cache(maxsize=1024)
def _parsed(sql: str) -> duckdb.Statement:
    """The statement of a text, read once: reading takes up to a tenth of what a question costs."""
    return duckdb.extract_statements(sql)[0]


# DuckDB complains of statements that are still there when Python has gone.
atexit.register(_parsed.cache_clear)


@dataclass
class Desk:
    """One cursor with the tables it keeps; of one thread at a time."""

    cursor: duckdb.DuckDBPyConnection
    # What days have in common on which a rule gives the same rows; without it each day stands for itself.
    _turning: Callable[[], TurningDays] | None = None
    # By the rule and its values: the number in the table's name.
    _kept: LRUCache[_Key, int] = field(default_factory=lambda: LRUCache(_TABLES))
    # By the rule and its values: what its rows are, in short. Shared by all desks of a database.
    _known: LRUCache[_Key, Hashable] = field(default_factory=lambda: LRUCache(_KNOWN))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free: list[int] = field(default_factory=lambda: list(range(_TABLES)))

    def execute(self, sql: str, given: Mapping[str, Any]) -> None:
        """Run a question; its result is the cursor's. Raises duckdb.Error, after which the desk is of no more use."""
        texts, calls = _taken_apart(sql)
        tables = [self._table(call, given) for call in calls]
        self._run("".join(text for pair in zip(texts, [*tables, ""], strict=True) for text in pair), given)

    def basis(self, sql: str, given: Mapping[str, Any]) -> Hashable:
        """What the rows of a question follow from: equal bases of one question, equal rows.

        These are the values that it asks for outside its calls of rules, and the rows of these calls.
        """
        _, calls = _taken_apart(sql)
        alone = asked_of_rules_alone(sql)
        values = tuple((name, repr(value)) for name, value in sorted(given.items()) if name not in alone)
        return values, tuple(self._rows(call, given) for call in calls) if alone else ()

    def _rows(self, call: _Call, given: Mapping[str, Any]) -> Hashable:
        """The rows of a call in short: how many, and their hashes added up in two ways."""
        key, _ = self._key(call, given)
        with self._lock:
            known = self._known.get(key)
        if known is None:
            table = self._table(call, given)
            self.cursor.execute(f"FROM {table} one SELECT count(*), sum(hash(one)), bit_xor(hash(one))")
            known = self.cursor.fetchall()[0]
            with self._lock:
                self._known[key] = known
        return known

    def _run(self, text: str, given: Mapping[str, Any]) -> None:
        statement = _parsed(text)
        if used := statement.named_parameters:
            self.cursor.execute(statement, {name: given[name] for name in used})
        else:
            self.cursor.execute(statement)

    def _table(self, call: _Call, given: Mapping[str, Any]) -> str:
        """The name of the table that holds the rows of a call, worked out if need be."""
        key, said = self._key(call, given)
        if key in self._kept:
            return f"rows_{self._kept[key]}_of_{call.rule}"
        if not self._free:
            (rule, _), number = self._kept.popitem()
            self.cursor.execute(f"DROP TABLE rows_{number}_of_{rule}")
            self._free.append(number)
        number = self._free.pop()
        table = f"rows_{number}_of_{call.rule}"
        told = ", ".join(f"{name} := {value}" if name else value for name, value in said)
        self._run(f"CREATE TEMP TABLE {table} AS FROM {call.rule}({told})", given)
        self._kept[key] = number
        return table

    def _key(self, call: _Call, given: Mapping[str, Any]) -> tuple[_Key, list[tuple[str, str]]]:
        """A call with its values, by which its rows are kept, and the arguments that it is run with."""
        # A filter that is not set need not be named, which saves planning it: what a rule is not told is NULL.
        said = [
            (name, value)
            for name, value in call.arguments
            if not (name and value[0] == "$" and given[value[1:]] is None)
        ]
        spans = self._turning is not None and not any(name in COUNTED_FROM for name, _ in said)
        values = tuple(
            (name, self._told(call.rule, given[value[1:]], spans) if value[0] == "$" else value) for name, value in said
        )
        return (call.rule, values), said

    def _told(self, rule: str, value: Any, spans: bool) -> str:
        """A value as it stands in a key; days on which the rule gives the same rows count as one."""
        if spans and self._turning and isinstance(value, date):
            return repr(self._turning().span(rule, value))
        return repr(value)


class Desks:
    """The desks of one open database, for all threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._free: list[Desk] = []
        self._lock = threading.Lock()
        self._known: LRUCache[_Key, Hashable] = LRUCache(_KNOWN)
        self._knowing = threading.Lock()
        self._turning: TurningDays | None = None
        self._reading = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[Desk]:
        """A desk for one question, the one used last if it is free; one on which a question failed is given up."""
        with self._lock:
            desk = self._free.pop() if self._free else None
        desk = desk or Desk(self._connection.cursor(), self._turning_days, _known=self._known, _lock=self._knowing)
        try:
            yield desk
        except BaseException:
            desk.cursor.close()
            raise
        with self._lock:
            if len(self._free) < _DESKS:
                self._free.append(desk)
                return
        desk.cursor.close()

    def _turning_days(self) -> TurningDays:
        """Read once, for the first question that calls a rule."""
        with self._reading:
            if self._turning is None:
                with self._connection.cursor() as cursor:
                    self._turning = TurningDays(cursor, RULES)
            return self._turning
