"""Cells: every one answers every view in a sentence, with the sources of exactly its rows."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pages_support import CELLS, MODULES, SIGNED, ask, facts
from questions_support import fresh_engine

from lodestone.answers import board, movement, overview, provisions, sources, timeline
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Column
from lodestone.cells.engine import Engine
from lodestone.cells.table import in_words
from lodestone.figures.base import SLIDE
from lodestone.page_list import PAGES

IDS = [cell.key for _, cell in CELLS]
VIEWS = {
    "default": {},
    "signing day": {"as_of": SIGNED},
    "between the deadlines": {"as_of": date(2026, 4, 27)},
    "one pillar": {"pillar": ("Recycling",)},
    "two pillars": {"pillar": ("Permitting", "Geoscience")},
    "status nobody has": {"status": ("met",)},
    "only what is ahead": {"status": ("not due",)},
    "search": {"q": "japan"},
    "search without a hit": {"q": "zzzz"},
    "weak sources": {"trust": ("weak",)},
    "one country": {"country": ("Brazil",)},
    "one kind": {"type": ("Mining trials",)},
    "one department": {"department": "u_ees"},
    "one block": {"section": ("Signatories",)},
    "days entered": {"request": date(2026, 12, 1), "notice": date(2026, 11, 30)},
    "another provision": {"provision": "P16"},
    "nothing hangs on it": {"provision": "P05"},
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return fresh_engine()


def answered(engine, warehouse, page, cell, **values) -> Answer:
    return ask(engine, warehouse, page, cell, **({"provision": "P06"} | values))


def test_every_page_has_cells_and_no_two_share_a_key():
    own_tests = {
        "changes",
        "agencies",
        "funding",
        "calls",
        "geology",
        "opportunities",
        "department",
        "relevance",
        "search",
        "glossary",
        "imports",
        "board",
        "atlas",
        "disruption",
        "notebook",
        "newbrief",
        "briefs",
        "takeaway",
    }
    assert {page for page, _ in CELLS} == {page.url_path for page in PAGES} - own_tests == set(MODULES)
    assert len(set(IDS)) == len(IDS) >= 15


@pytest.mark.parametrize(("page", "cell"), CELLS, ids=IDS)
def test_a_cell_answers_any_view_in_one_short_line(engine, warehouse, page, cell):
    # The brief's own summary of two sentences may be longer, and a next date that is in doubt.
    longest = {overview.FRAMEWORK.key: 200, overview.DUE.key: 180}.get(cell.key, 160)
    for name, values in VIEWS.items():
        answer = answered(engine, warehouse, page, cell, **values).finding
        assert 12 <= len(answer) <= longest, name
        assert answer == " ".join(answer.split()), name
        assert answer[0] == answer[0].upper(), name
        assert answer[-1].isalnum() or answer[-1] in ".)", name
        assert not {"None", "nan", "NaT", "<NA>"} & set(re.split(r"[ ,;]", answer)), name
        assert not re.search(
            r"\b1 (events|items|sources|provisions|differences|pillars|parts|dates|clocks)\b", answer
        ), name


@pytest.mark.parametrize(("page", "cell"), CELLS, ids=IDS)
def test_sources_are_exactly_those_its_rows_name(engine, warehouse, page, cell):
    known = {row["source_id"]: (row["title"], row["trust"]) for row in facts("sources")}
    for name, values in VIEWS.items():
        answer = answered(engine, warehouse, page, cell, **values)
        frames = [frame for frame in answer.frames.values() if "source_ids" in frame]
        named = {one for frame in frames for many in frame["source_ids"] for one in many}
        shown = {row.source_id: (row.title, row.trust) for row in answer.sources.itertuples()}
        assert shown == {one: known[one] for one in named}, name
        assert len(answer.sources) == len(shown), name


@pytest.mark.parametrize(("page", "cell"), CELLS, ids=IDS)
def test_the_table_of_a_cell_has_the_columns_its_rows_have(engine, warehouse, page, cell):
    rows = answered(engine, warehouse, page, cell).table
    assert {column.name for column in cell.columns} <= set(rows.columns)
    assert len({column.title for column in cell.columns}) == len(cell.columns)


@pytest.mark.parametrize("form", ["page", "slide", "card"])
@pytest.mark.parametrize(
    ("page", "cell"), [pair for pair in CELLS if pair[1].figure], ids=[cell.key for _, cell in CELLS if cell.figure]
)
def test_a_figure_can_be_drawn_wherever_a_row_is_left(engine, warehouse, page, cell, form):
    drawn = 0
    for name, values in VIEWS.items():
        answer = answered(engine, warehouse, page, cell, **values)
        if answer.blank:
            continue
        figure = answer.draw(form)
        assert figure.data or figure.layout.shapes, name
        if form == "slide":
            assert figure.layout.width == SLIDE[0], name
            # The timeline rounds up by a pixel; the picture itself is measured in test_browser_take_away.py.
            assert 0 <= figure.layout.height - SLIDE[1] <= (cell is timeline.CLOCKS), name
        drawn += 1
    assert drawn >= 10


def test_a_cell_is_blank_only_when_nothing_it_draws_is_left(engine, warehouse):
    assert ask(engine, warehouse, "sources", sources.TRUST, q="zzzz").blank
    assert ask(engine, warehouse, "timeline", timeline.CLOCKS, status=("met",), q="zzzz").blank
    assert not ask(engine, warehouse, "timeline", timeline.CLOCKS, status=("met",)).blank, "events are left to draw"


def test_the_alternative_text_says_the_finding_and_where_the_rows_are(engine, warehouse):
    answer = ask(engine, warehouse, "overview", movement.MOVEMENT)
    assert answer.alt.startswith(answer.finding)
    assert "table" in answer.alt


def test_words_in_a_figure_name_filters_sources_and_the_day(engine, warehouse):
    words = ask(engine, warehouse, "provisions", provisions.PROVISIONS, pillar=("Recycling",)).words
    assert words.subtitle == "All departments · Recycling · All products · All statuses · 1 of 20 rows"
    assert "JST" in words.source_line or "Japan Science" in words.source_line
    assert words.source_line.endswith("as of 22 Nov 2026")
    none = ask(engine, warehouse, "provisions", provisions.PROVISIONS, q="zzzz").words
    assert none.source_line == "Source: none, no rows · as of 22 Nov 2026"


def test_tonnes_a_year_have_a_separator_and_years_have_none():
    tonnes = next(column for column in board.STOCK.columns if column.name == "us_consumption_t")
    assert in_words(480_000, tonnes) == "480,000"
    assert in_words(2025, Column("since", "Since year", "number")) == "2025"
    assert in_words(12_000, Column("years", "Years", "number")) == "12,000"
