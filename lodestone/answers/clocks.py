"""How the state of the clocks is said in a sentence, from the rows alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lodestone.language import first_lower, first_upper, fmt_date, joined, number_word

_PAST = {"met": "met", "in progress": "in progress", "overdue": "overdue", "not due": "not yet due"}


@dataclass(frozen=True)
class Tally:
    """How many clocks there are of each kind: the one count behind every sentence about them.

    The Framework's own: `own` dated commitments, `waiting` ones that start on a paper, `entered` ones that start on a
    day a reader entered. `related` ones are set by other decisions. `past` of the dated ones have run out.
    """

    own: int
    waiting: int
    entered: int
    related: int
    past: int

    @property
    def dated(self) -> int:
        """Clocks with a due date."""
        return self.own + self.entered + self.related

    def kinds(self, *, dated_only: bool = False) -> str:
        """Their number by kind: 'two dated commitments of the Framework, two waiting clocks and four related ones'."""
        waiting = 0 if dated_only else self.waiting
        said = [
            counted_word(self.own, "dated commitment") + " of the Framework" if self.own else "",
            counted_word(waiting, "clock") + f" that {'waits' if waiting == 1 else 'wait'}" if waiting else "",
            f"{number_word(self.entered)} by a day entered" if self.entered else "",
            counted_word(self.related, "clock") + " of related decisions" if self.related else "",
        ]
        return joined([one for one in said if one]) or "no clock"


def counted_word(number: int, noun: str) -> str:
    """A small number with its noun: 'two clocks'."""
    return f"{number_word(number)} {noun}{'' if number == 1 else 's'}"


def tally(clocks: pd.DataFrame) -> Tally:
    """Count clocks by kind. `clocks` columns: owner, clock, entered, days_past."""
    own, fixed, entered = clocks["owner"] == "framework", clocks["clock"] == "fixed", clocks["entered"].astype(bool)
    return Tally(
        own=int((own & fixed).sum()),
        waiting=int((own & ~fixed & ~entered).sum()),
        entered=int((own & ~fixed & entered).sum()),
        related=int((~own).sum()),
        past=int((clocks["days_past"].fillna(0) > 0).sum()),
    )


def finding(clocks: pd.DataFrame) -> str:
    """One sentence on the Framework's own clocks: the dated ones first, then those that wait.

    `clocks` columns: owner, clock, status, due_date, title, entered.
    """
    own = clocks[clocks["owner"] == "framework"]
    if own.empty:
        return "No clock of the Framework is among these" if len(clocks) else "No clock fits these filters"
    dated, waiting = own[own["clock"] == "fixed"], own[own["clock"] == "conditional"]
    said = [_dated(dated)] if len(dated) else []
    if len(waiting):
        said.append(_waiting(waiting, alone=not said))
    return first_upper("; ".join(said))


def one(clock: pd.Series) -> str:
    """One clock in a sentence. `clock` has status, due_date, trigger and entered."""
    status, day = clock["status"], clock["due_date"]
    if status == "conditional":
        return f"It starts on {clock['trigger']}; none is on record"
    if clock["entered"]:
        return f"By the day entered, it runs out on {fmt_date(day)}"
    said = {
        "met": "Met; it was due on",
        "in progress": "In progress; due on",
        "overdue": "Overdue since",
        "not due": "Not yet due; it runs out on",
        "no public evidence": "No public evidence; it was due on",
    }
    return f"{said[status]} {fmt_date(day)}"


def _dated(rows: pd.DataFrame) -> str:
    whole = _whole(len(rows))
    statuses = set(rows["status"])
    if statuses == {"no public evidence"}:
        months = list(dict.fromkeys(f"{day:%B %Y}" for day in rows["due_date"]))
        return f"{whole} fell due in {joined(months)} without public evidence"
    if statuses == {"not due"}:
        first = min(rows["due_date"])
        verb = "is" if len(rows) == 1 else "are"
        return f"{whole} {verb} not yet due; the first falls on {fmt_date(first)}"
    if len(statuses) == 1:
        verb = "is" if len(rows) == 1 else "are"
        return f"{whole} {verb} {_PAST[next(iter(statuses))]}"
    return f"of {number_word(len(rows))} dated commitments of the Framework, {joined(list(_shares(rows['status'])))}"


def _shares(statuses: Iterable[str]) -> Iterable[str]:
    counts = pd.Series(list(statuses)).value_counts(sort=False)
    for status, count in counts.items():
        verb = "has" if count == 1 else "have"
        words = (
            f"{verb} no public evidence"
            if status == "no public evidence"
            else f"{'is' if count == 1 else 'are'} {_PAST[str(status)]}"
        )
        yield f"{number_word(int(count))} {words}"


def _waiting(rows: pd.DataFrame, *, alone: bool) -> str:
    entered = rows[rows["entered"]]
    if entered.empty:
        if len(rows) == 2:
            clocks = "both clocks of the Framework shown" if alone else "its two other clocks"
            return f"{clocks} wait for a request or a notice"
        clock = "the one clock of the Framework shown" if alone else "its other clock"
        return f"{clock} waits for its {rows['trigger'].iloc[0].split()[-1]}"
    # 'Meeting within 10 days' and 'End of the Framework after 30 days'; the Framework has just been named.
    named = [re.sub(r"( of the Framework)?( (within|after) \d+ days)?$", "", title) for title in entered["title"]]
    dates = [f"{first_lower(name)} by {fmt_date(day)}" for name, day in zip(named, entered["due_date"], strict=True)]
    return f"by the {'day' if len(dates) == 1 else 'days'} entered, {joined(dates)}"


def _whole(number: int) -> str:
    if number == 1:
        return "the one dated commitment of the Framework shown"
    return f"{'both' if number == 2 else f'all {number_word(number)}'} dated commitments of the Framework"
