"""The page on geology: deep links, what is opened, hostile words, and what it does not know."""

from __future__ import annotations

import json

import pytest
from pages_support import facts, page, texts

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE sites; --",
    "%",
    "$1 OR 1=1",
    ":red[x]",
    "x\u0000y",
    "[a](javascript:x)",
]


def opened(**address):
    at = page("geology", **address)
    assert not at.exception
    assert not at.error
    return at


def decks(at):
    return [json.loads(one.proto.json) for one in at.get("deck_gl_json_chart")]


def test_the_page_opens_with_a_map_figures_and_tables():
    at = opened()
    assert not at.warning
    assert [one.value for one in at.title] == ["Geology"]
    assert len(decks(at)) == 1
    # The scale of the map, countries, grades, surveys.
    assert len(at.get("plotly_chart")) == 4
    assert len(at.dataframe[0].value) == 200
    shown = texts(at)
    assert (
        "### 6,575 recorded sites in 141 countries and open oceans, 1,443 in the United States "
        "and 197 in Japan among them: records, not resources" in shown
    )
    assert "Status unknown for 92 %" in shown
    # Deposit types such as "Ga in Bauxite" and "Ga, Ge, and In in Volcanogenic Massive Sulfide".
    heads = [row["deposit_type"].partition(" in ")[::2] for row in facts("facts/sites")]
    held = [
        what
        for what, ore in heads
        if ore and all(len(one.strip()) <= 2 for one in what.replace(" and ", ",").split(","))
    ]
    assert f"{len(held)} within another ore, such as gallium in bauxite" in shown
    assert "a department on nothing here" in shown


def test_a_link_is_the_whole_view():
    at = opened(
        mineral="rare-earths",
        land="australia",
        map="sites",
        zoom="australia",
        layer="processing-plants",
        site="usa-thor",
    )
    deck = decks(at)[0]
    assert {one["id"] for one in deck["layers"]} >= {"sites", "opened"}
    assert at.selectbox(key="filter_zoom").value == "Australia"
    assert at.selectbox(key="filter_site").value == "usa-thor"
    assert "## Thor" in texts(at)
    assert all("Australia" in one["t"] for layer in deck["layers"] if layer["id"] == "sites" for one in layer["data"])


def test_many_sites_become_cells_and_the_page_says_so():
    at = opened(map="sites")
    assert "more than 5,000 sites: cells of 1° instead of single marks" in texts(at)
    assert not [one for one in decks(at)[0]["layers"] if one["id"] == "sites"]
    assert len(at.get("deck_gl_json_chart")[0].proto.json) < 600_000


def test_a_site_is_opened_with_its_neighbours_and_the_money():
    at = opened(site="usa-mountain-pass-deposit")
    shown = texts(at)
    assert "## Mountain Pass deposit" in shown
    assert "U.S. public domain; please credit the U.S. Geological Survey." in shown
    assert " km away" in shown
    assert "projects with an award for one of its eight minerals" in shown
    at.selectbox(key="filter_site").set_value(None).run()
    assert "## Mountain Pass deposit" not in texts(at)


def test_a_site_that_is_not_on_record_is_told():
    at = opened(site="usa-nowhere")
    assert [one.value for one in at.warning] == ["No site with this identifier is on record: usa-nowhere"]


def test_what_is_chosen_in_the_list_is_opened():
    at = opened(land="japan", q="besshi")
    at.selectbox(key="filter_site").set_value("jpn-besshi").run()
    assert "## Besshi" in texts(at)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_find_nothing_and_run_nothing(text):
    at = opened(q=text)
    assert "No recorded site fits these filters" in texts(at) or text == "%"
    assert not any(one.allow_html for one in at.markdown)
    assert not decks(at)


@pytest.mark.parametrize(
    "address",
    [{"site": "<b>x</b>"}, {"site": "'; DROP TABLE sites"}, {"zoom": "moon"}, {"metal": "unobtainium"}, {"layer": "x"}],
)
def test_a_wrong_address_is_told_and_the_page_still_works(address):
    at = opened(**address)
    assert len(at.warning) == 1
    assert "<b>" not in at.warning[0].value.replace(r"\<b\>", "")
    assert len(decks(at)) == 1
