"""Pages through the front door: each filter keeps on a page what the files say it should."""

from __future__ import annotations

import pytest
from fit_support import concerning_items
from pages_support import SIGNED, bearing, brief_text, column, facts, page, pillars_of

LANES = {row["type"]: row["lane"] for row in facts("facts/event_types")}
EVENTS = facts("facts/events")


@pytest.mark.parametrize("pillar", ["Investment", "Geoscience", "Markets and pricing"])
def test_a_pillar_narrows_provisions_events_and_items(pillar):
    word = pillar.lower().replace(" ", "-")
    ids = {row["provision_id"] for row in facts("facts/provisions") if row["pillar"] == pillar}
    assert set(column(page("provisions", pillar=word), 0, "No.")) == ids
    assert set(column(page("timeline", pillar=word), 0, "Id")) == {
        row["event_id"] for row in EVENTS if bearing(row) & ids
    }
    rests = column(page("brief", pillar=word), 0, "Rests on")
    assert rests
    assert all(set(one.split(", ")) & ids for one in rests)


def test_two_pillars_widen_the_choice():
    ids = set(column(page("timeline", pillar="recycling,stockpiling"), 0, "Id"))
    assert ids == {row["event_id"] for row in EVENTS if pillars_of(row) & {"Recycling", "Stockpiling"}}


def test_a_product_keeps_the_provisions_that_name_it():
    assert column(page("provisions", product="batteries"), 0, "No.") == ["P03"]


def test_a_status_keeps_the_provisions_whose_clock_has_it():
    assert set(column(page("provisions", status="no-public-evidence"), 0, "No.")) == {"P04", "P06"}
    assert set(column(page("provisions", status="conditional"), 0, "No.")) == {"P16", "P17"}


def test_kind_and_country_keep_the_events_that_have_them():
    chinese = {row["event_id"] for row in EVENTS if LANES[row["type"]] == "China's controls"}
    assert set(column(page("timeline", type="chinas-controls"), 0, "Id")) == chinese
    assert len(chinese) >= 5
    brazil = {row["event_id"] for row in EVENTS if "Brazil" in row["countries"].split(";")}
    assert set(column(page("timeline", country="brazil"), 0, "Id")) == brazil == {"E050", "E073"}


def test_a_search_finds_every_word_whatever_its_case_and_accents():
    hits = {
        row["event_id"]
        for row in EVENTS
        if all(
            word
            in " ".join([row["event_id"], row["title"], row["summary"], row["actors"], row["open_question"]]).lower()
            for word in ("serra", "verde")
        )
    }
    assert set(column(page("timeline", q="VÉRDE serra"), 0, "Id")) == hits
    assert {"E050", "E073"} <= hits


def test_a_day_hides_what_was_not_known_then():
    ids = column(page("timeline", as_of="2025-12-31"), 0, "Id")
    assert {row["event_id"] for row in EVENTS if row["status"] == "occurred" and row["date"] <= "2025-12-31"} <= set(
        ids
    )
    # The Framework's own deadlines were set by then, and China's pauses; the price talks only in January.
    assert {"E061", "E062", "E066", "E079"} <= set(ids)
    assert not {"E065", "E042", "E060"} & set(ids)
    assert len(column(page("timeline", as_of=SIGNED.isoformat()), 0, "Id")) < len(ids)


def test_a_block_and_a_department_narrow_the_brief():
    assert set(column(page("brief", section="risks-and-considerations"), 0, "Part of the brief")) == {
        "Risks and considerations"
    }
    items = column(page("brief", department="engineering"), 0, "Item")
    concerns = concerning_items("u_eng")
    listed = [one for section in brief_text()["sections"] for one in section["items"]]
    expected = [one["title"] for one in listed if one["item_id"] in concerns]
    assert items == expected
    assert {"Engineering may shift its research focus", "Lead on sustainable mining and processing"} <= set(items)


def test_a_degree_of_trust_narrows_the_sources():
    ids = {row["source_id"] for row in facts("sources") if row["trust"] == "primary"}
    assert set(column(page("sources", trust="primary"), 0, "Id")) == ids
    assert ids


def test_a_change_that_comes_with_the_address_of_before_undoes_no_other_and_a_link_back_does():
    """A browser sends the address that it knows: with a second quick change the one from before the first."""
    at = page("timeline")
    before = dict(at.query_params)
    at.multiselect(key="filter_pillar").set_value(["recycling"]).run()
    between = dict(at.query_params)
    assert between["pillar"] in ("recycling", ["recycling"])

    def sent(address):
        at.query_params.clear()
        at.query_params.update(address)
        return at

    sent(before).multiselect(key="filter_country").set_value(["brazil"]).run()
    assert at.session_state["view_values"]["pillar"] == ("recycling",)
    assert at.session_state["view_values"]["country"] == ("brazil",)
    assert at.query_params["pillar"] in ("recycling", ["recycling"])
    # Nothing is changed by one who goes back: the address is followed.
    sent(between).run()
    assert at.session_state["view_values"]["country"] == ()
    sent(before).run()
    assert at.session_state["view_values"]["pillar"] == ()
    # An address that the page never had is followed, whatever was changed.
    sent({**before, "pillar": "stockpiling"}).multiselect(key="filter_country").set_value(["brazil"]).run()
    assert at.session_state["view_values"]["pillar"] == ("Stockpiling",)
