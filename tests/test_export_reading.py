"""What a deck and a briefing need to be read: letters large enough, sums on the right, dates from the near end."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from exports_support import DECKS, GROUP, opened, request
from pages_support import AS_OF
from pptx.enum.text import PP_ALIGN

from lodestone.exports.briefing import briefing_page
from lodestone.exports.gather import gather
from lodestone.exports.memo import memo
from lodestone.exports.one_page import one_page_html
from lodestone.exports.sets import SETS

pytestmark = GROUP
# A sum as it is written in a cell of its own, and a plain number.
SUM = re.compile(r"[<>~]?\$[\d.,]+( [KMBT])?$")
SUMS = {"none known", "no sum", "not known"}


class Cells(HTMLParser):
    """The cells of a page's tables with their classes, by table, row and place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[str, str]]]] = []
        self._class: str | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self._class = dict(attrs).get("class") or ""
            self.tables[-1][-1].append((self._class, ""))

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._class = None

    def handle_data(self, data):
        if self._class is not None and self.tables:
            self.tables[-1][-1][-1] = (self._class, self.tables[-1][-1][-1][1] + data)


def of_sums(texts: list[str]) -> bool:
    """Whether a column holds sums: all of it are sums or the words for none, and some are sums."""
    return any(SUM.match(one) for one in texts) and all(SUM.match(one) or one in SUMS for one in texts)


@pytest.mark.parametrize("show", list(DECKS))
def test_nothing_written_on_a_slide_is_smaller_than_ten_points(drawn_deck, show):
    for slide in opened(drawn_deck(show)).slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            sizes = [run.font.size.pt for one in frames for part in one.paragraphs for run in part.runs if run.text]
            if shape.has_chart:
                sizes += [int(one) / 100 for one in shape.chart._chartSpace.xpath(".//@sz")]
            assert min(sizes, default=10) >= 10, (slide.shapes.title.text_frame.text, shape.name)


@pytest.mark.parametrize("show", list(DECKS))
def test_sums_on_a_slide_stand_on_the_right(drawn_deck, show):
    for slide in opened(drawn_deck(show)).slides:
        for table in [shape.table for shape in slide.shapes if shape.has_table]:
            for cells in zip(*(row.cells for row in table.rows), strict=True):
                if of_sums([cell.text for cell in cells[1:]]):
                    sides = {cell.text_frame.paragraphs[0].alignment for cell in cells}
                    assert sides == {PP_ALIGN.RIGHT}, cells[0].text


@pytest.mark.parametrize("show", list(SETS))
def test_sums_on_paper_stand_on_the_right_and_no_style_is_below_eight_points(warehouse, monkeypatch, show):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    page = briefing_page(request(warehouse, **DECKS[show]), show).decode()
    found = 0
    for table in Cells(page).tables:
        for column in zip(*table, strict=True):
            if of_sums([" ".join(text.split()) for _, text in column[1:]]):
                found += 1
                assert {side for side, _ in column} == {"right"}, column[0]
    assert found or show != "money"
    sizes = [float(one) for one in re.findall(r"([\d.]+)pt", " ".join(re.findall(r"font[^;}]*", page)))]
    assert len(sizes) > 8
    assert min(sizes) >= 8


def test_the_one_page_is_not_set_small(warehouse):
    page = one_page_html(request(warehouse), "leadership").decode()
    sizes = [float(one) for one in re.findall(r"([\d.]+)pt", " ".join(re.findall(r"font[^;}]*", page)))]
    assert min(sizes) >= 8
    assert max(sizes) >= 17


@pytest.mark.parametrize("day", [AS_OF, date(2025, 11, 1), date(2026, 4, 20)])
def test_dates_stand_from_the_nearest_on_and_the_far_end_is_cut_with_a_word(warehouse, day):
    asked = request(warehouse, as_of=day)
    ahead = sorted(
        {str(one)[:10] for one in asked.answer(gather(asked, "leadership").points[2].answers[0].cell).table["day"]}
    )
    slide = gather(asked, "leadership").points[2].listing
    assert len(slide.rows) == len(ahead), "a slide holds every day of the span"
    dates = next(section for section in memo(asked, "leadership").sections if section.heading == "Dates")
    shown = [row[0] for row in dates.grid.rows] if dates.grid else []
    assert shown == [row[0] for row in slide.rows][: len(shown)], "the near end stays"
    assert ("in the notebook" in dates.remark) == (len(shown) < len(ahead))
