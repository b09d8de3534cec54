"""A page that fails says so in a sentence; where and why it failed stands in the server's log, never on the page."""

from __future__ import annotations

import shutil

import pytest
from browser_support import serve
from door_support import view

from lodestone.paths import here

# By page, what is put in the place of its script.
BROKEN = {
    "glossary": "raise ValueError('/srv/secret/place said so')",
    "sources": "def (",
    "timeline": "import nothing_of_this_name",
    "provisions": "from lodestone.errors import QueryError\nraise QueryError('There is no question <b>x</b>.')",
    "funding": ("import streamlit as st\n@st.fragment\ndef part():\n    return [][0]\npart()\nst.write('after')"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A server whose pages, some of them, cannot run; code and content are the real ones."""
    folder = tmp_path_factory.mktemp("broken")
    root = here().root
    shutil.copy(root / "app.py", folder)
    shutil.copytree(root / "pages", folder / "pages")
    for name in ("lodestone", "static", ".streamlit"):
        (folder / name).symlink_to(root / name)
    for page, code in BROKEN.items():
        (script,) = folder.glob(f"pages/*/{page}.py")
        script.write_text(code)
    with serve(folder) as address:
        yield address, folder


@pytest.mark.parametrize("page", BROKEN)
def test_a_page_that_fails_says_a_sentence_and_no_more(broken, page):
    address, folder = broken
    told = str(view(address, page))
    assert "This page cannot be shown." in told
    shown = ("Traceback", "/srv/secret", str(folder), str(here().root), ".py", "ValueError", "IndexError", "nothing_of")
    assert [word for word in shown if word in told] == []
    assert "exception {" not in told


def test_the_reason_is_told_where_it_is_fit_to_be_shown(broken):
    told = str(view(broken[0], "provisions"))
    assert "There is no question" in told
    assert "An unexpected error; the server's log has it." in str(view(broken[0], "glossary")).replace("\\'", "'")


def test_the_other_pages_go_on(broken):
    assert "This page cannot be shown" not in str(view(broken[0], "calls"))
