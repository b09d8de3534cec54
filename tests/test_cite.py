"""Citations: what an answer was, as of when, from which database, and each of its sources."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exports_support import request
from pages_support import facts

from lodestone import __version__
from lodestone.answers import movement, overview, timeline
from lodestone.answers.catalogue import CELLS
from lodestone.exports.cite import apa, apa_sources, bibtex


def test_a_cell_is_cited_with_day_filters_and_database(warehouse):
    answer = request(warehouse, pillar=("Investment",)).answer(timeline.SIDES)
    assert apa(answer) == (
        "Lodestone. (2026). What kinds of event came up to the signing and since? [Data view as of 22 November 2026; "
        f"{answer.filtered}; database version {warehouse.version}]. Lodestone {__version__}."
    )
    assert "Investment" in apa(answer)
    assert apa(answer, "https://example.org/timeline?pillar=investment").endswith(
        ". https://example.org/timeline?pillar=investment"
    )


def test_each_source_is_cited(warehouse):
    answer = request(warehouse).answer(movement.MOVEMENT)
    cited = apa_sources(answer)
    assert len(cited) == len(answer.sources) > 20
    known = {row["source_id"]: row for row in facts("sources")}
    for line, source in zip(cited, answer.sources["source_id"], strict=True):
        row = known[source]
        assert line.startswith(row["publisher"].rstrip("."))
        assert row["title"].rstrip(".") in line
        assert (f"({row['published'][:4]}" if row["published"] else "(n.d.)") in line
        assert line.endswith(row["url"])


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2025-08-26", "(2025, August 26)"),
        ("2025-08", "(2025, August)"),
        ("2025", "(2025)"),
        ("", "(n.d.)"),
        (None, "(n.d.)"),
        ("2025-13-40", "(2025-13-40)"),
        ("spring 2025", "(spring 2025)"),
    ],
)
def test_days_are_written_as_the_style_asks(warehouse, published, words):
    answer = request(warehouse).answer(overview.SCORES)
    answer = replace(answer, sources=answer.sources.assign(published=published))
    assert words in apa_sources(answer)[0]


def entries(text: str) -> dict[str, dict[str, str]]:
    """BibTeX entries by key, read by counting braces."""
    found = {}
    for part in re.split(r"(?m)^@misc\{", text)[1:]:
        key, _, rest = part.partition(",")
        body = rest[: rest.rindex("}")]
        plain = re.sub(r"\\[{}]", "", body)
        assert plain.count("{") == plain.count("}"), "braces balance"
        found[key] = dict(re.findall(r"(?m)^  (\w+) = \{(.*)\},$", body))
    return found


def test_bibtex_holds_the_cell_and_its_sources(warehouse):
    answer = request(warehouse).answer(timeline.SIDES)
    found = entries(bibtex(answer, "https://example.org/timeline"))
    assert len(found) == 1 + len(answer.sources)
    own = found["lodestone-timeline-before_after-20261122"]
    assert own["title"] == "{What kinds of event came up to the signing and since?}"
    assert own["year"] == "2026"
    assert own["url"] == "https://example.org/timeline"
    assert "As of 2026-11-22" in own["note"]
    assert warehouse.version in own["note"]
    assert answer.finding in own["note"]
    for row in answer.sources.itertuples():
        assert found[row.source_id].get("url", "") == (row.url or "")


def test_hostile_text_stays_in_its_field(warehouse):
    answer = request(warehouse).answer(overview.SCORES)
    # What is kept is shared by all that ask: the hostile ones are a copy.
    hostile = {
        "title": "50 % of {A_B} & #1 \\input{x} ~ ^ $\n}, @misc{evil,",
        "publisher": "\x00P\x1b",
        "url": "https://example.org/}{ \\x",
    }
    answer = replace(answer, sources=answer.sources.assign(**hostile))
    found = entries(bibtex(answer))
    assert len(found) == 2
    source = found[answer.sources["source_id"][0]]
    assert source["title"] == (
        r"{50 \% of \{A\_B\} \& \#1 \textbackslash{}input\{x\} \textasciitilde{} \textasciicircum{} \$ "
        r"\}, @misc\{evil,}"
    )
    assert source["author"] == "{P}"
    assert source["url"] == "https://example.org/%7D%7B%20%5Cx"


def test_every_cell_can_be_cited_and_keys_differ(warehouse):
    asked = request(warehouse)
    keys = [next(iter(entries(bibtex(asked.answer(one))))) for one in CELLS if not one.needs]
    assert len(set(keys)) == len(keys) > 15
