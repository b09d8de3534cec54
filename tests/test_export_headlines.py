"""What a headline speaks of stands in the table below it: on every slide of every set and page, and on paper."""

from __future__ import annotations

import re

import pytest
from exports_support import request

from lodestone.cells.answer import Answer
from lodestone.exports.briefing import on_paper
from lodestone.exports.gather import Points, gather
from lodestone.exports.sets import SETS, Slide
from lodestone.exports.tables import on_the_right, texts
from lodestone.page_list import SHOWN_PAGES

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(?:\d{{1,2}} )?(?:{MONTHS}|[A-Z][a-z]{{2}}) 20\d\d\b")
# Pages that need nothing chosen on them, or a department.
PAGES = [one.url_path for one in SHOWN_PAGES if one.url_path != "search"]


def tables(warehouse, show: str, *, printed: bool) -> list[tuple[Slide, Answer]]:
    pack = gather(request(warehouse, department="u_ees" if show in {"faculty", "department"} else None), show,
                  printed=printed)  # fmt: skip
    return [
        (slide, answer)
        for slide, answer in pack.answers
        if not answer.blank
        if slide.table or answer.cell.figure is None or (printed and not on_paper(answer))
    ]


@pytest.mark.parametrize(
    ("show", "printed"), [*((show, printed) for show in SETS for printed in (False, True)), *((p, True) for p in PAGES)]
)
def test_a_table_has_the_column_that_its_headline_speaks_of(warehouse, show, printed):
    for slide, answer in tables(warehouse, show, printed=printed):
        columns = slide.chosen()
        # Rows that are cut from a slide are cut by its foot: what they hold would stand in the same columns.
        seen = " ".join(text for row in texts(answer.table, columns) for text in row)
        heads = " ".join(column.title for column in columns).lower()
        where = f"{answer.cell.key}: {answer.finding}"
        if "$" in answer.finding:
            assert any(column.kind in {"dollars", "usd"} for column in columns), where
        if DAY.search(answer.finding):
            assert any(column.kind == "day" for column in columns) or DAY.search(seen), where
        names = {column.name for column in columns}
        for column in answer.cell.columns:
            if column.name in names or column.name not in answer.table or column.name in slide_of_view(answer):
                continue
            for value in answer.table[column.name]:
                if isinstance(value, str) and len(value) > 3 and re.search(rf"\b{re.escape(value)}\b", answer.finding):
                    assert value in seen or value.lower() in heads, f"{column.title} ({value}) · {where}"


def slide_of_view(answer: Answer) -> set[str]:
    """The columns that hold one value only, that of the department chosen: it stands in the deck's title."""
    return {"unit"} if answer.view.values.get("department") else set()


@pytest.mark.parametrize("show", [*SETS, *PAGES])
def test_sums_in_every_table_are_said_as_they_are_spoken_and_stand_on_the_right(warehouse, show):
    """As $8.6 B, or in words where none is known, in every column of dollars of every set and page."""
    for slide, answer in tables(warehouse, show, printed=True):
        for column in slide.chosen():
            if column.kind not in {"dollars", "usd"}:
                continue
            assert on_the_right(column), answer.cell.key
            for (text,) in texts(answer.table, [column]):
                assert re.fullmatch(r"\$\d[\d,]*(?:\.\d+)?(?: [BMk])?|[a-z][a-z ,.]*", text), (
                    f"{answer.cell.key}: {text}"
                )


@pytest.mark.parametrize("show", [*SETS, "overview"])
def test_sums_told_from_several_cells_stand_on_the_right(warehouse, show):
    pack = gather(request(warehouse, department="u_ees"), show)
    told = [part.listing for part in pack.parts if isinstance(part, Points) if part.listing.heads]
    for listing in told:
        for place in range(len(listing.heads)):
            column = [row[place] for row in listing.rows]
            if column and all(re.fullmatch(r"\$\d[\d.]* [BM]", text) for text in column):
                assert place in listing.amounts, listing.heads[place]
    assert told or show in {"money", "overview", "supply"}
