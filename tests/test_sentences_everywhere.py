"""Every sentence of every cell, over hundreds of views: its grammar, its names, and its claims of a first place."""

from __future__ import annotations

from collections import defaultdict

import pytest
from questions_support import fresh_engine
from sentence_rules import broken_claim, faults
from sentences_support import asked_of, said_of

from lodestone.answers.catalogue import CELLS
from lodestone.page_list import SHOWN_PAGES

# Cells whose sentences are held elsewhere.
PENDING: set[str] = set()


@pytest.mark.parametrize("page", [one.url_path for one in SHOWN_PAGES])
def test_every_sentence_of_a_page_can_be_signed(page, warehouse):
    if all(cell.key in PENDING for cell in CELLS if cell.page == page):
        pytest.skip("its sentences are being rewritten")
    found: dict[str, list[str]] = defaultdict(list)
    for answer in asked_of(page, fresh_engine(), warehouse, PENDING):
        said = {
            "": answer.finding,
            "filters: ": answer.filtered or "None of them",
            "note: ": answer.note or "None of them",
        }
        if answer.cell.figure is not None:
            said["alt text: "] = answer.alt
        wrong = [f"{where}{one}" for where, sentence in said.items() for one in faults(sentence)]
        for one in filter(None, [*wrong, broken_claim(answer)]):
            complaint = f"{said_of(answer)}\n    {answer.finding}\n    {one}"
            found[f"{answer.cell.key} {one.partition(':')[0]}"].append(complaint)
    assert not found, "\n" + "\n".join(f"{len(all_of)} times, first {all_of[0]}" for all_of in found.values())


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("", "empty"),
        ("Of 3 fits, no are ready", "a none that is not said so"),
        ("One of one names a department", "a part of one"),
        ("1 differences on record", "one of several"),
        ("There are two award here", "several of one"),
        ("3 calls is open", "several that is"),
        ("One of six are open", "one of many that are"),
        ("Exchanges with japanese institutions", "a name in small letters"),
        ("A plan of the doe", "a name in small letters"),
        ("Two calls ,one open", "doubled or wrong spaces"),
        ("It is done..", "doubled stops"),
        ("36 % comes from Department of Energy", "a name without its article"),
        ("It serves P02", "a code that nobody knows"),
        ("Bears on us_doe", "a code that nobody knows"),
        ("The brief says less in 11, other in 1", "a code that nobody knows"),
        ("The due day is None", "leftovers of the program"),
        ("The due day is NaT", "leftovers of the program"),
    ],
)
def test_the_rules_refuse_what_they_are_for(sentence, fault):
    assert fault in [one.partition(":")[0] for one in faults(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "None of 24 calls was confirmed open by 22 Nov 2026",
        "One of 5 scores has no reason; two of the four name a department",
        "Investment (P02) and recycling draw most (14 of 44 each)",
        "1 hit for “no are”, of one kind",
        "6,575 recorded sites in 141 countries, 1,443 in the United States",
    ],
)
def test_the_rules_let_good_sentences_pass(sentence):
    assert list(faults(sentence)) == []
