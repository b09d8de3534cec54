"""A day to look again that passed: what it was for stays something to do until the round comes that it was set for."""

from __future__ import annotations

from datetime import date

import pytest
from pages_support import ask as answer_of
from questions_support import fresh_engine

from lodestone.answers import call_watch, department, overview, to_do
from lodestone.answers.leadership_steps import leadership_steps
from lodestone.answers.next_steps import next_steps
from lodestone.screen import card_lines

# By call_watch.csv: W12 is looked at on 28 November 2026 and due around 1 December; W10 on 1 December for the 31st.
NEXT_DAY, LAST_DAY, AFTER = date(2026, 11, 29), date(2026, 12, 1), date(2026, 12, 2)
GRANTS = "Japan-U.S. Global Partnership grants"
STEP = (
    f"Look again now for {GRANTS}, as the day to do so was 28 Nov 2026; next round: proposals due around 1 December "
    "2026, if the usual day holds (a guess from past rounds). Ask at once if a Japanese policy partner stands ready; "
    "else sketch a study and find partner and money for the next round."
)


@pytest.fixture(scope="module")
def ask(warehouse):
    book = fresh_engine()
    return lambda cell, page="department", **values: answer_of(book, warehouse, page, cell, **values)


def steps(ask, unit, day):
    return next_steps({cell.key: ask(cell, department=unit, as_of=day).frames for cell in department.PAGE})


@pytest.mark.parametrize("day", [NEXT_DAY, LAST_DAY])
@pytest.mark.parametrize("unit", ["u_law", "u_econ", "u_owen"])
def test_the_step_stands_until_the_round_is_due(ask, unit, day):
    assert STEP in steps(ask, unit, day)
    (said,) = (one for one in steps(ask, unit, date(2026, 11, 28)) if GRANTS in one)
    assert said.startswith(f"Look again on 28 Nov 2026 for {GRANTS}; ")
    assert not [one for one in steps(ask, unit, AFTER) if GRANTS in one]


def test_a_late_look_comes_before_the_next_and_names_what_shares_its_day(ask):
    # On 20 December ASPIRE and early careers (18 December, for January) are late for the Office of Research.
    (said,) = (one for one in steps(ask, "u_ovpr", date(2026, 12, 20)) if one.startswith("Look again"))
    assert said.startswith("Look again now for Early Career Research Program, as the day to do so was 18 Dec 2026; ")
    assert said.endswith(" The same day: ASPIRE joint research.")
    (mapping,) = (one for one in steps(ask, "u_ees", date(2026, 12, 15)) if one.startswith("Look again"))
    # That call one listing has open since October: one looks until it is known.
    assert mapping.startswith("Look again now for Office of Science open call, as the day to do so was 1 Dec 2026; ")
    assert mapping.endswith(" The same day: Earth MRI new geologic mapping.")


def test_the_lists_of_what_to_do_say_so(ask):
    law = ask(to_do.TO_DO, "overview", department="u_law", as_of=NEXT_DAY)
    assert law.finding == (
        f"No listed call is confirmed open; look again now for {GRANTS}, due about 1 Dec 2026 if past rounds are a "
        "guide."
    )
    assert card_lines.to_do(law)[0].startswith(f"**Look again now** (guessed from past rounds): :small[{GRANTS} (")
    everyone = ask(to_do.TO_DO, "overview", as_of=NEXT_DAY)
    assert [sorted(mine["thing_id"]) for _, mine in everyone.table.groupby("line")][:2] == [
        ["W12"],
        ["W01", "W06", "W10"],
    ]
    # Looks of 1, 2 and 18 December for what comes later; the one of 17 December was for that very day.
    late = ask(to_do.TO_DO, "overview", as_of=date(2026, 12, 20)).table
    assert sorted(late[late["line"] == 1]["thing_id"]) == ["F016", "W01", "W02", "W05", "W06", "W10", "W11"]
    assert list(late[late["line"] == 2]["thing_id"]) == ["F014"]
    # A card names the first four of a day and says how many more there are.
    assert "; three more.]" in card_lines.to_do(ask(to_do.TO_DO, "overview", as_of=date(2026, 12, 20)))[0]


def test_the_watch_lists_name_it_first(ask):
    assert ask(department.WATCH, department="u_law", as_of=NEXT_DAY).finding == (
        f"2 programs to watch; look again now: {GRANTS}"
    )
    said = ask(call_watch.WATCH, "calls", department="u_law", as_of=NEXT_DAY).finding
    assert said == f"Look again now: {GRANTS}; 1 entry without a day ahead"
    row = ask(call_watch.NEXT, "calls", opened="W12", as_of=NEXT_DAY)
    assert row.finding.endswith("; a day to look again has passed: 28 Nov 2026")


def test_leadership_is_told_too(ask):
    cells = (overview.OPPORTUNITIES, "overview"), (call_watch.WATCH, "calls")
    said = leadership_steps({cell.key: ask(cell, page, as_of=NEXT_DAY).frames for cell, page in cells})
    assert said[1].text.startswith(
        f"Look again now for {GRANTS} (Japan Foundation), as the day to do so was 28 Nov 2026; next round: "
    )
