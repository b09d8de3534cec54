"""What it is, and what follows: told from several cells, for one slide and for one page of paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from lodestone.answers import agencies, changes, department, overview, overview_money, projects
from lodestone.answers.call_watch import WATCH
from lodestone.answers.first_questions import COMMENTS, asking
from lodestone.answers.leadership_steps import leadership_steps
from lodestone.answers.next_steps import NO_STEP, next_steps
from lodestone.cells.cell import Cell, Frames
from lodestone.each_row import each_row
from lodestone.exports.files import clean
from lodestone.exports.listings import Answers, Listing, Told
from lodestone.exports.prose import alone, due_that_day, sentence
from lodestone.language import first_lower, first_upper, fmt_date, joined, number_word

QUESTION, MONEY = "What is it, and so what?", "Money"
# So many things to do, opportunities and doors a slide has room for, and a page.
_ON_SLIDE, _ON_PAGE = (1, 3, 2), (4, 4, 4)
# A look of leadership names the next round and whom it suits; the memo has the others.
_LEADERSHIP_STEPS = 3
_FOR_ALL = (overview.FRAMEWORK, overview.DUE, overview_money.MONEY, changes.AHEAD)
_DEPARTMENT = department.STEPS_FROM


@dataclass(frozen=True)
class Part:
    """One thing that a reader must know, under its name, in a sentence or several; numbered where they are steps."""

    name: str
    said: tuple[str, ...]
    steps: bool = False


def leadership_parts(answers: Answers) -> list[Part]:
    """What the university's leadership must know, in the order of a page."""
    frames = _frames(answers)
    best = _best(answers[overview.OPPORTUNITIES.key].table)
    asks = [
        f"{clean(row.organization)}: "
        f"{asking(clean(row.first_question), clean(row.unit) if isinstance(row.unit, str) else '')}"
        for row in each_row(answers[agencies.QUESTIONS.key].table)
    ]
    return [
        Part("What it is", (alone(answers[overview.FRAMEWORK.key]),)),
        Part("Its clocks", (sentence(overview.own_clocks(answers[overview.DUE.key].frames)),)),
        *_next_date(answers),
        _to_do([step.text for step in leadership_steps(frames)][:_LEADERSHIP_STEPS]),
        Part(MONEY, (alone(answers[overview_money.MONEY.key]),)),
        Part("Best opportunities, and whose", tuple(best)),
        Part("Where to ask", tuple(asks)),
    ]


def _leadership_slide(answers: Answers) -> list[Part]:
    """The same for a slide, which has room for the money at home: on the page all of it stands on one sheet."""
    home = answers[projects.HOME.key]
    more = () if home.blank else (alone(home),)
    return [replace(one, said=(*one.said, *more)) if one.name == MONEY else one for one in leadership_parts(answers)]


def department_parts(answers: Answers) -> list[Part]:
    """The same for one department: its part in it, and what it can do."""
    ranked = answers[department.RANKED.key].table
    best = [
        f"{clean(row.title)} ({clean(row.kind)}; {_whose(row)})"
        for row in each_row(ranked[ranked["clear"].astype(bool)].sort_values("named", ascending=False, kind="stable"))
    ]
    asked = answers[department.AGENCIES.key].table
    asks = [_door(row) for row in each_row(asked[asked["first_question"].notna()])]
    return [
        Part("What it is", (alone(answers[overview.FRAMEWORK.key]),)),
        Part("Its part in it", (sentence(answers[department.UNIT.key].finding),)),
        *_next_date(answers),
        _to_do(next_steps(_frames(answers)) or [NO_STEP]),
        Part(MONEY, (alone(answers[overview_money.MONEY.key]),)),
        Part("Best opportunities, and whose", tuple(best) or ("None of the brief's is clearly its own.",)),
        Part("Where to ask", tuple(asks) or ("No organization with a question to ask is on record for it.",)),
    ]


def _whose(row: Any) -> str:
    if row.named > 0:
        return "the brief names it"
    return "by Lodestone's reading; the brief names others" if row.for_others else "by Lodestone's reading"


def _frames(answers: Answers) -> dict[str, Frames]:
    return {key: answer.frames for key, answer in answers.items()}


def _next_date(answers: Answers) -> list[Part]:
    ahead = answers[changes.AHEAD.key].table
    ours = ahead["kind"] == "Watch list"
    soonest = ahead[ahead["day"] == ahead["day"].min()]
    if not ours[soonest.index].all():
        return _on_its_day("Next date", soonest)
    # A day on which we look is none that somebody set: that one is told beside it, or the sooner one would hide it.
    days_set = ahead[~ours]
    return [
        *_on_its_day("Next day to look", soonest),
        *_on_its_day("Next date", days_set[days_set["day"] == days_set["day"].min()]),
    ]


def _on_its_day(name: str, rows: pd.DataFrame) -> list[Part]:
    return [Part(name, (f"{fmt_date(day)}: {due_that_day(rows)}",)) for day in rows["day"].head(1)]


def _to_do(steps: list[str]) -> Part:
    return Part("What to do", tuple(sentence(step) for step in steps), steps=True)


def _best(rows: pd.DataFrame) -> list[str]:
    """The opportunities with something behind them, and how many have nothing; all of them where none has."""
    behind = rows[(rows["actions"] + rows["programs"] + rows["events"]) > 0]
    what, left = "key action, program or joint event behind", len(rows) - len(behind)
    if behind.empty:
        return [*map(_opportunity, each_row(rows)), *([f"No {what} {'it' if left == 1 else 'any'}"] if left else [])]
    rest = f"{number_word(left)} more of the brief's {'has' if left == 1 else 'have'} no {what}"
    more = [first_upper(f"{rest} {'it' if left == 1 else 'them'}")] if left else []
    return [*map(_opportunity, each_row(behind)), *more]


def _opportunity(row: Any) -> str:
    whose = joined(list(row.units)) if len(row.units) else "the brief names nobody"
    action = f"; key action: {first_lower(clean(row.next_action))}" if isinstance(row.next_action, str) else ""
    return f"{clean(row.title)}: {whose}{action}"


def _door(row: Any) -> str:
    fits = len(row.offices) and row.door_fit != "other" and row.door != COMMENTS
    offices = f", {joined([clean(one) for one in row.offices])}" if fits else ""
    return f"{clean(row.organization)}{offices}: {asking(clean(row.first_question))}"


def on_slide(parts: list[Part], title: str) -> Listing:
    """The parts as a small table, each with the first of what it says."""
    most = dict(zip(("What to do", "Best opportunities, and whose", "Where to ask"), _ON_SLIDE, strict=True))
    rows = tuple((one.name, _together(one.said[: most.get(one.name, len(one.said))])) for one in parts if one.said)
    return Listing(title, rows, ("What", "As the record stands"))


def _together(said: tuple[str, ...]) -> str:
    closed = all(one.endswith((".", "?")) for one in said)
    return " ".join(said) if closed else sentence("; ".join([said[0], *map(first_lower, said[1:])]))


def on_page(parts: list[Part]) -> list[Part]:
    """The parts with as much as a page has room for."""
    most = dict(zip(("What to do", "Best opportunities, and whose", "Where to ask"), _ON_PAGE, strict=True))
    return [Part(one.name, one.said[: most.get(one.name, len(one.said))], one.steps) for one in parts if one.said]


def _told(
    cells: tuple[Cell, ...], parts: Callable[[Answers], list[Part]], title: str = "What it is, and what follows"
) -> Told:
    return Told(QUESTION, cells, lambda answers: on_slide(parts(answers), title))


SO_WHAT = _told(
    (*_FOR_ALL, projects.HOME, overview.OPPORTUNITIES, WATCH, agencies.QUESTIONS),
    _leadership_slide,
    "What it is, and what follows for Vanderbilt",
)
DEPARTMENT_SO_WHAT = _told((*_FOR_ALL, *_DEPARTMENT), department_parts)
