"""Relevance scores: value, reason, and the section each closes."""

from __future__ import annotations

import pytest
from brief_support import HEAD, kinds, read, under


def score(line: str, *more: str) -> dict:
    (one,) = under("Key Actions", "- One.", line, *more)["scores"]
    return one


@pytest.mark.parametrize(
    ("line", "value", "raw", "rationale"),
    [
        ("Relevance Score: 3 (A moderate risk.)", 3, "3", "A moderate risk."),
        ("Relevance Score: 5", 5, "5", None),
        ("relevance score: 5.", 5, "5", None),
        ("RELEVANCE SCORE：４（中程度）", 4, "４", "中程度"),
        ("**Relevance Score:** 4 (One.)", 4, "4", "One."),
        ("**Relevance Score: 4** (One.)", 4, "4", "One."),
        ("- Relevance Score: 2 (One.)", 2, "2", "One."),
        ("Relevance Score: 4/5 (Major.)", 4, "4/5", "Major."),
        ("Relevance Score: 4 out of 5 (Major.)", 4, "4 out of 5", "Major."),
        ("Relevance Score: 3.5 (Between.)", 3.5, "3.5", "Between."),
        ("Relevance Score: four (Major.)", 4, "four", "Major."),
        ("Relevance Score: Moderate (3)", 3, "Moderate (3)", None),
        ("Relevance Score: 4 (The rule (see annex (b)) applies.)", 4, "4", "The rule (see annex (b)) applies."),
        ("Relevance Score: 4 [The rule (b) applies.]", 4, "4", "The rule (b) applies."),
        ("Relevance Score: 4 – A major change", 4, "4", "A major change"),
        ("Relevance Score: 4 - A major change", 4, "4", "A major change"),
        ("Relevance Score (1-5): 4 (Major.)", 4, "4", "Major."),
        ("Relevance Score: 1 (Low) and falling", 1, "1", "(Low) and falling"),
    ],
)
def test_a_score_in_range(line, value, raw, rationale):
    found = score(line)
    assert found == {
        "value": value,
        "raw": raw,
        "rationale": rationale,
        "after_section": "key_actions",
        "in_range": True,
    }
    assert type(found["value"]) is type(value)


@pytest.mark.parametrize(
    ("line", "value", "raw", "kind"),
    [
        ("Relevance Score: N/A", None, "N/A", "score_not_a_number"),
        ("Relevance Score: N/A (No text.)", None, "N/A", "score_not_a_number"),
        ("Relevance Score: High", None, "High", "score_not_a_number"),
        ("Relevance Score:", None, "", "score_not_a_number"),
        ("Relevance Score: 8/10 (Another scale.)", None, "8/10", "score_not_a_number"),
        ("Relevance Score: 7 (Too high.)", 7, "7", "score_out_of_range"),
        ("Relevance Score: 0", 0, "0", "score_out_of_range"),
        ("Relevance Score: -1", -1, "-1", "score_out_of_range"),
        ("Relevance Score: 5.5", 5.5, "5.5", "score_out_of_range"),
    ],
)
def test_a_score_that_is_none_or_out_of_range_is_told_and_never_bent(line, value, raw, kind):
    found = under("Key Actions", "- One.", line)
    (one,) = found["scores"]
    assert (one["value"], one["raw"], one["in_range"]) == (value, raw, False)
    assert kinds(found) == [(kind, 5)]


def test_a_reason_goes_on_over_lines_until_its_bracket_closes():
    assert score("Relevance Score: 3 (A risk (of cost)", "that stays", "for years.)", "- Two.")["rationale"] == (
        "A risk (of cost) that stays for years."
    )
    assert score("Relevance Score: 3", "(On the next line.)")["rationale"] == "On the next line."


def test_a_bracket_that_never_closes_is_told():
    found = under("Key Actions", "- One.", "Relevance Score: 3 (A risk", "Opportunities", "- Two.")
    assert found["scores"][0]["rationale"] == "A risk"
    assert ("unclosed_bracket", 5) in kinds(found)
    assert [one["key"] for one in found["sections"]] == ["key_actions", "opportunities"]


def test_each_score_closes_the_block_before_it():
    found = read(
        HEAD
        + "Risks & Considerations\n- A.\nFinancial Impact\n- B.\nRelevance Score: 3\nKey Actions\n- C.\nOpportunities\n"
        "- D.\nRelevance Score: 4\nResponsible Officials\n- E – leads.\nRelevance Score: 5 (Named.)\n"
    )
    assert [(one["after_section"], one["value"]) for one in found["scores"]] == [
        ("financial", 3),
        ("opportunities", 4),
        ("officials", 5),
    ]
    assert found["outcome"] == "ok"


def test_a_score_before_any_section_and_a_second_one_are_told():
    found = read(HEAD + "Relevance Score: 2\nKey Actions\n- A.\nRelevance Score: 3\nRelevance Score: 4\n")
    assert [one["after_section"] for one in found["scores"]] == [None, "key_actions", "key_actions"]
    assert kinds(found) == [("score_without_section", 3), ("repeated_score", 7)]


def test_a_sentence_about_a_score_is_no_score():
    found = under("Key Actions", "- Relevance score changes are to be watched.", "- One: the relevance score: 4.")
    assert found["scores"] == []
    assert len(found["sections"][0]["items"]) == 2
