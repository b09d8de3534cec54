"""The short kind of brief: title, perhaps a second headline, four fields, perhaps a last line with a link."""

from __future__ import annotations

import pytest
from brief_support import kinds, read

CARD = """Adjusting Imports of Copper into the United States
Impact Score: 3.8
Timeline: Within 90 days after publication in the Federal Register
Summary: The proclamation sets a 50% tariff: on semi-finished copper.
Key Actions: Review contracts; brief the Office of Research.
"""
FIELDS = {
    "impact_score": 3.8,
    "timeline": "Within 90 days after publication in the Federal Register",
    "summary": "The proclamation sets a 50% tariff: on semi-finished copper.",
    "key_actions": "Review contracts; brief the Office of Research.",
}


def test_a_card():
    found = read(CARD)
    assert (found["outcome"], found["format"], found["date"]) == ("ok", "card", None)
    assert found["title"] == "Adjusting Imports of Copper into the United States"
    assert found["card"] == FIELDS
    assert (found["sections"], found["scores"], found["organisations"], found["officials"]) == ([], [], [], [])
    (clock,) = found["timeline"]
    assert (clock["n"], clock["unit"], clock["trigger"]) == (90, "days", "after publication in the Federal Register")


@pytest.mark.parametrize(
    "link",
    [
        "Read the full report: https://vu.govpulse.tools/?p=3801",
        "[View full report](https://vu.govpulse.tools/?p=3801)",
        "https://vu.govpulse.tools/?p=3801",
        "View Full Report",
        "Click here to read the full brief.",
        "Full report »",
    ],
)
def test_a_last_line_that_only_links_is_no_content(link):
    found = read(CARD + "\n" + link + "\n")
    assert found["card"] == FIELDS
    assert found["outcome"] == "ok"


def test_a_last_line_with_content_stays():
    found = read(CARD + "and tell the Provost.")
    assert found["card"]["key_actions"] == "Review contracts; brief the Office of Research. and tell the Provost."


def test_a_second_headline_is_told_and_not_content():
    lines = CARD.split("\n")
    found = read("\n".join([lines[0], "President Raises Copper Tariffs", *lines[1:]]))
    assert (found["title"], found["card"]) == (lines[0], FIELDS)
    assert kinds(found) == [("second_headline", 2)]
    assert "President Raises Copper Tariffs" in found["flags"][0]["message"]


def test_a_date_below_the_title_is_the_card_s():
    assert read(CARD.replace("\n", "\nJanuary 14, 2026\n", 1))["date"] == "2026-01-14"


def test_bold_marks_case_and_full_width_colons_do_not_matter():
    text = (
        CARD.replace("Impact Score:", "**IMPACT SCORE:**")
        .replace("Summary: ", "**Summary**：")
        .replace("Timeline:", "- Timeline:")
    )
    assert read(text)["card"] == FIELDS
    listed = read("".join(f"• {line}\n" for line in CARD.splitlines()))
    assert (listed["title"], listed["card"], listed["outcome"]) == (read(CARD)["title"], FIELDS, "ok")


@pytest.mark.parametrize(
    ("score", "value", "kind"),
    [
        ("4", 4, None),
        ("4/5", 4, None),
        ("N/A", None, "score_not_a_number"),
        ("9.1", 9.1, "score_out_of_range"),
        ("four", 4, None),
    ],
)
def test_impact_scores(score, value, kind):
    found = read(CARD.replace("3.8", score))
    assert found["card"]["impact_score"] == value
    assert kinds(found) == ([(kind, 2)] if kind else [])


def test_missing_empty_and_repeated_fields_are_told():
    lines = CARD.split("\n")
    assert kinds(read("\n".join([*lines[:2], *lines[3:]]))) == [("missing_field", 2)]
    assert kinds(read(CARD.replace("Review contracts; brief the Office of Research.", ""))) == [("empty_field", 5)]
    again = read(CARD + "Summary: Another.")
    assert (again["card"], kinds(again)) == (FIELDS, [("repeated_field", 6)])


def test_a_summary_that_says_there_was_no_text_is_none():
    found = read(CARD.replace(FIELDS["summary"], "No text was provided."))
    assert found["card"]["summary"] is None
    assert kinds(found) == [("no_text_provided", 4)]


def test_fields_below_their_names_are_read():
    found = read(CARD.replace("Summary: ", "Summary:\n"))
    assert found["card"] == FIELDS
    listed = read(CARD.replace("Review contracts; brief", "\n- Review contracts\n- brief"))
    assert (listed["card"], kinds(listed)) == (FIELDS, [("listed_field", 5)])


def test_a_report_that_speaks_of_an_impact_score_stays_a_report():
    found = read(
        "A Title\nAction Summary\n- Impact Score: the office gives 4.\n- Two.\nKey Actions\n- One.\n"
        "Relevance Score: 4\n"
    )
    assert (found["format"], found["card"]) == ("report", None)
