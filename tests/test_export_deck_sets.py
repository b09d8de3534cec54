"""The sets as decks: what a meeting sees first, in which order, and how sums, numbers and feet stand on a slide."""

from __future__ import annotations

from datetime import date

from exports_support import DECKS, GROUP, opened, request, said
from pages_support import facts
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN

from lodestone.exports.gather import gather
from lodestone.language import fmt_date

pytestmark = GROUP


def test_leadership_gets_ten_slides_in_a_meeting_s_order(warehouse, drawn_deck):
    slides = list(opened(drawn_deck("leadership")).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(slides) == 10
    assert titles[1:3] == ["What it is, and what follows for Vanderbilt", "What to do, and who"]
    begins = ("Within 60 days", "No award on record", "Six events since", "Gallium, graphite", "17 differences")
    assert all(title.startswith(begin) for title, begin in zip(titles[3:], begins, strict=False)), titles
    assert "question to ask first" in titles[8]
    assert titles[9].startswith("Sources: the first")

    def rows(number):
        table = next(shape.table for shape in slides[number].shapes if shape.has_table)
        return [[cell.text for cell in row.cells] for row in table.rows][1:]

    first = dict(rows(1))
    assert list(first) == [
        "What it is",
        "Its clocks",
        "Next date",
        "What to do",
        "Money",
        "Best opportunities, and whose",
        "Where to ask",
    ]
    assert first["Next date"].startswith("27 Nov 2026: ")
    assert "6 projects in Tennessee: $439 M firm and $755 M conditional" in first["Money"].replace("\u00a0", " ")
    (picture,) = (shape for shape in slides[4].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    (said_of_it,) = picture._element.xpath(".//p:cNvPr/@descr")
    assert "table beside" not in said_of_it, "none stands on the slide"
    sums = ("firm, since the signing, one country: $2.7 B", "conditional, since the signing, one country: $15.0 B")
    assert all(one in said_of_it.replace("\u00a0", " ") for one in sums)
    joint = sorted(
        (row["date"], row["title"])
        for row in facts("facts/events")
        if row["status"] == "occurred" and row["tie"] in {"names the Framework", "both countries"}
        if "2025-10-28" < row["date"] <= "2026-11-22"
    )
    assert titles[5].startswith("Six events") == (len(joint) == 6)
    assert {row[1] for row in rows(5)} <= {title for _, title in joint}
    assert rows(5)[0][0] == fmt_date(date.fromisoformat(joint[-1][0]))
    assert [row[1] for row in rows(7)] == ["something else", "something else", "more", "less"]
    assert all(row[1] and row[2].endswith("?") for row in rows(8)), "who asks, and a question"


def test_sums_are_written_as_they_are_spoken_and_stand_on_the_right(drawn_deck):
    """The table of levels in the set on money."""
    slide = next(
        one
        for one in opened(drawn_deck("money")).slides
        if one.shapes.title.text_frame.text.startswith("Apart, never to be added")
    )
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [row.cells[1] for row in table.rows]
    assert [one.text for one in cells[1:]][:2] == ["$10.7 B", "$18.4 B"]
    assert {one.text_frame.paragraphs[0].alignment for one in cells} == {PP_ALIGN.RIGHT}
    gone = [row for row in facts("facts/awards") if row["commitment_level"] == "cancelled"]
    mine = next(row for row in table.rows if row.cells[0].text == "cancelled")
    # Tennessee's cancelled awards stand on a later slide of the same deck: this one must not say that there are none.
    assert [one.text for one in mine.cells][1:] == ["no sum", "0", str(len(gone)), "$1.5 B"]
    assert round(sum(float(row["amount_usd"] or 0) for row in gone) / 1e8) == 15


def test_number_and_foot_are_placeholders_of_the_layout(drawn_deck):
    for number, slide in enumerate(opened(drawn_deck("leadership")).slides, start=1):
        held = {one.placeholder_format.type: one for one in slide.placeholders}
        if number > 1:
            shown = held[PP_PLACEHOLDER.SLIDE_NUMBER]
            assert shown.text_frame.text == str(number)
            assert shown._element.xpath(".//a:fld/@type") == ["slidenum"]
            assert "22 Nov 2026" in held[PP_PLACEHOLDER.FOOTER].text_frame.text
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)


def test_what_to_do_next_is_a_slide_for_a_department(warehouse, drawn_deck):
    asked = request(warehouse, **DECKS["faculty"])
    slides = opened(drawn_deck("faculty")).slides
    assert slides[1].shapes.title.text_frame.text == "What it is, and what follows", "first of all, on one slide"
    assert slides[2].shapes.title.text_frame.text != "What it is, and what follows (2 of 2)"
    slide = slides[3]
    assert slide.shapes.title.text_frame.text == "What to do next", "the third of the set, after the cover"
    steps = [row[0] for row in gather(asked, "faculty").points[1].listing.rows]
    assert len(steps) >= 3
    assert "queries/department/agencies.sql" in slide.notes_slide.notes_text_frame.text
    assert all(step in said(slide) for step in steps)


def test_what_is_not_on_record_for_a_department_is_one_slide_and_not_several_empty_ones(warehouse):
    pack = gather(request(warehouse, department="u_chem"), "faculty")
    assert not any(answer.blank for _, answer in pack.answers)
    nothing = pack.points[-1]
    assert nothing.listing.title == "Not on record for Chemistry"
    assert nothing.listing.rows[0][0] == (
        "Which actions and opportunities fit best? No action or opportunity of the brief fits it."
    )
    assert len(nothing.listing.rows) == len(nothing.answers) == 3
    assert all("Not on record" not in points.listing.title for points in gather(request(warehouse), "supply").points)
