"""What cards say, as lines of markdown: made of an answer alone, so that it is made once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from lodestone.answers.clocks import counted_word
from lodestone.answers.overview import named
from lodestone.answers.overview_minerals import whom
from lodestone.answers.overview_money import NONE_HOME, by_day, home, on_the_map
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.tokens import STATUS
from lodestone.language import counted, days, first_few, first_lower, first_upper, fmt_date, joined, number_word, plain

Lines = tuple[str, ...]

# Dates ahead that the Overview names; the rest is on the Timeline. Opportunities likewise.
AHEAD, BEST = 3, 3
# Departments that a line names; all are in the table.
SUITED = 3
# Of so many things to do on one day each is named.
A_DAY = 4
# Days for which a date that passed with its outcome unknown is news.
JUST_PASSED = 30
# What a day to look again rests on, where those of one day differ in it.
_BASES = {"listing": ", open by one listing", "past rhythm": ", guessed"}


def scores(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Each score with its dots, and what it rates and why."""
    said = []
    for row in each_row(answer.table):
        dots = "●" * row.score + "○" * (5 - row.score)
        rated = joined([first_lower(plain(block)) for block in row.closes.split(", ")])
        why = plain(row.rationale) if row.rationale else "no reason stated in the brief."
        said.append(
            (
                f"{row.title} **{row.score} of 5** :yellow[{dots}]",
                f":small[:gray[Rates {rated}: {first_lower(why)}]]",
            )
        )
    return tuple(said)


def minerals(answer: Answer) -> Lines:
    """The minerals to worry about, a line each, with the countries and the department nearest to it.

    Where a department is chosen, that of others is left out: the minerals are not narrowed.
    """
    near = not answer.view.values.get("department")
    return tuple(f"**{plain(row.minerals)}** :small[{plain(whom(row, near=near))}]" for row in each_row(answer.table))


def next_due(answer: Answer) -> Lines:
    """What just passed, what comes next with what its day means and leaves open, what follows; shorter, the rest."""
    rows = answer.table
    ahead = rows[rows["standing"] == "ahead"]
    just = rows[(rows["standing"] == "passed") & (rows["owner"] == "related") & (rows["days_past"] <= JUST_PASSED)]
    lines = [
        f":small[**Just passed:** {plain(row.title)}, set to {(row.at_end or 'end').removesuffix('s')} on "
        f"{fmt_date(row.due_date)}; what followed is not on record.]"
        for row in each_row(just.sort_values("days_past", kind="stable").head(1))
    ]
    for row in each_row(ahead.head(1)):
        when = f"{fmt_date(row.due_date)} · {days(int(row.days_past))}"
        bears = f" It bears on {joined([first_lower(plain(one)) for one in row.bears_on])}." if row.bears_on else ""
        open_ = f" {plain(row.open_question)}." if row.open_question else ""
        lines.append(
            f"**{plain(row.title)}** :orange-badge[:material/event: {when}] "
            f":small[{plain(row.meaning or '')}{bears}{open_}]"
        )
    if then := [f"{plain(first_lower(named(row)))}, {fmt_date(row.due_date)}" for row in each_row(ahead[1:AHEAD])]:
        lines.append(f":small[**Then:** {'; '.join(then)}.]")
    related = int(((rows["standing"] == "passed") & (rows["owner"] == "related")).sum())
    waits = int((rows["standing"] == "waits").sum())
    more = len(ahead) - AHEAD
    said = [f"{number_word(more)} more {'day' if more == 1 else 'days'} ahead"] if more > 0 else []
    if waits:
        said.append(f"{counted_word(waits, 'clock')} {'waits' if waits == 1 else 'wait'} for a request or a notice")
    if related:
        # Clocks were named just before, if any wait.
        passed = number_word(related) if waits else counted_word(related, "clock")
        said.append(f"{passed} of related decisions passed, outcome not found")
    return (*lines, f":small[:gray[{first_upper('; '.join(said))}.]]") if said else tuple(lines)


def to_do(answer: Answer) -> Lines:
    """What to decide or do, a line a day: what is open, when to look again and for whom, and what the brief asks."""
    lines = []
    for _, mine in answer.table.groupby("line", sort=True):
        first = mine.iloc[0]
        looked = mine["kind"].eq("look")
        # What all of a day rest on is said once, of several each for itself.
        guessed = bool(looked.all() and mine["next_basis"].eq("past rhythm").all())
        shown = mine.head(A_DAY)
        each = [
            f"{plain(row.what)}{_BASES.get(row.next_basis, '') if row.kind == 'look' and not guessed else ''} "
            f"({first_few([plain(unit) for unit in row.units], SUITED)})"
            for row in each_row(shown)
        ]
        if len(shown) < len(mine):
            each.append(f"{number_word(len(mine) - len(shown))} more")
        if first["kind"] == "brief":
            who = joined([plain(unit) for unit in first["units"]])
            lines.append(f"**The brief asks {who}:** {first_lower(plain(first['what']))}.")
            continue
        day = "" if pd.isna(first["day"]) else fmt_date(first["day"])
        what = (
            f"Open{f' until {day}' if day else ''}"
            if first["kind"] == "apply"
            else f"Look again {'now' if first['late'] else f'on {day}'}"
        )
        guess = " (guessed from past rounds)" if guessed else ""
        lines.append(f"**{what}**{guess}: :small[{'; '.join(each)}.]")
    return tuple(lines)


def money(answer: Answer) -> Lines:
    """Firm money by day and, of all, by country; what of it is in Tennessee, and what the small map holds.

    For a department the card says more above: that nothing is in Tennessee is left out there.
    """
    whole = not answer.view.values.get("department")
    at_home = home(answer.frames)
    said = (by_day(answer.frames, whose=whole), f"{at_home}." if whole or at_home != NONE_HOME else "")
    return (f":small[{plain(' '.join(filter(None, (*said, on_the_map(answer.frames)))))}]",)


def latest(answer: Answer) -> Lines:
    """The last changes on record: what happened and on what that rests, then the dates set."""
    # For one department the sentence above is long, and the rows say the same day by day.
    lines = [] if answer.view.values.get("department") else [f":small[{plain(answer.finding)}]"]
    for row in each_row(answer.table):
        # That it was read in full goes without saying where there is little room.
        rests_on = str(row.rests_on).removesuffix(" in full")
        known = {"passed": "outcome not found", "ahead": "set or planned"}.get(row.stage, rests_on)
        lines.append(f"**{plain(row.label)}** :small[:gray[{fmt_date(row.date)} · {plain(known)}]]")
    return tuple(lines)


def opportunities(answer: Answer) -> Lines:
    """The best opportunities with the department the brief names, the next step it gives, and what is behind each.

    One that concerns the chosen department without naming it says through what instead: the step is another's.
    """
    lines = []
    for row in each_row(answer.table.head(BEST)):
        who = joined([plain(unit) for unit in row.units]) or "no department named"
        first = plain(row.text.split(". ")[0].removesuffix(".") + ".")
        # The table has the reason in full, after what it is: 'Economics, P08, clear business: …'.
        if row.why and ":" in row.why[0]:
            behind = f"Concerns it through {plain(row.why[0].partition(':')[0])}"
        else:
            first += f" **Next:** {first_lower(plain(row.next_action))}." if row.next_action else ""
            behind = f"Rests on {', '.join(row.provisions)}; behind it: {joined(_behind(row))}"
        lines.append(f"**{row.rank}. {plain(row.title)}** · {who}  \n:small[{first}]  \n:small[:gray[{behind}]]")
    return tuple(lines)


def _behind(row: Any) -> list[str]:
    """Key actions, impacted programs and joint events behind an opportunity."""
    said = [counted(row.actions, "key action")] if row.actions else []
    said += [counted(row.programs, "impacted program")] if row.programs else []
    return [*said, f"{counted(row.events, 'event') if row.events else 'no event'} by both countries"]


def clocks(answer: Answer) -> Lines:
    """Each clock with its status, when it runs out and what is on record about it."""
    said = []
    for row in each_row(answer.table):
        line = f"**{plain(row.title)}**  \n{_status_badge(row.status)} :gray[{_due(row)}]"
        said.append(f"{line}  \n{plain(row.on_record)}" if row.on_record else line)
    return tuple(said)


def dated_clocks(answer: Answer) -> Lines:
    """The same of the clocks that have a day."""
    dated = answer.table["due_date"].notna()
    return tuple(line for line, has_day in zip(clocks(answer), dated, strict=True) if has_day)


def _status_badge(status: str) -> str:
    """A status as icon, colour and word."""
    look = STATUS[status]
    return f":{look.colour}-badge[{look.icon} {status.capitalize()}]"


def _due(row: Any) -> str:
    """When a clock runs out, in words: 'due 26 Apr 2026 · 210 days ago', 'starts on receipt of a written notice'."""
    if not isinstance(row.due_date, date):
        return f"starts on {row.trigger.removeprefix('receipt of ')}; none on record"
    # What other decisions set, such as a pause, ends or begins: nobody owes it.
    set_ = "due" if row.owner == "framework" else "set for"
    return f"{set_} {fmt_date(row.due_date)} · {days(int(row.days_past))}"
