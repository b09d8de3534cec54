"""What several readers see is worked out once, and nobody changes it for the others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pages_support import page, view
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data
from questions_support import fresh_engine

from lodestone.answers import funding, overview, timeline
from lodestone.answers.catalogue import of_page
from lodestone.cells.answer import Answer
from lodestone.cells.engine import Engine
from lodestone.cells.table import readable, readable_arrow
from lodestone.exports import calendar
from lodestone.page_list import SHOWN_PAGES
from lodestone.screen.sent_figure import SentFigure, sent


def as_streamlit_sends_it(figure: Any) -> Any:
    return json.loads(to_json(return_figure_from_figure_or_data(figure, validate_figure=True), validate=False))


def rows_of(answer: Answer) -> list[tuple[tuple[str, ...], str]]:
    return [(tuple(frame.columns), frame.to_json()) for frame in (*answer.frames.values(), answer.sources)]


@pytest.mark.parametrize("cell", [overview.SCORES, funding.FLOW, timeline.EVENTS], ids=lambda cell: cell.key)
def test_equal_views_get_the_same_answer_and_another_day_another(cell, warehouse):
    made = fresh_engine()
    asked = view(cell.page, warehouse)
    assert made.answer(warehouse, cell, asked) is made.answer(warehouse, cell, view(cell.page, warehouse))
    earlier = made.answer(warehouse, cell, view(cell.page, warehouse, as_of=pd.Timestamp(2026, 3, 1).date()))
    assert earlier is not made.answer(warehouse, cell, asked)
    assert earlier.view.as_of.month == 3


@pytest.fixture(scope="module")
def usual(warehouse) -> list[Answer]:
    """The answers of all cells that are there before anything is opened."""
    made = fresh_engine()
    return [
        made.answer(warehouse, cell, view(shown.url_path, warehouse))
        for shown in SHOWN_PAGES
        for cell in of_page(shown.url_path)
        if not cell.needs
    ]


def test_a_figure_is_sent_as_plotly_s_own_would_be_which_looks_at_every_property(usual):
    drawn = [answer for answer in usual if answer.cell.figure is not None and not answer.blank]
    assert len(drawn) > 20
    for answer in drawn:
        figure, finished = answer.draw("page"), sent(answer)
        assert as_streamlit_sends_it(finished) == as_streamlit_sends_it(figure), answer.cell.key
        assert finished.height == figure.layout.height


def test_a_table_is_sent_as_files_have_it(usual):
    tables = [answer for answer in usual if answer.cell.columns and len(answer.table)]
    assert len(tables) > 40
    for answer in tables:
        finished = readable_arrow(answer.table, answer.cell.columns)
        read = pa.Table.from_pandas(readable(answer.table, answer.cell.columns), preserve_index=False)
        assert finished.column_names == read.column_names, answer.cell.key
        assert finished.to_pylist() == read.to_pylist(), answer.cell.key


def test_a_figure_that_was_sent_is_not_drawn_again(warehouse):
    engine = fresh_engine()
    first, second = (sent(engine.answer(warehouse, funding.FLOW, view("funding", warehouse))) for _ in range(2))
    assert first is second


def test_a_figure_of_a_later_day_with_the_same_rows_is_not_drawn_again_and_is_what_is_drawn_for_that_day(
    monkeypatch, warehouse
):
    """On all pages: most figures of two days after each other differ in the day at their foot alone."""
    drawn: list[str] = []
    write_out = SentFigure.of
    monkeypatch.setattr(
        SentFigure, "of", lambda figure, words: drawn.append(words.source_line) or write_out(figure, words)
    )
    made, pairs = fresh_engine(), []
    for day in (date(2026, 10, 9), date(2026, 10, 10)):
        answers = [
            made.answer(warehouse, cell, replace(view(shown.url_path, warehouse, as_of=day), window=window))
            for shown in SHOWN_PAGES
            for cell in of_page(shown.url_path)
            for window in ("wide", "tablet")
            if not cell.needs
        ]
        pairs += [(answer, sent(answer)) for answer in answers if answer.pictured and answer.cell.live is None]
    second = [(answer, figure) for answer, figure in pairs if answer.view.as_of == date(2026, 10, 10)]
    assert len(second) > 40
    assert sum("10 Oct 2026" in foot for foot in drawn) < len(second) / 3
    for answer, figure in second:
        assert as_streamlit_sends_it(figure) == as_streamlit_sends_it(answer.draw("page")), answer.cell.key


def test_a_foot_of_another_day_that_needs_more_lines_takes_a_drawing_of_its_own(warehouse):
    answer = fresh_engine().answer(warehouse, funding.FLOW, view("funding", warehouse))
    figure, source_line = sent(answer), answer.words.source_line
    assert figure.refooted(source_line) is figure
    assert figure.refooted(source_line.replace("as of", "as on")) is not None
    assert figure.refooted(f"{source_line} {'and more ' * 60}") is None


def test_calendars_are_offered_on_three_pages_and_none_is_written_with_a_view(monkeypatch):
    written: list[str] = []
    offered = {}
    for name in ("deadlines_calendar", "briefs_calendar", "watch_calendar_file", "calls_calendar"):
        monkeypatch.setattr(calendar, name, lambda *_, name=name: written.append(name) or b"")
    for path in ("timeline", "briefs", "calls"):
        opened = page(path)
        assert not opened.exception
        offered[path] = [one.proto.label for one in opened.get("download_button")]
    assert {path: sum("(.ics)" in label for label in labels) for path, labels in offered.items()} == {
        "timeline": 1,
        "briefs": 1,
        "calls": 2,
    }
    assert written == []


def test_no_page_changes_the_rows_that_it_shares_with_other_readers(monkeypatch, warehouse):
    """Each page runs with the answers that it used the first time; they still are what a fresh engine answers."""
    used: dict[int, Answer] = {}
    ask = Engine.answer

    def noted(self, *asked):
        answer = ask(self, *asked)
        used[id(answer)] = answer
        return answer

    monkeypatch.setattr(Engine, "answer", noted)
    for shown in SHOWN_PAGES:
        for _ in range(2):
            chosen = {"department": "chemistry"} if "department" in shown.filters else {}
            assert not page(shown.url_path, **chosen).exception
    monkeypatch.undo()
    assert {one.url_path for one in SHOWN_PAGES} <= {answer.cell.page for answer in used.values()} | {"search"}
    again = fresh_engine()
    for answer in used.values():
        assert rows_of(again.answer(warehouse, answer.cell, answer.view)) == rows_of(answer), answer.cell.key
