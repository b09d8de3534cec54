"""A helper for the tests of the search: what it finds, and what a marked text shows."""

from __future__ import annotations

from functools import cache

import pytest
from pages_support import AS_OF
from questions_support import fresh_library

from lodestone.answers import search
from lodestone.page_list import PAGES

JOINER = "\u2060"
REGISTERED = {one.url_path for one in PAGES}
HOSTILE = [
    "<script>alert(1)</script>",
    "%",
    "_",
    "'",
    "*",
    "$",
    ":red[x]",
    "'; DROP TABLE sources; --",
    "**",
    r"\\",
    "[a](/x)",
    "$q",
    "((",
    "{x}",
    "a|b",
    ":material/home:",
    "P06' OR '1'='1",
]
# The query each page asks with q, and the column in which it names its rows.
ASKS = {
    "brief": ("brief/items", "item_id"),
    "sources": ("sources/sources", "source_id"),
    "timeline": ("timeline/events", "event_id"),
    "calls": ("calls/calls", "call_id"),
}


@cache
def _library():
    return fresh_library()


@pytest.fixture(scope="module")
def library():
    """Every question of the notebook; what was searched once is remembered for all tests of the search."""
    return _library()


def rows(library, warehouse, asked, *, day=AS_OF, number=search.ROWS):
    return library.ask(warehouse, "search/everything", {"as_of": day, "among": None, "q": asked, "rows": number}).frame


def found(library, warehouse, asked, **options) -> list[tuple[str, str]]:
    """The entries that hold every word as it was written."""
    hits = rows(library, warehouse, asked, **options)
    hits = hits[hits["whole"] & (hits["mended"].map(len) == 0)]
    return list(hits[["kind", "id"]].itertuples(index=False, name=None))


def seen(markdown: str) -> tuple[str, list[str]]:
    """What a reader sees of Markdown that `marked` wrote: the characters, and the parts in bold."""
    shown, bold, inside, place_ = "", [], False, 0
    while place_ < len(markdown):
        if markdown[place_] == "\\":
            char, place_ = markdown[place_ + 1], place_ + 2
        elif markdown.startswith("**", place_):
            inside, place_ = not inside, place_ + 2
            bold += [""] if inside else []
            continue
        else:
            char, place_ = markdown[place_], place_ + 1
        if char != JOINER:
            shown += char
            if inside:
                bold[-1] += char
    assert not inside
    return shown, bold
