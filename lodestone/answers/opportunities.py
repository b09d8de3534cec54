"""Opportunities: which department fits which pillar, why, and what is at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from lodestone.answers import overview
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.opportunities import opportunity_matrix
from lodestone.figures.quadrants import quadrants
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_lower, first_said, first_upper, joined, number_word

FORMULA = (
    "Lodestone's own score, not the brief's: 5 times the weighted mean of five terms, each 0 to 1. "
    "The terms and their weights are on the page Relevance."
)


def _matrix(frames: Frames, view: View) -> str:
    rows = frames["opportunities/matrix"]
    if rows.empty:
        silent = frames["opportunities/silent"]
        if len(silent) == 1:
            row = silent.iloc[0]
            return f"{row['unit']} fits no pillar: {row['reason']}"
        return "No department fits a pillar under these filters"
    # Clear business comes first in the rows; a thin fit may score as high, so the first places are counted anew.
    scores = rows["fit"].astype(float).round(1)
    if not rows["clear"].any():
        return f"Only thin fits, at most {scores.max():.1f} of 5"
    first, then = rows[scores == scores.max()], rows[scores < scores.max()].sort_values("fit", ascending=False)
    if len(first) > 2:
        return (
            f"{first_upper(number_word(len(first)))} departments and pillars fit equally well ({scores.max():.1f} of 5)"
        )
    said = joined([_pair(row) for row in each_row(first)])
    each = " each" if len(first) > 1 else ""
    second = f"; then {_pair(then.iloc[0])} ({then.iloc[0]['fit']:.1f})" if len(then) and len(first) == 1 else ""
    return f"Best fit: {said} ({scores.max():.1f} of 5{each}){second}"


def _pair(row: Any) -> str:
    return f"{row.unit} on {first_lower(row.pillar)}"


def pairs(rows: pd.DataFrame) -> list[str]:
    """The departments and pillars of the matrix as the filter that opens one has them."""
    return list(rows["unit_id"] + "|" + rows["pillar"])


def _matrix_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["opportunities/matrix"]
    picked = view.values.get("cell")
    return opportunity_matrix(
        rows,
        picked=str(picked) if picked else None,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=(
            "Fit 0 to 5; a dot: no business seen, or of a school what stands at its department; sums at the right and "
            f"on top · {words.subtitle}"
        ),
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


TERMS = (
    Column("fit", "Fit (0 to 5)", "score", phone=90),
    Column("reasons", "Why it fits", "list", "large"),
    Column("named", "Named (0 to 1)", "number"),
    Column("business", "Business (0 to 1)", "number"),
    Column("expertise", "Expertise (0 to 1)", "number"),
    Column("call", "Call (0 to 1)", "number"),
    Column("partner", "Partner (0 to 1)", "number"),
)


def _matrix_alt(frames: Frames, view: View) -> str:
    """The best fits in words, each with its score."""
    rows = each_row(frames["opportunities/matrix"])
    return first_said([f"{row.unit} on {first_lower(row.pillar)}: {row.fit:.1f} of 5" for row in rows])


MATRIX = Cell(
    "opportunities/matrix",
    "Which department fits which pillar, and why?",
    ("opportunities/matrix", "opportunities/silent"),
    _matrix,
    (
        Column("unit", "Department", phone=130),
        Column("pillar", "Pillar", phone=125),
        *TERMS,
        Column("school", "School"),
        Column("last_seen_year", "Newest source (year)", "number"),
    ),
    figure=_matrix_figure,
    alt=_matrix_alt,
    readable_from=820,
)


def _quadrants(frames: Frames, view: View) -> str:
    rows = frames["opportunities/matrix"]
    if rows.empty:
        return "Nothing to weigh under these filters"
    both = rows[(rows["relevance"] >= 2.5) & (rows["readiness"] >= 3)]
    lacking = rows[(rows["relevance"] >= 2.5) & (rows["readiness"] < 3)]
    if both.empty and lacking.empty:
        low = "a relevance of 2.5 of 5"
        return f"None of {len(rows)} fits reaches {low}" if len(rows) > 1 else f"The one fit stays below {low}"
    strong = len(both) + len(lacking)
    if len(rows) == 1:
        return f"The one fit is relevant, with {'much' if len(both) else 'little'} at hand to act on"
    if strong == 1:
        return f"One of {len(rows)} fits is relevant, with {'much' if len(both) else 'little'} at hand to act on"
    much = {0: "none has", 1: "one has"}.get(len(both), f"{number_word(len(both))} have")
    much = "all have" if lacking.empty else much
    return f"{first_upper(number_word(strong))} of {len(rows)} fits are relevant; {much} much at hand to act on"


def _quadrant_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return quadrants(
        frames["opportunities/matrix"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"A mark is a department and a pillar; at hand, of four: a call that is open or may be, work on "
        f"record, a partner, an organization it has clear business with · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _quadrant_alt(frames: Frames, view: View) -> str:
    """The best fits in words, each with its relevance and how much is at hand to act on it."""
    return first_said(
        [
            f"{row.unit} on {first_lower(row.pillar)}: relevance {row.relevance:.1f} of 5, {row.readiness} of 4 at hand"
            for row in each_row(frames["opportunities/matrix"])
        ]
    )


QUADRANTS = Cell(
    "opportunities/quadrants",
    "Where is a department relevant, and what is at hand to act?",
    ("opportunities/matrix",),
    _quadrants,
    (
        Column("unit", "Department", phone=130),
        Column("pillar", "Pillar", phone=120),
        Column("relevance", "Relevance (0 to 5)", "score", phone=100),
        Column("readiness", "At hand (of 4)", "number"),
        Column("contacts", "Organizations it has clear business with here", "list", "large", "none"),
        Column("reasons", "Why it fits", "list", "large"),
    ),
    figure=_quadrant_figure,
    alt=_quadrant_alt,
    readable_from=600,
)


def _silent(frames: Frames, view: View) -> str:
    rows = frames["opportunities/silent"]
    if rows.empty:
        return "Every department among these has some business, clear or thin, with a provision of the Framework"
    if len(rows) <= 2:
        return f"No business with a provision of the Framework seen for {joined(list(rows['unit']))}"
    return f"No business with a provision of the Framework seen for {counted(len(rows), 'department')}"


SILENT = Cell(
    "opportunities/silent",
    "Which departments have no business with a provision of the Framework, and why?",
    ("opportunities/silent",),
    _silent,
    (
        Column("unit", "Department"),
        Column("school", "School"),
        Column("reason", "Why not"),
        Column("on_record", "What is on record", width="large"),
    ),
)


def _behind(frames: Frames, view: View) -> str:
    rows = frames["opportunities/behind"]
    if rows.empty:
        return "Nothing stands behind this department and pillar"
    counts = rows["kind"].value_counts(sort=False)
    plurals = {
        "opportunity": "opportunities",
        "agency": "agencies",
        "partner in Japan": "partners in Japan",
        "provision": "provisions",
        "expertise": "works on record",
    }
    said = [
        counted(int(n), {"expertise": "work on record"}.get(str(kind), str(kind)), plurals.get(str(kind), ""))
        for kind, n in counts.items()
    ]
    return f"Behind it: {joined(said)}"


BEHIND = Cell(
    "opportunities/behind",
    "What stands behind this department and pillar?",
    ("opportunities/behind",),
    _behind,
    (
        Column("kind", "Kind"),
        Column("title", "What"),
        Column("why", "Why it fits"),
        Column("state", "State of the call", empty="not a call"),
        Column("detail", "In short", width="large"),
    ),
    needs="cell",
)


def _shortlist(frames: Frames, view: View) -> str:
    rows = frames["opportunities/shortlist"]
    return (
        f"{counted(len(rows), 'entry', 'entries')} kept; the list travels in the address"
        if len(rows)
        else "Nothing is kept yet"
    )


SHORTLIST = Cell(
    "opportunities/shortlist",
    "What have you kept?",
    ("opportunities/shortlist",),
    _shortlist,
    (
        Column("kind", "Kind"),
        Column("title", "What"),
        Column("state", "State of the call", empty="not a call"),
        Column("detail", "In short", width="large"),
    ),
    needs="shortlist",
)

# The same answer as on the Overview, which has room for the first three; here each stands with what the brief says.
_FIRST = ("rank", "title", "units", "text")
NAMED = replace(
    overview.OPPORTUNITIES,
    key="opportunities/named",
    question="Which opportunities does the brief name?",
    columns=tuple(sorted(overview.OPPORTUNITIES.columns, key=lambda column: column.name not in _FIRST)),
)

PAGE = (MATRIX, NAMED, QUADRANTS, SILENT, BEHIND, SHORTLIST)
