"""The page Notebook in process: cells are added, moved, copied, deleted and brought back; links and names hold."""

from __future__ import annotations

import json
import socket

import pytest
from pages_support import page, texts
from store_support import folder

from lodestone.backends import postgres
from lodestone.backends.mirror import MirroredStore
from lodestone.notebooks import kept
from lodestone.notebooks.document import ChartCell, Notebook, SqlCell, TextCell
from lodestone.notebooks.links import packed
from lodestone.notebooks.starting import shipped
from lodestone.paths import here
from lodestone.settings import Settings

BOOK = Notebook(
    "Trial",
    cells=(
        SqlCell("first", "SELECT count(*) AS n, 'units' AS what FROM units", "How many units?"),
        SqlCell("second", "SELECT n + 1 AS more FROM first"),
        ChartCell("first", "bar", "There are {first.n} units"),
        TextCell("Of {first.n} units, {second.more} with one more. <b>x</b> {first.gone}"),
    ),
)


def opened(book: Notebook = BOOK, **address: str):
    return page("notebook", book=packed(book), **address)


def cells(at) -> list:
    return [one.cell for one in at.session_state["own_notebook"].cells]


def numbers(at) -> list[int]:
    return [one.number for one in at.session_state["own_notebook"].cells]


def errors(at) -> list[str]:
    return [one.value for one in [*at.error, *at.exception]]


@pytest.mark.parametrize("name", ["", *shipped(here())])
def test_the_page_opens_blank_and_with_each_worked_notebook(name):
    at = opened(shipped(here())[name]) if name else page("notebook")
    assert errors(at) == []
    assert not at.warning
    assert len(at.get("plotly_chart")) == sum(isinstance(one, ChartCell) for one in cells(at))
    assert len(at.dataframe) == sum(isinstance(one, SqlCell) for one in cells(at))


def test_lists_of_anything_are_shown_in_the_table_of_a_statement():
    at = opened(Notebook("Lists", cells=(SqlCell("one", "SELECT [1.5, NULL] AS d, ['a', NULL] AS t, [] AS e"),)))
    assert errors(at) == []
    (row,) = at.dataframe[-1].value.to_dict("records")
    assert (row["D"], row["T"]) == ("1.5, NULL", "a, NULL")


def test_values_of_every_type_are_shown_and_break_no_page():
    sql = (
        "SELECT hash('a') AS h, TIMESTAMP '2026-01-02 03:04:05' AS at, DATE '2026-01-02'::TIMESTAMP AS day, "
        "'inf'::DOUBLE AS top, NULL::BOOLEAN AS joint, 0.000000123::DOUBLE AS share, 12 AS n"
    )
    at = opened(Notebook("Types", cells=(SqlCell("one", sql),)))
    assert errors(at) == []
    shown = at.dataframe[-1]
    (row,) = shown.value.to_dict("records")
    assert (row["H"], row["Top"], row["Joint"], row["N"]) == (
        "12,561,829,011,207,016,135", "infinite", "not recorded", 12,
    )  # fmt: skip
    assert (str(row["At"]), str(row["Day"])) == ("2026-01-02 03:04:05", "2026-01-02")
    kinds = {name: one["type_config"] for name, one in json.loads(shown.proto.columns).items() if "type_config" in one}
    assert {name: one["type"] for name, one in kinds.items() if name != "_index"} == {
        "H": "text", "At": "datetime", "Day": "date", "Top": "text", "Share": "number", "N": "number",
    }  # fmt: skip
    assert (kinds["Share"]["format"], kinds["N"]["format"]) == ("plain", "localized")


def test_a_link_shows_what_was_sent():
    at = opened()
    assert errors(at) == []
    assert at.title[0].value == "Trial"
    assert "Of 38 units, 39 with one more. \\<b>x" in texts(at)
    assert "“there" not in texts(at)
    assert at.get("plotly_chart")[0].proto.spec.count("There are 38 units")
    assert any("first.gone" in one.value for one in at.caption)


def test_a_damaged_link_is_said_and_the_page_opens_blank():
    at = page("notebook", book="eNo9jrs")
    assert "damaged" in at.warning[0].value
    assert errors(at) == []
    assert len(cells(at)) == 1


def test_what_is_done_quickly_after_another_thing_comes_with_the_address_of_before_and_undoes_nothing():
    at = opened()
    before = dict(at.query_params)
    at.button(key=f"own_down_{numbers(at)[0]}").click().run()
    at.query_params.clear()
    at.query_params.update(before)
    at.button(key="own_add_text").click().run()
    assert [getattr(one, "name", "") for one in cells(at)][:2] == ["second", "first"]
    assert len(cells(at)) == len(BOOK.cells) + 1


def test_cells_are_moved_copied_deleted_and_undone():
    at = opened()
    first = numbers(at)[0]
    at.button(key=f"own_down_{first}").click().run()
    assert [getattr(one, "name", "") for one in cells(at)][:2] == ["second", "first"]
    # The one above can no longer select from it: it is said at its cell, and the rest stands.
    assert any("'first' stands further down in the notebook" in one for one in errors(at))
    at.button(key="own_undo").click().run()
    assert cells(at) == list(BOOK.cells)
    assert errors(at) == []
    at.button(key=f"own_copy_{numbers(at)[0]}").click().run()
    assert [one.name for one in cells(at) if isinstance(one, SqlCell)] == ["first", "first_2", "second"]
    at.button(key="own_undo").click().run()
    assert any("“second”, a chart, a text" in one.value for one in at.caption)
    at.button(key=f"own_delete_{numbers(at)[0]}").click().run()
    assert any("not one of the notebook's tables" in one for one in errors(at))
    assert any("not here any more" in one.value for one in at.warning)
    assert not at.exception
    at.button(key="own_undo").click().run()
    assert cells(at) == list(BOOK.cells)


def test_cells_are_added_and_a_chart_draws_what_suits():
    at = opened(Notebook("x", cells=(SqlCell("a", "SELECT name, length(name) AS letters FROM units"),)))
    at.button(key="own_add_chart").click().run()
    at.button(key="own_add_sql").click().run()
    at.button(key="own_add_text").click().run()
    assert errors(at) == []
    assert len(at.get("plotly_chart")) == 1
    assert len(at.dataframe) == 2
    assert at.text_area


def test_a_renamed_cell_takes_its_charts_and_sentences_along():
    at = opened()
    first = numbers(at)[0]
    at.text_input(key=f"own_name_{first}").set_value("units").run()
    assert any("name of a table" in one.value for one in at.caption)
    assert at.button(key=f"own_take_{first}").disabled
    at.text_input(key=f"own_name_{first}").set_value("whole").run()
    at.button(key=f"own_take_{first}").click().run()
    assert cells(at)[0].name == cells(at)[2].of == "whole"
    assert "Of 38 units" in texts(at)
    assert any("'first' is not one of the notebook's tables" in one for one in errors(at))


def test_a_filter_that_the_sql_names_stands_above_the_cells_and_narrows_it():
    sql = "SELECT title FROM provisions WHERE $pillars IS NULL OR list_contains($pillars, pillar)"
    book = Notebook("x", cells=(SqlCell("a", sql),))
    at = opened(book)
    assert [one.label for one in at.multiselect] == ["Pillar"]
    before = len(at.dataframe[0].value)
    at.multiselect(key="filter_pillar_own").select("Investment").run()
    assert errors(at) == []
    assert len(at.dataframe[0].value) != before
    assert len(opened(book, pillar="investment").dataframe[0].value) == len(at.dataframe[0].value)


def test_a_notebook_s_own_parameter_is_a_widget_and_travels_with_the_link():
    at = opened(shipped(here())["dean"])
    before = len(at.dataframe[0].value)
    at.number_input(key="own_value_least").set_value(3.0).run()
    assert errors(at) == []
    assert len(at.dataframe[0].value) < before
    at.run()
    again = page("notebook", book=at.session_state["view_values"]["book"])
    assert again.number_input(key="own_value_least").value == 3.0
    assert len(again.dataframe[0].value) == len(at.dataframe[0].value)


def keep(at, *, title: str = "") -> None:
    """Open the box Keep, and keep the notebook under its title."""
    at.session_state["own_keep"] = True
    at.run()
    if title:
        at.text_input(key="own_title").set_value(title).run()
    at.button(key="own_save").click().run()


def test_of_two_windows_that_keep_one_name_the_second_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "store_of", lambda _: folder(tmp_path))
    first, second = opened(), opened()
    keep(first)
    assert errors(first) == []
    assert [path.name for path in tmp_path.glob("**/*.yaml")] == ["trial.yaml"]
    other = opened(Notebook("Trial", cells=(TextCell("other"),)))
    keep(other)
    assert any("was kept already by a reader in another window" in one for one in errors(other)), errors(other)
    assert kept.load(here(), "trial").book.cells == BOOK.cells
    keep(second, title="Second trial")
    assert errors(second) == []
    assert kept.names(here()) == ["second-trial", "trial"]
    kept.save(here(), "trial", Notebook("Trial", cells=(TextCell("other"),)), kept.load(here(), "trial").version)
    first.button(key="own_add_text").click().run()
    keep(first)
    assert any("was changed by a reader in another window on" in one for one in errors(first)), errors(first)
    assert kept.load(here(), "trial").book.cells == (TextCell("other"),)


def test_what_is_kept_is_opened_duplicated_and_removed(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "store_of", lambda _: folder(tmp_path))
    kept.save(here(), "trial", BOOK, None)
    at = page("notebook")
    at.session_state["own_open_0"] = True
    at.run()
    at.button(key="own_kept_trial").click().run()
    assert cells(at) == list(BOOK.cells)
    at.session_state["own_keep"] = True
    at.run()
    at.button(key="own_duplicate").click().run()
    assert kept.names(here()) == ["trial", "trial-2"]
    # It is gone for all readers then: one click does not do.
    assert at.button(key="own_remove").disabled
    at.checkbox(key="own_remove_sure_trial").check().run()
    at.button(key="own_remove").click().run()
    assert kept.names(here()) == ["trial-2"]
    assert errors(at) == []
    assert cells(at) == list(BOOK.cells)


def test_while_the_database_of_readers_is_away_the_page_stays_and_says_that_nothing_was_saved(monkeypatch, tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"postgresql://keeper:hush-hush@127.0.0.1:{silent.getsockname()[1]}/kept"
        away = Settings(database_url=url, database_patience=0.3)
        store = MirroredStore(postgres(away), folder(tmp_path), 10)
        monkeypatch.setattr(kept, "store_of", lambda _: store)
        at = opened()
        keep(at)
        store.close()
    (said,) = errors(at)
    assert said.startswith("The database that holds what readers keep cannot be used: it does not answer.")
    assert "Nothing was saved" in said
    assert not any(word in said for word in ("hush", "keeper@", "127.0.0.1", "Traceback", str(tmp_path)))
    assert cells(at) == list(BOOK.cells)
