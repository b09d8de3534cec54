"""Imported sites on the page: out of sight until their set is chosen, then counted beside the shipped ones."""

from __future__ import annotations

import shutil

import pytest
from import_support import take
from pages_support import AS_OF

from lodestone.answers import geology, site
from lodestone.cells.engine import Engine
from lodestone.filters import FILTERS, View, defaults
from lodestone.page_list import entry
from lodestone.paths import Project

MINE = """id,name,latitude,longitude,country,country_iso3,minerals,kind
1,Qqyzx hill,36.1,-86.8,United States,USA,gallium,deposit
2,Nowhere known,10,10,,,unknown words,
3,Lost sign,37.1,118.1,United States,USA,tungsten,deposit
"""


@pytest.fixture(scope="module")
def ask(_built, tmp_path_factory):
    project = Project(shutil.copytree(_built.root, tmp_path_factory.mktemp("mine") / "project"))
    take(project, MINE, "mine.csv")
    engine = Engine(project)
    warehouse = engine.keeper.current()
    bounds = engine.bounds(warehouse, AS_OF)
    assert FILTERS["dataset"].choices(bounds) == ("mine",)

    def one(cell, **values):
        return engine.answer(
            warehouse,
            cell,
            View(
                defaults(bounds) | values,
                version=warehouse.version,
                filters=entry("geology").filters,
                labels=bounds.labels,
            ),
        )

    yield one
    warehouse.connection.close()


def test_imported_sites_stay_out_until_their_set_is_chosen(ask):
    assert ask(geology.COUNTRIES).table["sites"].sum() == 6575
    assert ask(geology.COUNTRIES, dataset=("mine",)).table["sites"].sum() == 6578
    assert "Qqyzx hill" not in set(ask(geology.SITES, q="qqyzx").table.get("name", []))
    assert set(ask(geology.SITES, q="qqyzx", dataset=("mine",)).table["name"]) == {"Qqyzx hill"}


def test_a_chosen_set_is_said_and_has_no_source_of_ours(ask):
    answer = ask(geology.SITES, q="qqyzx", dataset=("mine",))
    assert "mine" in answer.view.sentence()
    assert answer.sources.empty
    assert answer.words.source_line.startswith("Source: none recorded")
    assert ask(geology.SITES).view.sentence() == "No filter"


def test_a_site_without_a_country_is_none_in_one_more(ask):
    """Of the three imported, one names no country and two lie where shipped ones do."""
    alone, beside = (ask(geology.COUNTRIES, **chosen).finding for chosen in ({}, {"dataset": ("mine",)}))
    assert "in 141 countries and open oceans" in alone
    assert "in 141 countries and open oceans" in beside
    assert ", 1 without a country on record" in beside
    assert "without a country" not in alone
    about = [ask(geology.DENSITY, **chosen).frames["geology/quality"] for chosen in ({}, {"dataset": ("mine",)})]
    assert [rows["countries"].iloc[0] for rows in about] == [141, 141]


def test_filters_hold_for_imported_sites_too(ask):
    found = (
        ask(geology.COUNTRIES, dataset=("mine",), land=("United States",), mineral=("gallium",)).table["sites"].sum()
    )
    assert found == ask(geology.COUNTRIES, land=("United States",), mineral=("gallium",)).table["sites"].sum() + 1


def test_a_point_off_its_country_is_counted_and_told_for_imported_sites_as_for_shipped_ones(ask):
    shipped = ask(geology.DENSITY).frames["geology/quality"].iloc[0]["off_country"]
    both = ask(geology.DENSITY, dataset=("mine",)).frames["geology/quality"].iloc[0]["off_country"]
    assert both == shipped + 1
    told = ask(site.SITE, site="mine:3", dataset=("mine",)).table.iloc[0]
    assert told["coordinate_check"].startswith("says United States, lies in China; probably the minus sign")
    assert ask(site.SITE, site="mine:1", dataset=("mine",)).table.iloc[0]["coordinate_check"] is None
