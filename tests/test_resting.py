"""On what kind of text the leading claims rest: said beside them, and counted from the files by a second way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from pages_support import ask, facts, page, texts, view
from questions_support import fresh_engine

from lodestone.answers import funding, opportunities, provisions, timeline
from lodestone.answers.resting import ground, money_ground

SOURCES = {row["source_id"]: row for row in facts("sources")}


def kind(ids):
    """The best text among some sources, by the words of the files."""
    own = [SOURCES[one]["how_read"] for one in ids if SOURCES[one]["trust"] in {"primary", "copy of primary"}]
    if own:
        return "original in full" if "in full" in own else "original in part"
    trusts = {SOURCES[one]["trust"] for one in ids}
    return (
        "press reports" if "reported" in trusts else "lists or digests" if "compiled" in trusts else "one digest only"
    )


def row_sources(row):
    return [row[name] for name in ("source_id", "second_source_id") if row.get(name)]


@pytest.fixture(scope="module")
def engine():
    return fresh_engine()


def test_the_provisions_say_what_kind_of_text_they_rest_on(engine, warehouse):
    found = Counter(kind(row_sources(row)) for row in facts("facts/provisions"))
    assert found == {"press reports": 10, "original in part": 7, "lists or digests": 3}
    assert ask(engine, warehouse, "provisions", provisions.PROVISIONS).ground == (
        "Rests on original documents read in part for seven of 20 provisions, on press reports for ten and on lists or "
        "digests for three"
    )


def test_the_clocks_say_it_of_the_rows_shown(engine, warehouse):
    answer = ask(engine, warehouse, "timeline", timeline.CLOCKS)
    assert len(answer.frames["timeline/clocks"]) == 10
    own = answer.frames["timeline/clocks"]
    own = own[own["owner"] == "framework"].set_index("title")["rests_on"].to_dict()
    # What sets the two dated clocks was read in the press, whatever was read in full about their status.
    assert own == {
        "Investment Ministerial": "press reports",
        "Finance for selected projects": "press reports",
        "Meeting within 10 days": "lists or digests",
        "End of the Framework after 30 days": "lists or digests",
    }
    assert " of ten clocks" in answer.ground
    assert ask(engine, warehouse, "provisions", provisions.CLOCK, provision="P06").ground == (
        "Rests on press reports for the one clock shown"
    )
    assert ask(engine, warehouse, "timeline", timeline.CLOCKS, status=("met",)).ground == ""


def test_the_money_says_it_in_dollars_level_by_level(engine, warehouse):
    answer = ask(engine, warehouse, "funding", funding.LEVELS)
    rows = answer.frames["funding/rests"]
    known = answer.table.set_index("commitment_level")["usd"].dropna()
    assert rows.groupby("commitment_level", observed=True)["usd"].sum().to_dict() == pytest.approx(known.to_dict())
    assert answer.ground == (
        "The firm sum rests on original documents read in part for $4.3 B, on press reports for $6.3 B and on lists or "
        "digests for $36.6 M; the conditional one on original documents read in part for $1.5 B and on press reports "
        "for $16.9 B"
    )


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        (["press reports"], "Rests on press reports for the one clock shown"),
        (["press reports"] * 2, "Rests on press reports for both clocks"),
        (["press reports"] * 3, "Rests on press reports for all three clocks"),
        ([], ""),
    ],
)
def test_one_kind_alone_is_said_of_all(kinds, says):
    assert ground(pd.DataFrame({"rests_on": pd.Series(kinds, dtype=object)}), "clock") == says


def test_money_without_firm_or_conditional_sums_says_nothing():
    rows = pd.DataFrame({"commitment_level": ["announced"], "rests_on": ["press reports"], "usd": [1e6]})
    assert money_ground(rows) == ""


@pytest.mark.parametrize(
    ("name", "address", "says"),
    [
        ("timeline", {}, " of ten clocks"),
        ("provisions", {"provision": "P06"}, "provisions, on press reports"),
        ("funding", {}, "The firm sum rests on original documents read in part for"),
    ],
)
def test_the_line_stands_on_the_page(name, address, says):
    assert says in texts(page(name, **address))


def test_an_opened_opportunity_says_which_filters_do_not_narrow_it(engine, warehouse):
    seen = view("opportunities", warehouse)
    narrowed = replace(seen, values=seen.values | {"cell": "u_ees|Geoscience", "school": ("Law School",)})
    answer = engine.answer(warehouse, opportunities.BEHIND, narrowed)
    assert answer.note == "Not narrowed by school"
    shown = [one.value for one in page("opportunities", cell="u-ees-geoscience", school="law-school").markdown]
    assert shown[shown.index(answer.finding) + 1] == ":small[:gray[Not narrowed by school.]]"
