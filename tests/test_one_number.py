"""What several sentences, cards and tables count is one number in all of them, over hundreds of views."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pandas as pd
import pytest
from pages_support import AS_OF
from questions_support import fresh_engine
from sentences_support import DAYS, answered

from lodestone.answers import agencies, calls, opportunities, overview, provisions, sources, timeline
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.filters import View, defaults
from lodestone.page_list import entry

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(\d[\d,]*|{'|'.join(_WORDS)}|both|none)"
# Every quantity that more than one place states: its name, and how a sentence says it.
SAID = {
    "dated commitments of the Framework": rf"(?i)\b{_NUMBER}(?: other)? dated commitments? of the Framework",
    "clocks of related decisions": rf"(?i)\b{_NUMBER} clocks? of related decisions",
    "clocks that wait": rf"(?i)\b{_NUMBER} (?:clocks? that waits?|other clocks wait)",
    "clocks that have run out": rf"(?i): {_NUMBER} (?:has|have) run out",
    "events that occurred": rf"(?i)\b{_NUMBER} events? occurred",
    "dates set or planned": rf"(?i)occurred, {_NUMBER} dates? (?:is|are) set",
    "events and set dates": rf"(?i)\b{_NUMBER} events and set dates",
    "events up to the signing": rf"(?i)^{_NUMBER} events? up to the day of the signing",
    "events after the signing": rf"(?i)of the signing, {_NUMBER} since",
    "provisions": rf"(?i)^{_NUMBER} provisions?\b",
    "differences": rf"(?i)^{_NUMBER} differences? on",
    "sources": rf"(?i)(?:of|and) {_NUMBER} sources\b",
    "calls": rf"(?i)\bof {_NUMBER} calls\b",
    "partners": rf"(?i)^{_NUMBER} partners? in Japan",
    "organizations": rf"(?i)\bof {_NUMBER} organizations\b",
    "fits": rf"(?i)\bof {_NUMBER} fits\b",
}


def number(word: str) -> int:
    """'1,991', 'three', 'both' or 'none' as a number."""
    low = word.lower().replace(",", "")
    if low.isdigit():
        return int(low)
    return {"both": 2, "none": 0}[low] if low in {"both", "none"} else _WORDS.index(low)


# The same quantities counted from rows, apart from how any sentence counts them.
def _clocks(rows: pd.DataFrame) -> dict[str, int]:
    own, fixed = rows["owner"] == "framework", rows["clock"] == "fixed"
    dated = rows[rows["due_date"].notna()]
    return {
        "dated commitments of the Framework": int((own & fixed).sum()),
        "clocks of related decisions": int((rows["owner"] == "related").sum()),
        "clocks that wait": int((own & ~fixed).sum()),
        "clocks that have run out": sum(one.days_past > 0 for one in dated.itertuples()),
    }


def _events(rows: pd.DataFrame) -> dict[str, int]:
    occurred = int((rows["status"] == "occurred").sum())
    return {"events that occurred": occurred, "dates set or planned": len(rows) - occurred}


COUNTED: Mapping[str, Callable[[pd.DataFrame], dict[str, int]]] = {
    "timeline/clocks": _clocks,
    "timeline/events": _events,
    "timeline/before_after": lambda rows: {
        "events up to the signing": int(rows["before"].sum()),
        "events after the signing": int(rows["after"].sum()),
        "events that occurred": int(rows["before"].sum() + rows["after"].sum()),
    },
    "provisions/provisions": lambda rows: {"provisions": len(rows)},
    "provisions/differences": lambda rows: {"differences": len(rows)},
    "sources/sources": lambda rows: {"sources": len(rows)},
    "sources/trust": lambda rows: {"sources": int(rows["sources"].sum())},
    "calls/calls": lambda rows: {"calls": len(rows)},
    "calls/partners": lambda rows: {"partners": len(rows)},
    "agencies/organizations": lambda rows: {"organizations": len(rows)},
    "agencies/places": lambda rows: {"organizations": len(rows)},
    "opportunities/matrix": lambda rows: {"fits": len(rows)},
}
# Cells that are asked together, in views of the filters they share: by group, so that equal views are compared.
GROUPS: Mapping[str, tuple[tuple[Cell, ...], tuple[str, ...]]] = {
    "timeline": ((timeline.CLOCKS, timeline.RECORD, timeline.SIDES, timeline.EVENTS), ("type", "country", "pillar")),
    "agencies": ((agencies.MATRIX, agencies.PLACES), ("seat", "kind", "mention", "pillar")),
    "opportunities": ((opportunities.MATRIX, opportunities.QUADRANTS), ("pillar", "school", "topic")),
    "sources": ((sources.TRUST, sources.LIST), ("trust",)),
}
# Nothing is filtered: all pages must agree with the counts on the Overview.
WHOLE = (
    sources.COUNTS, overview.DUE, timeline.CLOCKS, timeline.RECORD, timeline.SIDES, timeline.EVENTS,
    provisions.PROVISIONS, provisions.ALL_DIFFERENCES, sources.TRUST, sources.LIST, calls.CALLS, calls.PARTNERS,
    agencies.MATRIX, agencies.PLACES,
)  # fmt: skip
ON_OVERVIEW = {
    "provisions": "provisions",
    "events": "events and set dates",
    "differences": "differences",
    "partners": "partners",
    "sources": "sources",
}


def sentences(answer: Answer) -> Iterator[str]:
    """The finding and, of a figure that counts in its own words, its subtitle."""
    yield answer.finding
    if answer.cell.key == "timeline/clocks" and not answer.blank:
        notes = answer.draw().layout.annotations
        yield " ".join(re.sub(r"<[^>]+>", " ", note.text) for note in notes if note.name == "subtitle")


def quantities(answer: Answer, *, drawn: bool) -> Iterator[tuple[str, str, int]]:
    """Each quantity an answer states or holds: its name, where it stands and the number."""
    for where, sentence in zip(
        ("sentence", "subtitle"), sentences(answer) if drawn else [answer.finding], strict=False
    ):
        for name, pattern in SAID.items():
            for found in re.finditer(pattern, sentence):
                yield name, f"{where} of {answer.cell.key}: “{sentence}”", number(found[1])
    for query, frame in answer.frames.items():
        # A cell may fix a filter; its rows are then not those of the others.
        if query in COUNTED and answer.cell.key != "provisions/one_differences":
            for name, count in COUNTED[query](frame).items():
                yield name, f"rows of {query} in {answer.cell.key}", count
    if answer.cell.key == "sources/counts":
        for what, count in zip(answer.table["what"], answer.table["count"], strict=True):
            if what in ON_OVERVIEW:
                yield ON_OVERVIEW[what], "card of the Overview", int(count)


def contradictions(answers: list[Answer], *, drawn: bool = False) -> list[str]:
    """The quantities for which two places state different numbers."""
    stated: dict[str, dict[int, str]] = defaultdict(dict)
    for answer in answers:
        for name, where, count in quantities(answer, drawn=drawn):
            stated[name].setdefault(count, where)
    # What occurred and what is set make up what the Overview counts in one.
    parts = [stated[name] for name in ("events that occurred", "dates set or planned", "events and set dates")]
    if all(len(one) == 1 for one in parts):
        occurred, planned, whole = (next(iter(one)) for one in parts)
        if occurred + planned != whole:
            stated["events and set dates"][occurred + planned] = "what occurred and what is set, together"
    return [f"{name}: {places}" for name, places in stated.items() if len(places) > 1]


@pytest.fixture(scope="module")
def engine():
    return fresh_engine()


@pytest.fixture(scope="module")
def bounds(engine, warehouse):
    return engine.bounds(warehouse, AS_OF)


def test_nothing_filtered_every_page_states_what_the_overview_states(engine, warehouse, bounds):
    for day in DAYS:
        answers = []
        for cell in WHOLE:
            view = View(
                {**defaults(bounds), "as_of": day},
                "light",
                warehouse.version,
                entry(cell.page).filters,
                labels=bounds.labels,
            )
            answers.append(answered(engine, warehouse, cell, view))
        assert not contradictions(answers, drawn=True), day


@pytest.mark.parametrize("group", GROUPS)
def test_cells_of_one_page_state_the_same_numbers_in_every_view(group, engine, warehouse, bounds):
    cells, filters = GROUPS[group]
    departments = (None, *list(bounds.options["department"])[:: 1 if group in {"timeline", "sources"} else 3])
    asked = 0
    for turn, (name, chosen) in enumerate(product(filters, departments)):
        offered = bounds.options[name]
        for value in (offered[turn % len(offered)], None):
            given = {**defaults(bounds), "as_of": DAYS[turn % len(DAYS)], "department": chosen}
            given |= {name: (value,)} if value else {}
            view = View(given, version=warehouse.version, filters=entry(group).filters, labels=bounds.labels)
            wrong = contradictions([answered(engine, warehouse, cell, view) for cell in cells])
            assert not wrong, (given["as_of"], chosen, name, value, wrong)
            asked += 1
    assert asked >= {"timeline": 230, "agencies": 100, "opportunities": 80, "sources": 78}[group]


def test_two_places_that_differ_are_found(engine, warehouse, bounds):
    view = View({**defaults(bounds), "as_of": AS_OF}, version=warehouse.version, filters=entry("timeline").filters)
    answer = answered(engine, warehouse, timeline.EVENTS, view)
    assert not contradictions([answer])
    other = Answer(answer.cell, view, answer.asked, "81 events occurred, 10 dates are set or planned", answer.sources)
    assert [one.split(":")[0] for one in contradictions([answer, other])] == ["events that occurred"]
