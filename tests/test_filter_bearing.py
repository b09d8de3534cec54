"""A filter that is set either narrows what a cell says, or the cell says that it does not; proven by the rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages_support import AS_OF, facts
from questions_support import fresh_engine
from sentences_support import answered, values

from lodestone.answers import geology, provisions
from lodestone.answers.catalogue import CELLS
from lodestone.filters import FILTERS, View, defaults
from lodestone.page_list import entry

ONE_OF_EACH_PAGE = [cell for cell in CELLS if cell.key not in {"geology/grid", "geology/density"}]


@pytest.fixture(scope="module")
def engine():
    return fresh_engine()


@pytest.fixture(scope="module")
def bounds(engine, warehouse):
    return engine.bounds(warehouse, AS_OF)


def view_of(cell, bounds, warehouse, **chosen):
    """A view of the cell's page in which what it needs is opened."""
    needed = {cell.needs: values(cell.needs, bounds)[-1]} if cell.needs else {}
    filters = entry(cell.page).filters
    given = {**defaults(bounds), "as_of": AS_OF, **needed, **chosen}
    return View(given, version=warehouse.version, filters=filters, labels=bounds.labels)


@pytest.mark.parametrize("cell", ONE_OF_EACH_PAGE, ids=lambda cell: cell.key)
def test_a_filter_that_does_not_narrow_a_cell_is_said_in_it(cell, engine, warehouse, bounds):
    plain = answered(engine, warehouse, cell, view_of(cell, bounds, warehouse))
    assert "narrowed" not in plain.filtered
    for name in entry(cell.page).filters:
        if not FILTERS[name].picks_rows or name == cell.needs:
            continue
        if not (offered := values(name, bounds)):
            # Sets of sites that nobody has imported.
            continue
        value = offered[-1]
        answer = answered(engine, warehouse, cell, view_of(cell, bounds, warehouse, **{name: value}))
        said = f"not narrowed by {FILTERS[name].named}"
        if said in answer.filtered:
            assert answer.table.equals(plain.table), name
            assert said in answer.note[:1].lower() + answer.note[1:] or answer.note.startswith("Finding not narrowed")
            assert said in answer.words.subtitle
        else:
            assert name in answer.bearing, name
            assert FILTERS[name].said(value, bounds.labels) in answer.filtered
        if cell.identifier and cell.key != "geology/sites":
            part = f"{len(answer.table)} of {len(plain.table)} row"
            assert (part in answer.filtered) == (part in answer.note) == (len(answer.table) < len(plain.table)), name
        else:
            assert answer.part == ""


def test_what_is_left_stands_beside_how_many_there_are(engine, warehouse, bounds):
    recycling = [row for row in facts("facts/provisions") if row["pillar"] == "Recycling"]
    answer = answered(
        engine,
        warehouse,
        provisions.PROVISIONS,
        view_of(provisions.PROVISIONS, bounds, warehouse, pillar=("Recycling",)),
    )
    assert len(recycling) == 1
    assert answer.part == "1 of 20 rows"
    assert "Recycling" in answer.words.subtitle
    assert "1 of 20 rows" in answer.words.subtitle


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.page == "provisions"], ids=lambda cell: cell.key)
def test_several_are_said_in_one_breath(cell, engine, warehouse, bounds):
    answer = answered(
        engine, warehouse, cell, view_of(cell, bounds, warehouse, department="u_chem", status=("not due",), q="a")
    )
    expected = {
        "provisions/provisions": "",
        "provisions/differences": "not narrowed by department, status of a clock and the search",
        "provisions/chosen_briefs": "not narrowed by status of a clock",
    }.get(cell.key, "not narrowed by department, status of a clock and the search")
    assert answer.not_narrowed == expected


def test_a_cell_says_for_which_department_it_is_unless_its_sentence_does(engine, warehouse, bounds):
    cells = [cell for cell in CELLS if not cell.needs]
    told = 0
    for cell in cells:
        answer = answered(engine, warehouse, cell, view_of(cell, bounds, warehouse, department="u_chem"))
        if "department" in answer.bearing:
            assert ("Chemistry" in answer.finding) != answer.note.startswith("For Chemistry"), cell.key
            named = replace(answer, finding="Chemistry has business with it")
            assert "Chemistry" not in named.note, cell.key
            told += 1
        else:
            assert "Chemistry" not in answer.note, cell.key
    assert told >= 20


def test_whoever_asks_for_a_mineral_without_figures_is_not_answered_with_another(engine, warehouse, bounds):
    asked = view_of(geology.GRADES, bounds, warehouse, mineral=("indium",))
    answer = answered(engine, warehouse, geology.GRADES, asked)
    assert answer.table.empty
    assert answer.finding == "No site with both tonnage and grade of the mineral asked for fits these filters"
