"""Organizations and officials: names, abbreviations, what is implied, and the first separator."""

from __future__ import annotations

import pytest
from brief_support import kinds, read, texts, under


def organisations(*lines: str) -> list[dict]:
    return under("Impacted Government Organizations", *lines)["organisations"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Department of Energy (DOE): leads – and pays",
            ("Department of Energy", "DOE", "explicit", "leads – and pays"),
        ),
        ("Department of Energy – leads: and pays", ("Department of Energy", None, "explicit", "leads: and pays")),
        ("Department of Energy — leads", ("Department of Energy", None, "explicit", "leads")),
        ("Department of Energy—leads", ("Department of Energy", None, "explicit", "leads")),
        ("Department of Energy - leads", ("Department of Energy", None, "explicit", "leads")),
        ("Department of Energy- leads", ("Department of Energy", None, "explicit", "leads")),
        ("Pre- and Post-Award Offices: act", ("Pre- and Post-Award Offices", None, "explicit", "act")),
        ("Trade Representative [USTR] [Implied]: x", ("Trade Representative", "USTR", "implied", "x")),
        ("U.S.-Japan Group: meets", ("U.S.-Japan Group", None, "explicit", "meets")),
        ("State Regulators (Implied): permits", ("State Regulators", None, "implied", "permits")),
        ("State Regulators (implied) – permits", ("State Regulators", None, "implied", "permits")),
        ("Ministry of Economy (METI) (Implied): x", ("Ministry of Economy", "METI", "implied", "x")),
        ("Ministry of Economy (METI, Implied): x", ("Ministry of Economy", "METI", "implied", "x")),
        ("Ministry of Economy（METI）：x", ("Ministry of Economy", "METI", "explicit", "x")),
        (
            "Office of the U.S. Trade Representative (USTR)",
            ("Office of the U.S. Trade Representative", "USTR", "explicit", None),
        ),
        ("National Labs (Argonne and others): x", ("National Labs (Argonne and others)", None, "explicit", "x")),
        ("Bureau (note: once two): x", ("Bureau (note: once two)", None, "explicit", "x")),
        ("**Department of War (DoW):** x", ("Department of War", "DoW", "explicit", "x")),
        ("経済産業省: x", ("経済産業省", None, "explicit", "x")),
    ],
)
def test_an_organization(line, expected):
    (found,) = organisations(f"- {line}")
    assert (found["name"], found["abbreviation"], found["flag"], found["role"]) == expected


def test_organizations_below_a_group_are_named_and_the_group_is_none():
    found = organisations(
        "• Federal agencies:",
        "  • Department of Energy (DOE): leads",
        "  • Department of State: signs",
        "• Japan: acts",
    )
    assert [one["name"] for one in found] == ["Department of Energy", "Department of State", "Japan"]


def test_what_stands_below_an_organization_is_its_role():
    found = organisations(
        "• Department of Energy:", "  • Leads the group.", "  • Pays for it.", "• Department of State: signs"
    )
    assert [(one["name"], one["role"]) for one in found] == [
        ("Department of Energy", "Leads the group. Pays for it."),
        ("Department of State", "signs"),
    ]


def test_a_label_alone_at_column_0_names_no_organization_for_sure():
    found = under("Impacted Government Organizations", "- Federal agencies:", "- Department of State: signs")
    assert [one["name"] for one in found["organisations"]] == ["Department of State"]
    assert kinds(found) == [("level_unknown", 4)]


def test_where_none_is_named_there_is_none():
    assert organisations("- None identified") == []
    assert under("Responsible Officials", "- N/A")["officials"] == []


def test_officials():
    found = under(
        "Responsible Officials",
        "- U.S. Secretary of Energy – Charged with leading: the group.",
        "- Director of the OMB: reports - yearly.",
        "- Under-Secretary of State",
    )
    assert found["officials"] == [
        {"title": "U.S. Secretary of Energy", "duty": "Charged with leading: the group."},
        {"title": "Director of the OMB", "duty": "reports - yearly."},
        {"title": "Under-Secretary of State", "duty": None},
    ]


def test_a_whole_sentence_without_a_separator_is_told():
    line = "- The Secretary of Energy and the Minister of Economy lead the joint group and report to both every year."
    assert kinds(under("Responsible Officials", line)) == [("no_separator", 4)]


OFFICIALS = ("- Secretary of Energy: leads", "- Minister of Economy: pays")
TITLES = ["Secretary of Energy", "Minister of Economy"]


@pytest.mark.parametrize(
    "behind",
    [
        ("Relevance Score: 5 (High.)", "Annex A: Minerals list", "- Tungsten", "- Gallium: by 2027"),
        ("Relevance Score: 5 (High.)", "", "Minerals of the Framework", "- Tungsten", "- Gallium: by 2027"),
        ("Relevance Score: 5", "**APPENDIX**", "1. Tungsten", "2. Gallium: by 2027"),
        ("", "Annex A: Minerals list", "- Tungsten", "- Gallium: by 2027"),
        ("", "Minerals List", "- Tungsten", "- Gallium: by 2027"),
        ("## Annex", "- Tungsten", "- Gallium: by 2027"),
    ],
)
def test_what_an_annex_lists_behind_the_officials_is_no_official_and_is_told(behind):
    found = under("Responsible Officials", *OFFICIALS, *behind)
    assert [one["title"] for one in found["officials"]] == TITLES
    assert len(texts(found)["officials"]) == 2
    told = [one["message"] for one in found["flags"]]
    assert {one["kind"] for one in found["flags"]} == {"unplaced_text"}
    # Its heading and both of its points.
    assert len(told) == 3
    assert "“Tungsten”" in told[1]
    assert "“Gallium: by 2027”" in told[2]


def test_an_annex_behind_organizations_is_none_of_them_and_a_known_heading_ends_it():
    found = under("Impacted Government Organizations", "- DOE: leads", "Relevance Score: 4", "Annex: Sites", "- Ambler")
    assert [one["name"] for one in found["organisations"]] == ["DOE"]
    more = read(
        "A Title\nResponsible Officials\n- Secretary: leads\nRelevance Score: 4\nAnnex B\n- Tungsten\n"
        "Key Actions\n- One.\nOpportunities\n- Two.\n"
    )
    assert [one["title"] for one in more["officials"]] == ["Secretary"]
    assert (texts(more)["key_actions"], texts(more)["opportunities"]) == (["One."], ["Two."])
    # Also under a heading that is known to nobody, and with a section behind it.
    lines = ["- Secretary: leads", "Relevance Score: 4", "Sources", "- White House", "Key Actions", "- One."]
    assert [one["title"] for one in under("Responsible Officials", *lines)["officials"]] == ["Secretary"]


def test_an_item_that_begins_like_an_annex_is_none():
    lines = [
        "Exhibit grants: money for museums",
        "",
        "Annex A lists the minerals.",
        "",
        "Attachment Grants For Schools",
        "",
    ]
    found = under("Impacted Programs", "One program.", "", *lines)
    assert texts(found)["programs"] == ["One program.", *filter(None, lines)]


def test_groups_of_officials_under_headings_of_their_own_stay_officials():
    found = under("Responsible Officials", "", "United States", "- Secretary: leads", "", "Japan", "- Minister: pays")
    assert [one["title"] for one in found["officials"] if one["duty"]] == ["Secretary", "Minister"]
    alone = under("Responsible Officials", "- Secretary: leads", "Relevance Score: 5", "- Minister: pays")
    assert [one["title"] for one in alone["officials"]] == ["Secretary", "Minister"]
    assert kinds(alone) == [("item_after_score", 6)]
