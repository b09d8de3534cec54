"""A saved web page as lines: headings, list items with their level, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from lodestone.briefs.headings import section_of
from lodestone.briefs.lines import Document, Line, first_told, one_line, row_line
from lodestone.briefs.web_tables import HEADS, listing_tables, table_rows

_NO_CONTENT = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "form",
    "button",
    "svg",
    "iframe",
    "select",
    "object",
    "dialog",
)
# Spaces that hold their place are kept: some pages indent by them.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def web_lines(page: str | bytes) -> Document:
    """The lines of a page's main content. Nothing in the page is run, and nothing is fetched."""
    soup = BeautifulSoup(page, "lxml")
    for one in soup(_NO_CONTENT):
        one.decompose()
    for one in soup.select("[hidden], [aria-hidden=true]"):
        one.decompose()
    root = _main(soup)
    for one in root.find_all(("header", "footer")) if root.name == "body" else ():
        if not one.find("h1"):
            one.decompose()
    lines = [replace(line, number=number) for number, piece in enumerate(_pieces(root), start=1) for line in piece]
    heads = [place for place, line in enumerate(lines) if line.heading]
    first = next((tag for tag in soup.find_all("h1") if tag.get_text(strip=True)), None)
    if (
        first is not None
        and heads
        and lines[heads[0]].text != " ".join(first.get_text(" ").split())
        and root.name != "body"
    ):
        # The page's title may stand outside its article.
        lines = [line for line in [one_line(first.get_text(" "), 0)] if line] + lines
    elif first is not None and heads:
        lines = lines[heads[0] :]
    return Document(_numbered(lines), set_off=True)


def _numbered(lines: list[Line]) -> list[Line]:
    """The lines with the place of their block among those that hold text, from 1: the page's source is not numbered."""
    places = {number: place for place, number in enumerate(dict.fromkeys(line.number for line in lines), start=1)}
    return [replace(line, number=places[line.number]) for line in lines]


def _main(soup: BeautifulSoup) -> Tag:
    """The part of the page that holds most of a brief's headings, the smallest first."""
    candidates: list[Tag] = [*soup.find_all("article"), *soup.find_all("main")]
    known = [(sum(bool(section_of(h.get_text())) for h in one.find_all(True)), one) for one in candidates]
    best = max((count for count, _ in known), default=0)
    if best:
        return next(one for count, one in known if count == best)
    return soup.body or soup


def _pieces(root: Tag) -> Iterator[list[Line]]:
    """The lines of each block in order. A block's own text ends where another block begins."""
    parts: list[str] = []
    owner: Tag = root
    for kind, node in _walk(root, listing_tables(root)):
        if kind == "table" and isinstance(node, Tag):
            if (caption := node.find("caption")) is not None:
                yield _lines(caption.get_text(" "), caption)
            rows, doubt = table_rows(node)
            yield from ([line] for line in first_told((row_line(row, 1) for row in rows), (doubt,)))
        elif kind == "text":
            parts.append(str(node))
        elif kind == "break":
            parts.append("\n")
        else:
            if parts:
                yield _lines("".join(parts), owner)
            parts, owner = [], node if isinstance(node, Tag) else root
    if parts:
        yield _lines("".join(parts), owner)


def _walk(root: Tag, tables: set[int]) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Texts, breaks, tables, and the beginnings and ends of blocks, with the block that what follows belongs to.

    Without recursion: a page can be nested deeper than a process can follow.
    """
    waiting: list[tuple[str, Tag | NavigableString]] = [("open", root)]
    while waiting:
        kind, node = waiting.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, Comment):
                # Line ends in the page's own source are spaces.
                yield "text", NavigableString(_SPACES.sub(" ", node))
        elif kind == "close" or not isinstance(node, Tag):
            yield "block", node
        elif node.name == "br":
            yield "break", node
        else:
            if node.name in _BLOCKS:
                yield "block", node
                waiting.append(("close", node.parent or root))
            if id(node) in tables:
                yield "table", node
                continue
            waiting += [("open", one) for one in reversed(node.contents) if isinstance(one, Tag | NavigableString)]


def _lines(text: str, owner: Tag) -> list[Line]:
    found = []
    item = owner if owner.name == "li" else owner.find_parent("li")
    level = len(item.find_parents(("ul", "ol"))) if item is not None else 0
    for part in text.split("\n"):
        line = one_line(part.strip(" "), 1)
        if line is None:
            continue
        if item is not None and not line.listed:
            opens = not _opened(item)
            line = replace(line, mark="sign" if opens else "", level=max(level, 1) if opens else 0, goes_on=not opens)
        found.append(replace(line, heading=owner.name in HEADS, strong=_is_bold(owner)))
    return found


def _opened(item: Tag) -> bool:
    """Whether an item of a list has begun already; remembered on the item itself."""
    begun = item.get("data-begun") == "yes"
    item["data-begun"] = "yes"
    return begun


def _is_bold(owner: Tag) -> bool:
    bold = owner.find(("b", "strong"))
    return isinstance(bold, Tag) and bold.get_text(strip=True) == owner.get_text(strip=True) != ""
