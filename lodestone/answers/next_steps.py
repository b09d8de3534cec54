"""What one department can do next: at most four steps, each from a row of its page that gives the ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lodestone.answers.first_questions import COMMENTS, asking
from lodestone.cells.cell import Frames
from lodestone.each_row import each_row
from lodestone.language import first_lower, fmt_date, joined

MOST_STEPS = 4
NO_STEP = (
    "No step has ground: the brief names it at no action, and no clear business of its own was seen by both readings."
)


@dataclass(frozen=True)
class Step:
    """One thing to do, in words, and the sources of the row that gives its ground.

    `opens`: what it is about, and where the notebook shows that whole: the page, the filter and its value.
    """

    text: str
    source_ids: tuple[str, ...]
    about: str = ""
    opens: tuple[str, str, str] | None = None


def next_steps(frames: dict[str, Frames]) -> list[str]:
    """The sentences of `sourced_steps`."""
    return [step.text for step in sourced_steps(frames)]


def sourced_steps(frames: dict[str, Frames]) -> list[Step]:
    """What to do next, at most four steps, each from a row that gives its ground (by cell key).

    In this order: a call that is open and clearly suits the department, an action of the brief that names it, up to two
    agencies it has clear business with, each with the question to ask first and the door, the program whose look is
    late, else the one to look at again first within a year or, without one, a program that needs no day, a partner with
    clear business. An organization without a question gives no step, so that nobody has to write to ministers. What a
    school has through a department of its names it.
    """
    ranked = frames["department/ranked"]["department/ranked"]
    calls = frames["department/calls"]["department/ranked"]
    agencies = _clear(frames["department/agencies"]["department/agencies"])
    watch = _clear(frames["department/watch"]["department/watch"])
    partners = _clear(frames["department/partners"]["department/partners"])
    actions = ranked[(ranked["kind"] == "action") & (ranked["named"] > 0)].head(1)
    live = calls[(calls["state"] == "open") & calls["clear"].astype(bool)].sort_values("closes").head(1)
    asked = agencies[agencies["first_question"].notna()].head(2)
    ready = watch[watch["prepare"].notna()]
    dated = ready[ready["late"].astype(bool) | ready["within_a_year"].astype(bool)]
    due, also = dated.head(1), dated.iloc[1:]
    also = also[also["look_again"].isin(due["look_again"])]
    needs_no_day = ready["call_id"].isna() & ((ready["rhythm"] == "rolling") | ready["office_asks"].astype(bool))
    lasting = ready[(ready["standing"] == "no day") & needs_no_day].head(0 if len(due) else 1)
    found = [
        *(
            Step(
                f"Open until {fmt_date(row.closes)}{_whose(row)}: {row.title}.",
                row.source_ids,
                row.title,
                ("calls", "opened", row.id),
            )
            for row in each_row(live)
        ),
        *(
            Step(f"The brief names {row.through or 'it'}: {first_lower(row.title)}.", row.source_ids)
            for row in each_row(actions)
        ),
        *(
            Step(
                f"{row.organization}{_whose(row)}: {asking(row.first_question)}{_door(row)}",
                row.source_ids,
                row.organization,
                ("agencies", "organization", row.organization_id),
            )
            for row in each_row(asked)
        ),
        *(
            _to_watch(
                row,
                f"{looking(row, f'{row.short_title}{_whose(row)}')}; {awaited(row)}. {_task(row)}{_same_day(also)}",
            )
            for row in each_row(due)
        ),
        *(_to_watch(row, f"{row.short_title}{_whose(row)}; {awaited(row)}. {_task(row)}") for row in each_row(lasting)),
        *(
            Step(f"{row.name}: {row.reason}", row.source_ids, row.name, ("calls", "partner", row.partner_id))
            for row in each_row(partners.head(1))
        ),
    ]
    return found[:MOST_STEPS]


def _to_watch(row: Any, text: str) -> Step:
    return Step(text, row.source_ids, row.short_title, ("calls", "opened", row.watch_id))


def _clear(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["strength"] == "clear"]


def _whose(row: Any) -> str:
    """The department through which a school has this, in brackets."""
    return f" ({row.through})" if row.through else ""


def _task(row: Any) -> str:
    """What to do for a program: what to have ready; of an office, whose task that is not, why it concerns it."""
    return str(row.why if row.office_asks else row.prepare)


def _same_day(rows: pd.DataFrame) -> str:
    """What else is to be looked at on that day."""
    return f" The same day: {joined([row.short_title + _whose(row) for row in each_row(rows)])}." if len(rows) else ""


def _door(row: Any) -> str:
    """The public door that takes the question, and when it was last seen (addresses stand on the page Agencies).

    One for Federal Relations alone is said to be: the question goes through it. One for comments takes no questions.
    Without any, the general door; without that, whom the known ones are for. Where none is known at all, Federal
    Relations is to be asked, unless it asks itself or the question says so already.
    """
    own = bool(row.federal_relations)
    matter = "this" if row.office_asks else "this field"
    if not len(row.offices):
        ask = "" if own or "Federal Relations" in row.first_question else ": ask Federal Relations"
        return f" No working-level door is on record{ask}."
    if row.door_fit == "other":
        whom = joined([{"industry partners": "companies"}.get(one, one) for one in row.door_others])
        return f" No door for {matter} is on record (what is known is for {whom})."
    doors = f"{joined(row.offices)} (seen {fmt_date(row.door_seen)})."
    many = len(row.offices) > 1
    if row.door_fit == "general":
        return f" No door for {matter} is on record; the general {'ones are' if many else 'one is'} {doors}"
    if row.door == COMMENTS:
        return f" No door for questions is on record; for comments, once asked for: {doors}"
    whom = " for Federal Relations" if row.door == "federal relations" and not own else ""
    return f" {'Doors' if many else 'Door'}{whom}: {doors}"


def looking(row: Any, what: str) -> str:
    """When to look again at `what`: on its day, or now where that passed and the round is still to come."""
    day = fmt_date(row.look_again)
    return (
        f"Look again now for {what}, as the day to do so was {day}" if row.late else f"Look again on {day} for {what}"
    )


def awaited(row: Any) -> str:
    """The next round that one looks for, with what that rests on: a guess from past rounds is one, and said to be."""
    expected = first_lower(row.expected)
    return expected if expected.startswith("no next round") else f"next round: {expected}"
