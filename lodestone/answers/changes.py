"""What changed: what is new or different between two days, and what comes due soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from lodestone.answers.call_watch import SOON
from lodestone.answers.movement import MOVEMENT
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.changes import change_lanes
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import first_said, first_upper, fmt_date, fmt_month, joined, number_word

KINDS = ("Events", "Clocks", "Calls", "Awards", "Known late")
PLAN = "reported as a plan"
JOINT = "by both countries or naming the Framework"
# How the new state of a clock is said, of one and of several.
_CLOCKS = {
    "met": ("was met", "were met"),
    "in progress": ("came under way", "came under way"),
    "overdue": ("fell overdue", "fell overdue"),
    "no public evidence": ("ran out without public evidence", "ran out without public evidence"),
    "not due": ("began", "began"),
    "conditional": ("waits for a request or a notice", "wait for a request or a notice"),
}
# Who set a clock, of one and of several.
_FRAMEWORK = ("set by the Framework", "set by the Framework")
_RELATED = ("set by a related decision", "set by related decisions")
# How a change of a call is said, by how its new state begins.
_CALLS = {
    "open": ("one call opened", "calls opened"),
    "closed": ("one call closed", "calls closed"),
    "found closed": ("one older call turned out closed", "older calls turned out closed"),
    "expected round": ("one expected round passed", "expected rounds passed"),
    "day to look": ("one day to look again passed", "days to look again passed"),
}


def start(view: View) -> date:
    """The day after which changes count."""
    day = view.day("since")
    assert day is not None
    return day


def _changes(frames: Frames, view: View) -> str:
    rows, begin, end = frames["changes/changes"], start(view), view.as_of
    if begin >= end:
        how = "is" if begin == end else f"{fmt_date(begin)}, lies after"
        return f"The start{',' if begin > end else ''} {how} the day shown, {fmt_date(end)}: choose an earlier start"
    span = f"After {fmt_date(begin)}, by {fmt_date(end)}"
    reach = frames["changes/coverage"].iloc[0]
    reading = f"; {read_to(reach.press_to, reach.papers_to, end)}" if end > reach.press_to else ""
    if rows.empty:
        return f"{span}: nothing on record changed{reading}"
    of: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for row in each_row(rows):
        of[row.kind].append(row)
    said = [*_events(of["Events"]), *_clocks(of["Clocks"], view), *_calls(of["Calls"]), *_awards(of["Awards"])]
    said += _late(of["Known late"])
    without = [word for word, kind in (("event", "Events"), ("award", "Awards")) if not of[kind]]
    # Silence about days of which nothing was read is no news.
    if without and begin >= reach.papers_to:
        unread = joined([f"{word}s" for word in without])
        return f"{span}: {'; '.join([*said, f'of {unread}, {read_to(reach.press_to, reach.papers_to, end)}'])}"
    said += [f"no new {joined(without, 'or')} is on record"] if without else []
    return f"{span}: {'; '.join(said)}{reading}"


def read_to(press: date, papers: date, end: date) -> str:
    """How far the press was read, and White House papers where `end` lies after them too."""
    told = f"press reports were read to about {fmt_month(press)}"
    return f"{told}, White House papers to {fmt_date(papers)}" if end > papers else f"{told} only"


def _times(number: int, one: str, several: str) -> str:
    return one if number == 1 else f"{number_word(number)} {several}"


def _events(rows: Sequence[Any]) -> list[str]:
    sure = [row for row in rows if row.after != PLAN]
    plans, joint = len(rows) - len(sure), sum(row.joint for row in sure)
    said = []
    if sure:
        events = _times(len(sure), "one event", "events")
        if len(sure) == 1:
            said.append(f"{events}, {JOINT}" if joint else f"{events}, by one country or around the Framework")
        else:
            which = "none" if not joint else "all" if joint == len(sure) else number_word(joint)
            said.append(f"{events}, {which} {JOINT}")
    if plans:
        said.append(_times(plans, "one plan was reported", "plans were reported"))
    return said


def _clocks(rows: Sequence[Any], view: View) -> list[str]:
    now = Counter((row.tie == "names the Framework", row.after) for row in rows)
    doubt = Counter((row.tie == "names the Framework", row.after) for row in rows if row.in_doubt)
    said = [
        f"{_times(number, 'one clock', 'clocks')} {setters[number > 1]} {words[number > 1]}"
        f"{_in_doubt(doubt[own, status], number)}"
        for own, setters in ((True, _FRAMEWORK), (False, _RELATED))
        for status, words in _CLOCKS.items()
        if (number := now[own, status])
    ]
    # Clocks stay whatever department is chosen, and that is said where they are.
    whose = ", whatever the department" if view.values.get("department") else ""
    return [f"{joined(said)}{whose}"] if said else []


def _in_doubt(doubtful: int, number: int) -> str:
    """Of how many of some clocks the day itself is in doubt."""
    if not doubtful:
        return ""
    all_ = {1: "its day", 2: "both days"}.get(number, "all of these days")
    return f" ({all_ if doubtful == number else f'{number_word(doubtful)} of these days'} in doubt)"


def _calls(rows: Sequence[Any]) -> list[str]:
    said = [
        _times(number, *words)
        for begins, words in _CALLS.items()
        if (number := sum(row.after.startswith(begins) for row in rows))
    ]
    return [joined(said)] if said else []


def _awards(rows: Sequence[Any]) -> list[str]:
    if not rows:
        return []
    firm = sum(row.after == "firm" for row in rows)
    if len(rows) == 1:
        return [f"one award was announced, {'firm' if firm else 'not firm'}"]
    which = "none" if not firm else "all" if firm == len(rows) else number_word(firm)
    return [f"{number_word(len(rows))} awards were announced, {which} firm"]


def _late(rows: Sequence[Any]) -> list[str]:
    if not rows:
        return []
    awards = sum(row.thing_id.startswith("A") for row in rows)
    parts = [
        _times(number, f"one older {noun}", f"older {noun}s")
        for number, noun in ((len(rows) - awards, "event"), (awards, "award"))
        if number
    ]
    return [f"the first source came out for {joined(parts)}"]


def _figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    return change_lanes(
        frames["changes/changes"],
        kinds=KINDS,
        start=start(view),
        end=view.as_of,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"Mark: the first day on which it is so; full: {JOINT} · {words.subtitle}",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


def _in_words(frames: Frames, view: View) -> str:
    rows = sorted(each_row(frames["changes/changes"]), key=lambda row: row.day)
    return first_said([f"{fmt_date(row.day)}: “{row.label}”, {row.after}" for row in rows])


CHANGES = Cell(
    "changes/changes",
    "What is new or different since that day?",
    ("changes/changes", "changes/coverage"),
    _changes,
    (
        Column("day", "First day it is so", "day", phone=98),
        Column("kind", "Kind", width="small"),
        Column("title", "What", width="large", phone=150),
        Column("after", "State then", width="medium", phone=110),
        Column("amount_usd", "Amount (US$)", "dollars", empty="none published"),
        Column("tie", "Tie to the Framework", empty="not read for calls"),
        Column("before", "State before", empty="none"),
        Column("why", "Why it concerns the department", width="large", empty=NO_DEPARTMENT),
        Column("happened", "Day of the thing itself", "day", empty="not on record"),
        Column("detail", "In short", width="large", empty=""),
        Column("rests_on", "Rests on"),
        Column("thing_id", "Id", width="small"),
        Column("source_ids", "Sources", "list"),
    ),
    figure=_figure,
    alt=_in_words,
    readable_from=600,
)


def _ahead(frames: Frames, view: View) -> str:
    rows = frames["changes/ahead"]
    span = f"{SOON.days} days from {fmt_date(view.as_of)}"
    if rows.empty:
        return f"Nothing on record comes due within {span}"
    said = []
    days: dict[str, list[date]] = {}
    for row in each_row(rows):
        days.setdefault(row.set_by if row.kind == "Clock" else row.kind, []).append(row.day)
    for kind, one, several in (
        ("Framework", "one clock set by the Framework runs out", "clocks set by the Framework run out"),
        ("Related", "one day set by a related decision comes up", "days set by related decisions come up"),
        ("Call", "one call opens or closes", "calls open or close"),
        ("Watch list", "one entry of the watch list comes up", "entries of the watch list come up"),
    ):
        if mine := days.get(kind):
            first = "" if len(mine) == 1 else "the first "
            clock = kind in {"Framework", "Related"}
            whose = " (not narrowed by department)" if clock and view.values.get("department") else ""
            said.append(f"{_times(len(mine), one, several)}, {first}on {fmt_date(min(mine))}{whose}")
    return first_upper(f"within {span}: {'; '.join(said)}")


AHEAD = Cell(
    "changes/ahead",
    "What comes due soon?",
    ("changes/ahead",),
    _ahead,
    (
        Column("day", "Day", "day", phone=110),
        Column("title", "What", width="large", phone=170),
        Column("what", "What is due", width="large"),
        Column("days_past", "When", "days"),
        Column("kind", "Kind", width="small"),
        Column("prepare", "Have ready", width="large", empty="nothing said"),
        Column("why", "Why it concerns the department", width="large", empty=NO_DEPARTMENT),
        Column("rests_on", "Rests on"),
    ),
    fixed={"within": SOON.days},
)

PAGE = (CHANGES, AHEAD, MOVEMENT)
