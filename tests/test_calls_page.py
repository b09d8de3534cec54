"""The page Calls and partners through the front door, and its figure: links open entries, nothing lies over another."""

from __future__ import annotations

import html
import itertools
import re
from datetime import date

import pandas as pd
import pytest
from calls_support import EARLY, LOOKED_UP, MAY, PARTNERS
from fit_support import CALLS, state
from pages_support import facts, page, real_bounds, texts
from search_support import HOSTILE, rows

from lodestone.figures.base import SLIDE
from lodestone.figures.call_calendar import call_calendar
from lodestone.figures.call_layout import compose, dates_in_words
from lodestone.figures.text import safe_width
from lodestone.figures.tokens import CALL_STATE, DARK, LIGHT
from lodestone.screen.search import place

# What is watched beyond the calls.
PROGRAMS = {row["watch_id"]: row for row in facts("facts/call_watch") if not row["call_id"]}

WORDS = {"title": "14 funding calls and 10 others", "subtitle": "All", "source_line": "Source: tests"}


def sound(at) -> None:
    assert not at.exception
    assert [one.value for one in at.error] == []
    assert [one.value for one in at.warning] == []


def frame(day: date, keys=None) -> pd.DataFrame:
    """The calls as the figure gets them, in the order of the query."""
    listed = [
        {
            "call_id": key,
            "short_title": row["short_title"],
            "agency": row["agency"],
            "state": state(row, day),
            "opens": date.fromisoformat(row["opens"]) if row["opens"] else None,
            "closes": date.fromisoformat(row["closes"]) if row["closes"] else None,
            "recurring": row["recurring"] or None,
        }
        for key, row in CALLS.items()
        if keys is None or key in keys
    ]
    columns = ["call_id", "short_title", "agency", "state", "opens", "closes", "recurring"]
    return pd.DataFrame(listed, columns=columns, dtype=object)


# The page -----------------------------------------------------------------------------------------------------------


def test_the_page_shows_both_lists_and_says_what_to_do_next():
    at = page("calls")
    sound(at)
    assert at.title[0].value == "Calls and partners"
    tables = [one.value for one in at.dataframe]
    assert [len(one) for one in tables] == [38, 24, 20]
    assert set(tables[1]["State"]) == {"⊠ state not known", "□ closed, kept as a precedent"}
    assert "not published" in set(tables[1]["Total (US$)"])
    assert "Choose a call or program" in texts(at)


@pytest.mark.parametrize("key", CALLS)
def test_every_call_opens_from_its_address_whatever_else_is_filtered(key):
    at = page("calls", opened=key, q="zzzz", role="member")
    sound(at)
    shown = texts(at).replace("\\", "")
    assert f"## {CALLS[key]['title']}" in shown
    assert at.selectbox(key="filter_opened").value == key
    closed = state(CALLS[key], LOOKED_UP) == "closed"
    assert ("closed, kept as a precedent]" in shown) == closed
    for column in ("eligible", "cost_share", "recurring", "japan_angle", "note", "role_note"):
        assert CALLS[key][column] in shown.replace("\u2060", "")
    link = [
        one for one in at.get("page_link") if one.proto.page == "agencies" and "organization" in one.proto.query_string
    ]
    assert len(link) == bool(CALLS[key]["organization_id"])


@pytest.mark.parametrize("key", PROGRAMS)
def test_every_watched_program_opens_from_its_address(key):
    at = page("calls", opened=key, q="zzzz", role="member")
    sound(at)
    row = PROGRAMS[key]
    shown = texts(at).replace("\\", "").replace("\u2060", "")
    assert f"## {row['title']}" in shown
    for column in ("past_rounds", "rhythm", "next_expected", "university_role", "prepare", "note"):
        assert row[column] in shown, column
    assert ("a guess from past rounds" in shown) == (row["next_basis"] == "past rhythm")
    assert row["watch_url"] in [one.proto.url for one in at.get("link_button")]
    suited = [one for one in facts("facts/watch_units") if one["watch_id"] == key]
    assert all(one["reason"] in shown for one in suited[:8])
    assert (
        "agencies" in {one.proto.page for one in at.get("page_link") if "organization" in one.proto.query_string}
    ) == (bool(row["organization_id"]))


@pytest.mark.parametrize("key", PARTNERS)
def test_every_partner_opens_from_its_address(key):
    at = page("calls", partner=key.replace("_", "-"), department="law-school")
    sound(at)
    assert f"## {PARTNERS[key]['name']}" in texts(at).replace("\\", "")
    assert at.selectbox(key="filter_partner").value == key


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ({"opened": "F999"}, "“F999” is not one of the choices for call or program."),
        ({"partner": "nobody"}, "“nobody” is not one of the choices for partner in Japan."),
        ({"role": "king"}, "“king” is not one of the choices for role of a university."),
    ],
)
def test_a_wrong_word_is_told(address, complaint):
    at = page("calls", **address)
    assert not at.exception
    assert complaint in at.warning[0].value.replace("\\", "")


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_hostile_search_finds_nothing_and_runs_nothing(asked):
    at = page("calls", q=asked, opened="F001", partner="jp-nims")
    sound(at)
    assert all(not one.allow_html for one in at.markdown)
    assert not re.search(r"(?<!\\)<script", texts(at))


def test_a_view_without_calls_says_so():
    at = page("calls", call="open", role="not-open")
    sound(at)
    assert "No call fits these filters" in texts(at)
    assert "Looked for: " in texts(at)
    # The watch list is not narrowed by the state of past calls.
    assert [one.key for one in at.get("plotly_chart")] == ["figure_page_calls-watch"]


def test_a_day_in_the_past_shows_what_was_open_then():
    shown = " ".join(one.proto.spec for one in page("calls", as_of=MAY.isoformat()).get("plotly_chart"))
    assert "1 was open on 1 May 2026" in re.sub(r"<br>|\\u003cbr\\u003e", " ", shown)
    assert "● open" in set(page("calls", as_of=EARLY.isoformat()).dataframe[1].value["State"])


# The way to it ------------------------------------------------------------------------------------------------------


def test_hits_for_calls_and_partners_open_the_entry_itself(library, warehouse):
    from pages_support import view

    bounds, here = real_bounds(warehouse), view("search", warehouse)
    hits = {(hit.kind, hit.id): place(hit, here, bounds) for hit in rows(library, warehouse, None).itertuples()}
    for key in CALLS:
        assert hits["Call", key] == ("calls", {"opened": key})
    for key in PARTNERS:
        assert hits["Partner", key] == ("calls", {"partner": key.replace("_", "-")})


@pytest.mark.parametrize(
    ("url_path", "address", "carries"),
    [
        ("department", {"department": "earth-env-sciences"}, {"department=earth-env-sciences"}),
        ("opportunities", {"cell": "u-ees-geoscience"}, {"department=earth-env-sciences"}),
        ("agencies", {"organization": "doe"}, {"opened=F005", "opened=F001"}),
        ("overview", {}, set()),
    ],
)
def test_other_pages_lead_there_where_they_list_calls(url_path, address, carries):
    at = page(url_path, **address)
    sound(at)
    links = [one.proto for one in at.main.get("page_link") if one.proto.page == "calls"]
    assert links
    assert all(any(one in link.query_string for link in links) for one in carries)


# The figure ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [
        (date(2026, 4, 7), date(2026, 7, 20), "7 Apr 2026 to 20 Jul 2026"),
        (None, date(2026, 7, 20), "closes 20 Jul 2026, opening day not on record"),
        (None, date(2026, 4, 30), "closed 30 Apr 2026, opening day not on record"),
        (None, MAY, "closes 1 May 2026, opening day not on record"),
        (date(2026, 4, 7), None, "opened 7 Apr 2026, closing day not on record"),
        (date(2026, 5, 2), None, "opens 2 May 2026, closing day not on record"),
        (None, None, "no date on record"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(opens, closes, says):
    assert dates_in_words(opens, closes, MAY) == says


@pytest.mark.parametrize("day", [date(2025, 10, 28), EARLY, MAY, LOOKED_UP, date(2036, 11, 22)], ids=str)
@pytest.mark.parametrize(("width", "height"), [(976, None), (1416, None), (SLIDE[0] - 24, 560)])
def test_no_row_lies_over_another_and_no_words_over_a_bar(day, width, height):
    layout = compose(frame(day), as_of=day, width=width, height=height)
    assert len(layout.calls) == 24
    ys = sorted([call.y for call in layout.calls] + [y for _, _, y in layout.heads])
    assert all(after - before >= 14 for before, after in itertools.pairwise(ys))
    assert ys[-1] <= layout.height - 8
    for call in layout.calls:
        end = call.words_x + safe_width(call.words, 13)
        assert layout.gutter <= call.words_x
        assert end <= width + 1
        assert layout.gutter - 1 <= call.x0 <= call.x1 <= width + 35
        dated = (call.opens or call.closes) and not call.early
        assert not dated or end <= call.x0 or call.words_x >= call.x1
        assert 20 + safe_width(call.title, 13) <= layout.gutter - 14


@pytest.mark.parametrize("form", ["page", "slide"])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_each_state_has_its_shape_and_word_and_each_call_its_mark(form, tokens):
    figure = call_calendar(
        frame(EARLY), as_of=EARLY, opened="F001", tokens=tokens, form=form, width=1000, **WORDS
    ).checked()
    symbols = {trace.name: trace.marker.symbol for trace in figure.data if trace.name in CALL_STATE}
    assert symbols == {word: look.symbol for word, look in CALL_STATE.items()}
    assert len(set(symbols.values())) == 4
    said = [
        html.unescape(re.sub(r"<[^>]+>", "", text))
        for trace in figure.data
        if trace.mode == "text"
        for text in trace.text
    ]
    for head in (
        "Open: 3 calls",
        "Not yet open: 2 calls",
        "State not known: 10 calls",
    ):
        assert head in said
    # A slide has room for the first rows only, and says of how many.
    closed = next(one for one in said if one.startswith("Closed, kept as precedents: 9 calls"))
    missing = {row["short_title"] for row in CALLS.values()} - set(said)
    assert closed.endswith(f", the first {9 - len(missing)} here" if missing else "9 calls")
    assert bool(missing) == (form == "slide" and len(CALLS) > 18)
    assert "no date on record; running program" in said
    assert (figure.layout.height == SLIDE[1]) == (form == "slide")


def test_one_call_alone_and_a_call_without_dates_are_drawn():
    for keys in ({"F001"}, {"F006"}, {"F013"}):
        figure = call_calendar(
            frame(LOOKED_UP, keys), as_of=LOOKED_UP, opened=None, tokens=LIGHT, form="page", **WORDS
        ).checked()
        assert {one for trace in figure.data if trace.customdata is not None for one in trace.customdata if one} == keys
