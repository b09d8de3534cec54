"""What no single row shows, or no rule of SQL can say: days far away, unknown codes, circles, lists left incomplete."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lodestone.content.hints import Hints
from lodestone.content.reading import Row
from lodestone.errors import Problem

Value = str | int | float | date | bool | None
Rows = list[tuple[Row, dict[str, Value]]]

# Of days and years in any file. Ten years ahead of this release, not of the computer's clock: equal files must hold on
# every day and every computer alike.
FIRST_YEAR = 1900
LAST_YEAR = 2026 + 10

# Who names whom as the larger, the later or the earlier one; following the names must come to an end.
CHAINS = (
    ("unit_parents", "unit_id", "parent_id"),
    ("organization_parents", "organization_id", "parent_id"),
    ("mineral_parents", "mineral_id", "parent_id"),
    ("award_successors", "award_id", "successor_id"),
    ("related_clocks", "event_id", "started_by"),
)
COUNTRY_CODES = (("sites", "country_iso3"), ("mapping_countries", "country_iso3"), ("countries", "country_iso3"))
SURVEYS = "data/basemap/surveys.geojson"
# A column of texts that are days, months or years.
DATED = (("sources", "published"),)


def year_holds(year: int) -> bool:
    """Whether a year is neither long gone nor far ahead."""
    return FIRST_YEAR <= year <= LAST_YEAR


@dataclass(frozen=True)
class Known:
    """What other files know: codes of countries, of states and prefectures, and the surveys with an outline.

    An empty one says that its file could not be read, which has been told.
    """

    countries: Collection[str]
    areas: Collection[str]
    surveys: Collection[str]


def check_together(typed: Mapping[str, Rows], known: Known, hints: Hints, problems: list[Problem]) -> None:
    """Add what is wrong with rows taken together, or against what other files know."""
    for table, column in COUNTRY_CODES:
        _known(typed.get(table, []), column, known.countries, "data/country_names.csv", hints, problems)
    _known(typed.get("mapping_areas", []), "area", known.areas, "the outlines in data/basemap", hints, problems)
    surveys = {values["mapping_id"] for _, values in typed.get("mapping_programmes", [])}
    problems.extend(
        Problem(
            SURVEYS, 0, "mapping_id", f"'{one}' is not in mapping_programmes", "Take its outline out, or correct it"
        )
        for one in known.surveys
        if surveys and one not in surveys
    )
    for table, column in DATED:
        for row, values in typed.get(table, []):
            if (text := values[column]) is not None and not _day_holds(str(text)):
                _tell(row, column, f"'{text}' is no day, month or year of our time", "Check it", problems)
    for table, child, parent in CHAINS:
        _no_circle(typed.get(table, []), child, parent, problems)
    _weights(typed.get("score_terms", []), problems)


def check_complete(table: str, column: str, words: Collection[str], rows: Rows, problems: list[Problem]) -> None:
    """Each word of a list must have a row: what asks for it by name finds it."""
    found = {values[column] for _, values in rows}
    if rows and (missing := [word for word in words if word not in found]):
        row = rows[0][0]
        wrong = f"there is no row for {', '.join(missing)} in {table}"
        problems.append(Problem(row.file, row.line, column, wrong, "Add it"))


def _known(rows: Rows, column: str, known: Collection[str], where: str, hints: Hints, problems: list[Problem]) -> None:
    for row, values in rows if known else ():
        value = values[column]
        if value is not None and value not in known:
            remedy = hints.nearest(str(value), known) or "Correct it"
            _tell(row, column, f"'{value}' is not in {where}", remedy, problems)


def _day_holds(text: str) -> bool:
    """Whether a day, a month or a year is one; a text of another shape breaks the rule of its table."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        return True
    try:
        first = date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return year_holds(first.year)


def _no_circle(rows: Rows, child: str, parent: str, problems: list[Problem]) -> None:
    """Tell every row that lies on a circle."""
    above: dict[Value, set[Value]] = defaultdict(set)
    for _, values in rows:
        above[values[child]].add(values[parent])
    for row, values in rows:
        start, reached, waiting = values[child], set[Value](), [values[parent]]
        while waiting:
            one = waiting.pop()
            if one not in reached and one is not None:
                reached.add(one)
                waiting += above.get(one, ())
        if start is not None and start in reached:
            wrong = f"'{start}' leads back to itself by way of '{values[parent]}'"
            _tell(row, parent, wrong, "Take one of the links out", problems)


def _weights(rows: Rows, problems: list[Problem]) -> None:
    weights = [values["weight"] for _, values in rows]
    if weights and all(weight == 0 for weight in weights):
        _tell(rows[0][0], "weight", "all weights are 0", "Give one of them at least a point", problems)


def _tell(row: Row, column: str, wrong: str, remedy: str, problems: list[Problem]) -> None:
    problems.append(Problem(row.file, row.line_of(column), column, wrong, remedy))
