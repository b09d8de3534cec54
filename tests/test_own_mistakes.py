"""What a reader's notebook tells of its own parameters, of cells in the wrong order and of mistakes in SQL."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lodestone.cells.engine import Engine
from lodestone.exports.gather import request_from_words
from lodestone.notebooks.document import ChartCell, Notebook, Parameter, SqlCell
from lodestone.notebooks.running import Run
from lodestone.page_list import entry
from lodestone.paths import here


@pytest.fixture(scope="module")
def request_():
    return request_from_words(Engine(here()), "2026-11-22", [], entry("notebook").filters)


def run(request_, *cells, parameters=()):
    return Run(
        Notebook("Trial", parameters=parameters, cells=cells), request_.engine, request_.warehouse,
        request_.view("notebook"),
    )  # fmt: skip


def test_a_parameter_that_bears_the_name_of_a_filter_is_the_one_that_is_told(request_):
    since = Parameter("since", "day", "Since", date(2026, 3, 1))
    assert "since" in request_.view("notebook").filters
    cell = SqlCell("a", "SELECT 'x' AS name, 3 AS n, $since::DATE AS day")
    made = run(request_, cell, ChartCell("a", "bar"), parameters=(since,))
    told = made.chart(made.book.cells[1], 1).answer.words.subtitle
    assert told == "Since: 1 Mar 2026"
    # Without such a parameter it is the filter that is told.
    plain = run(request_, cell, ChartCell("a", "bar"))
    assert re.search(r"2026|2025", plain.chart(plain.book.cells[1], 1).answer.words.subtitle)


def test_a_day_of_the_notebook_s_own_is_the_day_that_its_figures_name(request_):
    own = Parameter("as_of", "day", "As of", date(2026, 3, 1))
    cells = (SqlCell("a", "SELECT tie, count(*) AS n FROM known_events($as_of) GROUP BY 1"), ChartCell("a", "bar"))
    answer = run(request_, *cells, parameters=(own,)).chart(cells[1], 1).answer
    assert answer.words.subtitle == "As of: 1 Mar 2026"
    assert answer.words.source_line.endswith("as of 1 Mar 2026")
    assert run(request_, *cells).chart(cells[1], 1).answer.words.source_line.endswith("as of 22 Nov 2026")


def test_a_cell_that_stands_further_down_is_said_to_be_moved_up(request_):
    made = run(request_, SqlCell("first", "SELECT n FROM afterwards"), SqlCell("afterwards", "SELECT 1 AS n"))
    assert made.sql("first").wrong == (
        "Line 1, at “afterwards”: 'afterwards' stands further down in the notebook; move it above this cell."
    )
    # What a cell above uses may stand between the two.
    between = run(
        request_, SqlCell("a", "SELECT n FROM b"), SqlCell("b", "SELECT 1 AS n"), SqlCell("c", "SELECT n FROM a")
    )
    assert "'b' stands further down" in between.sql("c").wrong
    assert between.sql("c").refused.cell == "a"


@pytest.mark.parametrize("sql", ["SELECT 1 // 0 AS n", "SELECT 7 % 0 AS n"])
def test_a_hint_names_only_what_a_reader_can_use(request_, sql):
    told = run(request_, SqlCell("a", sql)).sql("a").wrong
    assert told.startswith("Division by zero in expression")
    assert told.endswith("Use TRY(...) to return NULL for this expression.")
    assert "SET" not in told
