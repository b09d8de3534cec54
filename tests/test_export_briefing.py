"""The briefing, read again: its pages, sources and figures, as a web page and as PDF."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from exports_support import DECKS, NEEDS_CHROMIUM, READ, expect_described, request, spoiled_request, squeezed
from pages_support import AS_OF
from pypdf import PdfReader
from pypdf.generic import ContentStream

from lodestone.errors import QueryError
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.gather import gather
from lodestone.exports.pdf_artifacts import PAINTS
from lodestone.exports.sets import SETS
from lodestone.language import fmt_date

DEPARTMENTS = ["u_ees", "u_law", "u_eng"]


class Outline(HTMLParser):
    """Tags, attributes and words of a page, as a parser of its own reads them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def ask(warehouse, key):
    return request(warehouse, **DECKS[key])


@pytest.fixture(scope="module")
def printed(warehouse):
    """The PDF of a set for a department, made when it is first asked for."""
    return cache(lambda key, **values: briefing_pdf(request(warehouse, **values), key))


@pytest.fixture(scope="module")
def pages(warehouse):
    return {key: briefing_page(ask(warehouse, key), key) for key in SETS}


def test_it_says_how_far_the_press_was_read_where_the_day_lies_after(warehouse, pages):
    assert all(f"as of 22 Nov 2026; {READ} · Lodestone" in page.decode() for page in pages.values())
    early = briefing_page(request(warehouse, as_of=date(2026, 3, 1)), "leadership").decode()
    assert "as of 1 Mar 2026 · Lodestone" in early
    assert "press reports were read" not in early


@pytest.mark.parametrize("key", list(SETS))
def test_each_cell_is_there_with_question_and_answer(warehouse, pages, key):
    said = " ".join(" ".join(Outline(pages[key]).words).split())
    asked = ask(warehouse, key)
    outline = Outline(pages[key])
    alts = " ".join(str(one["alt"]) for one in outline.all("img"))
    pack = gather(asked, key, printed=True)
    for points in pack.points:
        assert points.listing.title in said
        assert all(squeezed(text) in said for row in points.listing.rows for text in row)
    for _, answer in pack.answers:
        assert " ".join(answer.cell.question.split()) in said
        assert answer.finding in said or answer.finding in alts
    assert fmt_date(asked.as_of) in said
    assert asked.sentence in said
    assert asked.warehouse.version in said


@pytest.mark.parametrize("key", list(SETS))
def test_it_asks_nothing_of_any_host_and_holds_no_script(pages, key):
    outline = Outline(pages[key])
    assert not outline.all("script")
    assert not outline.all("link")
    assert all(str(one["src"]).startswith("data:image/svg+xml;base64,") for one in outline.all("img"))
    assert all(one["alt"] for one in outline.all("img"))
    assert "default-src 'none'" in str(next(one for one in outline.all("meta") if "http-equiv" in one)["content"])


@pytest.mark.parametrize("key", list(SETS))
def test_every_number_leads_to_a_source_of_the_set(warehouse, pages, key):
    outline = Outline(pages[key])
    cited = {one["href"][1:] for one in outline.all("a") if str(one.get("href", "")).startswith("#source-")}
    listed = [one["id"] for one in outline.all("li") if "id" in one]
    assert cited == set(listed)
    assert listed == [f"source-{number}" for number in range(1, len(listed) + 1)]
    known = set(warehouse.cursor().execute("SELECT url FROM sources WHERE url IS NOT NULL").df()["url"])
    assert {one["href"] for one in outline.all("a") if str(one.get("href", "")).startswith("http")} <= known


def test_no_day_is_broken_in_a_narrow_column_and_notes_count_up(pages):
    page = pages["leadership"].decode()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    days = [cell for cell in cells if re.fullmatch(r"\d{1,2}\s[A-Z][a-z]{2}\s\d{4}", cell)]
    assert len(days) > 5
    assert all(re.match(r"\d{1,2}\u00a0", day) for day in days)
    for heading in re.findall(r"<h2>(.*?)</h2>", page):
        numbers = [int(one) for one in re.findall(r"#source-(\d+)", heading)]
        assert numbers == sorted(numbers)


def test_a_section_cites_what_its_first_rows_rest_on(pages):
    """The four dates ahead, by related_clocks.csv: a newspaper, a proclamation, digests of CNBC, an order."""
    page = pages["leadership"].decode()
    listed = dict(re.findall(r'<li id="source-(\d+)">(.*?)</li>', page))
    (heading,) = re.findall(r"<h2>(Next date set: .*?)</h2>", page)
    cited = [listed[one] for one in re.findall(r"#source-(\d+)", heading)]
    assert len(cited) == 4
    for words in ("pause of the U.S.-specific export ban", "imports of polysilicon", "trade truce", "Order 14415"):
        assert any(words in one for one in cited), words


def test_hostile_text_is_words(warehouse):
    page = briefing_page(spoiled_request(warehouse), "leadership")
    assert not Outline(page).all("script")
    assert b"<script" not in page.lower()
    assert any("<script>" in word for word in Outline(page).words)


def test_the_same_view_gives_the_same_page(warehouse, pages):
    assert briefing_page(ask(warehouse, "leadership"), "leadership") == pages["leadership"]


def test_one_department_s_briefing_needs_the_department(warehouse):
    with pytest.raises(QueryError, match="needs a department"):
        briefing_page(request(warehouse), "faculty")


@NEEDS_CHROMIUM
@pytest.mark.parametrize(
    ("key", "values"), [("leadership", {}), *[("faculty", {"department": one}) for one in DEPARTMENTS]]
)
def test_it_prints_on_two_to_eight_numbered_pages(printed, key, values):
    pdf = PdfReader(io.BytesIO(printed(key, **values)))
    count = len(pdf.pages)
    assert 2 <= count - 1 <= 8, "the one page, and two to eight more"
    for number, sheet in enumerate(pdf.pages, start=1):
        text = sheet.extract_text()
        assert re.search(rf"{number}\s*/\s*{count}", text), number
        assert "as of 22 Nov 2026" in text
    whole = " ".join(sheet.extract_text() for sheet in pdf.pages)
    assert "Sources cited" in whole


@NEEDS_CHROMIUM
def test_the_same_view_gives_the_same_pdf(warehouse, printed):
    again = briefing_pdf(request(warehouse, department="u_law"), "faculty")
    assert again == printed("faculty", department="u_law")


def test_without_a_chromium_rows_stand_in_and_it_is_said(warehouse, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    page = briefing_page(request(warehouse), "leadership")
    assert not Outline(page).all("img")
    assert "Drawn without figures" in "".join(Outline(page).words)


@NEEDS_CHROMIUM
def test_the_pdf_can_be_read_aloud_and_found_through(printed):
    """What PDF/UA asks and a file can be asked for: tags, language, title, bookmarks, heads, alternatives, fonts."""
    pdf = PdfReader(io.BytesIO(printed("leadership")))
    root = pdf.trailer["/Root"]
    expect_described(pdf, "The U.S.–Japan minerals framework: what it means for Vanderbilt", AS_OF)
    assert all(sheet["/Tabs"] == "/S" for sheet in pdf.pages), "the keyboard follows the order of the text"
    assert len(flat(pdf.outline)) >= 8, "a bookmark a heading"
    parts = tagged(root["/StructTreeRoot"])
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link"} <= {
        part["/S"] for part in parts
    }
    figures = [part for part in parts if part["/S"] == "/Figure"]
    assert all(len(str(part.get("/Alt", ""))) > 40 for part in figures)
    for head in (part for part in parts if part["/S"] == "/TH"):
        assert "/Scope" in str(head["/A"])
    for sheet in pdf.pages:
        depth = 0
        for _, operator in ContentStream(sheet.get_contents(), pdf).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            assert depth or operator not in PAINTS, "what no tag holds, such as the foot, is an artifact"
        assert depth == 0
        assert "as of 22 Nov 2026" in sheet.extract_text()
        for font in sheet["/Resources"].get("/Font", {}).values():
            drawn = font.get_object()
            whole = drawn["/DescendantFonts"][0].get_object() if "/DescendantFonts" in drawn else drawn
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(whole["/FontDescriptor"]), drawn["/BaseFont"]


def flat(outline):
    return [one for part in outline for one in (flat(part) if isinstance(part, list) else [part])]


def tagged(node):
    """The parts of a file's structure that have a kind, in order."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += reversed(one)
        elif hasattr(one, "get"):
            found += [one] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one and not isinstance(one["/K"], int) else []
    return found
