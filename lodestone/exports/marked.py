"""A reader's Markdown for a web page, and as plain sentences: no HTML, no picture, no address but of the web."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
    made.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
    return made


def as_html(text: str) -> str:
    """The text as HTML in which everything that the reader wrote is text; headings begin at the third level."""
    made = str(_reader().render(text))
    return re.sub(r"(</?h)([1-4])>", lambda found: f"{found[1]}{int(found[2]) + 2}>", made)


def as_sentences(text: str) -> list[str]:
    """Its paragraphs, headings and list entries as plain texts, in order."""
    found = []
    for token in _reader().parse(text):
        if token.type == "inline":
            breaks = {"softbreak", "hardbreak"}
            whole = "".join(" " if one.type in breaks else one.content for one in token.children or ())
            found += [" ".join(whole.split())] if whole.strip() else []
    return found
