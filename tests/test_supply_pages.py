"""The three pages of supply risk as a reader meets them: what stands there, what a click changes, the address."""

from __future__ import annotations

import pytest
from pages_support import ask, facts, page, texts
from questions_support import fresh_engine

from lodestone.answers import board


@pytest.mark.parametrize(
    ("url_path", "title", "charts", "tables"),
    [("board", "Rapid Response Board", 2, 3), ("disruption", "Disruption", 1, 4), ("atlas", "Mineral atlas", 1, 1)],
)
def test_a_page_of_supply_risk_opens_with_its_figures_and_tables(url_path, title, charts, tables):
    at = page(url_path)
    assert not at.exception
    assert not at.warning
    assert not at.error
    assert [one.value for one in at.title] == [title]
    assert len(at.get("plotly_chart")) == charts
    assert len(at.dataframe) == tables


def test_a_group_is_not_counted_among_the_minerals_that_japan_supplies(warehouse):
    # Read off the file: whose share of U.S. imports from Japan the source heads its figures with, and is not 0.
    shares = {
        row["mineral_id"]
        for row in facts("facts/import_shares")
        if (row["importer_iso3"], row["supplier_iso3"], row["headline"]) == ("USA", "JPN", "true")
        and float(row["low_pct"] or 0) > 0
    }
    listed = {row["mineral_id"] for row in facts("facts/minerals") if row["on_us_list"] == "true"}
    groups = {parent for row in facts("facts/minerals") for parent in row["parents"].split(";")} - {""}
    assert len((shares & listed) - groups) == 7
    assert shares & groups == {"rare-earths"}
    said = ask(fresh_engine(), warehouse, "board", board.COMPLEMENT).finding
    assert said.startswith("Japan supplies the United States with seven minerals and rare earths as a group, ")


def test_an_opened_mineral_shows_its_figures_money_ground_and_departments():
    at = page("board", element="gallium")
    assert not at.exception
    said = texts(at)
    assert any(
        "China makes 99 % of low-purity primary gallium, 2025" in one.proto.alt for one in at.get("plotly_chart")
    )
    assert "Clear business, by our reading: Defense Electronics (ISDE)" in said
    assert "The United States imports it from Canada (28 %), Japan (22 %), China (18 %) and 1 more (2021–2024)" in said
    shown = {one.value for one in at.header} | {
        one.value.lstrip("# ") for one in at.markdown if one.value.startswith("#")
    }
    for card in (
        "U.S. reliance",
        "Who makes it?",
        "Reserves",
        "Trade",
        "Controls",
        "At which stage is money missing?",
        "Where is it recorded in the ground?",
    ):
        assert any(card in one for one in shown), card
    at = page("atlas", element="uranium")
    assert not at.exception
    assert "No award on record names it" in texts(at)


def test_a_what_if_from_an_event_sets_every_box_and_the_address_holds_it():
    at = page("disruption")
    at.button(key="what_if_japan-2026").click().run()
    assert not at.exception
    assert at.multiselect(key="filter_supplier").value == ["China"]
    assert at.multiselect(key="filter_mineral").value == ["rare-earths"]
    assert at.number_input(key="filter_months").value == 3
    assert at.query_params["mineral"] in ("rare-earths", ["rare-earths"])
    assert at.query_params["months"] in ("3", ["3"])
    at.number_input(key="filter_cut").set_value(0).run()
    assert at.query_params["cut"] in ("0", ["0"])
    assert page("disruption", mineral="rare-earths", months="3", cut="0").number_input(key="filter_cut").value == 0


def test_weights_and_price_floor_travel_in_the_address():
    at = page("board")
    at.slider(key="priority_exposure").set_value(0).run()
    assert at.query_params["priorities"] in ("30,0,10,10,10", ["30,0,10,10,10"])
    at.button(key="published_priorities").click().run()
    assert "priorities" not in at.query_params
    at = page("disruption")
    at.button(key="set_ndpr-lynas").click().run()
    at.number_input(key="floor_0").set_value(60_000).run()
    assert at.query_params["floor"] in ("60000,110000,5000,12", ["60000,110000,5000,12"])


def test_money_ground_and_calls_lead_to_the_board():
    for address, values in (("funding", {"mineral": "gallium"}), ("geology", {"mineral": "gallium"})):
        at = page(address, **values)
        assert not at.exception
        links = [one.proto.label for one in at.get("page_link")]
        assert "Gallium: where it hurts" in links, address


@pytest.mark.parametrize(
    ("url_path", "values", "said"),
    [
        # The index is worked out in test_supply.py; the other figures stand in import_shares.csv and test_supply.py.
        ("board", {}, ". Cesium: U.S. rank 1 (1 to 53), index 8 to 90; Rubidium: "),
        ("board", {}, "; and 43 more."),
        ("board", {}, "Beryllium: Japan supplies 19 % of U.S. imports, the United States is a net exporter, no Japan"),
        ("disruption", {"mineral": "gallium"}, "Gallium: 18 % of U.S. consumption."),
        ("disruption", {}, "Yttrium: 70 % of U.S. consumption and 99 % of Japan's imports; "),
        ("atlas", {}, "not known: iridium, metallurgical coal, rhodium, ruthenium and uranium."),
    ],
)
def test_who_does_not_see_a_figure_is_told_its_first_values(url_path, values, said):
    alts = [one.proto.alt for one in page(url_path, **values).get("plotly_chart")]
    assert any(said in one for one in alts), alts
