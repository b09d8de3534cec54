"""My department through the front door: its steps, its tables as printed, and its calls counted by state."""

from __future__ import annotations

from urllib.parse import parse_qsl

import fit_support as second
import pytest
from pages_support import ask, facts, page, texts
from questions_support import fresh_engine
from university_support import SILENT, UNITS, slug

from lodestone.answers import department
from lodestone.screen import department as printed


def test_the_next_steps_of_earth_sciences_stand_on_its_page():
    at = page("department", department=slug("u_ees"))
    said = next(one.value for one in at.markdown if one.value.startswith("1. "))
    steps = said.splitlines()
    assert steps[0] == "1. The brief names it: expand mapping and resource research."
    assert steps[1].startswith("2. NSF: Ask the program officer: is the critical minerals letter")
    assert steps[2].startswith("3. USGS: Once Federal Relations knows, ask: does the Mineral Resources Program plan")
    assert steps[3].startswith(
        "4. Look again on 1 Dec 2026 for Office of Science open call; next round: the fiscal 2027 call, open "
        "since 1 October 2026 by one listing (not confirmed, as read later, on 25 Nov 2026)."
    )
    assert len(steps) == 4


@pytest.mark.parametrize(
    ("unit", "ways"),
    [
        ("u_ees", [("agencies", "NSF"), ("agencies", "USGS"), ("calls", "Office of Science open call")]),
        (
            "u_law",
            [
                ("agencies", "Permitting Council"),
                ("agencies", "USTR"),
                ("calls", "Japan-U.S. Global Partnership grants"),
            ],
        ),
    ],
)
def test_each_step_leads_to_what_it_is_about(unit, ways):
    at = page("department", department=slug(unit))
    shown = [one.proto for one in at.main.get("page_link")]
    assert [(one.page, one.label) for one in shown][: len(ways)] == ways
    for one, (path, name) in zip(shown, ways, strict=False):
        there = page(path, **dict(parse_qsl(one.query_string)))
        assert not there.exception
        assert not there.warning, "nothing of the address is ignored"
        assert any(name in heading.value for heading in (*there.header, *there.markdown)), name


def test_a_day_to_look_again_that_has_passed_gives_no_step():
    days = ("2026-12-01", "2026-12-02")
    early, late = (texts(page("department", department=slug("u_ees"), as_of=day)) for day in days)
    assert "Look again on 1 Dec 2026 for Office of Science open call" in early
    assert "Look again on 1 Dec 2026" not in late


def test_while_a_call_is_open_the_first_step_is_to_apply():
    apply = "1. Open until 20 Jul 2026: Critical Minerals and Materials Accelerator."
    assert apply in texts(page("department", department="chemical-engineering", as_of="2026-05-01"))
    assert "Open until " not in texts(page("department", department="chemical-engineering"))
    # Nothing clear ties Law to it.
    assert "Open until " not in texts(page("department", department=slug("u_law"), as_of="2026-05-01"))


@pytest.mark.parametrize("unit", sorted(SILENT))
def test_nothing_follows_for_those_that_fit_nothing(unit):
    said = texts(page("department", department=unit))
    assert "No step has ground: the brief names it at no action" in said
    assert (": closed July 2021." in said) == (unit != "biomedical-engineering")
    assert ("No clear business of its own with a provision, by our reading" in said) == (
        unit == "biomedical-engineering"
    )


@pytest.mark.parametrize("unit", UNITS)
def test_printed_tables_have_at_most_the_rows_that_fit_a_page(unit):
    at = page("department", department=unit)
    for one in at.table:
        assert 0 < len(one.value) <= printed.ROWS
        assert len(one.value.columns) >= 2
        assert not one.value.isna().any(axis=None)
        # Each column has a word of its own for what is empty.
        assert "not recorded" not in set(one.value.get("Look again", ()))


@pytest.mark.parametrize(
    ("unit", "closed", "unknown", "says"),
    [
        # F012, F013, F014 and F021 are closed, the NSF letter and the notice F022 unknown; three more are rejected.
        ("u_ees", 4, 2, "2 of unknown state and 4 closed and kept as precedents"),
        # The comment of 2026 alone.
        ("u_law", 1, 0, "No call is confirmed open; 1 closed and kept as a precedent"),
    ],
)
def test_calls_are_counted_by_state(unit, closed, unknown, says):
    mine = [
        second.state(second.CALLS[key], second.AS_OF)
        for (one, key), row in second.relations("call").items()
        if one == unit and second.strength(row) != "rejected"
    ]
    assert (mine.count("closed"), mine.count("unknown"), len(mine)) == (closed, unknown, closed + unknown)
    assert says in texts(page("department", department=slug(unit)))


def test_a_department_is_found_by_its_fields_and_topics():
    told = page("department").selectbox(key="filter_department_page").options
    assert len(told) == len(facts("facts/units"))
    for word, unit in (
        ("geology", "Earth & Env. Sciences: "),
        ("chemistry", "Chemistry: "),
        ("trade law", "Law School: "),
    ):
        assert any(one.startswith(unit) and word in one for one in told), word


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        # The brief puts one to the Business School and the other to Engineering.
        (
            "u_law",
            (
                "Nearest: study supply chain economics and lead on sustainable mining and processing "
                "(1.3 of 5 each), which the brief puts to others"
            ),
        ),
        ("u_owen", "Best fit: study supply chain economics (2.8 of 5)"),
    ],
)
def test_what_the_brief_puts_to_others_is_no_best_fit(warehouse, unit, says):
    assert ask(fresh_engine(), warehouse, "department", department.RANKED, department=unit).finding == says
