"""What a school is told: its own business, and the clear business of its departments, each with whose it is."""

from __future__ import annotations

import fit_support as second
import pytest
from fit_support import UNITS, book  # noqa: F401
from pages_support import AS_OF, ask, facts

from lodestone.answers import agencies, call_watch, calls, department, opportunities, overview
from lodestone.answers.next_steps import next_steps
from lodestone.screen import card_lines

SCHOOLS = ("u_as", "u_eng")
OF_UNIT = {"organization": department.AGENCIES, "partner": department.PARTNERS}
DAY = {"as_of": AS_OF}


def told(school, kind):
    """What a school is told of one kind by hand, with the departments through which it has each; none if its own."""
    below = {}
    for one in second.departments(school):
        for (unit, key), row in second.relations(kind).items():
            if unit == one and second.strength(row) == "clear":
                below.setdefault(key, set()).add(UNITS[one]["short_name"])
    own = {
        key: second.strength(row)
        for (unit, key), row in second.relations(kind).items()
        if unit == school and second.strength(row) != "rejected"
    }
    assert below, (school, kind)
    return {key: set() if own.get(key) == "clear" else below.get(key, set()) for key in below | own}


def watched(unit):
    """What of the watch list clearly suits a unit, by hand."""
    mine = {row["watch_id"] for row in facts("facts/watch_units") if row["unit_id"] == unit}
    for row in facts("facts/call_watch"):
        read = second.relations("call").get((unit, row["call_id"]))
        if row["call_id"] and read and second.strength(read) == "clear":
            mine.add(row["watch_id"])
    return mine


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("kind", ["organization", "partner"])
def test_a_school_has_the_agencies_and_partners_of_its_departments(book, warehouse, school, kind):
    rows = ask(book, warehouse, "department", OF_UNIT[kind], department=school).table.set_index(f"{kind}_id")
    wanted = told(school, kind)
    assert set(rows.index) == set(wanted)
    for key, row in rows.iterrows():
        assert (row["through"] in wanted[key]) if wanted[key] else row["through"] is None, key
        said = row["reason"] if kind == "organization" else row["why"]
        assert said.startswith(f"{row['through']}") == bool(wanted[key]), key
    assert list(rows["strength"]) == sorted(rows["strength"]), "what is clear comes first"


@pytest.mark.parametrize("school", SCHOOLS)
def test_the_question_to_ask_first_is_that_of_the_department(book, warehouse, school):
    rows = ask(book, warehouse, "department", department.AGENCIES, department=school).table
    by_name = {UNITS[one]["short_name"]: one for one in second.departments(school)}
    for row in rows.itertuples():
        unit = by_name.get(row.through, school)
        assert row.first_question == (
            second.relations("organization")[unit, row.organization_id]["first_question"] or None
        )


@pytest.mark.parametrize("school", SCHOOLS)
def test_calls_partners_and_agencies_keep_for_a_school_what_its_departments_have(book, warehouse, school):
    called = ask(book, warehouse, "calls", calls.CALLS, department=school).table
    assert set(called["call_id"]) == set(told(school, "call"))
    partners = ask(book, warehouse, "calls", calls.PARTNERS, department=school).table
    assert set(partners["partner_id"]) == set(told(school, "partner"))
    near = ask(book, warehouse, "agencies", agencies.MATRIX, department=school).table
    assert set(told(school, "organization")) <= set(near["organization_id"])
    asked = ask(book, warehouse, "agencies", agencies.QUESTIONS, department=school).table
    assert set(asked["organization_id"]) == {
        key
        for (unit, key), row in second.relations("organization").items()
        if unit in {school, *second.departments(school)} and second.strength(row) == "clear" and row["first_question"]
    }


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_school_watches_what_suits_its_departments(book, warehouse, school):
    suits = watched(school).union(*map(watched, second.departments(school)))
    rows = ask(book, warehouse, "department", department.WATCH, department=school).table
    assert suits - watched(school)
    assert set(rows[rows["strength"] == "clear"]["watch_id"]) == suits
    on_calls = ask(book, warehouse, "calls", call_watch.WATCH, department=school).table
    assert set(on_calls["watch_id"]) == set(rows["watch_id"])
    to_do = ask(book, warehouse, "overview", overview.TO_DO, department=school).table
    assert set(to_do[to_do["kind"] != "brief"]["thing_id"]) <= suits
    asked = to_do[to_do["kind"] == "brief"]["thing_id"]
    assert set(asked) <= {key for key in second.concerning_items(school) if second.items()[key]["kind"] == "action"}
    assert len(asked) == 1


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_school_is_ranked_with_its_departments(book, warehouse, school):
    """Of an action, an opportunity or a call it has the row of its own where that is clear, else the best below it."""
    advised = [key for key, item in second.items().items() if item["kind"] in {"action", "opportunity"}]
    for cell, subject, keys in ((department.RANKED, "item", advised), (department.CALLS, "call", list(second.CALLS))):
        rows = ask(book, warehouse, "department", cell, department=school).table
        wanted = {}
        for key in keys:
            clear = [one for one in (school, *second.departments(school)) if second.clear(one, subject, key)]
            own = school in clear or (not clear and second.business(school, subject, key))
            if own or clear:
                units = [school] if own else clear
                wanted[key] = max(second.fit(second.terms(one, subject, key), second.published()) for one in units)
        assert dict(zip(rows["id"], rows["fit"], strict=True)) == pytest.approx(
            {key: float(score) for key, score in wanted.items()}, abs=0.006
        )
        assert set(rows["through"].dropna()) <= {UNITS[one]["short_name"] for one in second.departments(school)}


@pytest.mark.parametrize("unit", UNITS)
def test_my_department_lists_the_items_that_the_brief_shows_for_it(library, warehouse, unit):
    closed = UNITS[unit]["closed"] == "true"
    rows = library.ask(warehouse, "department/named", {"department": unit}).frame
    values = {"brief": None, "sections": None, "department": unit, "pillars": None, "q": None}
    on_brief = library.ask(warehouse, "brief/items", values).frame
    assert set(rows["title"]) == set(on_brief["title"])
    if not closed:
        assert set(on_brief["item_id"]) == second.concerning_items(unit)
    named = {item["title"] for item in second.items().values() if unit in item.get("units", [])}
    assert set(rows[rows["named"]]["title"]) == named
    own = {
        item["title"]
        for key, item in second.items().items()
        if not closed and (unit in item.get("units", []) or any(map(is_clear, second.business(unit, "item", key))))
    }
    assert set(rows[rows["own"]]["title"]) == own | named
    assert list(rows["named"]) == sorted(rows["named"], reverse=True)


def is_clear(row):
    return second.strength(row) == "clear"


@pytest.mark.parametrize("school", SCHOOLS)
def test_minerals_kept_for_a_school_are_those_of_its_departments(library, warehouse, school):
    values = {"minerals": None, "products": None, "department": school}
    rows = library.ask(warehouse, "supply/minerals", values).frame
    tied = set(told(school, "mineral"))
    # A unit tied to a group is tied to its members.
    assert set(rows[rows["kept"]]["mineral_id"]) == {
        row["mineral_id"]
        for row in facts("facts/minerals")
        if row["on_us_list"] == "true" and tied & {row["mineral_id"], *row["parents"].split(";")}
    }
    assert set().union(*rows["departments"]) <= {row["short_name"] for row in UNITS.values()}
    # Those named are tied themselves: the college, which is tied to none, is not.
    tie = {}
    for (unit, key), read in second.relations("mineral").items():
        if second.strength(read) != "rejected":
            tie.setdefault(key, set()).add(UNITS[unit]["short_name"])
    group = {row["mineral_id"]: row["parents"].split(";") for row in facts("facts/minerals")}
    for row in rows.itertuples():
        assert set(row.departments) == set().union(
            *(tie.get(key, set()) for key in (row.mineral_id, *group[row.mineral_id]))
        )


STEPS = [
    "The brief names Earth & Env. Sciences: expand mapping and resource research.",
    (
        "NSF (Earth & Env. Sciences): Ask the program officer: is the critical minerals letter of 2023 still in force? "
        "Door: Directorate for Geosciences (seen 25 Nov 2026)."
    ),
    (
        "USGS (Earth & Env. Sciences): Once Federal Relations knows, ask: does the Mineral Resources Program plan to "
        "fund research outside the Survey again? Doors: Mineral Resources Program and Earth Mapping Resources "
        "Initiative (Earth MRI) (seen 25 Nov 2026)."
    ),
    (
        "Look again on 28 Nov 2026 for Japan-U.S. Global Partnership grants (Economics); next round: proposals due "
        "around 1 December 2026, if the usual day holds (a guess from past rounds, as read later, on 25 Nov 2026). Ask "
        "at once if a Japanese policy partner stands ready; else sketch a study and find partner and money for the "
        "next round."
    ),
]


def test_the_steps_of_a_school_say_whose_they_are(book, warehouse):
    answers = {cell.key: ask(book, warehouse, "department", cell, department="u_as") for cell in department.PAGE}
    assert next_steps({key: answer.frames for key, answer in answers.items()}) == STEPS
    assert answers["department/unit"].finding == (
        "Clear business through its departments, by our reading: Earth & Env. Sciences (P12), Economics (P08), and "
        "Physics and Astronomy (P03); none of its own; the brief does not name it"
    )
    assert answers["department/named"].finding == "No item of the brief names it; nine concern its departments"
    assert answers["department/agencies"].finding == (
        "Clear business of its departments with 7 organizations, first NSF, USGS and GSJ"
    )
    assert answers["department/ranked"].finding == (
        "Best fit: expand mapping and resource research (4.1 of 5, through Earth & Env. Sciences)"
    )
    works = {row["title"] for row in facts("facts/expertise") if row["unit_id"] in second.departments("u_as")}
    assert set(answers["department/expertise"].table["title"]) == works


def test_a_school_of_which_departments_fit_is_not_said_to_fit_nothing(book, warehouse):
    answer = ask(book, warehouse, "opportunities", opportunities.MATRIX, department="u_as")
    assert answer.finding.startswith("Best fit: Earth & Env. Sciences on geoscience (4.1 of 5)")
    assert {"Earth & Env. Sciences", "Economics", "Physics and Astronomy"} <= set(answer.table["unit"])


def test_the_overview_says_why_an_opportunity_concerns_a_department(book, warehouse):
    (law,) = ask(book, warehouse, "overview", overview.OPPORTUNITIES, department="u_law").table["why"]
    assert [one.partition(",")[0] for one in law] == ["P08"]
    (eng,) = ask(book, warehouse, "overview", overview.OPPORTUNITIES, department="u_eng").table["why"]
    assert list(eng) == ["the brief names it"]
    assert not any(map(len, ask(book, warehouse, "overview", overview.OPPORTUNITIES).table["why"]))


def test_the_card_of_an_opportunity_says_through_what_it_concerns_a_department_that_the_brief_does_not_name(
    book, warehouse
):
    def card(**values):
        return card_lines.opportunities(ask(book, warehouse, "overview", overview.OPPORTUNITIES, **values))[0]

    assert card(department="u_law").endswith("  \n:small[:gray[Concerns it through P08, clear business]]")
    assert card(department="u_as").endswith("  \n:small[:gray[Concerns it through Economics, P08, clear business]]")
    for named in (card(), card(department="u_eng")):
        assert "**Next:** seek mineral research" in named
        assert "Rests on P02, P08; behind it: 1 key action, 1 impacted program and " in named
        assert "Concerns it" not in named
