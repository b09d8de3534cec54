"""What the tests of the exports share: a reader's request, hostile content, and a Chromium or a skip."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from pages_support import AS_OF
from pptx import Presentation
from pypdf import PdfReader
from questions_support import fresh_engine

from lodestone.answers import funding, movement, overview, sources, timeline
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.cells.engine import Engine
from lodestone.exports.chromium import find_chromium
from lodestone.exports.deck import deck
from lodestone.exports.gather import Request
from lodestone.exports.sets import SETS
from lodestone.filters import Bounds, defaults
from lodestone.page_list import OWN
from lodestone.warehouse import Warehouse

NEEDS_CHROMIUM = pytest.mark.skipif(
    find_chromium() is None, reason="no Chromium: install it or set CHROMIUM=/path/to/it"
)
# How far the press was read, by data/facts/coverage.csv, as a file of that day says it.
READ = "press reports were read to about Jul 2026, White House papers to 8 Oct 2026"
# The files that look into the decks share them, and so a worker.
GROUP = pytest.mark.xdist_group("decks")
# What each deck is asked for: every set for meetings, one page, and cells of a reader's own choice.
PICKS = tuple(
    cell.key
    for cell in (overview.DUE, funding.MONEY, sources.TRUST, movement.MOVEMENT, timeline.SIDES, timeline.CLOCKS)
)
DECKS: dict[str, dict[str, Any]] = {
    **{key: {} for key in SETS},
    "faculty": {"department": "u_ees"},
    OWN: {"pick": PICKS},
    "calls": {},
}
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "<b>&amp;</b> <script>",
    "]]> --> {0} %s",
    "日本 ½ “x”",
    "a\x00b\x1b",
    "word " * 400,
    "x" * 400,
)


@cache
def _engine() -> Engine:
    """What was asked once is remembered for all tests of a worker; each gets frames of its own."""
    return fresh_engine()


def request(warehouse: Warehouse, **values: Any) -> Request:
    """A request on 22 November 2026, narrowed by `values`."""
    bounds: Bounds = _engine().bounds(warehouse, AS_OF)
    return Request(_engine(), warehouse, bounds, defaults(bounds) | {"as_of": AS_OF} | values)


def made_once(warehouse: Warehouse) -> Callable[[str], bytes]:
    """The deck of a set, page or own choice in DECKS; drawn when it is first asked for."""

    @cache
    def made(show: str) -> bytes:
        return deck(request(warehouse, **DECKS[show]), show)

    return made


@dataclass(frozen=True)
class Spoiled(Request):
    """A request whose texts, all of them, are hostile; numbers, days and what a figure must know stay."""

    def answer(self, cell: Cell) -> Answer:
        answer = super().answer(cell)
        first = answer.asked[0]
        frame = first.frame.assign(**{name: spoiled(first.frame[name], name) for name in first.frame.columns})
        return dataclasses.replace(
            answer, asked=(dataclasses.replace(first, frame=frame), *answer.asked[1:]), finding=HOSTILE[0]
        )


def spoiled(values: pd.Series, name: str) -> pd.Series:
    """A column with each text replaced by a hostile one, lists too; names of things stay apart by a number.

    Words of closed lists, which no content can make others, stay.
    """
    texts = [isinstance(value, str) for value in values]
    closed = {"status", "state", "source_ids", "clock_id", "kind", "provision_id", "owner", "clock", "tie"}
    if name in closed or not any(texts):
        return values
    return pd.Series(
        [
            f"{HOSTILE[place % len(HOSTILE)]} {place}" if text else value
            for place, (text, value) in enumerate(zip(texts, values, strict=True))
        ],
        dtype=object,
        index=values.index,
    )


def spoiled_request(warehouse: Warehouse, **values: Any) -> Spoiled:
    asked = request(warehouse, **values)
    return Spoiled(asked.engine, asked.warehouse, asked.bounds, asked.values)


def squeezed(text: str) -> str:
    """A text without what no XML file can hold, and with single spaces."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text).split())


@cache
def opened(data: bytes):
    """A deck, read once for all tests, which look and change nothing."""
    return Presentation(io.BytesIO(data))


def said(slide) -> str:
    """All words on a slide, those of tables too."""
    parts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    parts += [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def expect_described(pdf: PdfReader, title: str, day: date) -> None:
    """A PDF says its author, title, language and day, in both places, and of each link where it leads.

    It does not claim PDF/UA-1, of which no checker runs here.
    """
    root = pdf.trailer["/Root"]
    assert (pdf.metadata.author, pdf.metadata.title) == ("Lodestone", title)
    assert pdf.metadata.creation_date.date() == pdf.metadata.modification_date.date() == day
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    stream = root["/Metadata"]
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML")
    told = " ".join(ET.fromstring(stream.get_data()).itertext()).split()
    assert " ".join(told) == f"{title} Lodestone en {day}T00:00:00Z {day}T00:00:00Z"
    assert b"pdfuaid" not in stream.get_data()
    for link in (one.get_object() for sheet in pdf.pages for one in sheet.annotations or ()):
        leads = link["/A"]["/URI"] if "/A" in link else f"Within this document: {link['/Dest'][1:].replace('-', ' ')}"
        assert link["/Contents"] == leads
