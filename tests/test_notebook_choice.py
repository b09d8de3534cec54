"""Cells of a reader's notebook on slides of their own: chosen, followed through changes, taken away, presented."""

from __future__ import annotations

import hashlib
import io

from exports_support import said
from openpyxl import load_workbook
from pages_support import made, make, page, texts
from pptx import Presentation

from lodestone.answers import sources
from lodestone.language import plain
from lodestone.notebooks.document import ChartCell, Notebook, Parameter, SqlCell, TextCell
from lodestone.notebooks.links import packed
from lodestone.page_list import entry

BOOK = Notebook(
    "Trial",
    parameters=(Parameter("add", "number", "Add", 1.0),),
    cells=(
        SqlCell("first", "SELECT count(*) AS n, 'units' AS what FROM units", "How many units?"),
        SqlCell("second", "SELECT n + $add AS more FROM first"),
        ChartCell("first", "bar", "There are {first.n} units"),
        TextCell("Of {first.n} units"),
    ),
)
FIRST, SECOND, CHART = "notebook/first", "notebook/second", "notebook/first.chart-1"


def opened(**address: str):
    return page("notebook", book=packed(BOOK), **address)


def cells(at) -> list:
    return [one.cell for one in at.session_state["own_notebook"].cells]


def numbers(at) -> list[int]:
    return [one.number for one in at.session_state["own_notebook"].cells]


def errors(at) -> list[str]:
    return [one.value for one in [*at.error, *at.exception]]


def choose(at, *names: str) -> None:
    """Open the box Check of every SQL cell and chart, and put some of them on the reader's own slides."""
    for number, cell in zip(numbers(at), cells(at), strict=True):
        if not isinstance(cell, TextCell):
            at.session_state[f"own_check_{number}"] = True
    at.run()
    for name in names:
        at.button(key=f"keep_{name}").click().run()


def chosen(at) -> list[str]:
    return [one for one in at.query_params.get("pick", "").split(",") if one]


def slides(data: bytes) -> list[str]:
    return [said(slide) for slide in Presentation(io.BytesIO(data)).slides]


def test_a_chart_and_a_table_go_on_own_slides_beside_figures_of_the_pages(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    at = opened(pick=sources.TRUST.key)
    choose(at, CHART, SECOND)
    at.number_input(key="own_value_add").set_value(4.0).run()
    at.run()
    assert errors(at) == []
    assert chosen(at) == [sources.TRUST.key, CHART, SECOND]
    assert at.button(key=f"keep_{CHART}").label == "Take off your own slides"
    # The same window, then a fresh one that follows its link: both show the same.
    address = {name: at.query_params[name] for name in ("pick", "book")}
    at.query_params["show"] = "own"
    for other in (at.switch_page(entry("takeaway").script).run(), page("takeaway", show="own", **address)):
        assert errors(other) == []
        assert not other.warning
        assert other.multiselect(key="pick_cells").value == [sources.TRUST.key, CHART, SECOND]
        assert "Notebook: How many units? (chart 1)" in texts(other)
        make(other, "deck")
        found = slides(made(other)[-1].data)
        assert any("There are 38 units" in one for one in found)
        table = next(one for one in found if "What does “second” give?" in one)
        assert "\n42" in table
        assert any("How near do the sources stand" in one for one in found)
    make(at, "workbook")
    book = load_workbook(io.BytesIO(made(at)[-1].data))
    assert book.sheetnames[2:4] == ["Notebook first.chart-1", "Notebook second"]
    assert [cell.value for cell in book["Notebook second"]["A"]][:2] == ["More", 42]
    shown = page("present", show="own", slide="3", **address)
    assert not shown.warning
    assert "There are 38 units" in shown.get("plotly_chart")[0].proto.spec
    # Every other page keeps the choice, and the notebook with it while it needs it.
    other = page("sources", **address)
    assert not other.warning
    assert chosen(other) == [sources.TRUST.key, CHART, SECOND]
    assert "book" in other.query_params
    assert "book" not in page("sources", pick=sources.TRUST.key, book=address["book"]).query_params


def test_the_choice_follows_its_cells_when_they_are_renamed_moved_deleted_and_brought_back():
    at = opened()
    choose(at, FIRST, CHART)
    first, _, chart, _ = numbers(at)
    at.button(key=f"own_copy_{chart}").click().run()
    at.button(key=f"own_up_{numbers(at)[3]}").click().run()
    assert chosen(at) == [FIRST, "notebook/first.chart-2"], "the copy stands above it now"
    at.text_input(key=f"own_name_{first}").set_value("whole").run()
    at.button(key=f"own_take_{first}").click().run()
    assert chosen(at) == ["notebook/whole", "notebook/whole.chart-2"]
    at.button(key=f"own_delete_{chart}").click().run()
    assert chosen(at) == ["notebook/whole"], "not the copy in its place"
    assert any("1 cell taken off your own slides" in one.value for one in at.toast)
    at.button(key="own_undo").click().run()
    assert chosen(at) == ["notebook/whole"]
    # Another notebook in the window: a cell of the same name is another cell.
    at.session_state["own_open_0"] = True
    at.run()
    at.button(key="own_blank").click().run()
    assert chosen(at) == []
    assert any("1 cell taken off" in one.value for one in at.toast)


def test_a_notebook_too_long_for_its_address_is_chosen_from_while_the_window_is_open_and_says_so():
    noise = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(150))
    sql = f"SELECT 41 + 1 AS answer -- {noise}"
    at = page("notebook")
    at.button(key="own_add_text").click().run()
    at.session_state["own_notebook"].cells[0].cell = SqlCell("long", sql, "What is the answer?")
    at.run()
    choose(at, "notebook/long")
    assert any("Its cells stay on your own slides while this window is open" in one.value for one in at.caption)
    at.query_params["show"] = "own"
    at.switch_page(entry("takeaway").script).run()
    assert at.multiselect(key="pick_cells").value == ["notebook/long"]
    assert any("too long to travel in an address" in one.value for one in at.caption)
    make(at, "deck")
    assert any("\n42" in one for one in slides(made(at)[-1].data))
    whole = page("takeaway", show="notebook")
    assert (errors(whole), whole.segmented_control(key="meeting").value) == ([], "leadership")
    gone = page("takeaway", show="own", pick="notebook/long")
    assert any("“notebook/long” is not one of the choices" in one.value for one in gone.warning)
    assert errors(gone) == []


def test_what_a_reader_writes_is_inert_on_own_slides_and_what_fails_is_said():
    bad = "<img src=x onerror=alert(1)> [a](javascript:b)"
    book = Notebook(
        bad,
        cells=(
            SqlCell("bad", 'SELECT \'=HYPERLINK("http://x","y")\' AS "<b>word</b>"', bad),
            SqlCell("wrong", "SELECT nothing FROM units"),
        ),
    )
    at = page("takeaway", show="own", pick="notebook/bad", book=packed(book))
    assert errors(at) == []
    assert f"1. Notebook: {plain(bad)} (table bad)" in texts(at)
    make(at, "deck")
    assert any(bad in one and "=HYPERLINK(" in one for one in slides(made(at)[-1].data))
    make(at, "workbook")
    sheet = load_workbook(io.BytesIO(made(at)[-1].data))["Notebook bad"]
    assert (sheet["A2"].data_type, sheet["A2"].value[:11]) == ("s", "=HYPERLINK(")
    make(at, "page")
    assert b"<img src=x" not in made(at)[-1].data
    at.multiselect(key="pick_cells").set_value(["notebook/wrong"]).run()
    make(at, "deck")
    assert any("What does “wrong” give? (table wrong)” in your notebook: " in one.value for one in at.warning)
    assert not at.exception
