"""Where rows are cut, a file leads to all of them: a link when it is known where the notebook is served, else words."""

from __future__ import annotations

import dataclasses
import io
import re

import pytest
from command_support import refused, run
from docx import Document
from exports_support import request
from pages_support import AS_OF
from pptx import Presentation

from lodestone.errors import QueryError
from lodestone.exports.briefing import briefing_page
from lodestone.exports.deck import deck
from lodestone.exports.memo_docx import memo_docx
from lodestone.exports.one_page import one_page_html
from lodestone.exports.whereabouts import checked_address

SERVER = "https://notebook.example.edu/minerals"


@pytest.fixture
def no_chromium(monkeypatch):
    """Without pictures every table stands, and nothing takes long."""
    for module in ("briefing", "deck"):
        monkeypatch.setattr(f"lodestone.exports.{module}.find_chromium", lambda: None)


def at(warehouse, **values):
    return dataclasses.replace(request(warehouse, **values), server=SERVER)


def links(page: bytes) -> dict[str, str]:
    """The links of a web page to the notebook: their words and their addresses."""
    found = re.findall(rf'<a href="({SERVER}[^"]*)">([^<]*)</a>', page.decode())
    return {words: address.replace("&amp;", "&") for address, words in found}


def deck_links(data: bytes) -> dict[str, str]:
    runs = (
        run
        for slide in Presentation(io.BytesIO(data)).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    )
    return {run.text: run.hyperlink.address for run in runs if (run.hyperlink.address or "").startswith(SERVER)}


def test_a_briefing_leads_to_the_rows_it_cuts_with_the_reader_s_filters(warehouse, no_chromium):
    found = links(briefing_page(at(warehouse, department="u_law"), "leadership"))
    assert f"{SERVER}/overview?as_of={AS_OF}&department=law-school" in found.values()
    cut = {words: address for words, address in found.items() if "more row" in words}
    assert len(cut) >= 3
    assert all(re.fullmatch(r"\d+ more rows? in the notebook", words) for words in cut)
    assert all(f"as_of={AS_OF}" in address for address in cut.values())
    plain = briefing_page(request(warehouse), "leadership").decode()
    assert "more rows in the notebook" in plain
    assert SERVER not in plain


def test_the_slides_lead_to_the_rows_they_cut(warehouse, no_chromium):
    found = deck_links(deck(at(warehouse), "leadership"))
    # Differences are told from several cells, organizations from one; each leads to its own page.
    assert f"{SERVER}/provisions?as_of={AS_OF}" in [found[words] for words in found if "17 differences" in words]
    assert f"{SERVER}/agencies?as_of={AS_OF}" in [found[words] for words in found if "of 23 rows" in words]
    assert deck_links(deck(request(warehouse), "leadership")) == {}


def test_the_one_page_leads_to_the_page_it_names(warehouse):
    assert links(one_page_html(at(warehouse), "leadership")) == {"Overview": f"{SERVER}/overview?as_of={AS_OF}"}
    law = links(one_page_html(at(warehouse, department="u_law"), "faculty"))
    assert law == {"My department": f"{SERVER}/department?as_of={AS_OF}&department=law-school"}
    assert "first on the page Overview." in one_page_html(request(warehouse), "leadership").decode()


def test_the_memo_leads_to_the_later_days(warehouse):
    def ways(asked):
        made = Document(io.BytesIO(memo_docx(asked, "leadership")))
        return {
            link.text: link.url
            for paragraph in made.paragraphs
            for link in paragraph.hyperlinks
            if "in the notebook" in link.text
        }

    ((words, address),) = ways(at(warehouse)).items()
    assert words.startswith("4 later days within this span are in the notebook")
    assert address == f"{SERVER}/changes?as_of={AS_OF}"
    assert ways(request(warehouse)) == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://notebook.example.edu/", "https://notebook.example.edu"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501"),
        # As the browser has it on a page, also below a path.
        ("http://127.0.0.1:8501/takeaway", "http://127.0.0.1:8501"),
        (f"{SERVER}/takeaway", SERVER),
        (SERVER, SERVER),
    ],
)
def test_an_address_is_kept_without_the_page(given, kept):
    assert checked_address(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "notebook.example.edu", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b",
        "https://reader:secret@notebook.example.edu", "https://reader@notebook.example.edu",
        "https://notebook.example.edu/?x=1", "https://notebook.example.edu/#x", "http://host:99999", "http://[::1",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(given):
    with pytest.raises(QueryError, match="--address"):
        checked_address(given)


def test_the_command_line_takes_an_address_or_says_what_is_wrong(built_small, tmp_path):
    path = tmp_path / "one.html"
    asked = ("export", "onepager", "--set", "leadership", "--as-of", AS_OF, "--out", path, "--address")
    run(built_small, *asked, f"{SERVER}/")
    assert f'<a href="{SERVER}/overview?as_of={AS_OF}">Overview</a>' in path.read_text(encoding="utf-8")
    assert "leave out user name" in refused(built_small, 2, *asked, "https://reader@notebook.example.edu")
