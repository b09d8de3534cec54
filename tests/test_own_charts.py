"""Charts of a reader's own rows: title and picture come from the same rows, and what is not drawn is said."""

from __future__ import annotations

import io
import re

import pytest
from pptx import Presentation

from lodestone.cells.engine import Engine
from lodestone.exports.gather import request_from_words
from lodestone.exports.notebook import MAKE, report
from lodestone.notebooks.document import ChartCell, Notebook, SqlCell
from lodestone.notebooks.running import Run
from lodestone.page_list import entry
from lodestone.paths import here


@pytest.fixture(scope="module")
def request_():
    return request_from_words(Engine(here()), "2026-11-22", [], entry("notebook").filters)


def charted(request_, sql: str, kind: str = "", **roles: str):
    book = Notebook("Trial", cells=(SqlCell("a", sql), ChartCell("a", kind, "", roles)))
    made = Run(book, request_.engine, request_.warehouse, request_.view("notebook"))
    outcome = made.chart(book.cells[1], 1)
    assert outcome.answer is not None, outcome.wrong
    return outcome.answer


def told(figure) -> str:
    """The words around the plot, in one line."""
    words = [str(figure.layout.title.text), *(str(one.text) for one in figure.layout.annotations)]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " · ".join(words)))


def bars(figure) -> dict[str, float]:
    """The length of each bar by its name, all series together."""
    found: dict[str, float] = {}
    for trace in figure.data:
        for name, value in zip(trace.y, trace.x, strict=True):
            found[name] = found.get(name, 0) + value
    return found


# The title ----------------------------------------------------------------------------------------------------------


def test_a_title_adds_up_what_a_bar_adds_up(request_):
    answer = charted(
        request_, "SELECT * FROM (VALUES ('Chile', 5), ('Peru', 4), ('Peru', 3), ('Chile', 1)) t(country, n)", "bar"
    )
    assert answer.finding == "Peru leads in n: 7"
    for form in ("page", "slide"):
        assert bars(answer.draw(form)) == {"Chile": 6, "Peru": 7}


def test_a_leader_that_is_not_drawn_is_not_claimed(request_):
    # The last of 500 names is the highest, and only the first are drawn.
    answer = charted(request_, "SELECT 'site ' || range AS site, range AS n FROM range(500)", "bar")
    figure = answer.draw("page")
    assert max(bars(figure).values()) == 29
    assert answer.finding == "N by site"
    assert "the first 30 of 500 bars" in told(figure)
    # Where the highest comes first it is drawn in every form, and claimed.
    highest = charted(request_, "SELECT 'site ' || range AS site, 500 - range AS n FROM range(500)", "bar")
    assert highest.finding == "Site 0 leads in n: 500"
    assert "the first 14 of 500 bars" in told(highest.draw("slide"))
    # The 20th is drawn on the page and not on the slide, which has the same title.
    between = charted(request_, "SELECT 'site ' || range AS site, if(range = 19, 9, 1) AS n FROM range(40)", "bar")
    assert between.finding == "N by site"


def test_a_bar_is_drawn_whole_or_not_at_all(request_):
    sql = "SELECT 'site ' || (range // 4) AS site, 'kind ' || (range % 4) AS kind, 1 AS n FROM range(160)"
    answer = charted(request_, sql, "bar", x="site", y="n", colour="kind")
    for form, drawn in (("page", 30), ("slide", 14)):
        figure = answer.draw(form)
        assert list(bars(figure).values()) == [4.0] * drawn
        assert f"the first {drawn} of 40 bars" in told(figure)


def test_two_that_are_equal_do_not_lead(request_):
    answer = charted(request_, "SELECT * FROM (VALUES ('Chile', 5), ('Peru', 5)) t(country, n)", "bar")
    assert answer.finding == "N by country"


def test_money_of_awards_by_stage_is_said_as_it_is_drawn(request_):
    answer = charted(
        request_, "SELECT stage::VARCHAR AS stage, amount_usd FROM awards WHERE amount_usd IS NOT NULL", "bar"
    )
    sums = dict(
        request_.warehouse.cursor()
        .execute("SELECT stage::VARCHAR, sum(amount_usd)::DOUBLE FROM awards WHERE amount_usd IS NOT NULL GROUP BY 1")
        .fetchall()
    )
    assert len(sums) > 2
    leader = max(sums, key=sums.__getitem__)
    assert answer.finding.lower().startswith(f"{leader.lower()} leads in amount: $")
    assert sorted(bars(answer.draw("page")).values()) == sorted(sums.values())


# What is not drawn --------------------------------------------------------------------------------------------------


def test_names_that_are_no_country_are_told(request_):
    answer = charted(
        request_,
        "SELECT * FROM (VALUES ('Chile', 5), ('Atlantis', 90), ('Korea', 7), ('JPN', 6), ('Japan', 1), "
        "('Atlantis', 1)) t(country, n)",
        "countries",
    )
    assert "2 names not known: Atlantis, Korea" in told(answer.draw("page"))
    assert answer.finding == "JPN leads in n: 7"
    one = charted(request_, "SELECT * FROM (VALUES ('Chile', 5), ('El <b>Dorado', 9)) t(country, n)", "countries")
    assert one.finding == "Chile leads in n: 5"
    assert "1 name not known: El &lt;b&gt;Dorado" in told(one.draw("slide"))


def test_negative_values_of_a_treemap_are_told(request_):
    sql = "SELECT * FROM (VALUES ('up', 5), ('down', -3), ('unknown', NULL)) t(name, n)"
    answer = charted(request_, sql, "treemap")
    figure = answer.draw("page")
    assert list(figure.data[0].values) == [5.0]
    assert "1 negative value cannot be drawn" in told(figure)
    assert "1 without a value left out" in told(figure)
    both = charted(request_, "SELECT * FROM (VALUES ('up', 5), ('a', -3), ('b', -1)) t(name, n)", "treemap")
    assert "2 negative values cannot be drawn" in told(both.draw("page"))


def test_what_is_not_finite_is_left_out_and_told(request_):
    sql = "SELECT * FROM (VALUES ('a', 2.0), ('b', 'inf'::DOUBLE), ('c', 'nan'), ('d', NULL), ('e', 3.0)) t(name, n)"
    answer = charted(request_, sql, "bar")
    figure = answer.draw("page")
    assert bars(figure) == {"a": 2.0, "e": 3.0}
    assert answer.finding == "E leads in n: 3"
    assert "2 infinite or not a number left out" in told(figure)
    assert "1 without a value left out" in told(figure)
    for kind, roles in (("histogram", {"x": "n"}), ("matrix", {"x": "name", "y": "name", "size": "n"}),
                        ("treemap", {"label": "name", "size": "n"})):  # fmt: skip
        assert "2 infinite or not a number left out" in told(charted(request_, sql, kind, **roles).draw("page")), kind


def test_rows_that_are_cut_are_told_in_figure_and_slide(request_):
    sql = "SELECT range AS n, range % 7 AS m FROM range(20000)"
    answer = charted(request_, sql, "histogram", x="n")
    assert answer.finding == "How n is spread over the first 10,000 rows"
    assert "the first 10,000 rows; there are more" in told(answer.draw("page"))
    assert "the first 10,000 rows" in answer.alt
    book = Notebook("Trial", cells=(SqlCell("a", sql), ChartCell("a", "histogram", "Mine", {"x": "n"})))
    made = report(Run(book, request_.engine, request_.warehouse, request_.view("notebook")), request_)
    deck = Presentation(io.BytesIO(MAKE[".pptx"](made, lambda _: None)))
    slide = next(one for one in deck.slides if any(shape.has_text_frame and "Mine" in shape.text_frame.text
                                                   for shape in one.shapes))  # fmt: skip
    words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "the first 10,000 rows; there are more" in words
    # The rows of a whole answer are not said to be cut.
    assert "there are more" not in told(charted(request_, "SELECT range AS n FROM range(9)", "histogram").draw("page"))


def test_a_workbook_says_which_rows_are_cut(request_):
    import openpyxl

    book = Notebook("Trial", cells=(SqlCell("a", "SELECT range AS n FROM range(20000)"),))
    made = report(Run(book, request_.engine, request_.warehouse, request_.view("notebook")), request_)
    sheet = openpyxl.load_workbook(io.BytesIO(MAKE[".xlsx"](made, lambda _: None)))["README"]
    assert "Cut: the first 10,000 rows; there are more." in [cell.value for row in sheet for cell in row]


# Axes ---------------------------------------------------------------------------------------------------------------


def test_months_are_drawn_along_a_line(request_):
    sql = (
        "SELECT date_trunc('month', announced) AS month, sum(amount_usd) AS amount_usd FROM awards "
        "WHERE announced >= DATE '2026-01-01' GROUP BY 1 ORDER BY 1"
    )
    answer = charted(request_, sql)
    figure = answer.draw("page")
    assert figure.data[0].mode.startswith("lines")
    assert figure.layout.xaxis.type == "date"
    assert answer.finding == "Amount (US$) by month"
    assert figure.data[0].x[0] == "2026-01-01"
    assert str(figure.data[0].customdata[0]).startswith("<b>1 Jan 2026</b>")


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2026-03-02", "2026-03-09", "2026-03-20"], ["2 Mar 2026", "9 Mar 2026", "20 Mar 2026"]),
        (["2026-01-01", "2026-02-01", "2026-03-01"], ["1 Jan 2026", "1 Feb 2026", "1 Mar 2026"]),
        (["2026-03-02"], ["2 Mar 2026"]),
        (["2026-03-02 06:00", "2026-03-02 18:30"], ["2 Mar 2026 06:00", "2 Mar 2026 18:30"]),
    ],
)
def test_a_line_of_few_days_is_labelled_at_each(request_, days, labels):
    kind = "TIMESTAMP" if ":" in days[0] else "DATE"
    values = ", ".join(f"({kind} '{day}', {place})" for place, day in enumerate(days))
    axis = charted(request_, f"SELECT * FROM (VALUES {values}) t(day, n)", "line").draw("page").layout.xaxis
    assert list(axis.ticktext) == labels


@pytest.mark.parametrize(
    ("step", "count", "first"),
    [("DAY", 20, "1 Jan 2026"), ("DAY", 120, "Jan 2026"), ("MONTH", 30, "Jan 2026"), ("YEAR", 40, "2030")],
)
def test_no_label_of_a_line_stands_twice(request_, step, count, first):
    sql = f"SELECT (DATE '2026-01-01' + INTERVAL (range) {step})::DATE AS day, range AS n FROM range({count})"
    for form in ("page", "slide", "paper"):
        axis = charted(request_, sql, "line").draw(form).layout.xaxis
        assert axis.ticktext[0] == first
        assert 3 <= len(axis.ticktext) == len(set(axis.ticktext)) <= 10
        assert list(axis.tickvals) == sorted(axis.tickvals)


def test_every_bar_of_a_year_has_its_label(request_):
    figure = charted(request_, "SELECT 2015 + range AS year, range + 1 AS n FROM range(11)", "bar").draw("slide")
    axis = figure.layout.yaxis
    assert (axis.type, axis.tickmode, list(axis.tickvals)) == ("category", "array", [str(2015 + n) for n in range(11)])
    # The number at the end of a bar stands at its place; at its name it would stand two thousand bars further down.
    ends = [one for one in figure.layout.annotations if one.y in range(11) and one.xanchor == "left"]
    assert [(one.x, one.y) for one in ends if one.x in range(1, 12)] == [(n + 1, n) for n in range(11)]


def test_a_year_that_is_a_day_can_be_drawn(request_):
    sql = (
        "SELECT date_trunc('year', announced) AS year, count(*) AS n FROM awards WHERE announced IS NOT NULL GROUP BY 1"
    )
    assert charted(request_, sql).draw("page").layout.xaxis.type == "date"
