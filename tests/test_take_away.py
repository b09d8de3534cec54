"""What a reader takes away: a CSV that says what it is and cannot run, and the deadlines as a calendar."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar
from pages_support import AS_OF, CELLS, ask, facts, view
from questions_support import fresh_engine

from lodestone.answers import opportunities, provisions, timeline
from lodestone.answers.catalogue import CELLS as EVERY
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Column
from lodestone.cells.engine import Engine
from lodestone.cells.table import for_phone, readable, to_csv
from lodestone.exports.calendar import deadlines_calendar
from lodestone.filters import View

IDS = [cell.key for _, cell in CELLS]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return fresh_engine()


def parted(data: bytes) -> tuple[list[str], list[list[str]]]:
    """The head lines without their '# ', and the rest as CSV rows."""
    lines = data.decode("utf-8-sig").split("\r\n")
    head = [line for line in lines if line.startswith("# ")]
    assert lines[: len(head)] == head, "the head comes first and is not interrupted"
    return [line[2:] for line in head], list(csv.reader(io.StringIO("\r\n".join(lines[len(head) :]), newline="")))


def as_text(value: object) -> str:
    """A value as it must stand in the CSV, by a rule of its own."""
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124, only NaN differs from itself
        return ""
    if isinstance(value, tuple):
        return as_text(";".join(value))
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else str(value)


@pytest.mark.parametrize(("page", "cell"), CELLS, ids=IDS)
def test_the_csv_holds_the_rows_of_the_cell(engine, warehouse, page, cell):
    answer = ask(engine, warehouse, page, cell, provision="P06")
    _, (names, *rows) = parted(to_csv(answer))
    assert names == list(answer.table.columns)
    assert rows == [[as_text(value) for value in row] for row in answer.table.itertuples(index=False)]
    assert len(rows) or cell is provisions.HOLDERS or cell is provisions.DIFFERENCES


@pytest.mark.parametrize(("page", "cell"), CELLS, ids=IDS)
def test_the_csv_is_the_same_byte_by_byte_when_worked_out_anew(warehouse, page, cell):
    first, second = (to_csv(ask(fresh_engine(), warehouse, page, cell, provision="P06")) for _ in range(2))
    assert first == second


def test_the_csv_says_what_it_is(engine, warehouse):
    answer = ask(engine, warehouse, "timeline", timeline.EVENTS, pillar=("Stockpiling",), country=("Japan",))
    head, _ = parted(to_csv(answer))
    # One event only: the signing, which bears on every provision.
    assert head == [
        "Lodestone: Which events are these, and where do they come from?",
        "Answer: 1 event occurred, by both countries or naming the Framework",
        "Filters: All departments · Every tie to the Framework · All kinds of event · Japan · Stockpiling",
        "As of: 22 Nov 2026",
        f"Database version: {warehouse.version}",
        "Query: queries/timeline/events.sql",
        "Empty cell: not known or not recorded",
        *head[7:],
    ]
    cited = {row["source_id"]: row for row in facts("sources") if row["source_id"] in {"s_eenews_fw", "s_worldjpn"}}
    assert len(head[7:]) == len(cited) == 2
    for row in cited.values():
        line = next(line for line in head if line.startswith(f"Source {row['source_id']}: "))
        assert row["publisher"] in line
        assert row["url"] in line


def test_a_page_without_filters_says_so(engine, warehouse):
    cell = next(cell for _, cell in CELLS if cell.key == "overview/scores")
    unfiltered = View({"as_of": AS_OF}, version=warehouse.version, filters=("as_of",))
    assert "Filters: none" in parted(to_csv(engine.answer(warehouse, cell, unfiltered)))[0]


def test_the_department_is_said_by_its_name(engine, warehouse):
    cell = next(cell for _, cell in CELLS if cell.key == "overview/scores")
    labels = engine.bounds(warehouse, AS_OF).labels
    chosen = dataclasses.replace(view("overview", warehouse, department="u_geo"), labels=labels)
    narrowed = next(cell for _, cell in CELLS if cell.key == "overview/opportunities")
    assert "Filters: Department: Global Education" in parted(to_csv(engine.answer(warehouse, narrowed, chosen)))[0]
    # The brief's own scores are the same for every department, and the file says that.
    assert "Filters: not narrowed by department" in parted(to_csv(engine.answer(warehouse, cell, chosen)))[0]
    assert "Filters: All departments" in parted(to_csv(ask(engine, warehouse, "overview", narrowed)))[0]


def spoiled(engine: Engine, warehouse: Any, text: str, q: str = "") -> Answer:
    """A told cell whose first event title is `text`."""
    answer = ask(engine, warehouse, "timeline", timeline.EVENTS, q=q)
    frame = answer.table.head(2).assign(title=[text, "plain"])
    return dataclasses.replace(answer, asked=(dataclasses.replace(answer.asked[0], frame=frame),))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(engine, warehouse, text):
    _, (names, first, second) = parted(to_csv(spoiled(engine, warehouse, text)))
    assert first[names.index("title")] == f"'{text}"
    assert second[names.index("title")] == "plain"


@pytest.mark.parametrize("text", ['He said "yes", then = left', "a;b,c", "two\nlines", "日本 – ½", "1-2"])
def test_any_other_text_comes_back_as_it_was(engine, warehouse, text):
    _, (names, first, _) = parted(to_csv(spoiled(engine, warehouse, text)))
    assert first[names.index("title")] == text


@pytest.mark.parametrize("q", ["a,=1+1,b", "a;=1+1;b", 'a,"=1+1', "x, @SUM(A1)", "x,\n-1", "# y,+1"])
def test_no_search_text_becomes_a_formula_in_the_head(engine, warehouse, q):
    data = to_csv(spoiled(engine, warehouse, "plain", q=q))
    for separator in ",;":
        for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator):
            if line and line[0].startswith("#"):
                assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line)
    assert len(parted(data)[1]) == 3, "a quote in the head must not swallow the rows"


def test_numbers_stay_numbers_also_below_zero(engine, warehouse):
    answer = ask(engine, warehouse, "timeline", timeline.CLOCKS, as_of=date(2026, 4, 20))
    _, (names, *rows) = parted(to_csv(answer))
    past = {row[names.index("title")]: row[names.index("days_past")] for row in rows}
    assert past["Investment Ministerial"] == "-6"
    assert past["Meeting within 10 days"] == ""


def test_readable_rows_say_what_is_empty_and_carry_the_sign_of_a_status(engine, warehouse):
    answer = ask(engine, warehouse, "provisions", provisions.PROVISIONS)
    rows = readable(answer.table, answer.cell.columns).set_index("No.")
    assert list(rows.columns)[:3] == ["Provision", "Pillar", "Status of its clock"]
    assert rows.loc["P06", "Status of its clock"] == "⊠ no public evidence"
    assert rows.loc["P16", "Status of its clock"] == "◇ conditional"
    assert rows.loc["P05", "Status of its clock"] == "sets no clock"
    assert rows.loc["P03", "Derivative products"] == "permanent magnets, batteries, catalysts, optical materials"
    assert rows.loc["P05", "Derivative products"] == "none named"


def test_days_from_the_due_date_are_words_and_a_clock_that_waits_has_none(engine, warehouse):
    answer = ask(engine, warehouse, "timeline", timeline.CLOCKS)
    rows = readable(answer.table, answer.cell.columns).set_index("Clock")["Days to or past the due date"]
    assert rows["Investment Ministerial"] == "210 days ago"
    assert rows["China's pause of its gallium ban"] == "in 5 days"
    assert rows["Meeting within 10 days"] == "no day yet"


def test_on_a_phone_numbers_and_states_stand_beside_the_name():
    found = for_phone(opportunities.QUADRANTS.columns)
    assert [column.name for column in found][:3] == ["unit", "pillar", "relevance"]
    assert {column.name for column in found} == {column.name for column in opportunities.QUADRANTS.columns}
    assert [column.name for column in for_phone(timeline.CLOCKS.columns)][:2] == ["title", "status"]


def test_sentences_in_one_cell_are_parted_by_semicolons_and_names_by_commas():
    rows = pd.DataFrame(
        {
            "why": [
                [
                    "the brief names it: Expand mapping",
                    "natural owner: The brief names it for mapping, and that is its own field.",
                ],
                ["Civil & Environmental Eng.", "Law School"],
                [],
            ]
        }
    )
    said = readable(rows, (Column("why", "Why", "list"),))["Why"]
    assert said[0] == (
        "the brief names it: Expand mapping; natural owner: The brief names it for mapping, and that is its own field"
    )
    assert said[1] == "Civil & Environmental Eng., Law School"
    assert said[2] == "not recorded"


@pytest.mark.parametrize("cell", [one for one in EVERY if one.readable_from], ids=lambda one: one.key)
def test_what_stands_in_for_a_figure_on_a_phone_shows_its_first_columns_whole(cell):
    first = sum(column.phone or 0 for column in cell.columns)
    # A phone of 390 px leaves 358 for a table, of which picking a row takes 36.
    assert first <= 358 - (36 if cell is provisions.PROVISIONS else 0)


# Deadlines as a calendar -----------------------------------------------------------------------------------------


def deadlines(engine: Engine, warehouse: Any, **values: Any) -> dict[str, tuple[date, str]]:
    """Day and description by summary, read back from the calendar file."""
    data = deadlines_calendar(ask(engine, warehouse, "timeline", timeline.CLOCKS, **values))
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    found = {}
    for event in calendar.walk("VEVENT"):
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1), "whole days"
        found[str(event["summary"])] = (event.decoded("dtstart"), str(event["description"]))
    return found


def test_the_two_fixed_deadlines_stand_on_their_days(engine, warehouse):
    found = deadlines(engine, warehouse)
    day, text = found["Due: Investment Ministerial (no public evidence)"]
    assert day == date(2025, 10, 28) + timedelta(days=180) == date(2026, 4, 26)
    assert "Status as of 22 Nov 2026: no public evidence." in text
    assert "Clock starts on signature on 28 October 2025." in text
    assert "Source: " in text
    assert found["Due: Finance for selected projects (no public evidence)"][0] == date(2026, 4, 28)


def test_dates_of_related_decisions_are_in_the_calendar(engine, warehouse):
    dates = {row["event_id"]: date.fromisoformat(row["date"]) for row in facts("facts/events")}
    found = {summary.split(" (")[0]: day for summary, (day, _) in deadlines(engine, warehouse).items()}
    for row in facts("facts/related_clocks"):
        assert found[f"{row['title']} {row['at_end']}"] == dates[row["event_id"]]
    assert len(found) == 8


def test_conditional_deadlines_come_with_the_day_that_starts_them(engine, warehouse):
    assert not any(name.startswith(("Due: Meeting", "Due: End")) for name in deadlines(engine, warehouse))
    found = deadlines(engine, warehouse, request=date(2026, 12, 1), notice=date(2026, 11, 30))
    assert found["Due: Meeting within 10 days"][0] == date(2026, 12, 11)
    assert found["Due: End of the Framework after 30 days"][0] == date(2026, 12, 30)
    assert len(found) == 10


def test_the_calendar_is_the_same_byte_by_byte(warehouse):
    first, second = (deadlines_calendar(ask(fresh_engine(), warehouse, "timeline", timeline.CLOCKS)) for _ in range(2))
    assert first == second
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    assert f"DTSTAMP:{AS_OF:%Y%m%d}T000000Z".encode() in first
    stamps = [line for line in first.split(b"\r\n") if line.startswith(b"UID:")]
    assert len(set(stamps)) == len(stamps) == 8


def test_a_calendar_without_a_dated_clock_is_still_a_calendar(engine, warehouse):
    assert deadlines(engine, warehouse, status=("conditional",)) == {}
