"""Which briefs a finding stands on: what a brief says is not denied on a day before its date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lodestone.cells.cell import Frames
from lodestone.filters import View
from lodestone.language import fmt_date, joined, number_word

AMONG = "among"
# More names than this are counted.
_NAMED = 2
# What a cell asks beside its own query, so that it knows which briefs are not yet dated.
LATER = "briefs/later"

Finding = Callable[[Frames, View], str]


def chosen_briefs(view: View) -> tuple[str, ...]:
    """The identifiers of the briefs chosen; none where every brief is meant."""
    chosen = view.values.get(AMONG) or ()
    assert isinstance(chosen, tuple)
    return tuple(map(str, chosen))


def stand_on(view: View) -> str:
    """Which briefs a finding stands on: their names where they are few, else their number."""
    chosen = chosen_briefs(view)
    if len(chosen) > _NAMED:
        return f"the {number_word(len(chosen))} briefs chosen"
    return joined([f"“{view.labels.get(f'{AMONG}|{one}', one)}”" for one in chosen]) or "the briefs chosen"


def on_the_day(finding: Finding) -> Finding:
    """The same finding over the briefs that are dated by the as-of day; those dated later are said to be so.

    The cell's queries must hold LATER.
    """

    def said(frames: Frames, view: View) -> str:
        later = frames[LATER].iloc[0]
        number, chosen = int(later["later"]), chosen_briefs(view)
        if not number:
            return finding(frames, view)
        day, first = fmt_date(view.as_of), fmt_date(later["first_date"])
        if not later["dated"] and number == 1:
            return f"“{later['first_brief']}” is not yet dated on {day}: it has the date {first}"
        if not later["dated"]:
            which = f"{number_word(number)} briefs {'chosen' if chosen else 'here'}"
            return f"None of the {which} is dated by {day}; the first has the date {first}"
        if not chosen:
            return finding(frames, view)
        dated = tuple(one for one in chosen if one not in later["brief_ids"])
        told = finding(frames, replace(view, values={**view.values, AMONG: dated}))
        return f"{told}; {number_word(number)} more {'is' if number == 1 else 'are'} dated after {day}"

    return said
