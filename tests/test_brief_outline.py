"""A report's headings, items, levels and lines are read as they stand."""

from __future__ import annotations

import pytest
from brief_support import HEAD, items, kinds, read, texts, under

from lodestone.briefs.headings import SECTIONS

OUTLINE = {
    "Action Summary": "action_summary",
    "Risks & Considerations": "risks",
    "Impacted Programs": "programs",
    "Financial Impact": "financial",
    "Key Actions": "key_actions",
    "Opportunities": "opportunities",
    "Timeline for Implementation": "timeline",
    "Impacted Government Organizations": "organisations",
    "Responsible Officials": "officials",
}


def test_all_nine_headings_are_read_in_order_and_a_brief_without_doubt_is_ok():
    text = HEAD + "".join(f"{heading}\n- Within 10 days: the act of {n} is done\n" for n, heading in enumerate(OUTLINE))
    found = read(text)
    assert found["outcome"] == "ok"
    assert (found["format"], found["error"], found["card"]) == ("report", None, None)
    assert [(one["heading"], one["key"]) for one in found["sections"]] == list(OUTLINE.items())
    assert tuple(OUTLINE.values()) == SECTIONS
    assert found["title"] == "Adjusting Imports of Copper into the United States"
    assert found["date"] == "2025-10-27"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("RISKS & CONSIDERATIONS", "risks"),
        ("risks and considerations", "risks"),
        ("Risks and Considerations:", "risks"),
        ("**Key Actions**", "key_actions"),
        ("**Key Actions:**", "key_actions"),
        ("## Key Actions", "key_actions"),
        ("### **Opportunities** ###", "opportunities"),
        ("Executive Order Summary", "action_summary"),
        ("Presidential Remarks Summary", "action_summary"),
        ("Fact Sheet Summary", "action_summary"),
        ("Impacted Government Organisations", "organisations"),
        ("Ｋｅｙ　Ａｃｔｉｏｎｓ", "key_actions"),
        ("<h2>Financial&nbsp;Impact</h2>", "financial"),
        ("Risks &amp; Considerations", "risks"),
        ("Timeline\u00a0for\u200b Implementation", "timeline"),
        ("5. Key Actions", "key_actions"),
    ],
)
def test_a_heading_is_known_in_another_case_or_dress(heading, key):
    found = under(heading, "- The first item.")
    assert [one["key"] for one in found["sections"]] == [key]
    assert texts(found)[key][0].endswith("The first item.")


def test_the_heading_is_kept_as_it_stands():
    assert under("RISKS AND CONSIDERATIONS:", "- One.")["sections"][0]["heading"] == "RISKS AND CONSIDERATIONS"


def test_missing_and_reordered_sections_are_as_they_are():
    found = read(HEAD + "Opportunities\n- One.\nRisks & Considerations\n- Two.\n")
    assert list(texts(found).items()) == [("opportunities", ["One."]), ("risks", ["Two."])]
    assert found["outcome"] == "ok"


def test_a_repeated_section_is_kept_twice_and_told():
    found = read(HEAD + "Key Actions\n- One.\nOpportunities\n- Two.\nKey Actions\n- Three.\n")
    assert [(one["key"], len(one["items"])) for one in found["sections"]] == [
        ("key_actions", 1),
        ("opportunities", 1),
        ("key_actions", 1),
    ]
    assert kinds(found) == [("repeated_section", 7)]


def test_an_empty_section_is_there_and_told():
    found = read(HEAD + "Financial Impact\nKey Actions\n- One.\n")
    assert texts(found) == {"financial": [], "key_actions": ["One."]}
    assert kinds(found) == [("empty_section", 3)]


@pytest.mark.parametrize(
    "line",
    [
        "- Opportunities",
        "• Key Actions",
        "- Key Actions: the office should write.",
        "- Timeline for Implementation of the order is short.",
        "1. Opportunities",
    ],
)
def test_a_heading_word_in_an_item_is_no_heading(line):
    more = "2. Another." if line.startswith("1.") else "- Another."
    found = under("Risks & Considerations", line, more)
    assert [one["key"] for one in found["sections"]] == ["risks"]
    assert len(found["sections"][0]["items"]) == 2


def test_a_heading_word_in_a_wrapped_line_is_no_heading():
    found = under(
        "Risks & Considerations",
        "- The office may lose time, money and",
        "opportunities",
        "- Departments should look at the",
        "  Key Actions",
        "  of the order.",
    )
    assert texts(found) == {
        "risks": [
            "The office may lose time, money and opportunities",
            "Departments should look at the Key Actions of the order.",
        ]
    }


def test_headings_in_small_letters_with_text_behind_or_numbered_are_headings():
    """Whether or not the item above ends in a full stop."""
    small = read(HEAD + "action summary\n- Duty\nrisks & considerations\n- Loss\nfinancial impact\n- Cost\n")
    assert texts(small) == {"action_summary": ["Duty"], "risks": ["Loss"], "financial": ["Cost"]}
    inline = read(HEAD + "Action Summary: a duty\nRisks & Considerations:\n- Loss\nKey Actions: look\n")
    assert texts(inline) == {"action_summary": ["a duty"], "risks": ["Loss"], "key_actions": ["look"]}
    numbered = read(HEAD + "1. Action Summary\n1. Duty.\n2. Tax.\n2. Key Actions\n1. Look.\n")
    assert texts(numbered) == {"action_summary": ["Duty.", "Tax."], "key_actions": ["Look."]}
    assert {one["outcome"] for one in (small, inline, numbered)} == {"ok"}


def test_round_signs_indented_three_levels_with_gaps_keep_their_levels():
    found = items(
        "Action Summary", "• Investment:", "", "    • Projects: chosen together.", "",
        "        • Magnets and batteries.", "",
        "    • Money.", "", "• General.",
    )  # fmt: skip
    assert [(one["level"], one["text"]) for one in found] == [
        (1, "Investment:"),
        (2, "Projects: chosen together."),
        (3, "Magnets and batteries."),
        (2, "Money."),
        (1, "General."),
    ]
    assert [one["header_only"] for one in found] == [True, False, False, False, False]


def test_tabs_and_signs_of_other_shapes_nest_too():
    assert [one["level"] for one in items("Key Actions", "•\tOne.", "\t◦\tTwo.", "\t\t▪\tThree.", "•\tFour.")] == [
        1,
        2,
        3,
        1,
    ]
    assert [one["level"] for one in items("Key Actions", "• One.", "○ Two.", "■ Three.", "• Four.")] == [1, 2, 3, 1]


def test_a_nested_group_raises_no_doubt():
    assert under("Action Summary", "• Investment:", "  • Projects.", "• General.")["outcome"] == "ok"


def test_at_column_0_a_label_alone_is_a_group_header_whose_reach_is_unknown():
    found = under("Action Summary", "- Investment in Mining:", "- Projects: chosen together.", "- General: one plan.")
    first, second, _ = found["sections"][0]["items"]
    assert first == {
        "level": 1,
        "label": "Investment in Mining",
        "text": "Investment in Mining:",
        "body": "",
        "header_only": True,
    }
    assert second == {
        "level": 1,
        "label": "Projects",
        "text": "Projects: chosen together.",
        "body": "chosen together.",
        "header_only": False,
    }
    assert kinds(found) == [("level_unknown", 4)]
    # Where the list is indented, a header that goes back to a level above heads nothing.
    assert kinds(under("Action Summary", "• One", "  • Group:", "• Two")) == [("empty_group", 5)]
    assert "Investment in Mining" in found["flags"][0]["message"]


def test_label_and_body_part_at_the_first_colon():
    found = items(
        "Key Actions",
        "- Goal: two parts: one, two",
        "- None here",
        "- **Label:** text",
        "- Meet at 10:30 today",
        "- 目標：供給",
    )
    assert [(one["label"], one["body"]) for one in found] == [
        ("Goal", "two parts: one, two"),
        (None, "None here"),
        ("Label", "text"),
        (None, "Meet at 10:30 today"),
        ("目標", "供給"),
    ]
    assert found[2]["text"] == "Label: text"


def test_a_sign_alone_in_its_line_belongs_to_the_next():
    found = items("Key Actions", "•", "One.", "  ◦ ", "", "Two", "is long.")
    assert [(one["level"], one["text"]) for one in found] == [(1, "One."), (2, "Two is long.")]


def test_numbered_lists_are_items_without_their_numbers():
    found = items("Key Actions", "1. First.", "2) Second.", "(3) Third.", "   a. Inner.", "10. Tenth.")
    assert [(one["level"], one["text"]) for one in found] == [
        (1, "First."), (1, "Second."), (1, "Third."), (2, "Inner."), (1, "Tenth."),
    ]  # fmt: skip


def test_wrapped_lines_are_joined_and_a_compound_cut_at_its_hyphen_stays_one():
    found = items(
        "Risks & Considerations",
        "- The framework asks for a long-",
        "term plan that goes on",
        "  over three lines.",
        "- Second.",
    )
    assert [one["text"] for one in found] == [
        "The framework asks for a long-term plan that goes on over three lines.",
        "Second.",
    ]


def test_paragraphs_without_signs_are_items():
    found = items(
        "Risks & Considerations",
        "The first risk is large.",
        "",
        "The second is wrapped and",
        "goes on here.",
        "",
        "Third.",
    )
    assert [one["text"] for one in found] == [
        "The first risk is large.",
        "The second is wrapped and goes on here.",
        "Third.",
    ]


def test_an_unknown_heading_is_kept_and_told():
    found = under("Key Actions", "- One.", "", "Next Steps", "- Two.")
    assert texts(found) == {"key_actions": ["One.", "Next Steps", "Two."]}
    assert kinds(found) == [("unknown_heading", 6)]


def test_a_first_heading_of_its_own_name_is_the_summary_with_a_doubt():
    found = read(HEAD + "What The Order Does\n- It adjusts imports.\nKey Actions\n- One.\n")
    assert [(one["key"], one["heading"]) for one in found["sections"]] == [
        ("action_summary", "What The Order Does"),
        ("key_actions", "Key Actions"),
    ]
    assert texts(found)["action_summary"] == ["It adjusts imports."]
    assert kinds(found) == [("unknown_heading", 3)]


def test_a_list_without_any_first_heading_is_the_summary_with_a_doubt():
    found = read(HEAD + "- It adjusts imports.\n- Of copper.\nKey Actions\n- One.\n")
    assert texts(found) == {"action_summary": ["It adjusts imports.", "Of copper."], "key_actions": ["One."]}
    assert found["sections"][0]["heading"] == ""
    assert kinds(found) == [("missing_heading", 3)]


def test_what_stands_under_no_heading_is_told_and_not_lost():
    found = read(
        HEAD + "A sentence of its own before the outline starts.\n\nKey Actions\n- One.\nRelevance Score: 3\n"
        "Office of the President\n"
    )
    assert kinds(found) == [("unplaced_text", 3), ("unplaced_text", 8)]
    assert "A sentence of its own" in found["flags"][0]["message"]
    assert texts(found) == {"key_actions": ["One."]}


def test_a_heading_with_its_text_on_one_line_is_read():
    found = read(HEAD + "Key Actions\n- One.\n\nFinancial Impact: No direct impact is expected.\n")
    assert texts(found) == {"key_actions": ["One."], "financial": ["No direct impact is expected."]}
