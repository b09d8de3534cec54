"""On what kind of text the leading claims rest, in one line computed from their rows."""

from __future__ import annotations

import pandas as pd

from lodestone.language import dollars, joined, number_word

# The values of the SQL rule rests_on, nearest to the act first, as they stand in a sentence.
_TEXTS = {
    "original in full": "original documents read in full",
    "original in part": "original documents read in part",
    "press reports": "press reports",
    "lists or digests": "lists or digests",
    "one digest only": "a single digest",
}


def ground(rows: pd.DataFrame, noun: str) -> str:
    """'Rests on original documents read in full for one of eight clocks, on press reports for seven'.

    Empty without rows.

    `rows` column: rests_on.
    """
    counts = rows["rests_on"].value_counts()
    known = {words: int(counts[kind]) for kind, words in _TEXTS.items() if kind in counts}
    whole = len(rows)
    if not known:
        return ""
    if len(known) == 1:
        every = {1: f"the one {noun} shown", 2: f"both {noun}s"}.get(whole, f"all {number_word(whole)} {noun}s")
        return f"Rests on {next(iter(known))} for {every}"
    (first, number), *others = known.items()
    parts = [f"on {first} for {number_word(number)} of {number_word(whole)} {noun}s"]
    return f"Rests {joined([*parts, *(f'on {words} for {number_word(count)}' for words, count in others)])}"


def money_ground(rows: pd.DataFrame) -> str:
    """'The firm sum rests on press reports for $6.3 B and on lists or digests for $36.6 M; the conditional one on …'.

    `rows` columns: commitment_level, rests_on, usd (known dollars; levels are kept apart).
    """
    said: list[str] = []
    for level, mine in rows[rows["commitment_level"].isin(["firm", "conditional"])].groupby(
        "commitment_level", sort=False, observed=True
    ):
        sums = mine.set_index("rests_on")["usd"]
        parts = [f"on {words} for {dollars(sums[kind])}" for kind, words in _TEXTS.items() if kind in sums]
        said.append(f"the {level} {'sum rests' if not said else 'one'} {joined(parts)}")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]
