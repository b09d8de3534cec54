"""Every sentence of every cell, over hundreds of views: its grammar, its names, and its claims of a first place."""

from __future__ import annotations

from collections import defaultdict

import pytest
from questions_support import fresh_engine
from sentence_rules import broken_claim, faults
from sentences_support import asked_of, said_of

from lodestone.page_list import SHOWN_PAGES

# Pages whose sentences are being rewritten elsewhere: to be emptied when that work is merged.
PENDING: set[str] = set()


@pytest.mark.parametrize("page", [one.url_path for one in SHOWN_PAGES])
def test_every_sentence_of_a_page_can_be_signed(page, warehouse):
    if page in PENDING:
        pytest.skip("its sentences are being rewritten")
    found: dict[str, list[str]] = defaultdict(list)
    for answer in asked_of(page, fresh_engine(), warehouse):
        wrong = [*faults(answer.finding), broken_claim(answer)]
        if answer.cell.figure is not None:
            wrong += [f"alt text: {one}" for one in faults(answer.alt)]
            wrong += [f"subtitle: {one}" for one in faults(answer.words.subtitle or "…")]
        for one in filter(None, wrong):
            found[f"{answer.cell.key}: {one.split(':')[0]}"].append(
                f"{said_of(answer)}\n    {answer.finding}\n    {one}"
            )
    assert not found, "\n" + "\n".join(f"{len(all_of)} × {all_of[0]}" for all_of in found.values())
