"""The digest of what changed, read again: as a page to mail, on paper, in a word processor and on the command line."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date

import duckdb
import pytest
from command_support import printed, refused
from docx import Document
from exports_support import NEEDS_CHROMIUM, expect_described, request, spoiled_request
from pypdf import PdfReader

from lodestone.answers.changes import AHEAD, CHANGES
from lodestone.errors import QueryError
from lodestone.exports.digest import digest, digest_page, digest_pdf, digest_text
from lodestone.exports.digest_docx import digest_docx
from lodestone.language import fmt_date
from lodestone.warehouse import build

SINCE, UNTIL = date(2026, 10, 26), date(2026, 11, 25)
SPAN = ("--since", SINCE, "--until", UNTIL)


@pytest.fixture(scope="module")
def asked(warehouse):
    return request(warehouse, since=SINCE, as_of=UNTIL)


@pytest.fixture(scope="module")
def made(asked):
    return digest(asked)


def rows_on_the_page(asked) -> list[tuple[str, str]]:
    """Day and title of all that stands on the page, in its order."""
    return [
        (fmt_date(row.day), row.title) for cell in (CHANGES, AHEAD) for row in asked.answer(cell).table.itertuples()
    ]


def test_the_document_opens_and_holds_the_rows_of_the_page(asked, made):
    file = digest_docx(made, UNTIL)
    document = Document(io.BytesIO(file))
    held = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows[1:]]
    assert [
        (row[0], re.sub(r" \(around the Framework; its day is in doubt\)$", "", row[1])) for row in held
    ] == rows_on_the_page(asked)
    assert all(table.rows[0].cells[0].text == "Day" for table in document.tables)
    words = [one.text for one in document.paragraphs]
    assert words[:2] == [made.title, f"{asked.answer(CHANGES).finding}."]
    assert "after 26 Oct 2026, up to and with 25 Nov 2026" in words[2]
    assert document.core_properties.created.date() == UNTIL
    assert digest_docx(made, UNTIL) == file


def test_the_page_to_mail_holds_the_same_rows_and_asks_nothing_of_any_host(asked, made):
    text = digest_page(made).decode("utf-8")
    for day, title in rows_on_the_page(asked):
        assert re.search(rf">{re.escape(day)}</td><td[^>]*>{re.escape(title.replace(chr(39), '&#39;'))}", text), title
    assert not re.search(r"<(?:script|link|img|iframe|object)|\bsrc=|@import|url\(|\bclass=", text)
    assert set(re.findall(r'href="(\w+):', text)) <= {"http", "https"}
    assert text.count("<td style=") == text.count("<td"), "a mail program keeps styles of elements alone"


def test_it_says_which_day_is_in_doubt_and_what_is_known_only_from_what_tells_of_it(made):
    (clock,) = next(part for part in made.parts if part.heading == "Clocks").rows
    assert clock[1] == "China's pause on October controls (around the Framework; its day is in doubt)"
    soon = {row[1]: row[2] for row in made.parts[-1].rows}
    # By related_clocks.csv and sources.csv: a newspaper, two digests that quote one, a proclamation and an order.
    assert soon["China's pause of its gallium ban"].startswith(
        "ends; set by a related decision, known from press reports only. Outcome not known: "
    )
    assert soon["Prolonged truce with China"] == "ends; set by a related decision, known from lists or digests only"
    assert soon["U.S. polysilicon price floors"] == "begin; set by a related decision"
    assert soon["Tasks of Order 14415 on defense"] == "fall due; set by a related decision"


def test_hostile_words_stay_words(warehouse):
    spoiled = digest(spoiled_request(warehouse, since=SINCE, as_of=UNTIL))
    text = digest_page(spoiled).decode("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert any("<script>" in cell.text for table in Document(io.BytesIO(digest_docx(spoiled, UNTIL))).tables
               for row in table.rows for cell in row.cells)  # fmt: skip


def test_every_number_leads_to_a_source(made):
    cited = {
        int(one) for part in made.parts for row in part.rows for one in re.findall(r"\d+", row[-1].split(" and ")[0])
    }
    assert cited == set(range(1, len(made.sources) + 1))


@NEEDS_CHROMIUM
def test_it_prints_on_one_page(made):
    pdf = PdfReader(io.BytesIO(digest_pdf(made, UNTIL)))
    assert len(pdf.pages) == 1
    expect_described(pdf, made.title, UNTIL)
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "China's pause on October controls" in text
    assert "Sources" in text


def test_a_department_has_its_reasons_and_clocks_say_that_they_are_not_narrowed(warehouse):
    told = digest(request(warehouse, since=date(2026, 8, 1), as_of=date(2026, 8, 31), department="u_law"))
    assert "For Law School, by Lodestone's own reading; clocks are not narrowed by department." in told.counted
    assert [(part.heading, len(part.rows)) for part in told.parts[:3]] == [("Events", 1), ("Clocks", 1), ("Awards", 2)]
    assert "Why it concerns the department" in told.parts[0].heads
    assert told.parts[2].rows[0][1] == "Syerston scandium: Money for a scandium chain ($400 M; by one country)"


def test_a_span_that_cannot_hold_anything_is_refused_with_the_sentence_of_the_page(warehouse):
    with pytest.raises(QueryError, match="The start, 20 Dec 2026, lies after the day shown, 25 Nov 2026"):
        digest(request(warehouse, since=date(2026, 12, 20), as_of=UNTIL))
    quiet = digest(request(warehouse, since=date(2026, 7, 1), as_of=date(2026, 7, 8)))
    assert quiet.finding == "After 1 Jul 2026, by 8 Jul 2026: nothing on record changed."
    assert [part.heading for part in quiet.parts] == ["What comes due soon"]


def test_the_command_prints_it_writes_it_and_refuses_what_it_cannot_make(built_small, tmp_path, made):
    said = printed(built_small, "changes", *SPAN)
    plain = digest_text(made)
    assert said.split("database version")[0] == plain.split("database version")[0]
    assert said.count("\n- ") == plain.count("\n- ") == sum(len(part.rows) for part in made.parts)
    out = tmp_path / "digest.DOCX"
    assert printed(built_small, "changes", *SPAN, "--out", out) == f"{out}\n"
    assert len(Document(out).tables) == 3
    told = refused(built_small, 2, "changes", *SPAN, "--out", tmp_path / "digest.txt")
    assert told.strip().endswith("the ending decides what is made; write one of .html, .pdf, .docx.")
    assert "“x” is not a day for “Since”" in refused(built_small, 2, "changes", "--since", "x", "--until", UNTIL)
    assert "lies after the day shown" in refused(built_small, 2, "changes", "--since", "2026-12-01", "--until", UNTIL)
    assert "“law” is not one of" in refused(built_small, 2, "changes", *SPAN, "--department", "law")


def test_the_command_lists_what_was_corrected_since_an_earlier_build(built_small, tmp_path):
    present, _ = build(built_small)
    earlier = shutil.copy(present, tmp_path / "earlier.duckdb")
    with duckdb.connect(str(earlier)) as con:
        con.execute("UPDATE awards SET amount = 15, amount_usd = 15 WHERE award_id = 'A127'")
        con.execute("UPDATE calls SET closes = NULL WHERE call_id = 'F001'")
        con.execute("DELETE FROM event_countries WHERE event_id = 'E001' AND country = 'France'")
        con.execute("DELETE FROM award_stages WHERE award_id = 'A001'")
        con.execute("INSERT INTO event_types VALUES ('rumour', 'Rumours', 99)")
    said = printed(built_small, "changes", *SPAN, "--against", earlier)
    part = said[said.index("What was corrected") : said.index("\nSources")]
    assert [line for line in part.splitlines() if line.startswith("- ")] == [
        "- awards | A127: Money for magnets without rare earths | amount | 15 | 150000000",
        "- awards | A127: Money for magnets without rare earths | amount_usd | 15 | 150000000",
        "- calls | F001: Critical Minerals and Materials Accelerator | closes | (empty) | 2026-07-20",
        "- event_countries | E001 | country | Japan | France; Japan",
        "- event_types | rumour | (all) | Rumours; 99 | (row taken out)",
    ]
    words = " ".join(part.split())
    assert words.startswith("What was corrected ------------------ 4 values differ from the facts of the earlier build")
    assert "; 1 row was taken out; 1 row was added." in words
    assert "No value differs" in printed(built_small, "changes", *SPAN, "--against", present)
    for wrong in (tmp_path / "none.duckdb", built_small.root / "data" / "schema" / "lists.sql"):
        assert str(wrong) in refused(built_small, 2, "changes", *SPAN, "--against", wrong)
