"""Rows of a reader's own SQL: whatever type a column has, its values are said in tables, files and sentences."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pyarrow.parquet as pq
import pytest

from lodestone.cells.engine import Engine
from lodestone.cells.table import readable_arrow, to_csv
from lodestone.exports.gather import request_from_words
from lodestone.exports.notebook import MAKE, report
from lodestone.exports.own_rows import parquet
from lodestone.exports.tables import texts
from lodestone.exports.workbook import cells_workbook
from lodestone.notebooks.document import Notebook, SqlCell, TextCell
from lodestone.notebooks.running import Run
from lodestone.notebooks.words import filled
from lodestone.page_list import entry
from lodestone.paths import here

MONTHS = (
    "SELECT date_trunc('month', announced) AS month, sum(amount_usd) AS amount_usd FROM awards "
    "WHERE announced >= DATE '2026-01-01' GROUP BY 1 ORDER BY 1"
)


@pytest.fixture(scope="module")
def request_():
    return request_from_words(Engine(here()), "2026-11-22", [], entry("notebook").filters)


def run(request_, *cells, parameters=()):
    return Run(
        Notebook("Trial", parameters=parameters, cells=cells), request_.engine, request_.warehouse,
        request_.view("notebook"),
    )  # fmt: skip


def rows_of(request_, sql: str):
    outcome = run(request_, SqlCell("a", sql)).sql("a")
    assert outcome.answer is not None, outcome.wrong
    return outcome.answer


def shown(request_, value: str) -> str:
    """How one value stands in a table of a file; on screen it is there too."""
    answer = rows_of(request_, f"SELECT {value} AS v")
    (on_screen,) = readable_arrow(answer.table, answer.cell.columns).to_pylist()
    assert on_screen["V"] is not None
    ((text,),) = texts(answer.table, answer.cell.columns)
    return text


def sheet_of(answer):
    return openpyxl.load_workbook(io.BytesIO(cells_workbook([answer])))["Notebook a"]


# Days and times -----------------------------------------------------------------------------------------------------


def test_months_of_awards_are_days_in_every_table_and_file(request_):
    answer = rows_of(request_, MONTHS)
    by_hand = [
        day
        for (day,) in request_.warehouse.cursor()
        .execute(
            "SELECT DISTINCT make_date(year(announced), month(announced), 1) FROM awards "
            "WHERE announced >= DATE '2026-01-01' ORDER BY 1"
        )
        .fetchall()
    ]
    assert len(by_hand) >= 3
    assert by_hand[0] == date(2026, 1, 1)
    assert list(answer.table["month"]) == by_hand
    assert texts(answer.table, answer.cell.columns)[0][0] == "1 Jan 2026"
    assert readable_arrow(answer.table, answer.cell.columns).to_pylist()[0]["Month"] == date(2026, 1, 1)
    assert "\r\n2026-01-01," in to_csv(answer).decode()
    cell = sheet_of(answer)["A2"]
    assert (cell.value, cell.number_format) == (datetime.fromisoformat("2026-01-01"), "d mmm yyyy")
    assert filled("{a.month}", {"a": answer.table}) == "1 Jan 2026"


def test_times_of_a_day_are_shown_with_the_day(request_):
    answer = rows_of(
        request_, "SELECT unnest([TIMESTAMP '2026-01-02 00:00:00', TIMESTAMP '2026-01-02 03:04:05', NULL]) AS at"
    )
    assert [row[0] for row in texts(answer.table, answer.cell.columns)] == [
        "2 Jan 2026 00:00", "2 Jan 2026 03:04:05", "not recorded",
    ]  # fmt: skip
    late = datetime.fromisoformat("2026-01-02 03:04:05")
    assert [one["At"] for one in readable_arrow(answer.table, answer.cell.columns).to_pylist()][1:] == [late, None]
    cell = sheet_of(answer)["A3"]
    assert cell.value == late
    assert cell.number_format == "d mmm yyyy hh:mm:ss"
    assert to_csv(answer).decode().splitlines()[-2] == "2026-01-02 03:04:05"
    assert filled("{a.at}", {"a": answer.table}) == "2 Jan 2026 00:00"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("TIMESTAMP '2026-01-02 00:00:00'", "2 Jan 2026"),
        ("TIMESTAMP '0001-01-02 03:04:05'", "2 Jan 1 03:04:05"),
        ("TIMESTAMP_S '2026-01-02 03:04:05'", "2 Jan 2026 03:04:05"),
        ("TIMESTAMP_NS '2026-01-02 03:04:05.123456789'", "2 Jan 2026 03:04:05.123456"),
        ("DATE '1500-03-15'", "15 Mar 1500"),
        ("TIME '10:11:12'", "10:11:12"),
        ("INTERVAL 1 DAY", "1 day"),
        ("'123e4567-e89b-12d3-a456-426614174000'::UUID", "123e4567-e89b-12d3-a456-426614174000"),
        ("1.5::DECIMAL(4,2)", "1.5"),
        ("'ab'::BLOB", "ab"),
        ("MAP{'a':1}", "{a=1}"),
        ("{'x':1}", "{'x': 1}"),
        ("[{'x':1}]", "[{'x': 1}]"),
        ("[[1]]", "[[1]]"),
        ("[1,2]::INT[2]", "[1, 2]"),
        ("'101'::BIT", "101"),
        ("[TIMESTAMP '2026-01-01']", "2026-01-01 00:00:00"),
        ("[DATE '2026-01-01', NULL]", "2026-01-01, NULL"),
        ("5::UINTEGER", "5"),
        ("5::UHUGEINT", "5"),
    ],
)
def test_a_value_of_any_type_is_said(request_, value, said):
    assert shown(request_, value) == said


def test_every_type_goes_into_every_file(request_):
    sql = (
        "SELECT TIME '10:11:12' AS t, INTERVAL 1 DAY AS i, {'x':1} AS s, MAP{'a':1} AS m, 'ab'::BLOB AS b, "
        "TIMESTAMP '2026-01-02 03:04:05' AS w, hash('a') AS h, [1,2]::INT[2] AS f, 'inf'::DOUBLE AS e, "
        "'nan'::DOUBLE AS n, NULL::BOOLEAN AS z, [TIMESTAMP '2026-01-01', NULL] AS l"
    )
    made = report(run(request_, SqlCell("a", sql)), request_)
    for ending in (".md", ".xlsx", ".pptx"):
        assert MAKE[ending](made, lambda _: None), ending
    assert pq.read_table(io.BytesIO(parquet(made.answers[0].table))).num_rows == 1


# Numbers ------------------------------------------------------------------------------------------------------------


def test_a_whole_number_of_any_size_is_shown_exactly(request_):
    answer = rows_of(
        request_,
        "SELECT hash(title) AS h, 170141183460469231731687303715884105727 AS most, 9007199254740993 AS odd, 12 AS "
        "small FROM awards ORDER BY award_id LIMIT 3",
    )
    exact = [
        one
        for (one,) in request_.warehouse.cursor()
        .execute("SELECT hash(title)::VARCHAR FROM awards ORDER BY award_id LIMIT 3")
        .fetchall()
    ]
    assert len(exact) == 3
    for words in (
        [row[0] for row in texts(answer.table, answer.cell.columns)],
        [one["H"] for one in readable_arrow(answer.table, answer.cell.columns).to_pylist()],
    ):
        assert [one.replace(",", "") for one in words] == exact
    first = readable_arrow(answer.table, answer.cell.columns).to_pylist()[0]
    assert first["Most"].replace(",", "") == str(2**127 - 1)
    # The browser's numbers end at 2 to the 53rd; what it can hold stays a number, which it can sort.
    assert (first["Odd"], first["Small"]) == ("9,007,199,254,740,993", 12)
    sheet = sheet_of(answer)
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == exact
    assert [sheet.cell(2, place).value for place in (2, 3, 4)] == [str(2**127 - 1), "9007199254740993", 12]
    kept = pq.read_table(io.BytesIO(parquet(answer.table))).to_pylist()
    assert [str(row["h"]) for row in kept] == exact
    assert kept[0]["most"] == str(2**127 - 1)


def test_what_is_no_finite_number_is_told_from_what_is_not_recorded(request_):
    answer = rows_of(
        request_, "SELECT unnest(['inf'::DOUBLE, '-inf'::DOUBLE, 'nan'::DOUBLE, NULL, 1.5]) AS v, 'x' AS name"
    )
    words = ["infinite", "minus infinite", "not a number", "not recorded", "1.5"]
    assert [row[0] for row in texts(answer.table, answer.cell.columns)] == words
    assert [one["V"] for one in readable_arrow(answer.table, answer.cell.columns).to_pylist()] == words
    assert [line.partition(",")[0] for line in to_csv(answer).decode().splitlines()[-5:]] == [
        "inf", "-inf", "NaN", "", "1.5",
    ]  # fmt: skip
    sheet = sheet_of(answer)
    assert [sheet.cell(row, 1).value for row in range(2, 7)] == [*words[:3], None, 1.5]
    assert [filled("{a.v}", {"a": answer.table.iloc[row:]}) for row in range(5)] == words
    assert shown(request_, "['nan'::DOUBLE, NULL, 'inf'::DOUBLE]") == "not a number, NULL, infinite"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0.000000123", "0.000000123"), ("-0.000000123", "-0.000000123"), ("0.0042", "0.0042"), ("0.0", "0"),
        ("1234.5678", "1,234.57"), ("0.127", "0.13"), ("123456789.0", "123,456,789"), ("1.5e-12::DOUBLE", "1.5e-12"),
        ("2.5e300::DOUBLE", "2.5e+300"),
    ],
)  # fmt: skip
def test_a_number_that_is_not_nothing_is_never_said_as_0(request_, value, said):
    assert shown(request_, f"({value})::DOUBLE") == said
    assert filled("{a.v}", {"a": rows_of(request_, f"SELECT ({value})::DOUBLE AS v").table}) == said


def test_small_numbers_stand_in_the_report_of_a_notebook(request_):
    made = report(
        run(request_, SqlCell("a", "SELECT 0.000000123::DOUBLE AS share"), TextCell("It is {a.share}.")), request_
    )
    told = MAKE[".md"](made, lambda _: None).decode()
    assert "| 0.000000123 |" in told
    assert "It is 0.000000123." in told


# What is empty ------------------------------------------------------------------------------------------------------


def test_an_unknown_yes_or_no_is_not_said_to_be_no(request_):
    answer = rows_of(request_, "SELECT unnest([true, false, NULL]) AS joint")
    words = ["yes", "no", "not recorded"]
    assert [row[0] for row in texts(answer.table, answer.cell.columns)] == words
    assert [one["Joint"] for one in readable_arrow(answer.table, answer.cell.columns).to_pylist()] == words


def test_an_empty_entry_of_a_list_is_null_in_every_file(request_):
    answer = rows_of(request_, "SELECT [1, 2, NULL] AS l")
    assert texts(answer.table, answer.cell.columns) == (("1, 2, NULL",),)
    assert to_csv(answer).decode().splitlines()[-1] == "1;2;NULL"
    assert sheet_of(answer)["A2"].value == "1; 2; NULL"
    assert filled("{a.l}", {"a": answer.table}) == "1, 2 and NULL"
