"""What a reader chooses alone: cells in any order, or one page, as slides, on paper, as tables and on screen."""

from __future__ import annotations

import io

import pytest
from exports_support import request, squeezed
from openpyxl import load_workbook
from pages_support import facts, made, make, page, texts
from pptx import Presentation

from lodestone.answers import agencies, department, funding, geology, movement, overview, provisions, sources, timeline
from lodestone.answers.catalogue import CELLS
from lodestone.answers.catalogue import PICKS as OFFERED
from lodestone.errors import QueryError
from lodestone.exports.briefing import briefing_page
from lodestone.exports.deck import deck
from lodestone.exports.gather import gather, question
from lodestone.exports.screens import screens
from lodestone.exports.sets import SETS
from lodestone.exports.workbook import workbook
from lodestone.page_list import OWN, SHOWN_PAGES, entry

PICKS = (sources.TRUST.key, timeline.CLOCKS.key, overview.SCORES.key)


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(data)).slides]


@pytest.fixture
def without_browser(monkeypatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")


@pytest.mark.usefixtures("without_browser")
def test_the_slides_are_the_chosen_cells_in_the_reader_s_order(warehouse):
    asked = request(warehouse, pick=PICKS)
    answers = [answer.finding for _, answer in gather(asked, OWN).answers]
    found = list(
        dict.fromkeys(title.partition(" (1 of")[0] for title in titles(deck(asked, OWN)) if " (2 of" not in title)
    )
    assert [one for one in found if one in answers] == answers
    assert len(answers) == 3
    turned = request(warehouse, pick=PICKS[::-1])
    assert [answer.cell.key for _, answer in gather(turned, OWN).answers] == list(PICKS[::-1])


@pytest.mark.usefixtures("without_browser")
def test_a_chosen_figure_keeps_its_native_chart(warehouse):
    asked = request(warehouse, pick=(sources.TRUST.key, movement.MOVEMENT.key))
    charts = [
        shape.chart
        for slide in Presentation(io.BytesIO(deck(asked, OWN))).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    trust, moved = (asked.answer(cell).table for cell in (sources.TRUST, movement.MOVEMENT))
    assert list(charts[0].plots[0].series[0].values) == [float(value) for value in trust["sources"]]
    assert list(charts[1].plots[0].series[0].values) == [float(value) for value in moved["events"]]


@pytest.mark.usefixtures("without_browser")
def test_chosen_cells_obey_the_filters_of_their_pages(warehouse):
    asked = request(warehouse, pick=(funding.LEVELS.key,), mineral=("gallium",))
    answer = gather(asked, OWN).answers[0][1]
    assert answer.finding == asked.answer(funding.LEVELS).finding
    assert "Gallium" in answer.view.sentence()
    assert "Gallium" in briefing_page(asked, OWN).decode()


def test_a_choice_that_cannot_be_met_is_refused_in_words(warehouse):
    with pytest.raises(QueryError, match="No figure or table is chosen yet"):
        gather(request(warehouse), OWN)
    with pytest.raises(QueryError, match=r"no figure or table 'funding/gold'. Known: funding/levels, funding/ties"):
        gather(request(warehouse, pick=("funding/gold",)), OWN)
    with pytest.raises(QueryError, match="needs a provision; choose one on the page Provisions"):
        gather(request(warehouse, pick=(provisions.CLOCK.key,)), OWN)
    assert gather(request(warehouse, pick=(provisions.CLOCK.key,), provision="P06"), OWN).answers
    for cell in (agencies.DOORS, agencies.DEPARTMENTS):
        with pytest.raises(QueryError, match="needs an organization; choose one on the page Agencies"):
            gather(request(warehouse, pick=(cell.key,)), OWN)
        assert gather(request(warehouse, pick=(cell.key,), organization="us-usgs"), OWN).answers
    with pytest.raises(QueryError, match="needs a department"):
        gather(request(warehouse, pick=(department.WATCH.key,)), OWN)


@pytest.mark.usefixtures("without_browser")
@pytest.mark.parametrize("url_path", [one.url_path for one in SHOWN_PAGES])
def test_every_page_becomes_slides(warehouse, url_path):
    chosen = {"department": {"department": "u_ees"}, "search": {"q": "gallium"}}.get(url_path, {})
    asked = request(warehouse, **chosen)
    found = squeezed(" ".join(titles(deck(asked, url_path))))
    for _, answer in gather(asked, url_path).answers:
        assert squeezed(answer.finding)[:60] in found
    assert squeezed(entry(url_path).title) in found


def test_a_page_that_needs_a_choice_says_which(warehouse):
    with pytest.raises(QueryError, match="The page My department needs a department"):
        gather(request(warehouse), "department")
    with pytest.raises(QueryError, match="The page Search needs a search"):
        gather(request(warehouse), "search")


def test_every_cell_of_the_notebook_can_be_chosen(warehouse):
    free = tuple(dict.fromkeys(one.pick for one in CELLS if not one.needs))
    assert len(free) > 40
    assert sum(len(cells) for cells in OFFERED.values()) == len(CELLS)
    assert len(screens(gather(request(warehouse, pick=free), OWN))) > len(free)


def test_the_set_s_own_way_of_showing_a_cell_is_kept(warehouse):
    slide, _ = gather(request(warehouse, pick=(overview.DUE.key,)), OWN).answers[0]
    assert slide in SETS["leadership"].printed


def test_the_map_of_geology_is_the_one_its_page_shows(warehouse):
    def maps(**values: object) -> list[str]:
        return [
            answer.cell.key
            for _, answer in gather(request(warehouse, **values), "geology").answers
            if answer.cell.question == geology.QUESTION
        ]

    assert maps() == ["geology/density"]
    assert maps(map="Sites") == ["geology/grid"], "too many for single marks"
    assert maps(map="Sites", mineral=("gallium",)) == ["geology/points"]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({}, "geology/density"),
        ({"map": "Sites"}, "geology/grid"),
        ({"map": "Sites", "mineral": ("gallium",)}, "geology/points"),
    ],
)
def test_the_map_is_one_choice_and_never_without_rows(warehouse, values, key):
    ((_, answer),) = gather(request(warehouse, pick=("geology/map",), **values), OWN).answers
    assert answer.cell.key == key
    assert len(answer.table)


def test_pages_and_choices_without_what_they_need_are_refused_alike(warehouse):
    for write in (lambda: gather(request(warehouse), "department"), lambda: workbook(request(warehouse), "department")):
        with pytest.raises(QueryError, match="The page My department needs a department"):
            write()


def test_a_slide_names_what_is_opened_on_its_page(warehouse):
    asked = request(warehouse, pick=(provisions.CLOCK.key, provisions.PROVISIONS.key), provision="P06")
    found = [question(answer) for _, answer in gather(asked, OWN).answers]
    name = next(row["title"] for row in facts("facts/provisions") if row["provision_id"] == "P06")
    assert found[0] == f"P06 {name}: Does it set a clock?"
    assert found[1] == provisions.PROVISIONS.question


def test_a_page_s_slides_leave_out_what_has_no_rows(warehouse):
    # P06 is told alike by brief and text, so that its differences are none.
    asked = request(warehouse, provision="P06")
    assert asked.answer(provisions.DIFFERENCES).table.empty
    keys = [answer.cell.key for _, answer in gather(asked, "provisions").answers]
    assert provisions.DIFFERENCES.key not in keys
    assert provisions.CLOCK.key in keys


def test_a_slide_of_costs_shows_the_published_ones(warehouse):
    slide, answer = next(
        pair for pair in gather(request(warehouse), "geology").answers if pair[1].cell is geology.COSTS
    )
    shown, count = slide.shown(answer.table)
    published = [row for row in facts("facts/mapping_programmes") if row["cost_usd"] or row["area_sq_km"]]
    assert count == len(published)
    assert len(shown) == 10
    without = len(facts("facts/mapping_programmes")) - len(published)
    assert (
        slide.remark(answer.table)
        == f"The first 10 of {len(published)} rows; {without} rows without these values left out"
    )
    assert shown[["area_sq_km", "cost_usd"]].notna().any(axis=1).all()


def test_rows_counted_here_name_the_notebook_as_their_source(warehouse):
    assert (
        request(warehouse).answer(sources.COUNTS).words.source_line
        == "Source: the notebook's own tables · as of 22 Nov 2026"
    )
    assert "Source: none, no rows" in request(warehouse, q="zzzz").answer(provisions.PROVISIONS).words.source_line


# On the page -----------------------------------------------------------------------------------------------------


def options(at) -> list[str]:
    return list(at.multiselect(key="pick_cells").options)


def test_cells_are_chosen_on_the_page_and_stand_in_its_address():
    at = page("takeaway", show="own", pick=",".join(PICKS))
    assert not at.exception
    assert at.multiselect(key="pick_cells").value == list(PICKS)
    assert "1. Sources: How near do the sources stand to what they report?\n2. Timeline: Which clocks run" in texts(at)
    assert "Funding: What does the money go to?" in options(at)
    assert "Provisions: Does it set a clock? (needs a provision)" in options(at)
    at.multiselect(key="pick_cells").set_value([*PICKS, funding.MONEY.key]).run()
    assert at.query_params["pick"] == ",".join([*PICKS, funding.MONEY.key])
    assert len(set(options(at))) == len(options(at)), "no two entries look alike"


def test_a_chosen_cell_that_is_gone_is_left_out_and_told():
    at = page("takeaway", show="own", pick="funding/gold,funding/groups")
    at.run()
    assert any("“funding/gold” is not one of the choices for figures and tables" in one.value for one in at.warning)
    assert at.multiselect(key="pick_cells").value == ["funding/groups"]
    make(at, "workbook")
    assert len(at.get("download_button")) == 1, "the first press counts"


def test_a_chosen_cell_that_waits_for_something_stays_chosen():
    at = page("takeaway", show="own", pick="provisions/clock,funding/groups", provision="P06")
    assert any(one.startswith("Provisions: P06 ") for one in options(at))
    at.button(key="reset_filters").click().run()
    assert at.multiselect(key="pick_cells").value == ["provisions/clock", "funding/groups"]
    assert "Choose a provision on the page Provisions first." in texts(at)
    assert not [one.key for one in at.button if one.key == "make_deck"]


def test_without_a_choice_only_the_dates_can_be_made():
    at = page("takeaway", show="own")
    assert [one.key for one in at.button if one.key and one.key.startswith("make_")] == ["make_calendar"]
    assert "Choose a figure or table first." in texts(at)


def test_one_page_is_chosen_by_name_with_the_filters_of_that_page():
    at = page("takeaway", show="funding", mineral="gallium")
    assert not at.exception
    assert not at.warning
    assert at.selectbox(key="meeting_page").value == "funding"
    assert "Gallium" in texts(at)
    make(at, "workbook")
    assert not at.exception
    data = made(at)[-1].data
    names = load_workbook(io.BytesIO(data), read_only=True).sheetnames
    assert names[1].startswith("Funding")
    assert not [name for name in names if name.startswith("Timeline")]
    at.segmented_control(key="meeting").set_value("money").run()
    assert at.query_params["show"] == "money"
    assert at.query_params["mineral"] == "gallium"


def test_tables_of_the_reader_s_own_choice_are_those_cells_alone():
    at = page("takeaway", show="own", pick=",".join(PICKS))
    make(at, "workbook")
    book = load_workbook(io.BytesIO(made(at)[-1].data), read_only=True)
    assert book.sheetnames == [
        "README",
        "Sources trust",
        "Timeline clocks",
        "Overview scores",
        "Row sources",
        "Sources",
    ]


def test_another_choice_asks_for_another_file():
    at = page("takeaway", show="own", pick=PICKS[0])
    make(at, "workbook")
    assert len(at.get("download_button")) == 1
    at.multiselect(key="pick_cells").set_value(list(PICKS[:2])).run()
    assert at.button(key="make_workbook").label == "Make it"
    assert "Made before, with other choices or filters" in texts(at), "the first can still be saved"
    assert len(at.get("download_button")) == 1


def test_clearing_the_filters_keeps_what_is_chosen():
    at = page("takeaway", show="own", pick=",".join(PICKS), mineral="gallium")
    at.button(key="reset_filters").click().run()
    assert at.multiselect(key="pick_cells").value == list(PICKS)
    assert "Gallium" not in texts(at)


def test_the_choice_is_presented_under_its_own_address():
    at = page("present", show="own", pick=",".join(PICKS), slide="2")
    assert not at.warning
    assert ":gray[2 of " in texts(at)
    at = page("present", show="own")
    assert any("No figure or table is chosen yet" in one.value for one in at.warning)
