"""With any choice of briefs the pages and what is taken away say what those briefs say, and which they are."""

from __future__ import annotations

import io
import shutil

import pytest
from brief_support import HEAD
from command_support import run
from icalendar import Calendar
from openpyxl import load_workbook
from pages_support import AS_OF, page, texts

from lodestone.answers import brief, chosen_briefs, overview
from lodestone.cells.engine import Engine
from lodestone.exports.calendar import briefs_calendar
from lodestone.exports.dates import dates
from lodestone.exports.gather import Request, gather
from lodestone.exports.memo import memo
from lodestone.exports.workbook import workbook
from lodestone.filters import defaults
from lodestone.paths import Project
from lodestone.screen import frame
from lodestone.warehouse import build

OWN, COPPER = "us-japan-2025", "adjusting-imports-of-copper-into-the-united-states-2025-10-27"
NAME = "“Adjusting Imports of Copper into the United States”"
CARD = "ambler-road"
TEXT = (
    HEAD
    + "Action Summary\n- Tariffs:\n- A duty of half the value: applies to copper\nRisks & Considerations\n"
    + "- The School of Engineering may lose\nRelevance Score: 2 (Low.)\nTimeline for Implementation\n"
    + "- By May 1, 2027: a report\n- Within 30 days after publication: x\nImpacted Government Organizations\n"
    + "- Department of Energy: pays\n- Unknown Office (UO) (Implied): watches\n"
    + "Responsible Officials\n- Secretary of Commerce: reports\n"
)
CARD_TEXT = "Ambler Road\nImpact Score: 3.8\nTimeline: Immediate\nSummary: x\nKey Actions: y\n"


@pytest.fixture(scope="module")
def project(_built_small, tmp_path_factory):
    room = tmp_path_factory.mktemp("chosen")
    own = Project(shutil.copytree(_built_small.root, room / "project"))
    for name, text in {"a": TEXT, "b": CARD_TEXT}.items():
        (room / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run(own, "brief", "import", room / "a.txt", room / "b.txt").returncode == 0
    build(own)
    return own


@pytest.fixture(scope="module")
def asked(project):
    """A request for a choice of briefs."""
    engine = Engine(project)
    warehouse = engine.keeper.current()
    bounds = engine.bounds(warehouse, AS_OF)

    def made(*among: str, **values):
        return Request(engine, warehouse, bounds, {**defaults(bounds), "as_of": AS_OF, "among": among, **values})

    yield made
    warehouse.connection.close()


def test_each_page_says_what_the_briefs_chosen_say_and_which_they_are(asked):
    one = asked(COPPER)
    found = {cell: one.answer(cell) for cell in vars(chosen_briefs).values() if isinstance(cell, type(brief.ITEMS))}
    said = {cell.key: answer.finding for cell, answer in found.items()}
    assert said == {
        "brief/chosen": f"7 items in {NAME}, 1 Vanderbilt unit named",
        "brief/answerable": f"1 office made responsible in {NAME}",
        "provisions/chosen_briefs": f"1 summary point and 2 timeline items in {NAME}, as the brief states them",
        "timeline/chosen_briefs": f"2 clocks, one with a day, 1 May 2027 ({NAME})",
        "agencies/chosen_briefs": f"2 organizations named in {NAME}, one of them not matched with one on record",
        "department/chosen_briefs": f"1 item of {NAME} names a unit of the university",
        "relevance/chosen_briefs": f"Highest score: Risks, 2.0 of 5 ({NAME})",
    }
    # As the brief states it: no provision of the Framework, and a group whose reach nobody can tell.
    decided = [
        tuple(row)[1:] for row in found[chosen_briefs.DECIDED].table.drop(columns=["brief", "brief_id"]).itertuples()
    ]
    unsure = "Tariffs (perhaps: the list is not indented)"
    assert [one[:5] for one in decided] == [
        ("Action summary", unsure, "A duty of half the value: applies to copper", (), "Action Summary, item 2"),
        ("Timeline", None, "By May 1, 2027: a report", (), "Timeline for Implementation, item 1"),
        ("Timeline", None, "Within 30 days after publication: x", (), "Timeline for Implementation, item 2"),
    ]
    # A card's texts are items; the Framework's own items say which provision they rest on; a department narrows.
    card = asked(CARD).answer(chosen_briefs.DECIDED)
    assert (
        card.finding == "1 summary point, 1 timeline item and 1 key action in “Ambler Road”, as the brief states them"
    )
    assert list(card.table["locator"]) == ["Summary of the card", "Key Actions of the card", "Timeline of the card"]
    own = asked(OWN, COPPER).answer(chosen_briefs.DECIDED).table
    rests = own["provisions"].str.len().gt(0).groupby(own["brief_id"]).sum()
    assert (rests[COPPER], rests[OWN] > 20) == (0, True)
    engineering = asked(OWN, COPPER, department="u_eng").answer(chosen_briefs.DECIDED)
    assert {row.section for row in engineering.table.itertuples()} == {"Key actions"}
    named = {
        row.organization: (row.country, row.implied) for row in found[chosen_briefs.ORGANIZATIONS].table.itertuples()
    }
    assert (named["DOE"], named["Unknown Office"][1]) == (("United States", False), True)
    assert all(list(answer.sources["publisher"])[:1] for answer in found.values())
    # The brief is its own source, by the file that was given.
    notes = set(found[chosen_briefs.ITEMS].sources["note"])
    assert notes == {f"Read from a.txt on {found[chosen_briefs.ITEMS].sources['note'].iloc[0].partition(' on ')[2]}"}
    # A department narrows, in words; several briefs are counted, and those that say nothing of it too.
    none = asked(COPPER, department="u_ees").answer(chosen_briefs.ASKED)
    assert none.finding == f"No item of {NAME} names Earth & Env. Sciences"
    three = asked(OWN, COPPER, CARD).answer(chosen_briefs.OFFICIALS)
    assert (
        three.finding == "3 offices made responsible in the three briefs chosen; one of the briefs says nothing of it"
    )
    # What rests on the Framework's own brief says that the choice leaves it as it is.
    assert one.answer(brief.OFFICIALS).note == "Not narrowed by briefs"


def test_what_is_taken_away_holds_the_briefs_chosen_and_without_a_choice_nothing_of_them(asked):
    chosen, usual = asked(COPPER), asked()
    for show, more in (("leadership", {}), ("faculty", {"department": "u_eng"})):
        pack = gather(asked(COPPER, **more), show)
        before = [slide.cell.key for slide, _ in gather(asked(**more), show).answers]
        along = [asked(COPPER, **more).answer(cell) for cell in chosen_briefs.TAKEN_ALONG["department" if more else ""]]
        assert [slide.cell.key for slide, _ in pack.answers] == before + [
            one.cell.key for one in along if not one.blank
        ]
        # What says nothing of a department stands on the last slide, with all others that do not.
        last = [one.cell.key for one in pack.points[-1].answers] if more else []
        assert [one.cell.key for one in along if one.blank] == [key for key in last if key.endswith("chosen_briefs")]
        heads = [section.heading for section in memo(asked(COPPER, **more), show).sections]
        assert heads == [section.heading for section in memo(asked(**more), show).sections] + ["The briefs chosen"]
    entries = {str(one["uid"]): one for one in Calendar.from_ical(dates(chosen)).walk("VEVENT")}
    ours = entries.keys() - {str(one["uid"]) for one in Calendar.from_ical(dates(usual)).walk("VEVENT")}
    (uid,) = ours
    assert (uid, entries[uid].decoded("dtstart").isoformat()) == (f"{COPPER}.clock.1@lodestone", "2027-05-01")
    assert "Brief: Adjusting Imports of Copper into the United States." in entries[uid]["description"]
    alone = Calendar.from_ical(briefs_calendar(chosen.answer(chosen_briefs.CLOCKS))).walk("VEVENT")
    assert [str(one["uid"]) for one in alone] == [uid]
    names = load_workbook(io.BytesIO(workbook(chosen, "agencies")), read_only=True).sheetnames
    assert set(names) - set(load_workbook(io.BytesIO(workbook(usual, "agencies")), read_only=True).sheetnames)


@pytest.fixture
def opened(project, monkeypatch):
    frame.engine.clear()
    monkeypatch.setattr(frame, "here", lambda: project)
    yield page
    frame.engine.clear()


def test_a_choice_changes_the_pages_and_no_choice_leaves_them(opened):
    for path, says in {
        "brief": f"7 items in {NAME}",
        "agencies": f"2 organizations named in {NAME}",
        "provisions": f"1 summary point and 2 timeline items in {NAME}",
        "department": f"1 item of {NAME} names Engineering",
        "search": "containing “copper”",
        "timeline": "Which clocks do the briefs chosen set?",
        "relevance": "How do the briefs chosen score what they ask?",
    }.items():
        more = {"department": "engineering"} if path == "department" else {"q": "copper"} if path == "search" else {}
        at = opened(path, among=COPPER, **more)
        assert not at.exception, path
        said = texts(at)
        assert says in said or says in "".join(one.value for one in at.header), path
        assert f"{NAME} · " in said
    at = opened("brief")
    assert not at.exception
    assert "briefs chosen" not in texts(at)
    assert "51 items in 9 parts of the brief and its 2 signatories" in texts(at)


def test_a_slide_names_no_brief_that_does_not_bear_on_it(asked):
    request = asked(COPPER)
    assert request.bearing_on([request.answer(overview.DUE)]) == "not narrowed by briefs"
    both = [request.answer(one) for one in (overview.MONEY, chosen_briefs.CLOCKS)]
    assert request.bearing_on(both) == f"All departments · {NAME}"


def test_where_there_is_one_brief_alone_no_choice_is_offered():
    frame.engine.clear()
    labels = [one.label for one in page("brief").multiselect]
    assert "Briefs" not in labels
    assert "Pillar" in labels
