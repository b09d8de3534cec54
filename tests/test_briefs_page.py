"""The page Briefs shows all loaded briefs together, and the related ones that are not loaded."""

from __future__ import annotations

import csv
import shutil
from datetime import date

import pytest
from brief_support import HEAD
from command_support import run
from pages_support import page, texts

from lodestone import brief_store
from lodestone.paths import Project, here
from lodestone.queries import Library
from lodestone.screen import frame
from lodestone.warehouse import build, open_database

DAY = date(2026, 11, 22)
OWN, COPPER, CARD = (
    "us-japan-2025",
    "adjusting-imports-of-copper-into-the-united-states-2025-10-27",
    "ambler-road-2026-01-14",
)
TEXT = (
    HEAD
    + "Risks & Considerations\n- The School of Engineering may lose; Engineering alone is no name.\n"
    + "Relevance Score: 2 (Low.)\nTimeline for Implementation\n- By May 1, 2026: a report\n"
    + "- Within 30 to 60 days after publication: x\nRelevance Score: N/A\nImpacted Government Organizations\n"
    + "- Department of Energy: pays\n- U.S. Department of Energy: pays\n- Unknown Office (UO): x\n"
    + "Key Actions\n- Ask Vanderbilt’s School of Nursing and the Office of Odd Works, not Harvard Law School.\n"
)
OF_THE_FRAMEWORK = dict.fromkeys(("brief", "sections", "department", "pillars", "q"))
CARD_TEXT = "Ambler Road\nJanuary 14, 2026\nImpact Score: 3.8\nTimeline: Immediate\nSummary: x\nKey Actions: y\n"


@pytest.fixture(scope="module")
def loaded(_built_small, tmp_path_factory):
    """Two briefs imported and built in. Nothing may change it."""
    room = tmp_path_factory.mktemp("briefs")
    own = Project(shutil.copytree(_built_small.root, room / "project"))
    (room / "a.txt").write_text(TEXT, encoding="utf-8")
    (room / "b.txt").write_text(CARD_TEXT, encoding="utf-8")
    assert run(own, "brief", "import", room / "a.txt", room / "b.txt").returncode == 0
    build(own)
    return own


@pytest.fixture
def project(loaded, tmp_path):
    """The same, to be changed at will."""
    return Project(shutil.copytree(loaded.root, tmp_path / "project"))


@pytest.fixture(scope="module")
def ask(loaded):
    """Answers of the questions of the page, as lists of rows."""
    warehouse = open_database(build(loaded)[0])
    library = Library(here().queries)

    def asked(name, **values):
        asks = library.get(f"briefs/{name}").parameters
        given = dict.fromkeys(asks) | {"as_of": DAY} | ({"rows": 50} if "rows" in asks else {}) | values
        frame_ = library.ask(warehouse, f"briefs/{name}", given).frame
        return frame_.astype(object).where(frame_.notna(), None).to_dict("records")

    yield asked
    warehouse.connection.close()


def test_what_is_asked_of_all_briefs(ask):
    loaded = ask("loaded", since=date(2026, 1, 1))
    assert [(row["brief_id"], row["items"]) for row in loaded] == [(CARD, 3), (COPPER, 7), (OWN, 51)]
    assert [row["brief_id"] for row in ask("loaded", since=DAY, q="copper")] == [COPPER]
    assert [row["brief_id"] for row in ask("loaded", since=DAY, among=(OWN,))] == [OWN]
    assert [row["brief_id"] for row in ask("loaded", since=DAY, as_of=date(2025, 12, 1))] == [COPPER, OWN]
    scores = ask("scores")
    assert [(row["section"], row["brief_id"], row["raw"], row["score"]) for row in scores] == [
        ("Risks", COPPER, "2", 2),
        ("Financial impact", OWN, "3", 3),
        ("Opportunities", OWN, "4", 4),
        ("Timeline", COPPER, "N/A", None),
        ("Timeline", OWN, "5", 5),
        ("Organizations", OWN, "2", 2),
        ("Officials", OWN, "5", 5),
    ]
    assert scores[4]["mean"] == 5
    clocks = [
        (row["due_date"], row["length"], row["trigger"])
        for row in ask(
            "deadlines",
            among=(
                COPPER,
                CARD,
            ),
        )
    ]
    assert clocks == [
        (date(2026, 5, 1), None, None),
        (None, "30 to 60 days", "after publication"),
        (None, "at once", None),
    ]
    assert [row["due_date"] for row in ask("deadlines")][:3] == [date(2026, 4, 26), date(2026, 4, 28), date(2026, 5, 1)]


def test_names_are_known_exactly_or_as_a_reader_says(project, ask):
    named = {row["name"]: (row["briefs"], row["as_written"]) for row in ask("recurring")}
    assert named["School of Engineering"] == (2, ("School of Engineering",))
    assert named["Department of Energy"] == (2, ("Department of Energy", "U.S. Department of Energy"))
    # The end of another school's name is none of ours; two units of the university stand beside each other.
    assert "Law School" not in named
    assert [(row["kind"], row["name"]) for row in ask("unknown")] == [
        ("University unit", "Office of Odd Works"),
        ("University unit", "School of Nursing"),
        ("Organization", "Unknown Office"),
    ]
    assert run(project, "brief", "map", "Office of Odd Works", "u_eng").returncode == 0
    assert run(project, "brief", "map", "Unknown Office", "none-such").returncode == 2
    assert run(project, "brief", "map", "Unknown Office", "us-doe").returncode == 0
    served = open_database(build(project)[0])
    found = Library(here().queries).ask(served, "briefs/unknown", {"as_of": DAY, "among": None}).frame
    assert list(found["name"]) == ["School of Nursing"]
    asked = {"as_of": DAY, "among": (COPPER,), "department": "u_eng"}
    mapped = Library(here().queries).ask(served, "department/chosen_briefs", asked).frame
    assert list(mapped["section"]) == ["Risks", "Key actions"]
    same = "SELECT same_title('United States – Australia Framework', related_briefs.title[:34]) FROM related_briefs"
    assert served.cursor().execute(f"{same} WHERE related_id = 'g02'").fetchone() == (True,)
    served.connection.close()
    assert run(project, "brief", "map", "Unknown Office", "none").stdout == "forgotten: Unknown Office\n"


def test_two_briefs_stand_side_by_side(ask):
    rows = {
        row["section"]: row
        for row in ask(
            "side_by_side",
            among=(
                OWN,
                COPPER,
            ),
        )
    }
    assert (rows["Risks"]["first_items"], rows["Risks"]["second_items"]) == (1, 5)
    assert rows["Risks"]["only_first"] == ("The School of Engineering may lose; Engineering alone is no name.",)
    assert (rows["Timeline"]["first_score"], rows["Timeline"]["second_score"]) == ("N/A", "5")
    assert ask("side_by_side", among=(OWN,)) == []
    # A card has no sections to compare: by itself the newest other report stands beside the Framework's own.
    named = {(row["first_brief"], row["second_brief"]) for row in ask("side_by_side")}
    assert named == {("Adjusting Imports of Copper into the United States", "U.S.–Japan critical minerals framework")}
    named = {
        (row["first_brief"], row["second_brief"]) for row in ask("side_by_side", pair=(CARD, OWN), among=(COPPER,))
    }
    assert named == {("U.S.–Japan critical minerals framework", "Ambler Road")}


def test_the_related_briefs_are_known_with_their_pages(ask, shared):
    given = list(csv.DictReader((shared / "facts" / "govpulse_related.csv").read_text("utf-8").splitlines()))
    rows = ask("related")
    assert len(given) == len(rows) == 24
    assert {row["related_id"]: row["url"] for row in rows} == {row["brief_ref"]: row["url"] for row in given}
    assert {row["related_id"] for row in rows if row["loaded"]} == {"g01", "g10"}
    assert [row["related_id"] for row in ask("related", q="australia framework")] == ["g02"]


def test_the_page_says_what_it_finds_and_keeps_what_a_name_means(project, monkeypatch):
    # The page would show the database of before while this one is being built.
    build(project)
    frame.engine.clear()
    monkeypatch.setattr(frame, "here", lambda: project)
    # As of today, the day of the import: on a day before it none would be new for being imported.
    at = page("briefs", as_of="")
    assert not at.exception
    said = texts(at)
    assert "3 briefs here, two of them new since the day chosen; one read with doubts" in said
    drawn = str([one.proto.spec for one in at.get("plotly_chart")]).replace("\\u00a0", " ")
    assert "Highest score: Timeline and Officials, 5.0 of 5 each" in drawn
    assert "24 related briefs known by page, two of them loaded" in said
    assert len(at.dataframe) == 7
    # What changed speaks of the record that the notebook ships: it says where new briefs stand.
    assert "New briefs since that day stand on the page Briefs" in [
        one.proto.label for one in page("changes").get("page_link")
    ]
    at.selectbox(key="naming_name").set_value("Unknown Office")
    at.selectbox(key="naming_target").set_value("us-doe").run()
    at.button(key="naming_keep").click().run()
    assert not at.exception
    assert brief_store.mapped_names(project) == {"Unknown Office": "us-doe"}
    frame.engine.clear()


def test_the_search_leads_to_an_imported_brief(loaded):
    served = open_database(build(loaded)[0])
    library = Library(here().queries)
    rows = library.ask(served, "search/everything", {"as_of": DAY, "among": None, "q": "ambler", "rows": 50}).frame
    hit = rows[rows["kind"] == "Brief"].iloc[0]
    assert (hit["page"], hit["parameter"], hit["target"], hit["title"]) == ("briefs", "among", CARD, "Ambler Road")
    early = library.ask(
        served, "search/everything", {"as_of": date(2025, 12, 1), "among": None, "q": "ambler", "rows": 50}
    ).frame
    assert "Brief" not in set(early["kind"])
    served.connection.close()


def test_one_brief_alone_is_compared_with_nothing():
    frame.engine.clear()
    at = page("briefs")
    assert not at.exception
    said = texts(at)
    assert "Highest score: Timeline and Officials, 5.0 of 5 each" in said
    assert "No unit, organization or topic is named by more than one brief" in said
    # Its clocks are drawn; what would be one mark or bars of one length stands as rows alone.
    assert len(at.get("plotly_chart")) == 1
    assert len(at.dataframe) == 5
