"""Imported sites on the page: out of sight until their set is chosen, then counted and listed beside the shipped ones."""

from __future__ import annotations

import pytest
from import_support import take
from pages_support import AS_OF

from lodestone.cells.model import Notebook
from lodestone.filters.model import View, defaults
from lodestone.notebook import geology
from lodestone.site import entry

MINE = """id,name,latitude,longitude,country,country_iso3,minerals,kind
1,Qqyzx hill,36.1,-86.8,United States,USA,gallium,deposit
2,Nowhere known,10,10,,,unknown words,
"""


@pytest.fixture
def tell(built_project):
    take(built_project, MINE, "mine.csv")
    notebook = Notebook(built_project)
    warehouse = notebook.keeper.current()
    bounds = notebook.bounds(warehouse, AS_OF)
    assert bounds.of("dataset") == ("mine",)

    def one(cell, **values):
        return notebook.tell(warehouse, cell, View(defaults(bounds) | values, version=warehouse.version,
                                                   filters=entry("geology").filters, labels=bounds.labels))

    yield one
    warehouse.connection.close()


def test_imported_sites_stay_out_until_their_set_is_chosen(tell):
    assert tell(geology.COUNTRIES).table["sites"].sum() == 6575
    assert tell(geology.COUNTRIES, dataset=("mine",)).table["sites"].sum() == 6577
    assert "Qqyzx hill" not in set(tell(geology.SITES, q="qqyzx").table.get("name", []))
    assert set(tell(geology.SITES, q="qqyzx", dataset=("mine",)).table["name"]) == {"Qqyzx hill"}


def test_a_chosen_set_is_said_and_has_no_source_of_ours(tell):
    told = tell(geology.SITES, q="qqyzx", dataset=("mine",))
    assert "mine" in told.view.sentence()
    assert told.sources.empty
    assert told.words.source_line.startswith("Source: none recorded")
    assert tell(geology.SITES).view.sentence() == "No filter"


def test_filters_hold_for_imported_sites_too(tell):
    found = tell(geology.COUNTRIES, dataset=("mine",), land=("United States",), mineral=("gallium",)).table["sites"].sum()
    assert found == tell(geology.COUNTRIES, land=("United States",), mineral=("gallium",)).table["sites"].sum() + 1
