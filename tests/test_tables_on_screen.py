"""Tables on the page: the columns that say something, and rows as high as their texts need."""

from __future__ import annotations

import pandas as pd
import pytest
from pages_support import ask
from questions_support import fresh_engine

from lodestone.answers import agencies, brief, call_watch, provisions
from lodestone.cells.cell import NO_DEPARTMENT, Column
from lodestone.screen.drawing import _lay_out

WHY = "Why it concerns the department"


@pytest.fixture(scope="module")
def laid_out(warehouse):
    """A cell's table as it is sent."""
    book = fresh_engine()

    def made(page, cell, *, narrow=False, **values):
        return _lay_out(ask(book, warehouse, page, cell, **values).table, cell.columns, narrow)

    return made


def test_why_a_row_concerns_the_department_is_a_column_for_a_chosen_one_alone(laid_out):
    for page, cell in (("brief", brief.ITEMS), ("calls", call_watch.WATCH)):
        assert WHY not in laid_out(page, cell).rows.column_names
        assert WHY in laid_out(page, cell, department="u_ees").rows.column_names


def test_rows_are_as_high_as_long_texts_in_view_need(laid_out):
    # Items of the brief and first questions are sentences.
    assert laid_out("brief", brief.ITEMS).lines == 3
    assert laid_out("agencies", agencies.QUESTIONS).lines == 2
    # A provision is told in a column far to the right, where it is looked for first by nobody.
    assert laid_out("provisions", provisions.PROVISIONS).lines == 1
    assert laid_out("brief", brief.ITEMS, narrow=True).lines == 1


@pytest.mark.parametrize(("letters", "lines"), [(10, 1), (55, 1), (56, 2), (112, 3), (5000, 3)])
def test_a_row_takes_one_to_three_lines(letters, lines):
    frame = pd.DataFrame({"text": ["x" * letters] * 3, "why": [(), (), ()]})
    columns = (Column("text", "Text", width="large"), Column("why", "Why", "list", empty=NO_DEPARTMENT))
    table = _lay_out(frame, columns, narrow=False)
    assert (table.lines, table.rows.column_names) == (lines, ["Text"])
