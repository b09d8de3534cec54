"""The glossary explains every word of the lists that pages show, and tables explain the codes in their rows."""

from __future__ import annotations

import json

import pytest
from pages_support import facts, page, texts
from search_support import found

from lodestone.figures.money import LEVELS
from lodestone.figures.tokens import STATUS
from lodestone.language import plain

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


def test_the_page_explains_each_provision_and_word_and_says_whose_it_is():
    at = page("glossary")
    assert not at.exception
    shown = texts(at)
    for row in facts("facts/provisions"):
        assert f"- **{row['provision_id']} {row['title']}** · {row['pillar']}" in shown
    for row in TERMS:
        assert f"- **{row['term']}**: {plain(row['meaning'])}" in shown
    assert ":gray[(the brief's word)]" in shown
    narrowed = texts(page("glossary", q="natural owner"))
    assert "- **natural owner**: " in narrowed
    assert "One grade; the word is Lodestone's own" in narrowed
    assert "- **met**" not in narrowed


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
