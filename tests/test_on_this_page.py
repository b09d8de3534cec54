"""What stands on top of a page: which view it is, and on a long one its parts by the question that each answers."""

from __future__ import annotations

import re

import pytest
from pages_support import page, texts, value

LONG = {"timeline": 4, "funding": 10, "glossary": 8}


@pytest.mark.parametrize("url_path", LONG)
def test_a_long_page_lists_its_parts_and_each_has_its_place(url_path):
    at = page(url_path)
    (parts,) = (one for one in at.main.expander if one.label == "On this page")
    listed = dict(re.findall(r"^- \[(.+)\]\(#([\w-]+)\)$", parts.markdown[0].value, re.MULTILINE))
    assert len(listed) == LONG[url_path]
    assert all(question.endswith("?") for question in listed), "a part says what it answers"
    assert list(listed.values()) == [one.anchor for one in at.header], "in the order in which they stand"


def test_an_opened_thing_has_its_own_heading_below_the_part_it_was_opened_from():
    at = page("provisions", provision="P06")
    assert not at.main.expander, "two parts are in view without a list"
    headings = [one.value for one in at.markdown if one.value.startswith("#")]
    levels = [len(one) - len(one.lstrip("#")) for one in headings]
    assert levels[:3] == [3, 4, 4], "P06, and its clock and holders below it"


def test_find_opens_the_search_on_the_same_day_from_any_page():
    at = page("timeline", q="magnet", as_of="2026-03-01")
    at.button(key="find").click().run()
    assert not at.exception
    assert [one.value for one in at.title] == ["Search"]
    assert at.text_input(key="filter_q").value == "magnet", "what was looked for goes along"
    assert "as of 1 Mar 2026" in "".join(one.value for one in at.main.markdown)


def line(at) -> str:
    """The line that says which view this is; empty where none stands."""
    return next(
        (one.value for one in at.markdown if one.value.startswith(":small[:gray[") and "s of " in one.value), ""
    )


def test_a_line_on_top_says_which_view_this_is_and_the_way_back_clears_it():
    at = page("timeline", department="chemistry", pillar="recycling", country="japan,china,brazil,australia")
    assert at.main.children[0].key == "which_view", "it stands above everything else"
    assert line(at) == ":small[:gray[For Chemistry · Country: 4 chosen · Recycling · as of 22 Nov 2026]]"
    at.button(key="clear_view").click().run()
    assert (value(at, "department"), value(at, "pillar"), value(at, "country")) == (None, [], [])
    assert line(at).startswith(":small[:gray[As of "), "nothing but the day is left"
    assert not [one for one in at.button if one.key == "clear_view"], "nothing is left to clear"


def test_the_overview_says_its_day_itself_and_gets_the_line_only_with_a_filter():
    assert not [one for one in page("overview").button if one.key == "clear_view"]
    assert ":small[:gray[For Chemistry · as of 22 Nov 2026]]" in texts(page("overview", department="chemistry"))
