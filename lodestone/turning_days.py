"""The days on which the rows of a shared rule can change; on all days between two of them they are the same.

Most rules compare the day they are asked for with days on record and do nothing else with it: an award is known from
its day on, a call is closed after its last one. Which days these are is declared nowhere, where one could be forgotten:
they are all that stand in a date column which the rule, or a rule it builds on, names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import duckdb

from lodestone.rule_texts import built_on, rule_texts

# Days that a reader gives, from which a rule counts to others: with one of them it turns on days that stand nowhere.
COUNTED_FROM = frozenset({"request", "notice"})


class TurningDays:
    """The turning days of some rules in one database."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, rules: Iterable[str]) -> None:
        """Read them; raises duckdb.Error."""
        views_sql = str(cursor.table("build_info").project("views_sql").fetchall()[0][0])
        texts = rule_texts(re.sub(r"--[^\n]*", "", views_sql))
        columns: dict[str, set[str]] = defaultdict(set)
        for table, column in _date_columns(cursor):
            columns[table].add(column)
        read = {rule: _read_by(rule, texts, columns) for rule in rules if rule in texts}
        days = _days_in(cursor, set().union(*read.values()))
        self._days = {rule: sorted(set().union(*(days[one] for one in named))) for rule, named in read.items()}

    def span(self, rule: str, day: date) -> tuple[int, int]:
        """What all days have in common on which the rule gives the rows of this one.

        Years are told apart: work on record counts by its year.
        """
        return bisect_right(self._days.get(rule, ()), day), day.year


def _date_columns(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    columns = cursor.table_function("duckdb_columns").filter("data_type = 'DATE' AND NOT internal")
    return [(str(table), str(column)) for table, column in columns.project("table_name, column_name").fetchall()]


def _read_by(rule: str, texts: dict[str, str], columns: dict[str, set[str]]) -> set[tuple[str, str]]:
    """The date columns, as (table, column), that are named in a rule or in those that it builds on."""
    words = set(re.findall(r"\w+", " ".join(texts[one] for one in built_on(texts[rule], texts))))
    return {(table, column) for table in words & columns.keys() for column in words & columns[table]}


def _days_in(
    cursor: duckdb.DuckDBPyConnection, columns: set[tuple[str, str]]
) -> dict[tuple[str, str], frozenset[date]]:
    """The days in each column and the days after them: what is open up to a day is closed on the next."""
    found = {}
    for table, column in columns:
        days = {day for (day,) in cursor.table(table).project(column).distinct().fetchall() if day is not None}
        found[table, column] = frozenset(days | {day + timedelta(days=1) for day in days})
    return found
