"""What is said of imported briefs on a day before their dates, of their names, and of those that are not chosen."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from brief_support import HEAD
from command_support import run
from pages_support import page, texts

from lodestone.answers import briefs, chosen_briefs, search
from lodestone.cells.engine import Engine
from lodestone.filters import View
from lodestone.page_list import entry
from lodestone.paths import Project
from lodestone.screen import frame
from lodestone.warehouse import build, open_database

OWN, COPPER = "us-japan-2025", "adjusting-imports-of-copper-into-the-united-states-2025-10-27"
LATE = "a-later-brief-2026-03-01"
# Before the brief on copper, between the two, and after both.
EARLY, BETWEEN, AFTER = date(2025, 10, 1), date(2026, 1, 15), date(2026, 11, 22)
NAME, LATER = "“Adjusting Imports of Copper into the United States”", "“A Later Brief”"
TEXT = (
    HEAD
    + "Key Actions\n- The School of Engineering writes of quagmirite\nRelevance Score: 2\nTimeline for Implementation\n"
    + "- By May 1, 2027: a report\nImpacted Government Organizations\n- Department of War: buys\n"
    + "- U.S. Department of Defense: sells\n- Loan Programs Office: lends\n- Cabinet Office: waits\n"
    + "- Strategic Materials: sells\nResponsible Officials\n- Secretary of Commerce: reports\n"
)
LATE_TEXT = (
    "A Later Brief\n3/1/2026\nKey Actions\n- Write of quagmirite too\nResponsible Officials\n- Minister: signs\n"
)


@pytest.fixture(scope="module")
def project(_built_small, tmp_path_factory):
    """Two briefs imported and built in. Nothing may change it."""
    room = tmp_path_factory.mktemp("imported")
    own = Project(shutil.copytree(_built_small.root, room / "project"))
    for name, text in {"a": TEXT, "b": LATE_TEXT}.items():
        (room / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run(own, "brief", "import", room / "a.txt", room / "b.txt").returncode == 0
    build(own)
    return own


@pytest.fixture(scope="module")
def served(project):
    engine = Engine(project)
    warehouse = engine.keeper.current()
    yield engine, warehouse
    warehouse.connection.close()


@pytest.fixture(scope="module")
def say(served):
    """What a cell finds on a day, with briefs chosen."""
    engine, warehouse = served
    labels = engine.bounds(warehouse, AFTER).labels

    def said(cell, day, *among, **values):
        given = {"as_of": day, "among": among, "since": EARLY} | values
        view = View(given, version=warehouse.version, filters=entry(cell.page).filters, labels=labels)
        return engine.answer(warehouse, cell, view).finding

    return said


# On a day before the date of a brief ---------------------------------------------------------------------------------


CHOSEN = [one for one in vars(chosen_briefs).values() if isinstance(one, type(chosen_briefs.ITEMS))]


@pytest.mark.parametrize("cell", CHOSEN, ids=lambda cell: cell.key)
def test_a_brief_that_is_not_yet_dated_is_said_to_be_so_and_nothing_it_says_is_denied(say, cell):
    assert say(cell, EARLY, COPPER) == f"{NAME} is not yet dated on 1 Oct 2025: it has the date 27 Oct 2025"
    none = "None of the two briefs chosen is dated by 1 Oct 2025; the first has the date 27 Oct 2025"
    assert say(cell, EARLY, COPPER, LATE) == none
    assert "date" not in say(cell, AFTER, COPPER, LATE)


def test_of_several_briefs_the_one_not_yet_dated_is_told_apart_from_one_that_says_nothing(say):
    later = "; one more is dated after 15 Jan 2026"
    assert say(chosen_briefs.OFFICIALS, BETWEEN, COPPER, LATE) == f"1 office made responsible in {NAME}{later}"
    both = "2 offices made responsible in “Adjusting Imports of Copper into the United States” and “A Later Brief”"
    assert say(chosen_briefs.OFFICIALS, AFTER, COPPER, LATE) == both


def test_the_page_of_all_briefs_denies_nothing_of_one_that_is_not_yet_dated(say):
    none = f"{NAME} is not yet dated on 1 Oct 2025: it has the date 27 Oct 2025"
    for cell in (briefs.LOADED, briefs.SCORES, briefs.RECURRING, briefs.UNKNOWN, briefs.DEADLINES):
        assert say(cell, EARLY, COPPER) == none, cell.key
    # Without a choice the Framework's own brief is one of them, and none that was imported says a name.
    assert (
        say(briefs.UNKNOWN, EARLY)
        == "None of the three briefs here is dated by 1 Oct 2025; the first has the date 27 Oct 2025"
    )
    assert (
        say(briefs.DEADLINES, BETWEEN, LATE) == f"{LATER} is not yet dated on 15 Jan 2026: it has the date 1 Mar 2026"
    )
    assert say(briefs.UNKNOWN, AFTER, LATE).startswith("Every organization that imported briefs list")


def test_a_brief_imported_after_the_as_of_day_is_not_new_on_it_for_its_import(served):
    """Imported today, dated before the day since when: on a day before today nothing of it was new."""
    engine, warehouse = served
    asked = {"since": date(2026, 1, 1), "among": None, "q": None, "rows": 9}

    def new(day):
        rows = engine.library.ask(warehouse, "briefs/loaded", asked | {"as_of": day}).frame
        return {row.brief_id for row in rows.itertuples() if row.is_new}

    assert new(BETWEEN) == set()
    assert new(date(2026, 3, 1)) == {LATE}
    assert new(date(2100, 1, 1)) == {COPPER, LATE}


# Names ---------------------------------------------------------------------------------------------------------------


def test_a_name_is_known_before_and_within_its_brackets_but_not_by_what_is_no_name_of_it(served):
    rows = (
        served[1]
        .cursor()
        .execute("SELECT name, organization_id FROM every_brief_body WHERE brief_id = $brief", {"brief": COPPER})
    )
    assert dict(rows.fetchall()) == {
        "Department of War": "us-dow",
        "U.S. Department of Defense": "us-dow",
        "Loan Programs Office": "us-doe-lpo",
        # The body above the program in the brackets, and words that name no body.
        "Cabinet Office": None,
        "Strategic Materials": None,
    }


def test_a_name_in_brackets_that_two_bodies_share_stands_for_neither(small_project, tmp_path):
    file = small_project.data / "facts" / "organizations.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("Office of Strategic Capital,", "Office of Strategic Capital (Department of Defense),"), "utf-8"
    )
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(small_project, "brief", "import", tmp_path / "a.txt").returncode == 0
    served = open_database(build(small_project)[0])
    known = dict(served.cursor().execute("SELECT name, organization_id FROM every_brief_body").fetchall())
    served.connection.close()
    assert (known["Department of War"], known["U.S. Department of Defense"]) == ("us-dow", None)


# Words of briefs that are not chosen ---------------------------------------------------------------------------------


def test_the_search_says_in_how_many_briefs_that_are_not_chosen_the_words_stand(say):
    hint = "; also in {} not chosen: choose {} on the page Briefs"
    found = "No entry holds every word of “quagmirite”"
    assert say(search.HITS, AFTER, q="quagmirite") == found + hint.format("2 imported briefs", "them")
    assert say(search.HITS, BETWEEN, q="quagmirite") == found + hint.format("1 imported brief", "it")
    one = say(search.HITS, AFTER, COPPER, q="quagmirite")
    assert one == "1 hit for “quagmirite”, of one kind" + hint.format("1 imported brief", "it")
    assert say(search.HITS, AFTER, COPPER, LATE, q="quagmirite") == "2 hits for “quagmirite”, of one kind"
    # Every word must stand in one item, and what is nowhere is nowhere.
    assert say(search.HITS, AFTER, q="quagmirite zzzz") == "No entry holds every word of “quagmirite zzzz”"
    # Nor is the Framework's own brief, which an imported one takes the place of, denied.
    own = say(search.HITS, AFTER, COPPER, q="strain mining")
    assert own.endswith("also in 1 brief not chosen: choose it on the page Briefs")


def test_the_page_search_does_not_say_that_no_word_is_on_record_where_a_brief_has_it(project, monkeypatch):
    frame.engine.clear()
    monkeypatch.setattr(frame, "here", lambda: project)
    at = page("search", q="quagmirite")
    assert not at.exception
    said = texts(at)
    assert "also in 2 imported briefs not chosen" in said
    assert "is on record" not in said
    frame.engine.clear()
