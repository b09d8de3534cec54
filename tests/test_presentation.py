"""Presentation mode: each screen has its address, is 16:9, says what it shows and ends in the sources."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pytest
from exports_support import request, spoiled_request
from pages_support import make, page, texts

from lodestone.answers import overview
from lodestone.errors import ContentError
from lodestone.exports.chromium import find_chromium
from lodestone.exports.gather import Points, gather
from lodestone.exports.screens import screens
from lodestone.exports.sets import SETS
from lodestone.figures.screens import SCREEN
from lodestone.page_list import MEETINGS, OWN, PAGES, SHOWS
from lodestone.screen import take_away_kinds
from lodestone.screen.frame import engine

FACULTY = {"department": "u_ees"}


def shown(warehouse, show, **values):
    return screens(gather(request(warehouse, **values), show))


def test_every_set_is_offered_under_its_name():
    assert set(SETS) == set(MEETINGS)
    assert set(MEETINGS) | {OWN} | {one.url_path for one in PAGES} >= set(SHOWS)


DRAWN = [one for one in SHOWS if one not in {"department", "search", "faculty", OWN}]


# What the dark colours are is proven figure by figure elsewhere; here, that screens take them: of one set and of pages
# with every kind of drawing (charts, a map, a flow, tables).
@pytest.mark.parametrize(
    ("show", "theme"),
    [*((show, "light") for show in DRAWN), *((show, "dark") for show in ("leadership", "funding", "geology"))],
)
def test_every_screen_of_every_page_and_set_can_be_drawn_at_16_to_9(warehouse, show, theme):
    asked = request(warehouse)
    found = screens(gather(type(asked)(asked.engine, asked.warehouse, asked.bounds, asked.values, theme), show))
    assert len(found) >= 3
    for screen in found:
        figure = screen.draw()
        assert figure.layout.width / figure.layout.height == pytest.approx(16 / 9, rel=0.003)
        assert screen.title
        assert len(screen.alt) > 10
    assert found[-1].title.startswith("Sources")


def test_a_set_shows_its_cells_in_order_between_cover_and_sources(warehouse):
    asked = request(warehouse)
    found = shown(warehouse, "leadership")
    parts = gather(asked, "leadership").parts
    answers = [part.listing.title if isinstance(part, Points) else part[1].finding for part in parts]
    titles = [re.sub(r" \(\d of \d\)$", "", screen.title) for screen in found]
    assert titles[0] == SETS["leadership"].title
    assert re.match(r"Sources: the first \d+ of \d+, the nearest to the act first", titles[-1])
    assert len(found) == 10, "as many as its deck has slides"
    order = list(dict.fromkeys(titles[1:]))
    assert [one for one in order if one in answers] == list(dict.fromkeys(answers))


def test_a_table_s_screens_hold_its_first_rows_word_for_word(warehouse):
    rows = request(warehouse).answer(overview.SCORES).table
    screen = next(one for one in shown(warehouse, OWN, pick=(overview.SCORES.key,)) if "How does the brief" in one.alt)
    drawn = " ".join(note.text.replace("<br>", " ") for note in screen.draw().layout.annotations)
    for row in rows.itertuples():
        assert row.title in drawn
        assert f"{row.title}, {row.score}" in screen.alt


def test_nothing_on_a_drawn_screen_lies_outside_it(warehouse):
    for screen in shown(warehouse, "leadership"):
        figure = screen.draw()
        if not figure.data:
            for note in figure.layout.annotations:
                lines = note.text.count("<br>") + 1
                assert 0 <= note.x <= SCREEN[0] - 40
                assert 0 <= note.y <= SCREEN[1] - lines * note.font.size, note.text


def test_hostile_words_are_drawn_as_words(warehouse):
    found = screens(gather(spoiled_request(warehouse), "leadership"))
    texts_drawn = [note.text for screen in found for note in screen.draw().layout.annotations if note.text]
    tags = {tag for text in texts_drawn for tag in re.findall(r"<[^>]*>", text)}
    # A figure colours the words of its key itself.
    own = {tag for tag in tags if re.fullmatch(r"<span style='color:#[0-9A-F]{6}'>|</span>", tag)}
    assert tags - own <= {"<br>", "<b>", "</b>", "<i>", "</i>"}
    assert any("&lt;script&gt;" in text for text in texts_drawn)


def test_the_address_names_the_screen():
    at = page("present", show="timeline", slide="2")
    assert not at.exception
    assert ":gray[2 of " in texts(at)
    assert len(at.get("plotly_chart")) == 1


def test_a_number_beyond_the_end_shows_the_last_and_next_is_off_there():
    at = page("present", show="timeline", slide="99")
    last = re.search(r"(\d+) of (\d+)", texts(at))
    assert last[1] == last[2]
    assert at.button(key="next").disabled
    at.button(key="previous").click().run()
    assert f"{int(last[1]) - 1} of {last[2]}" in texts(at)


def test_slides_turned_faster_than_the_address_bar_follows_are_turned_each():
    at = page("present", show="timeline", slide="2")
    known = dict(at.query_params)
    for wanted in ("3", "4"):
        at.query_params.clear()
        at.query_params.update(known)
        at.button(key="next").click().run()
        assert f":gray[{wanted} of " in texts(at)


def test_one_department_s_set_asks_for_the_department():
    at = page("present", show="faculty")
    assert any("needs a department" in one.value for one in at.warning)
    at = page("present", show="faculty", department="law-school")
    assert not at.warning
    assert " of " in texts(at)


def test_buttons_are_hidden_by_the_address_alone():
    at = page("present", show="timeline", slide="2", buttons="off")
    assert not at.warning
    assert not at.button
    assert len(at.get("plotly_chart")) == 1
    at = page("present", show="timeline", slide="2")
    at.button(key="hide").click().run()
    assert at.query_params["buttons"] == "off"
    assert not at.button


def test_presentation_has_no_sidebar():
    at = page("present", show="leadership")
    assert not at.sidebar.children


def test_files_are_made_only_when_asked_for():
    at = page("takeaway")
    assert not at.exception
    assert [one.label for one in at.button if one.key and one.key.startswith("make_")] == ["Make it"] * 8
    make(at, "workbook")
    assert not at.exception
    assert len(at.get("download_button")) == 1


def test_one_department_s_files_ask_for_the_department():
    at = page("takeaway", show="faculty")
    assert [one.key for one in at.button if one.key and one.key.startswith("make_")] == [
        "make_workbook",
        "make_calendar",
    ]
    at = page("takeaway", show="faculty", department="law-school")
    assert len([one for one in at.button if one.key and one.key.startswith("make_")]) == 8


def test_everything_is_one_file_with_each_kind_that_can_be_made(warehouse, monkeypatch):
    """Making each is proven elsewhere; here, that none is forgotten, whatever can be made on this computer."""
    monkeypatch.setattr(take_away_kinds, "SINGLE", tuple(
        dataclasses.replace(kind, make=lambda _, show, say, key=kind.key, **on: f"{key} of {show}".encode())
        for kind in take_away_kinds.SINGLE
    ))  # fmt: skip
    steps: list[str] = []
    for show, missing in (("leadership", set()), ("money", {"docx"})):
        data = take_away_kinds.everything(request(warehouse), show, steps.append)
        held = zipfile.ZipFile(io.BytesIO(data))
        ends = {"pptx", "pdf", "html", "docx", "xlsx", "ics"} - missing - (set() if find_chromium() else {"pdf"})
        assert {name.rpartition(".")[2] for name in held.namelist()} - {"txt"} == ends
        assert held.read(f"lodestone-{show}-2026-11-22.pptx") == f"deck of {show}".encode()
        assert data == take_away_kinds.everything(request(warehouse), show, steps.append)
    assert ("missing-pdf.txt" in held.namelist()) == (find_chromium() is None)


@pytest.mark.parametrize(("unit", "whose"), [("u_law", "-law-school"), ("u_ees", "-earth-env-sciences"), ("", "")])
def test_a_file_says_in_its_name_for_which_department_it_is(warehouse, unit, whose):
    asked = request(warehouse, **({"department": unit} if unit else {}))
    names = {kind.key: kind.file_name("leadership", asked) for kind in take_away_kinds.KINDS}
    assert names["memo"] == f"lodestone-memo-leadership{whose}-2026-11-22.docx"
    assert names["deck"] == f"lodestone-leadership{whose}-2026-11-22.pptx"
    assert names["calendar"] == f"lodestone-dates{whose}-2026-11-22.ics"


def test_a_room_is_told_what_of_the_address_was_ignored_and_nothing_that_the_makers_have_to_mend(monkeypatch):
    monkeypatch.setattr(engine().keeper, "problem", ContentError([]))
    assert page("overview").warning, "readers of a page are told"
    assert not page("present", show="timeline").warning
    (said,) = page("present", show="timeline", pillar="zzz").warning
    assert "Part of the address was ignored" in said.value
