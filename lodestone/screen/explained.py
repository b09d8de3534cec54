"""Codes and words explained where they stand: a table's column says what those in its rows mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.cells.cell import Column
from lodestone.language import plain

# What the words of a column belong to in the table of terms, by its kind or its name.
KINDS = {
    "status": "status of a clock",
    "commitment_level": "commitment level",
    "tie": "tie to the Framework",
    "strength": "grade",
    "verdict": "grade",
    "trust": "evidence",
    "rests_on": "evidence",
    "link_basis": "evidence",
    "instruments": "word",
    "instrument": "word",
}
# Columns that hold codes of provisions.
CODES = {"provision_id", "provisions"}
_MORE = "  \nThe page Glossary explains every word."


def column_help(column: Column, frame: pd.DataFrame) -> str | None:
    """What the codes or words of one column mean, only those in its rows; None where there is nothing to explain."""
    context = st.session_state.get("page_context")
    # A status is that of a clock only where the column says so: other tables have a word of their own under that name.
    kind = KINDS.get(column.kind) or (None if column.name == "status" else KINDS.get(column.name))
    if context is None or column.name not in frame or not (kind or column.name in CODES):
        return None
    values = sorted(set(_words(frame[column.name])))
    if kind:
        meant = _meanings(context, kind)
        said = [(word, meant[word]) for word in meant if any(value.startswith(word) for value in values)]
    else:
        labels = context.view.labels
        titles = {code: labels.get(f"provision|{code}", "").removeprefix(code).strip() for code in values}
        said = [(code, title) for code, title in titles.items() if title]
    return "  \n".join(f"**{plain(word)}**: {plain(meaning)}" for word, meaning in said) + _MORE if said else None


def _meanings(context: Any, kind: str) -> Mapping[str, str]:
    """The words of one kind with their meanings, in order; remembered with the database."""
    rows = context.engine.library.ask(context.warehouse, "glossary/terms", {"term_kinds": (kind,), "q": None}).frame
    return dict(zip(rows["term"], rows["meaning"], strict=True))


def _words(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (str(one) for one in value)
