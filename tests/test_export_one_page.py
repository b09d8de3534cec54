"""The one page: what it must say, from the files; that it fits one sheet of either paper, alone or in a briefing."""

from __future__ import annotations

import io
import re

import pytest
from command_support import refused, run
from exports_support import NEEDS_CHROMIUM, expect_described, request, spoiled_request
from pages_support import AS_OF, facts
from pypdf import PdfReader

from lodestone.errors import QueryError
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.one_page import one_page, one_page_html, one_page_pdf
from lodestone.exports.printing import printed

ORDER = [
    "What it is",
    "Its clocks",
    "Next date",
    "What to do",
    "Money",
    "Best opportunities, and whose",
    "Where to ask",
]
# Two that have much to say, one without any business, and one that the brief names.
DEPARTMENTS = ["u_law", "u_ees", "u_bme", "u_eng"]


def parts(made) -> dict[str, tuple[str, ...]]:
    return {part.name: part.said for part in made.parts}


def squeezed(pdf: bytes) -> list[str]:
    """The words of each page, in single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_leadership_reads_what_the_files_say(warehouse):
    said = parts(one_page(request(warehouse), "leadership"))
    assert list(said) == ORDER
    assert said["What it is"][0].startswith("Signed in Tokyo on 28 October 2025")
    assert said["Next date"] == (
        (
            "27 Nov 2026: China's pause of its gallium ban ends; set by a related decision, known from press reports "
            "only. Outcome not known: press digests have the truce run to 10 January 2027; by one, China's notice is "
            "silent on it."
        ),
    )
    assert said["Money"][0].startswith(
        "Public money: $10.7 B firm, $2.7 B of it since the signing; $18.4 B conditional"
    )
    assert len(said["What to do"]) == 3
    assert said["Best opportunities, and whose"][0] == (
        "Lead on sustainable mining and processing: Engineering; "
        "key action: seek mineral research in advanced technology"
    )
    # Of the other three the brief has no action and no program, and no event of both countries bears on them.
    assert said["Best opportunities, and whose"][1:] == (
        "Three more of the brief's have no key action, program or joint event behind them",
    )
    art = parts(one_page(request(warehouse, department="u_geo"), "leadership"))
    assert art["Best opportunities, and whose"] == (
        "Exchanges with Japanese institutions: Global Education",
        "No key action, program or joint event behind it",
    )
    asked = {row["first_question"] for row in facts("facts/organization_relations") if row.get("first_question")}
    assert len(said["Where to ask"]) == 4
    asked = {question.rpartition(": ")[2].lower() for question in asked}
    assert all(any(one.lower().endswith(question) for question in asked) for one in said["Where to ask"])
    assert (
        "NSF: Earth & Env. Sciences asks the program officer: is the critical minerals letter of 2023 still in force?"
        in (said["Where to ask"])
    )


def test_a_day_to_look_is_not_called_as_a_date_that_somebody_set(warehouse):
    """By call_watch.csv and related_clocks.csv: a look on 28 November, price floors on 4 December."""
    said = parts(one_page(request(warehouse, as_of=AS_OF.replace(day=28)), "leadership"))
    assert said["Next day to look"][0].startswith("28 Nov 2026: Look again for Japan-U.S. Global Partnership grants")
    assert said["Next date"][0].startswith("4 Dec 2026: ")
    assert "price floors" in said["Next date"][0]


@pytest.mark.parametrize("unit", DEPARTMENTS)
def test_a_department_reads_its_own_part(warehouse, unit):
    made = one_page(request(warehouse, department=unit), "faculty")
    said = parts(made)
    assert list(said) == [name.replace("Its clocks", "Its part in it") for name in ORDER]
    assert all(all(said) for said in said.values()), "no part is empty"
    assert made.narrowed.startswith("Department: ")
    if unit == "u_bme":
        assert said["What to do"][0].startswith("No step has ground")
        assert said["Where to ask"] == ("No organization with a question to ask is on record for it.",)
    if unit == "u_law":
        # The Council's door is Federal Relations' alone; the portal of USTR takes comments and no questions.
        begins = ["Permitting Council, FAST-41 program: Through Federal Relations, ask: may", "USTR: Once Federal"]
        assert all(one.startswith(two) for one, two in zip(said["Where to ask"][:2], begins, strict=True))
    words = one_page_html(request(warehouse, department=unit), "faculty").decode()
    assert not re.search(r"\bP\d\d\b|u_[a-z]+", re.sub(r"<style>.*?</style>", "", words, flags=re.DOTALL))


@pytest.fixture(scope="module")
def everyone(warehouse) -> list[str]:
    """The page for leadership, on three days, and for each department, on one with the most to say, as HTML."""
    full, early = AS_OF.replace(day=28), AS_OF.replace(year=2025, month=12)
    asked = [("leadership", {"as_of": day}) for day in (AS_OF, early, full)]
    asked += [("faculty", {"department": row["unit_id"], "as_of": full}) for row in facts("facts/units")]
    return [one_page_html(request(warehouse, **values), reader).decode() for reader, values in asked]


@NEEDS_CHROMIUM
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_it_fits_one_sheet_whoever_reads_it(everyone, paper):
    # All on as many sheets as there are pages: each page begins one of its own.
    bodies = [re.search(r"<body>(.*)</body>", page, re.DOTALL)[1] for page in everyone]
    head = everyone[0].partition("<body>")[0].replace("size: Letter", f"size: {paper}")
    together = "".join(f'<div style="break-after: page">{body}</div>' for body in bodies)
    sheets = PdfReader(io.BytesIO(printed(f"{head}<body>{together}</body></html>".encode(), AS_OF))).pages
    assert len(sheets) == len(everyone) > 30
    for sheet in sheets:
        assert "On one page" in sheet.extract_text()
        assert "rest of each list" in " ".join(sheet.extract_text().split())


@NEEDS_CHROMIUM
@pytest.mark.parametrize(("key", "values"), [("leadership", {}), ("faculty", {"department": "u_law"})])
def test_it_is_the_first_sheet_of_the_briefing_and_the_same_alone(warehouse, key, values):
    asked = request(warehouse, **values)
    (alone,) = squeezed(one_page_pdf(asked, key))
    first, second, *_ = squeezed(briefing_pdf(asked, key))
    body = alone.partition(" Lodestone · as of")[0]
    assert len(body) > 1000
    assert body in first
    assert "On one page" not in second
    pdf = one_page_pdf(asked, key)
    assert pdf == one_page_pdf(asked, key)
    expect_described(PdfReader(io.BytesIO(pdf)), one_page(asked, key).title, AS_OF)


def test_a_page_or_a_set_without_one_has_a_briefing_without_one(warehouse, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert b"On one page" not in briefing_page(request(warehouse), "changes")
    assert b"On one page" in briefing_page(request(warehouse), "leadership")


def test_hostile_text_is_words(warehouse):
    page = one_page_html(spoiled_request(warehouse, department="u_law"), "faculty")
    assert b"<script" not in page.lower()
    assert b"=HYPERLINK(&#34;http://x&#34;" in page


def test_another_reader_and_a_missing_department_are_refused(warehouse):
    with pytest.raises(QueryError, match=r"no one-page summary for 'money'\. Known: leadership, faculty"):
        one_page(request(warehouse), "money")
    with pytest.raises(QueryError, match="needs a department"):
        one_page(request(warehouse), "faculty")


def test_the_command_writes_it(built_small, tmp_path):
    done = run(built_small, "export", "onepager", "--set", "faculty", "--department", "law-school", "--as-of", AS_OF,
               "--out", tmp_path / "law.html")  # fmt: skip
    assert done.stdout == f"{tmp_path / 'law.html'}\n", done.stderr
    assert "Law School" in (tmp_path / "law.html").read_text(encoding="utf-8")
    wrong = ("export", "onepager", "--set", "leadership", "--as-of", AS_OF, "--out", tmp_path / "x.docx")
    assert "write one of .pdf, .html" in refused(built_small, 2, *wrong)
