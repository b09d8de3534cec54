"""The workbook, read back by a library that did not write it: values, types, filters, sources, nothing that runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd
import pytest
from exports_support import HOSTILE, request, spoiled_request, squeezed
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from pages_support import AS_OF

from lodestone import answers as rooms
from lodestone.answers import funding_ties, geology, overview, search, timeline
from lodestone.answers.catalogue import CELLS
from lodestone.cells.cell import Cell
from lodestone.errors import QueryError
from lodestone.exports.workbook import UNLICENSED, cells_workbook, licence, sheet_names, shown_columns, workbook

CHOICES = {
    "provision": "P06",
    "organization": "o_doe",
    "cell": "u_eng|Investment",
    "q": "gallium",
    "department": "u_ees",
}


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


def expected(value: object) -> object:
    """A value of a query as a reader must find it, by a rule of its own."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124, only NaN differs from itself
        return None
    if isinstance(value, tuple):
        return squeezed("; ".join(value)) or None
    if isinstance(value, str):
        return squeezed(value) or None
    if isinstance(value, float):
        return float(f"{value:.16g}")  # a workbook holds sixteen digits
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value  # noqa: DTZ001, a workbook knows no zones


@pytest.mark.parametrize("page", list(dict.fromkeys(one.page for one in CELLS)))
def test_each_sheet_holds_the_rows_of_its_cell_typed(warehouse, page):
    asked = request(warehouse, **CHOICES)
    answers = asked.answer_page(page)
    book = opened(workbook(asked, page))
    assert book.sheetnames == [
        "README",
        *sheet_names([answer.cell.key for answer in answers]),
        "Row sources",
        "Sources",
    ]
    for answer, sheet in zip(answers, book.worksheets[1:-2], strict=True):
        columns = shown_columns(answer)
        (table,) = sheet.tables.values()
        assert table.ref == f"A1:{get_column_letter(len(columns))}{max(1, len(answer.table)) + 1}"
        assert table.autoFilter is not None
        head, *rows = sheet.iter_rows(values_only=True, max_row=len(answer.table) + 1)
        assert list(head) == [column.title for column in columns] == table.column_names
        for row, right in zip(rows, answer.table.to_dict("records"), strict=True):
            found = [squeezed(value) if isinstance(value, str) else value for value in row]
            ids = right.get("source_ids", ())
            many = {"source_ids": f"{len(ids)} sources, on the sheet Row sources"} if len(ids) > 5 else {}
            assert found == [expected((right | many)[column.name]) for column in columns]
        assert sheet.freeze_panes == "B2"
        assert all(8 <= one.width <= 62 for one in sheet.column_dimensions.values())


def test_days_numbers_and_years_have_formats(warehouse):
    sheet = opened(workbook(request(warehouse), "timeline"))["Timeline clocks"]
    head = [cell.value for cell in sheet[1]]
    due, past = (sheet.cell(2, head.index(name) + 1) for name in ("Due", "Days to or past the due date"))
    assert due.is_date
    assert due.number_format == "d mmm yyyy"
    assert (past.data_type, past.number_format, past.value) == ("n", "#,##0", 210)


def test_the_first_sheet_says_what_it_is(warehouse):
    asked = request(warehouse, department="u_ees", pillar=("Geoscience",))
    sheet = opened(workbook(asked, "timeline"))["README"]
    values = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["As of", datetime(2026, 11, 22)] in values  # noqa: DTZ001
    assert ["Database version", warehouse.version] in values
    line = next(row for row in values if row[:1] == ["Timeline events"])
    answer = asked.answer(timeline.EVENTS)
    assert line[1:4] == [answer.cell.question, answer.finding, answer.filtered]
    assert "Department: Earth & Env. Sciences" in line[3]
    assert "Geoscience" in line[3]
    assert line[4] == len(answer.table)
    assert line[5:7] == ["whole", answer.cell.key]
    assert line[8] == len(answer.sources)
    assert line[9] == UNLICENSED


def test_a_licence_that_sources_state_is_given(warehouse):
    answer = request(warehouse).answer(overview.SCORES)
    answer = replace(answer, sources=answer.sources.assign(licence="CC BY 4.0"))
    assert licence(answer) == "CC BY 4.0"


def test_every_source_stands_on_the_sheet_of_sources(warehouse):
    asked = request(warehouse)
    rows = list(opened(workbook(asked))["Sources"].iter_rows(min_row=2, values_only=True))
    wanted = [
        (name, source)
        for answer in [asked.answer(one) for one in CELLS if not one.needs]
        for name in sheet_names([answer.cell.key])
        for source in answer.sources["source_id"]
    ]
    assert [(row[0], row[1]) for row in rows] == wanted
    assert len(wanted) > 500


def test_a_row_with_many_sources_has_a_row_for_each(warehouse):
    answers = [request(warehouse).answer(cell) for cell in (funding_ties.DOING, timeline.EVENTS)]
    book = opened(cells_workbook(answers))
    head, *links = book["Row sources"].iter_rows(values_only=True)
    assert head == ("Sheet", "Row", "Source")
    wanted = [
        (name, number, source)
        for answer, name in zip(answers, ("Funding ties", "Timeline events"), strict=True)
        for number, row in enumerate(answer.table.itertuples(), start=2)
        if len(row.source_ids) > 5
        for source in row.source_ids
    ]
    assert links == wanted
    assert len(wanted) > 100
    named = book["Funding ties"].tables["t_funding_ties"].column_names.index("Sources")
    cells = [str(row[named]) for row in book["Funding ties"].iter_rows(min_row=2, values_only=True)]
    assert max(len(one) for one in cells) < 200, "no cell is a list of a hundred names"


def test_a_sheet_says_when_it_is_cut(warehouse):
    answers = [request(warehouse).answer(cell) for cell in (geology.SITES, timeline.CLOCKS)]
    book = opened(cells_workbook(answers))
    found = int(warehouse.cursor().execute("SELECT count(*) FROM sites").fetchone()[0])
    sheet = book["Geology sites"]
    assert (sheet.max_row, sheet.cell(203, 1).value) == (203, f"Cut: the first 200 of {found:,} rows.")
    said = [
        row[5] for row in book["README"].iter_rows(values_only=True) if row[0] in {"Geology sites", "Timeline clocks"}
    ]
    assert said == [f"Cut: the first 200 of {found:,} rows.", "whole"]
    assert book["Timeline clocks"].max_row == len(answers[1].table) + 1


def test_cells_that_need_a_choice_are_left_out_without_it(warehouse):
    assert all(one.cell is not search.HITS for one in request(warehouse).answer_page(None))
    asked = request(warehouse, q="gallium")
    assert [answer.cell for answer in asked.answer_page("search")] == [search.HITS]
    with pytest.raises(QueryError, match="There is no page 'nowhere'"):
        workbook(asked, "nowhere")


def test_no_text_is_a_formula_or_is_lost(warehouse):
    data = workbook(spoiled_request(warehouse), "timeline")
    book = opened(data)
    found = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for place, text in enumerate(HOSTILE):
        assert any(squeezed(one) == squeezed(f"{text} {place}") for one in found), text
    runs = [
        cell
        for row in book["Timeline events"].iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, str) and cell.value[0] in "=+-@"
    ]
    assert runs
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in runs)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_says_so(warehouse):
    answer = request(warehouse).answer(overview.LATEST)
    answer.asked[0].frame["title"] = "x" * 40_000
    sheet = opened(cells_workbook([answer]))["Overview latest"]
    assert sheet["B2"].value.endswith("x … (cut)")
    assert len(sheet["B2"].value) < 32_767


def test_the_same_view_gives_the_same_bytes(warehouse):
    first, second = (workbook(request(warehouse)) for _ in range(2))
    assert first == second
    times = {part.date_time for part in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert opened(first).properties.created.date() == AS_OF


def test_names_of_sheets_are_short_and_apart():
    names = sheet_names(["a/b", "A/B", "readme", "x" * 50, "x" * 51, "[]:*?/\\'"])
    assert len({name.lower() for name in [*names, "README", "Sources"]}) == len(names) + 2
    assert all(len(name) <= 31 for name in names)


def test_every_cell_of_the_notebook_can_be_taken_away():
    modules = [import_module(f"lodestone.answers.{one.name}") for one in iter_modules(rooms.__path__)]
    cells = {value.key for module in modules for value in vars(module).values() if isinstance(value, Cell)}
    # What readers' own briefs say is taken away as the files they came from.
    cells = {key for key in cells if not key.startswith("briefs/")}
    assert cells == {one.key for one in CELLS}
    assert len(CELLS) == len(cells)


def test_the_terms_of_shipped_sites_are_given_as_recorded(warehouse):
    said = licence(request(warehouse).answer(geology.COUNTRIES))
    assert "ICMM" in said
    assert said != UNLICENSED
