"""What is worked out while a server starts is what its first readers ask for."""

from __future__ import annotations

import pytest
from pages_support import page

from lodestone import queries
from lodestone.page_list import SHOWN_PAGES
from lodestone.screen.frame import engine
from lodestone.screen.warm_up import warm_up

# What pages ask beside their cells.
BESIDE = {
    "department": {"department/fields"},
    "opportunities": {"opportunities/shortlist"},
    "geology": {"geology/groups"},
    "search": {"search/everything", "search/not_chosen"},
}


@pytest.fixture(scope="module")
def warmed() -> int:
    return warm_up(engine())


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The questions that reach the database from now on."""
    found: list[str] = []
    run = queries.run

    def noted(warehouse, sql, values, name):
        found.append(name)
        return run(warehouse, sql, values, name)

    monkeypatch.setattr(queries, "run", noted)
    return found


@pytest.mark.parametrize("one", [page.url_path for page in SHOWN_PAGES])
def test_a_first_view_asks_for_no_cell_and_draws_nothing(one, warmed, asked, monkeypatch):
    assert warmed > 60
    drawn: list[str] = []
    monkeypatch.setattr("lodestone.screen.drawing.Answer.draw", lambda answer, form: drawn.append(answer.cell.key))
    at = page(one, as_of="")
    assert not at.exception
    assert set(asked) <= BESIDE.get(one, set())
    assert drawn == []


def test_another_view_is_asked_for_as_ever(warmed, asked):
    assert not page("funding", as_of="2026-03-01").exception
    assert "funding/levels" in asked
