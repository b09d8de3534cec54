"""The glossary explains every word of the lists that pages show, and tables explain the codes in their rows."""

from __future__ import annotations

import json

import pytest
from pages_support import column, facts, page
from search_support import found

from lodestone.figures.money import LEVELS
from lodestone.figures.tokens import STATUS

TERMS = facts("facts/terms")


def terms(kind: str) -> set[str]:
    return {row["term"] for row in TERMS if row["kind"] == kind}


def test_every_status_level_tie_and_ground_on_record_is_explained(warehouse):
    def listed(name: str) -> set[str]:
        return {one for (one,) in warehouse.cursor().execute(f"SELECT unnest(enum_range(NULL::{name}))").fetchall()}

    assert terms("status of a clock") == set(STATUS)
    assert terms("commitment level") == set(LEVELS) == listed("commitment_level")
    assert terms("tie to the Framework") == listed("tie")
    assert listed("trust") | listed("link_basis") <= terms("evidence")
    verdicts = warehouse.cursor().execute("SELECT DISTINCT split_part(verdict, ', by', 1) FROM relations").fetchall()
    assert {one for (one,) in verdicts} <= terms("grade")


def test_the_page_names_each_provision_and_says_whose_a_word_is():
    at = page("glossary")
    assert not at.exception
    assert column(at, 0, "No.") == [row["provision_id"] for row in facts("facts/provisions")]
    shown = [word for number in range(1, 8) for word in column(at, number, "Word")]
    assert sorted(shown) == sorted(row["term"] for row in TERMS)
    assert column(page("glossary", q="natural owner"), 0, "Word") == ["natural owner"]


@pytest.mark.parametrize("word", ["natural owner", "offtake", "no public evidence"])
def test_the_search_finds_a_word_and_its_place(library, warehouse, word):
    term_id = next(row["term_id"] for row in TERMS if row["term"] == word)
    assert ("Word", term_id) in found(library, warehouse, word)


def helps(at, table: int) -> dict[str, str]:
    """The explanation of each column of the n-th table."""
    settings = json.loads(at.dataframe[table].proto.columns)
    return {title: one["help"] for title, one in settings.items() if one.get("help")}


def test_a_table_explains_the_codes_and_words_in_its_rows_and_no_others():
    told = helps(page("provisions", pillar="investment"), 0)
    assert "**P06**: Mining, Minerals and Metals Investment Ministerial" in told["No."]
    assert "P10" not in told["No."]
    assert "**no public evidence**: The date has passed" in told["Status of its clock"]
    assert "overdue" not in told["Status of its clock"]
    assert "**both countries**: " in helps(page("timeline"), 0)["Tie to the Framework"]
