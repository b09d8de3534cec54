"""What one row has to do with another stands in a column that is checked, never in the words of a text."""

from __future__ import annotations

import csv
import re

import pytest
from test_one_definition import SQL, code

from lodestone.content import read_content
from lodestone.errors import ContentError

LINKS = "data/facts/organization_provisions.csv"


def spoil(project, old: str, new: str) -> int:
    """Replace a text that stands once in the links, and give its line."""
    path = project.root / LINKS
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def row_of(project, organization: str, provision: str) -> dict[str, str]:
    with (project.root / LINKS).open(encoding="utf-8", newline="") as file:
        return next(
            row
            for row in csv.DictReader(file)
            if (row["organization_id"], row["provision_id"]) == (organization, provision)
        )


@pytest.mark.parametrize(
    ("event", "words", "basis", "told"),
    [
        ("E999", "", "reported", "'E999' is not in events"),
        ("", "", "reported", "breaks the rule"),
        ("", "A digest says so", "reported", "breaks the rule"),
        ("E049", "", "leads", "breaks the rule"),
        ("E049", "A digest says so", "reported", "breaks the rule"),
    ],
    ids=["unknown event", "neither event nor words", "reported by words", "event without report", "event and words"],
)
def test_a_reported_link_rests_on_an_event_on_record_and_any_other_on_words(project, event, words, basis, told):
    row = row_of(project, "us-usgs", "P03")
    assert (row["link_basis"], row["event_id"], row["words"]) == ("reported", "E031", "")
    line = spoil(
        project, f"us-usgs,P03,{row['role']},reported,E031,,", f"us-usgs,P03,{row['role']},{basis},{event},{words},"
    )
    with pytest.raises(ContentError) as raised:
        read_content(project.root)
    assert {(p.file, p.line) for p in raised.value.problems} == {(LINKS, line)}
    assert all(told in p.wrong for p in raised.value.problems)


def test_no_question_reads_a_relation_out_of_words():
    # The search takes texts apart: what it was given, and what it looks through. In an imported brief units are
    # recognised by their exact names, and the page says so. A deposit type is the source's own code: 'Ga in Bauxite'.
    reading = re.compile(r"\bregexp_(extract|matches|full_match|replace)|\bstring_split\(\w+\.?\w*,")
    assert [path.name for path in SQL if reading.search(code(path))] == [
        "briefs.sql",
        "search_words.sql",
        "search.sql",
        "quality.sql",
        "everything.sql",
    ]


def test_every_link_of_the_real_content_rests_on_one_thing(warehouse):
    counted = warehouse.cursor().execute(
        """SELECT count(*), count(event_id), count(words), count(*) FILTER (event_id IS NOT NULL AND words IS NOT NULL)
        FROM organization_provisions"""
    )
    ((links, by_event, by_words, by_both),) = counted.fetchall()
    assert links == by_event + by_words
    assert by_both == 0
    assert by_event >= 48
