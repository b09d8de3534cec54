"""The memo, read again: its order, its sentences against the rows, its notes, its form, and that it fits two pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date

import pytest
from command_support import refused, run
from docx import Document
from docx.oxml.ns import qn
from exports_support import request, spoiled_request
from pages_support import AS_OF, facts
from pypdf import PdfReader

from lodestone.errors import QueryError
from lodestone.exports.memo import memo
from lodestone.exports.memo_docx import memo_docx

ORDER = ["Bottom line", "What to do", "Background", "Dates", "Money", "Sources"]
READERS = [("leadership", {}), ("faculty", {"department": "u_law"}), ("faculty", {"department": "u_bme"})]


@pytest.fixture(scope="module")
def files(warehouse):
    return [memo_docx(request(warehouse, **values), reader) for reader, values in READERS]


def part(made, heading):
    return next(section for section in made.sections if section.heading == heading)


def paragraphs(document):
    """All paragraphs, those of tables too."""
    return [
        *document.paragraphs,
        *(one for table in document.tables for cell in table._cells for one in cell.paragraphs),
    ]


def words(data: bytes) -> str:
    """All words in their order, those of links and tables too."""
    return "".join(one.text or "" for one in Document(io.BytesIO(data)).element.body.iter(qn("w:t")))


def test_it_has_a_memo_s_order_real_headings_and_a_language(files):
    for data in files:
        document = Document(io.BytesIO(data))
        assert document.paragraphs[0].style.name == "Title"
        assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == ORDER
        assert all(one.text.strip() for one in paragraphs(document)), "no empty paragraph stands in for air"
        about = document.core_properties
        assert (about.language, about.author, about.created.date()) == ("en-US", "Lodestone", AS_OF)
        assert about.title
        assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-US"}
        assert not list(document.element.body.iter(qn("w:drawing"))), "a picture would need words beside it"
        for table in document.tables:
            assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_every_raised_number_leads_to_its_note_and_every_note_is_cited(warehouse, files):
    for data in files:
        body = Document(io.BytesIO(data)).element.body
        cited = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))}
        held = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
        assert cited == set(held)
        assert held == [f"note{number}" for number in range(1, len(held) + 1)]
        known = {row["url"] for row in warehouse.cursor().execute("SELECT url FROM sources").df().to_dict("records")}
        assert {one.target_ref for one in Document(io.BytesIO(data)).part.rels.values() if one.is_external} <= known


def test_leadership_is_told_what_follows_from_the_files(warehouse):
    made = memo(request(warehouse), "leadership")
    bottom = [one.text for one in part(made, "Bottom line").said]
    assert bottom[0] == (
        "Next date set: China's pause of its gallium ban ends (in doubt), 27 Nov 2026, in 5 days; both dated "
        "commitments of the Framework fell due in April 2026 without public evidence."
    )
    cited = [made.sources[number - 1][0] for number in part(made, "Bottom line").said[0].numbers]
    assert ["pause of the U.S.-specific export ban" in one for one in cited] == [True, False], "what it names first"
    assert "Fact sheet: strengthening the U.S.-Japan alliance" in cited[1], "then the first of its commitments"
    assert not any("e-mail mirror" in one for one, _ in made.sources), "what was read in full goes before"
    steps = [one.text for one in part(made, "What to do").steps]
    assert steps[0] == (
        "Best-supported opportunity of the brief: lead on sustainable mining and processing; the brief names "
        "Engineering for it; its key action: seek mineral research in advanced technology."
    )
    looks = [re.match(r"Look again on (\d+ \w+ \d+)", one)[1] for one in steps[1:]]
    assert looks == ["28 Nov 2026"] + ["1 Dec 2026"] * 3, "the soonest of the watch list"
    ready = {row["prepare"] for row in facts("facts/call_watch")}
    assert all(any(one.endswith(said) for said in ready if said) for one in steps[1:])
    assert all("clearly suits" in one for one in steps[1:])


@pytest.mark.parametrize(
    ("department", "step", "source"),
    [
        ("u_law", "Look again on 28 Nov 2026 for Japan-U.S. Global Partnership grants", "Grant Program: Japan-U.S."),
        ("u_ees", "The brief names it: expand mapping", "United States - Japan Framework (impact brief"),
        ("u_ees", "Look again on 1 Dec 2026 for Office of Science open call", "FY 2026 Continuation of Solicitation"),
        ("u_phys", "Look again on 1 Dec 2026 for Office of Science open call", "FY 2026 Continuation of Solicitation"),
        (
            "u_as",
            "Look again on 28 Nov 2026 for Japan-U.S. Global Partnership grants (Economics)",
            "Grant Program: Japan-U.S.",
        ),
    ],
)
def test_a_step_cites_what_it_is_about_and_not_the_page_of_the_department(warehouse, department, step, source):
    made = memo(request(warehouse, department=department), "faculty")
    (said,) = (one for one in part(made, "What to do").steps if one.text.startswith(step))
    assert [source in made.sources[number - 1][0] for number in said.numbers] == [True]


def test_money_is_what_the_awards_add_up_to(warehouse):
    """By hand from the awards: known firm sums by day, the day of the signing counting as before it."""
    firm = [row for row in facts("facts/awards") if row["commitment_level"] == "firm" and not row["superseded_by"]]
    known = [row for row in firm if row["amount_usd"] and not row["left_out"]]

    def total(*, since: bool) -> float:
        days = [(row["announced"] or row["announced_by"], row["amount_usd"]) for row in known]
        return sum(float(amount) for day, amount in days if day and (day > "2025-10-28") == since) / 1e9

    undated = sum(float(row["amount_usd"]) for row in known if not row["announced"] + row["announced_by"]) / 1e6
    assert (round(total(since=True), 1), round(total(since=False), 1), round(undated)) == (2.7, 8.0, 13)
    grid = part(memo(request(warehouse), "leadership"), "Money").grid
    rows = {row[0]: row[1:] for row in grid.rows}
    assert grid.amounts == (1, 2), "on the right"
    assert rows["Firm, announced since the signing"][0] == "$2.7 B"
    assert rows["Firm, announced up to the day of the signing"][0] == "$8.0 B"
    assert rows["Firm, when is not on record"][0] == "$13 M"


def test_dates_ahead_stand_once_and_what_has_passed_is_one_sentence(warehouse):
    dates = part(memo(request(warehouse), "leadership"), "Dates")
    days = [row[0] for row in dates.grid.rows]
    assert days == ["27 Nov 2026", "28 Nov 2026", "1 Dec 2026", "2 Dec 2026", "4 Dec 2026", "17 Dec 2026"]
    (after,) = dates.after
    assert after.text == (
        "Passed without public evidence of what came of it: of the Framework, Investment Ministerial (26 Apr 2026) and "
        "finance for selected projects (28 Apr 2026); of related decisions, China's pause on October controls "
        "(10 Nov 2026, in doubt) and U.S. price talks window (13 Jul 2026)."
    )
    early = part(memo(request(warehouse, as_of=date(2025, 11, 1)), "leadership"), "Dates")
    assert not early.after


def test_a_department_without_business_is_told_so_and_codes_are_left_out(warehouse, files):
    assert (
        part(memo(request(warehouse, department="u_bme"), "faculty"), "What to do").said[0].text.startswith("No step")
    )
    for data in files:
        assert not re.search(r"\bP\d\d\b|u_\w+", words(data)), "no code of a provision or a department"


def test_hostile_words_stay_words_and_the_same_view_gives_the_same_bytes(warehouse, files):
    spoiled = words(memo_docx(spoiled_request(warehouse, department="u_law"), "faculty"))
    assert "<script>" in spoiled
    assert memo_docx(request(warehouse), "leadership") == files[0]


def test_another_reader_and_a_missing_department_are_refused(warehouse):
    with pytest.raises(QueryError, match=r"no memo for 'money'\. Known: leadership, faculty"):
        memo(request(warehouse), "money")
    with pytest.raises(QueryError, match="needs a department"):
        memo(request(warehouse), "faculty")


def test_the_command_writes_it(built_small, tmp_path):
    done = run(built_small, "export", "memo", "--set", "faculty", "--department", "law-school", "--as-of", AS_OF,
               "--out", tmp_path)  # fmt: skip
    assert done.stdout == f"{tmp_path / 'lodestone-memo-faculty-law-school-2026-11-22.docx'}\n"
    assert "Law School" in words((tmp_path / "lodestone-memo-faculty-law-school-2026-11-22.docx").read_bytes())
    assert "needs a department" in refused(
        built_small, 2, "export", "memo", "--set", "faculty", "--as-of", AS_OF, "--out", tmp_path / "x.docx"
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice: install libreoffice-writer to print memos")
def test_it_prints_on_two_pages(files, tmp_path):
    for number, data in enumerate(files):
        (tmp_path / f"{number}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    memos = [str(tmp_path / f"{number}.docx") for number in range(len(files))]
    subprocess.run([*command, "--outdir", str(tmp_path), *memos], check=True, capture_output=True, timeout=200)
    for number in range(len(files)):
        assert len(PdfReader(tmp_path / f"{number}.pdf").pages) == 2
