"""A row of a table is one item with its heads, and told as read from a table."""

from __future__ import annotations

import io

import docx
import pytest
from brief_support import HEAD, kinds, read, texts, under
from docx.oxml import OxmlElement

HEADS = ("Agency", "Role", "Deadline")
ROWS = (
    ("Department of Energy (DOE)", "Leads the group.", "Within 30 days"),
    ("Department of State", "Signs", ""),
)
EXPECTED = [
    "Agency: Department of Energy (DOE); Role: Leads the group. Deadline: Within 30 days",
    "Agency: Department of State; Role: Signs",
]


def word(heading: str, *rows: tuple[str, ...], change=lambda table: None) -> dict:
    made = docx.Document()
    made.add_heading("A Title", 0)
    made.add_heading(heading, 1)
    made.add_paragraph("Before the table.", style="List Bullet")
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts_ in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts_, strict=True):
            cell.text = text
    change(table)
    made.add_paragraph("Behind the table.", style="List Bullet")
    held = io.BytesIO()
    made.save(held)
    return read(held.getvalue(), "brief.docx")


def markdown(heading: str, *rows: tuple[str, ...]) -> dict:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---|:---:|---:|")
    return under(heading, "- Before the table.", "", *lines, "", "- Behind the table.")


def web(heading: str, *rows: tuple[str, ...]) -> dict:
    head = "".join(f"<th>{text}</th>" for text in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows[1:])
    return read(
        f"<h1>A Title</h1><h2>{heading}</h2><ul><li>Before the table.</li></ul><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table><ul><li>Behind the table.</li></ul>"
    )


MADE = pytest.mark.parametrize("made", [word, markdown, web])


@MADE
def test_each_row_is_an_item_with_its_heads(made):
    found = made("Key Actions", HEADS, *ROWS)
    assert texts(found) == {"key_actions": ["Before the table.", *EXPECTED, "Behind the table."]}
    ((kind, line),) = kinds(found)
    # In Word a row stands at its first paragraph: three before the table and three of its heads.
    assert (kind, line) == ("table", {word: 7, markdown: 8, web: 4}[made])
    assert found["flags"][0]["message"] == (
        "2 rows of a table were read as an item each; its heads are “Agency; Role; Deadline”"
    )


@MADE
def test_a_row_names_a_body_by_its_first_cell_and_says_the_rest_of_it(made):
    found = made("Impacted Government Organizations", HEADS, *ROWS)
    assert [(one["name"], one["abbreviation"], one["role"]) for one in found["organisations"]][1:3] == [
        ("Department of Energy", "DOE", "Role: Leads the group. Deadline: Within 30 days"),
        ("Department of State", None, "Role: Signs"),
    ]
    officials = made("Responsible Officials", ("No.", "Official", "Duty"), ("1", "Secretary of Energy", "Leads"))
    assert officials["officials"][1] == {"title": "Secretary of Energy", "duty": "No.: 1; Duty: Leads"}


@pytest.mark.parametrize("made", [word, web])
def test_heads_over_empty_rows_are_not_lost(made):
    found = made("Key Actions", HEADS, ("", "", ""))
    assert texts(found)["key_actions"][1:-1] == ["Agency; Role; Deadline"]
    assert [one["kind"] for one in found["flags"]] == ["table"]


@MADE
def test_a_clock_is_read_in_a_row(made):
    found = made("Timeline for Implementation", HEADS, *ROWS)
    assert [(one["n"], one["unit"]) for one in found["timeline"]][1] == (30, "days")


def test_a_table_of_word_without_heads_keeps_its_first_row():
    found = word("Key Actions", ("Ministry of Finance", "pays a lot"), ("Ministry of the Environment", "permits"))
    assert texts(found)["key_actions"][1:3] == [
        "Ministry of Finance; pays a lot",
        "Ministry of the Environment; permits",
    ]
    assert found["flags"][0]["message"] == "2 rows of a table were read as an item each; it has no heads"


def test_a_cell_that_reaches_over_rows_or_columns_counts_in_each():
    def change(table):
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 2))

    rows = (HEADS, ("DOE", "Leads", "May 2027"), ("", "Pays", "June 2027"), ("All of them meet.", "", ""))
    assert texts(word("Key Actions", *rows, change=change))["key_actions"][1:4] == [
        "Agency: DOE; Role: Leads; Deadline: May 2027",
        "Agency: DOE; Role: Pays; Deadline: June 2027",
        "All of them meet.",
    ]


def test_a_table_that_only_sets_out_the_page_is_read_cell_by_cell_and_told():
    found = word("Key Actions", ("One.", "Opportunities"), ("Two.", "Three."))
    assert texts(found) == {
        "key_actions": ["Before the table.", "One."],
        "opportunities": ["Two.", "Three.", "Behind the table."],
    }
    assert [one["kind"] for one in found["flags"]] == ["table"]
    # A frame around text is no table.
    assert word("Key Actions", ("One.",), ("Two.",))["outcome"] == "ok"


def test_rows_and_cells_held_by_a_content_control_are_read():
    def change(table):
        for held in (table.rows[1]._tr, table.rows[2]._tr.tc_lst[1]):
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            held.addprevious(control)
            control.append(content)
            content.append(held)

    assert texts(word("Key Actions", HEADS, *ROWS, change=change))["key_actions"][1:-1] == EXPECTED


def test_a_table_within_a_cell_is_read_row_by_row():
    def change(table):
        inner = table.cell(1, 1).add_table(len(ROWS) + 1, 3)
        for cells, row in zip(inner.rows, (HEADS, *ROWS), strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text

    found = word("Key Actions", ("One.", "Two."), ("Three.", ""), change=change)
    assert texts(found)["key_actions"][1:-1] == ["One.", "Two.", "Three.", *EXPECTED]
    assert [one["kind"] for one in found["flags"]] == ["table", "table"]


def test_a_web_page_set_out_by_tables_is_read_cell_by_cell_and_cells_that_reach_over_others_count_in_each():
    page = (
        "<table><tr><td>A Title</td><td>10/27/2025</td></tr><tr><td><h2>Key Actions</h2></td>"
        "<td><ul><li>One.</li></ul></td></tr><tr><td>Opportunities</td><td>Two.</td></tr></table>"
    )
    assert texts(read(f"<html><body>{page}</body></html>")) == {"key_actions": ["One."], "opportunities": ["Two."]}
    found = read(
        "<h1>A Title</h1><h2>Key Actions</h2><table><caption>Who does what</caption>"
        "<tr><td>Agency</td><td>Role</td><td>Deadline</td></tr>"
        "<tr><td rowspan=2>DOE</td><td>Leads</td><td>May<br>2027</td></tr><tr><td>Pays</td><td></td></tr>"
        "<tr><td colspan=3>All of them meet.</td></tr></table>"
    )
    assert texts(found)["key_actions"] == [
        "Who does what",
        "Agency: DOE; Role: Leads; Deadline: May 2027",
        "Agency: DOE; Role: Pays",
        "All of them meet.",
    ]
    assert kinds(found) == [("table", 4)]


def test_signs_and_bold_print_in_a_table_of_markdown():
    found = under(
        "Key Actions", "**Agency** | Role", "--- | ---", "DOE \\| DOI | **Leads**", "State | a | b", "", "After it."
    )
    assert texts(found)["key_actions"] == ["Agency: DOE | DOI; Role: Leads", "Agency: State; Role: a; b", "After it."]
    # No line below heads: no table. A table of heads alone loses none of them.
    assert texts(under("Key Actions", "- a | b", "- c | d"))["key_actions"] == ["a | b", "c | d"]
    assert texts(under("Key Actions", "| a | b |", "|---|---|"))["key_actions"] == ["a; b"]


def test_a_table_above_the_first_heading_is_no_summary():
    found = read(HEAD + "\n| Posted | By |\n|---|---|\n| today | Ada |\n\nKey Actions\n- One.\n")
    assert texts(found) == {"key_actions": ["One."]}
    assert {one["kind"] for one in found["flags"]} == {"table", "unplaced_text"}
    assert any("Posted: today; By: Ada" in one["message"] for one in found["flags"])
