"""The parts of a Word document: what stands in a paragraph, each text once, and what stands beside all paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

BOX = qn("w:txbxContent")
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What a run holds besides text.
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_NAMED = {qn(name): sign for name, sign in _SIGNS.items()}
_REFERENCES = {qn(f"w:{kind}Reference"): kind for kind in ("footnote", "endnote", "comment")}
_NOTES = {
    "footnote": (RELATIONSHIP_TYPE.FOOTNOTES, "note", "a footnote"),
    "endnote": (RELATIONSHIP_TYPE.ENDNOTES, "note", "an endnote"),
    "comment": (RELATIONSHIP_TYPE.COMMENTS, "comment", "a comment"),
}
_MARGINS = {RELATIONSHIP_TYPE.HEADER: "head", RELATIONSHIP_TYPE.FOOTER: "foot"}
# A number of a page is a field, which may be empty.
_PAGE = r"(?:page)?[\s\d]*(?:(?:/|\bof\b)[\s\d]*)?"
_ENDS_IN_PAGE = re.compile(rf"[\s,|–—-]+{_PAGE}$", re.IGNORECASE)
_APART = re.compile(r"[\t\n|]+")

Doubts = list[tuple[str, str, int]]


def children(parent: Any) -> Iterator[Any]:
    """What stands right below an element: of two forms of a drawing the first, and nothing that was moved away."""
    for one in parent:
        if one.tag == f"{_CHOICES}AlternateContent":
            form = one.find(f"{_CHOICES}Choice")
            form = one.find(f"{_CHOICES}Fallback") if form is None else form
            yield from children(one if form is None else form)
        elif one.tag != qn("w:moveFrom"):
            yield one


def within(parent: Any) -> Iterator[Any]:
    """The elements below one, in order, each text once; what is inside a text box is none of them."""
    for one in children(parent):
        yield one
        yield from within(one) if one.tag != BOX else ()


def nearest(parent: Any, name: str) -> Iterator[Any]:
    """The elements of a name below one, also those that a content control holds; none of them within another."""
    for one in children(parent):
        if one.tag == qn(name):
            yield one
        else:
            yield from nearest(one, name)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, insertions included and what was struck out left out; tabs and line ends are kept."""
    parts = []
    for one in within(paragraph):
        if one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in _NAMED:
            parts.append(_NAMED[one.tag])
    return "".join(parts)


def boxes(paragraph: Any) -> list[Any]:
    """The contents of the text boxes that a paragraph holds, each once."""
    return [one for one in within(paragraph) if one.tag == BOX]


def paragraphs_in(element: Any) -> Iterator[Any]:
    """All paragraphs below an element, in order, those of its text boxes behind what holds them."""
    for one in within(element):
        if one.tag == qn("w:p"):
            yield one
        elif one.tag == BOX:
            yield from paragraphs_in(one)


def references(paragraph: Any) -> list[tuple[str, str]]:
    """Kind and identifier of the notes and comments that a paragraph refers to."""
    return [(_REFERENCES[one.tag], str(one.get(qn("w:id")))) for one in within(paragraph) if one.tag in _REFERENCES]


def beside(document: Any, places: Mapping[tuple[str, str], int], texts: Collection[str]) -> Doubts:
    """A doubt for each note, comment, head and foot of the pages, in full, as none of them is part of an item.

    `places` are the paragraphs that refer to notes and comments, from 1; what none refers to is told at the first. A
    number of a page is no text, nor is a head or a foot that stands among `texts` too, as the title does.
    """
    found: Doubts = []
    for kind, (relation, flag, name) in _NOTES.items():
        for note in [one for root in _roots(document, relation) for one in root.iter(qn(f"w:{kind}"))]:
            said = _all_text(note)
            # Lines that part notes from the page are notes of a type of their own.
            if said and note.get(qn("w:type")) in {None, "normal"}:
                author = note.get(qn("w:author")) if kind == "comment" else None
                whose = f"{name} by {author}" if author else name
                place = places.get((kind, str(note.get(qn("w:id")))), 1)
                found.append((flag, f"{whose} stands in no item: “{said}”", place))
    known = {_folded(text) for text in texts}
    for relation, where in _MARGINS.items():
        for root in _roots(document, relation):
            for part in [part for one in paragraphs_in(root) for part in _APART.split(text_of(one))]:
                said = " ".join(part.split())
                if not re.fullmatch(_PAGE, said.strip(" -–—"), re.IGNORECASE) and known.isdisjoint(
                    {_folded(said), _folded(_ENDS_IN_PAGE.sub("", said))}
                ):
                    told = f"the {where} of the pages says “{said}”, which stands in no item"
                    found.append(("page_margin", told, 1))
    return found


def _roots(document: Any, relation: str) -> list[Any]:
    """The roots of the parts that stand in a relation to the document."""
    parts = [one.target_part for one in document.part.rels.values() if one.reltype == relation and not one.is_external]
    return [parse_xml(part.blob) for part in parts]


def _all_text(element: Any) -> str:
    return " ".join(" ".join(text_of(one).split()) for one in paragraphs_in(element)).strip()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
