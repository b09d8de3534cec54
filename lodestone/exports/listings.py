"""Slides that bring several cells together: each gets the cells' answers and gives a list or a small table.

No sentence is written here: what stands on them are findings, rows and the steps that follow from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from lodestone.answers import (
    changes,
    funding_ties,
    next_steps,
    overview,
    provisions,
    timeline,
)
from lodestone.answers.call_watch import WATCH
from lodestone.answers.leadership_steps import leadership_steps
from lodestone.cells.answer import Answer
from lodestone.cells.cell import Cell
from lodestone.each_row import each_row
from lodestone.exports.files import clean
from lodestone.exports.prose import due_that_day, past, sentence
from lodestone.language import counted, fmt_date, number_word

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Listing:
    """What such a slide shows: a title, and rows under heads, or without heads a numbered list of sentences.

    `amounts` are the places of columns that hold sums, which stand on the right. `remark` stands in small
    print; where rows are `cut` it says how many, and leads to all of them.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    remark: str = ""
    cut: bool = False

    @property
    def words(self) -> str:
        """All of it in words, for notes and for those who do not see it."""
        return "\n".join([self.title, *("; ".join(row) for row in self.rows), *filter(None, [self.remark])])


@dataclass(frozen=True)
class Told:
    """A slide told from the answers of some cells. `question` stands above its title."""

    question: str
    cells: tuple[Cell, ...]
    say: Callable[[Answers], Listing]


def _to_do(answers: Answers) -> Listing:
    steps = leadership_steps({key: answer.frames for key, answer in answers.items()})
    return Listing("What to do, and who", tuple((sentence(step.text),) for step in steps))


TO_DO = Told("What follows from what is on record?", (overview.OPPORTUNITIES, WATCH), _to_do)


def _department(answers: Answers) -> Listing:
    steps = next_steps.next_steps({key: answer.frames for key, answer in answers.items()})
    return Listing("What to do next", tuple((step,) for step in steps or [next_steps.NO_STEP]))


def department_steps(cells: tuple[Cell, ...]) -> Told:
    """What one department can do next, from the cells of its page."""
    return Told("What follows from what is on record?", cells, _department)


def _dates(answers: Answers) -> Listing:
    ahead = answers[changes.AHEAD.key]
    rows = tuple(
        (fmt_date(pd.Timestamp(str(day)).date()), due_that_day(mine))
        for day, mine in ahead.table.groupby("day", sort=True)
    )
    remark = past(answers[overview.DUE.key].table)
    return Listing(clean(ahead.finding), rows, ("Day", "What comes due"), remark=remark)


DATES = Told("Which dates come next?", (changes.AHEAD, overview.DUE), _dates)


def _moves(answers: Answers) -> Listing:
    """The last three events after the day of the signing that name the Framework or are by both countries."""
    events = answers[timeline.EVENTS.key].table
    joint = events[
        (events["status"] == "occurred")
        & events["tie"].isin([funding_ties.NAMED, funding_ties.JOINT])
        & (events["date"] > _signed(answers))
    ]
    last = joint.sort_values("date", ascending=False, kind="stable").head(3)
    number = len(joint)
    if not number:
        title = "No event since the signing names the Framework or is by both countries"
    else:
        which = "the last three" if number > 3 else "all of them"
        verb = "names the Framework or is" if number == 1 else "name the Framework or are"
        tail = f"; {which}, newest first" if number > 1 else ""
        event = "event" if number == 1 else "events"
        title = f"{number_word(number)} {event} since the signing {verb} by both countries{tail}"
    rows = tuple((fmt_date(row.date), clean(row.title), clean(row.summary)) for row in each_row(last))
    return Listing(title[:1].upper() + title[1:], rows, ("Day", "What both countries did", "In short"))


def _signed(answers: Answers) -> object:
    return answers[overview.FRAMEWORK.key].table["signed_date"].iloc[0]


MOVES = Told("What have both countries done since the signing?", (timeline.EVENTS, overview.FRAMEWORK), _moves)

# What the brief says against the text, the gravest first; what was seen in the brief alone comes last.
_KINDS = {"brief says otherwise": "something else", "brief says more": "more", "brief says less": "less"}
_MOST = 4


def _differences(answers: Answers) -> Listing:
    answer = answers[provisions.ALL_DIFFERENCES.key]
    order = {kind: place for place, kind in enumerate(_KINDS)}
    rows = answer.table.assign(order=[order.get(kind, len(order)) for kind in answer.table["kind"]])
    shown = rows.sort_values("order", kind="stable").head(_MOST)
    remark = (
        f"The first {len(shown)} of {counted(len(rows), 'difference')}; those where the brief says something else or "
        "more come first."
    )
    return Listing(
        clean(answer.finding),
        tuple(
            (
                clean(row.topic),
                _KINDS.get(row.kind, clean(row.kind)),
                clean(row.brief_says),
                clean(row.text_says) if isinstance(row.text_says, str) else "not seen in the published text",
            )
            for row in each_row(shown)
        ),
        ("On", "The brief says", "In the brief", "In the published text"),
        remark=remark if len(rows) > len(shown) else "",
        cut=len(rows) > len(shown),
    )


DIFFERENCES = Told(
    "Which differences between the brief and the text matter?", (provisions.ALL_DIFFERENCES,), _differences
)
