"""What is asked about "the" brief is asked about the one that is named, and about the Framework's own where none is."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from pages_support import facts

from lodestone.paths import here
from lodestone.queries import Library
from lodestone.warehouse import build, open_database

DAY = date(2026, 11, 22)
FIRST, SECOND = "us-japan-2025", "a-second-2026"
SIGNED = {FIRST: date(2025, 10, 28), SECOND: date(2026, 2, 4)}
# Its file stands before the first one's: the place decides, not the name.
BRIEF = """
defaults:
  brief_id: a-second-2026
  source_id: s_brief
brief:
  title: A second arrangement
  short_title: Second arrangement
  summary: It is here to prove that two can stand side by side.
  posted_date: 2026-02-04
  signed_date: 2026-02-04
  signed_place: Washington
  date_note: Both on one day.
scores:
  - section: risk
    title: Risk
    score: 2
    locator: end
groups:
  - group_id: g-second
    title: The gist
    locator: top
sections:
  - section: summary
    title: Gist of the second
    kind: summary
    closed_by: risk
    items:
      - item_id: a-second-2026.summary.1
        group_id: g-second
        title: Two can stand side by side
        text: It says nothing else.
        locator: line 1
  - section: opportunities
    title: Openings of the second
    kind: opportunity
    items:
      - item_id: a-second-2026.opportunity.1
        title: Recycle more
        text: More can be recycled.
        locator: line 2
        provisions: [P13]
        units: [u_ees]
  - section: milestones
    title: Dates of the second
    kind: milestone
    items:
      - item_id: a-second-2026.milestone.1
        title: An answer within 20 days
        text: A notice is answered within 20 days.
        locator: line 3
        milestone:
          milestone_id: a-second-2026.m.answer
          provision_id: P02
          position: 5
          title: Answer within 20 days
          clock: conditional
          starts_on: notice
          duration_number: 20
          duration_unit: days
          trigger: receipt of a notice
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Answers of a project with two briefs, as lists of rows."""
    from conftest import copy_project

    project = copy_project(tmp_path_factory.mktemp("two") / "project")
    (project.data / "briefs" / "a-second.yaml").write_text(BRIEF, encoding="utf-8")
    warehouse = open_database(build(project)[0])
    library = Library(here().queries)

    def asked(name, **values):
        given = dict.fromkeys(library.get(name).parameters) | values
        given |= {"as_of": values.get("as_of", DAY)} if "as_of" in given else {}
        frame = library.ask(warehouse, name, given).frame
        return frame.astype(object).where(frame.notna(), None).to_dict("records")

    yield asked
    warehouse.connection.close()


def test_the_first_brief_is_meant_where_none_is_named(ask):
    assert [row["brief_id"] for row in ask("overview/framework")] == [FIRST]
    assert [row["brief_id"] for row in ask("overview/framework", brief=SECOND)] == [SECOND]
    assert ask("filters/days") == [{"first_day": SIGNED[FIRST]}]
    assert [row["value"] for row in ask("filters/options") if row["filter"] == "brief"] == [FIRST, SECOND]


def test_each_brief_has_its_own_scores_items_and_counts(ask):
    assert len(ask("overview/scores")) == 5
    assert [row["score"] for row in ask("overview/scores", brief=SECOND)] == [2]
    assert {row["item_id"].split(".")[0] for row in ask("brief/items")} == {FIRST}
    assert {row["item_id"].split(".")[0] for row in ask("brief/items", brief=SECOND)} == {SECOND}
    assert ask("brief/officials")
    assert ask("brief/officials", brief=SECOND) == []
    counts = {row["what"]: row["count"] for row in ask("sources/counts", brief=SECOND)}
    assert (counts["clocks"], counts["opportunities"]) == (1, 1)
    assert "risks" not in counts
    assert [row["title"] for row in ask("provisions/brief_items", brief=SECOND, provision="P13")] == ["Recycle more"]


def test_an_opportunity_is_supported_by_its_own_brief_alone(ask):
    (only,) = ask("overview/opportunities", brief=SECOND)
    assert (only["item_id"], only["units"], only["actions"], only["programs"]) == (
        "a-second-2026.opportunity.1",
        ("Earth & Env. Sciences",),
        0,
        0,
    )
    assert SECOND not in {row["item_id"].split(".")[0] for row in ask("overview/opportunities")}


@pytest.mark.parametrize("brief", [FIRST, SECOND])
def test_movement_is_counted_from_the_signing_of_the_brief_that_is_meant(ask, brief):
    happened = [
        row
        for row in facts("facts/events")
        if row["status"] == "occurred" and SIGNED[brief] < date.fromisoformat(row["date"]) <= DAY
    ]
    bearing = Counter(
        one.strip()
        for row in happened
        for one in f"{row['provisions']};{row['related_provisions']}".split(";")
        if one.strip()
    )
    counted = {row["provision_id"]: row["events"] + row["others"] for row in ask("provisions/provisions", brief=brief)}
    assert counted == {key: bearing.get(key, 0) for key in counted}
    assert sum(row["after"] for row in ask("timeline/before_after", brief=brief)) == len(happened)
    assert sum(counted.values()) > 0
    pillars = {row["provision_id"]: row["pillar"] for row in facts("facts/provisions")}
    moved = Counter(
        pillar
        for row in happened
        if row["tie"] in {"names the Framework", "both countries"}
        for pillar in {
            pillars[one.strip()] for one in f"{row['provisions']};{row['related_provisions']}".split(";") if one.strip()
        }
    )
    assert {row["pillar"]: row["events"] for row in ask("changes/movement", brief=brief)} == {
        pillar: moved.get(pillar, 0) for pillar in set(pillars.values()) - {"General provisions"}
    }


def test_a_notice_starts_the_clock_that_says_so_whatever_its_provision(ask):
    own = [row for row in ask("timeline/clocks", brief=SECOND, notice=DAY) if row["owner"] == "framework"]
    assert [(row["clock_id"], row["due_date"]) for row in own] == [("a-second-2026.m.answer", date(2026, 12, 12))]
    assert ask("provisions/clock", brief=SECOND, provision="P02", request=DAY)[0]["status"] == "conditional"
    before = ask("timeline/clocks", brief=SECOND, as_of=date(2026, 2, 3), notice=DAY)
    assert [row["owner"] for row in before if row["owner"] == "framework"] == []
    assert len([row for row in ask("timeline/clocks") if row["owner"] == "framework"]) == 4
