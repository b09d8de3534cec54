"""A reader's notebook: its file is read and written without loss, mistakes are told by line, every export holds it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from lodestone.answers.catalogue import CELLS
from lodestone.cells.engine import Engine
from lodestone.errors import NotebookRefused
from lodestone.exports.gather import request_from_words
from lodestone.figures.base import SLIDE
from lodestone.notebooks.charts import chosen, default_kind
from lodestone.notebooks.document import ChartCell, Notebook, SqlCell, TextCell
from lodestone.notebooks.links import packed, unpacked
from lodestone.notebooks.reading import read_notebook
from lodestone.notebooks.rules import read_rules
from lodestone.notebooks.running import Run, problems_of, taken_names, with_values
from lodestone.notebooks.starting import of_queries, shipped
from lodestone.notebooks.words import filled
from lodestone.notebooks.writing import write_notebook
from lodestone.page_list import entry
from lodestone.paths import here

DAY = "2026-11-22"
SHIPPED = shipped(here())


@pytest.fixture(scope="module")
def engine():
    return Engine(here())


@pytest.fixture(scope="module")
def request_(engine):
    return request_from_words(engine, DAY, [], entry("notebook").filters)


def run(book, request_, **own):
    return Run(book, request_.engine, request_.warehouse, request_.view("notebook"), own)


def book_of(*cells) -> Notebook:
    return Notebook("Trial", cells=cells)


# The file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_notebook_is_written_and_read_without_loss(name):
    book = SHIPPED[name]
    text = write_notebook(book)
    assert write_notebook(read_notebook(text, "x")) == text
    assert read_notebook(text, "x").cells == book.cells


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "empty"),
        ("title: x\ncells: []", 1, "notebook: 1"),
        ("notebook: 2\ntitle: x", 1, "notebook: 1"),
        ("notebook: 1\ncells: []", 1, "no title"),
        ("notebook: 1\ntitle: x\ncell: []", 3, "not known"),
        ("notebook: 1\ntitle: x\ncells:\n  - sql: SELECT 1\n", 4, "name is missing"),
        ("notebook: 1\ntitle: x\ncells:\n  - sql: SELECT 1\n    name: A b\n", 5, "cannot be a name"),
        ("notebook: 1\ntitle: x\ncells:\n  - sql: SELECT 1\n    text: b\n", 4, "one of text, sql and chart"),
        ("notebook: 1\ntitle: x\ncells:\n  - chart: pie\n    of: a\n", 4, "no chart “pie”"),
        ("notebook: 1\ntitle: x\nparameters:\n  - name: p\n    kind: date\n", 5, "kind is not known"),
        ("notebook: 1\ntitle: x\nparameters:\n  - name: p\n    kind: number\n    value: many\n", 6, "is no number"),
        ("notebook: 1\ntitle: x\nparameters:\n  - name: p\n    kind: choice\n", 4, "list of choices"),
        ("notebook: 1\ntitle: &a x\nabout: *a", 3, "alias"),
        ("notebook: 1\ntitle: 'x\n", 3, "YAML is broken"),
        ("notebook: 1\ntitle: x\u202ey", 2, "cannot be seen"),
        ("notebook: 1\ntitle: x\nabout: " + "[" * 500, 1, "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_by_line(text, line, said):
    with pytest.raises(NotebookRefused) as caught:
        read_notebook(text, "mine.yaml")
    told = [(one.line, str(one)) for one in caught.value.problems]
    assert any(at == line and said in sentence for at, sentence in told), told


@pytest.mark.parametrize(
    ("cells", "line", "said"),
    [
        ("  - chart: bar\n    of: a\n", 4, "no SQL cell “a”"),
        ("  - chart:\n    of: a\n  - sql: SELECT 1 AS n\n    name: a\n", 4, "stands below"),
        ("  - text: It is {b.c}\n", 4, "names no SQL cell"),
        ("  - sql: ''\n    name: a\n", 4, "SQL is empty"),
    ],
)
def test_a_notebook_with_loose_ends_can_be_kept_and_sent_but_does_not_hold(cells, line, said, request_):
    book = read_notebook(f"notebook: 1\ntitle: x\ncells:\n{cells}", "mine.yaml")
    assert unpacked(packed(book)) == book
    told = problems_of(run(book, request_), "mine.yaml")
    assert any(one.line == line and said in str(one) for one in told), told


def test_a_mistake_in_sql_is_told_at_the_line_of_the_file_and_so_is_one_in_a_chart(request_):
    text = (
        "notebook: 1\ntitle: x\ncells:\n  - sql: |\n      SELECT name,\n        nme\n      FROM units\n    name: a\n"
        "  - sql: SELECT name FROM units\n    name: b\n  - chart: bar\n    of: b\n  - text: '{b.nothing}'\n"
        "  - sql: SELECT 1 AS a\n    name: units\n  - sql: SELECT now() AS a\n    name: c\n"
    )
    problems = sorted(problems_of(run(read_notebook(text, "x"), request_), "x"))
    assert [one.line for one in problems] == [6, 11, 13, 14, 16]
    assert "“nme”" in str(problems[0])
    assert "needs a column for y" in str(problems[1])
    assert "{b.nothing}" in str(problems[2])
    assert "name of a table" in str(problems[3])
    assert "$as_of" in str(problems[4])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_notebook_holds(name, request_):
    assert len(SHIPPED) == 3
    assert problems_of(run(SHIPPED[name], request_), name) == []


# The run ------------------------------------------------------------------------------------------------------------


def test_a_value_in_a_sentence_is_computed_and_parameters_reach_the_sql(request_):
    book = read_notebook(
        "notebook: 1\ntitle: x\nparameters:\n  - name: least\n    kind: number\n    value: 2\ncells:\n"
        "  - sql: SELECT count(*) AS n, 3500000000 AS known_usd, DATE '2026-01-02' AS day FROM provision_relations "
        "WHERE grade >= $least\n    name: a\n",
        "x",
    )
    by_hand = {
        grade: len(pd.read_csv(here().data / "facts" / "provision_relations.csv").query(f"grade >= {grade}"))
        for grade in (2, 3)
    }
    for grade in (2, 3):
        made = with_values(run(book, request_), {"least": str(grade)})
        told = filled("{a.n} of {a.rows} on {a.day}: {a.known_usd}", made.frames("{a.n}"))
        assert told == f"{by_hand[grade]} of 1 on 2 Jan 2026: $3.5 B"
    with pytest.raises(NotebookRefused, match="no such parameter"):
        with_values(run(book, request_), {"most": "3"})


def test_a_deleted_cell_that_others_use_is_said_and_nothing_breaks(request_):
    whole = book_of(
        SqlCell("first", "SELECT 1 AS a"), SqlCell("second", "SELECT a + 1 AS b FROM first"), ChartCell("first"),
        TextCell("{first.a}"),
    )  # fmt: skip
    assert run(whole, request_).sql("second").rows.frame["b"][0] == 2
    less = book_of(*whole.cells[1:])
    made = run(less, request_)
    assert "'first' is not one of the notebook's tables" in made.sql("second").wrong
    assert "not here any more" in made.chart(ChartCell("first"), 1).wrong
    assert filled("{first.a}", made.frames("{first.a}")) == "{first.a}"


def test_a_renamed_cell_takes_its_charts_and_sentences_along():
    book = book_of(SqlCell("a", "SELECT 1 AS n"), ChartCell("a", title="{a.n} in all"), TextCell("{a.n} and {b.n}"))
    renamed = book.renamed("a", "c")
    assert list(renamed.cells) == [
        SqlCell("c", "SELECT 1 AS n"), ChartCell("c", title="{c.n} in all"), TextCell("{c.n} and {b.n}"),
    ]  # fmt: skip


def test_sources_are_those_of_exactly_the_rows_and_their_absence_is_said(request_):
    many = run(book_of(SqlCell("a", "SELECT title, source_id FROM events ORDER BY event_id LIMIT 3")), request_)
    answer = many.sql("a").answer
    assert set(answer.sources["source_id"]) == set(answer.table["source_id"])
    assert answer.words.source_line.startswith("Source")
    none = run(book_of(SqlCell("a", "SELECT title FROM events LIMIT 3")), request_).sql("a").answer
    assert none.sources.empty
    assert "not carried by these rows" in none.words.source_line


def test_every_question_of_the_notebook_opens_as_one_that_holds(request_, engine):
    """All of them run in the sandbox as they are; their parameters are filters or the notebook's own."""
    taken = taken_names(request_.warehouse)
    for cell in CELLS:
        if cell.met(request_.values):
            asked = [(one.query, dict(one.values)) for one in request_.answer(cell).asked]
            book = of_queries(asked, cell.question, charted=False, taken=taken)
            assert problems_of(run(book, request_), cell.key) == [], cell.key
            rows = run(book, request_).sql(next(iter(book.sql))).rows.frame
            assert len(rows) == len(request_.answer(cell).asked[0].frame), cell.key


# Charts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "rows", "kind"),
    [
        ({"name": "VARCHAR", "n": "BIGINT"}, 12, "bar"),
        ({"name": "VARCHAR", "n": "BIGINT"}, 500, "histogram"),
        ({"day": "DATE", "n": "BIGINT"}, 500, "line"),
        ({"a": "DOUBLE", "b": "DOUBLE"}, 5, "scatter"),
        ({"a": "DOUBLE"}, 5, "histogram"),
        ({"a": "VARCHAR", "b": "VARCHAR"}, 5, "matrix"),
        ({"latitude": "DOUBLE", "longitude": "DOUBLE", "name": "VARCHAR"}, 5, "points"),
        ({"country_iso3": "VARCHAR", "n": "BIGINT"}, 5, "countries"),
        ({"a": "VARCHAR"}, 5, ""),
    ],
)
def test_a_chart_suits_the_columns(kinds, rows, kind):
    assert default_kind(kinds, rows) == kind
    drawn, roles, wrong = chosen(ChartCell("x"), kinds, rows)
    assert (drawn, bool(wrong)) == (kind, not kind)
    assert set(roles.values()) <= set(kinds)


CHARTS = {
    "bar": "SELECT stage, sum(known_usd) AS known_usd FROM known_awards($as_of) GROUP BY ALL ORDER BY 2 DESC",
    "line": "SELECT announced AS day, count(*) AS n FROM known_awards($as_of) WHERE announced IS NOT NULL GROUP BY ALL",
    "area": "SELECT announced AS day, count(*) AS n FROM known_awards($as_of) WHERE announced IS NOT NULL GROUP BY ALL",
    "scatter": "SELECT latitude, longitude, name FROM projects",
    "histogram": "SELECT grade FROM site_grades",
    "matrix": "SELECT u.school, p.pillar, count(*) AS n FROM provision_relations JOIN units u USING (unit_id) "
    "JOIN provisions p USING (provision_id) GROUP BY ALL",
    "treemap": "SELECT mineral_group::VARCHAR AS mineral_group, count(*) AS n FROM minerals GROUP BY ALL",
    "points": "SELECT name, latitude, longitude FROM sites WHERE country_iso3 = 'JPN'",
    "countries": "SELECT country_iso3, count(*) AS sites FROM sites GROUP BY ALL ORDER BY sites DESC",
}


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("form", ["page", "slide", "paper", "deck"])
def test_every_kind_of_chart_carries_its_words_and_is_16_9_as_a_slide(kind, form, request_):
    made = run(book_of(SqlCell("a", CHARTS[kind]), ChartCell("a", kind, "A finding of mine")), request_)
    answer = made.chart(made.book.cells[1], 1).answer
    assert answer is not None, made.chart(made.book.cells[1], 1).wrong
    figure = answer.draw(form)
    notes = " ".join(str(one.text) for one in figure.layout.annotations)
    assert ("A finding of mine" in str(figure.layout.title.text)) == (form != "deck")
    assert ("as of 22 Nov 2026" in re.sub(r"<br>", " ", notes)) == (form != "deck")
    assert len(figure.data) > 0
    assert "A finding of mine" in answer.alt
    if form == "slide":
        assert (figure.layout.width, figure.layout.height) == SLIDE
    if kind == "points" and form in {"slide", "deck"}:
        # A narrow part of the world, as Japan's, is widened until it fills the slide.
        (west, east), margin = figure.layout.xaxis.range, figure.layout.margin
        south, north = figure.layout.yaxis.range
        across, down = figure.layout.width - margin.l - margin.r, figure.layout.height - margin.t - margin.b
        drawn = (east - west) * figure.layout.xaxis.scaleratio / (north - south)
        assert drawn == pytest.approx(across / down, rel=0.01)


# What one name may hold that is hard to scale: one row, equal numbers, nothing but zeros, far apart, unknown.
HARD = {
    "one row": "VALUES ('x', 1, DATE '2026-01-02', 'JPN')",
    "equal": "VALUES ('x', 5, DATE '2026-01-02', 'JPN'), ('y', 5, DATE '2026-01-02', 'USA')",
    "zeros": "VALUES ('x', 0, DATE '2026-01-02', 'JPN'), ('y', 0, DATE '2026-01-03', 'USA')",
    "below zero": "VALUES ('x', -7, DATE '2026-01-02', 'JPN'), ('y', -7, DATE '2026-01-03', 'USA')",
    "far apart": "VALUES ('x', 1e-9, DATE '1900-01-01', 'JPN'), ('y', 1e15, DATE '2100-01-01', 'USA')",
    "unknown": "VALUES ('x', NULL::DOUBLE, NULL::DATE, NULL::VARCHAR), ('y', NULL, NULL, NULL)",
}


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("rows", HARD)
def test_a_chart_of_numbers_that_are_hard_to_scale_is_drawn_or_says_why_not(kind, rows, request_):
    columns = "latitude" if kind == "points" else "n"
    sql = f"SELECT *, {columns} AS longitude FROM ({HARD[rows]}) t(name, {columns}, day, country_iso3)"
    made = run(book_of(SqlCell("a", sql), ChartCell("a", kind)), request_)
    outcome = made.chart(made.book.cells[1], 1)
    assert outcome.answer or outcome.wrong
    for form in ("page", "slide") if outcome.answer else ():
        assert outcome.answer.draw(form).layout.title.text


def test_equal_numbers_stand_in_one_bar_of_a_histogram(request_):
    made = run(book_of(SqlCell("a", "SELECT 1 AS d FROM range(3)"), ChartCell("a", "histogram")), request_)
    (bars,) = made.chart(made.book.cells[1], 1).answer.draw("page").data
    assert list(bars.y) == [3]


def test_bars_draw_the_numbers_of_the_rows_and_say_them(request_):
    made = run(
        book_of(
            SqlCell("a", "SELECT * FROM (VALUES ('x', 3), ('y', NULL), ('z', 7)) t(name, n)"), ChartCell("a", "bar")
        ),
        request_,
    )
    answer = made.chart(made.book.cells[1], 1).answer
    figure = answer.draw("page")
    assert [(list(one.x), list(one.y)) for one in figure.data] == [([3.0, 7.0], ["x", "z"])]
    assert answer.finding == "Z leads in n: 7"
    assert "1 without a value left out" in " ".join(str(one.text) for one in figure.layout.annotations)


# What can be asked of -----------------------------------------------------------------------------------------------


def test_every_view_and_rule_is_described_and_answers(request_):
    rules = read_rules(request_.warehouse)
    names = {
        name
        for (name,) in request_.warehouse.cursor()
        .execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal "
            "UNION SELECT function_name FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal"
        )
        .fetchall()
    }
    assert {name for name, table in rules.items() if table.about} == names
    assert rules["known_events"].about.startswith("A rule, called as known_events(as_of).")
    assert [column.name for column in rules["risks"].columns][:2] == ["item_id", "brief_id"]
