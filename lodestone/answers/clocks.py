"""How the state of the clocks is said in a sentence, from the rows alone."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from lodestone.language import fmt_date, joined, number_word

_PAST = {"met": "met", "in progress": "in progress", "overdue": "overdue", "not due": "not yet due"}


def finding(clocks: pd.DataFrame) -> str:
    """One sentence on the Framework's own clocks: the dated ones first, then those that wait.

    `clocks` columns: owner, clock, status, due_date, title, entered.
    """
    own = clocks[clocks["owner"] == "framework"]
    if own.empty:
        return "No clock of the Framework has the status asked for" if len(clocks) else "No clock fits"
    dated, waiting = own[own["clock"] == "fixed"], own[own["clock"] == "conditional"]
    said = [_dated(dated)] if len(dated) else []
    if len(waiting):
        said.append(_waiting(waiting, alone=not said))
    return _capital("; ".join(said))


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
    whole = _whole(len(rows), "dated commitment")
    statuses = set(rows["status"])
    if statuses == {"no public evidence"}:
        months = list(dict.fromkeys(f"{day:%B %Y}" for day in rows["due_date"]))
        return f"{whole} passed in {joined(months)} without public evidence"
    if statuses == {"not due"}:
        first = min(rows["due_date"])
        verb = "is" if len(rows) == 1 else "are"
        return f"{whole} {verb} not yet due; the first falls on {fmt_date(first)}"
    if len(statuses) == 1:
        verb = "is" if len(rows) == 1 else "are"
        return f"{whole} {verb} {_PAST[next(iter(statuses))]}"
    return f"of {number_word(len(rows))} dated commitments, {joined(list(_shares(rows['status'])))}"


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
    other = "" if alone else "other "
    if entered.empty:
        if len(rows) == 2:
            return f"both {other}clocks wait for a request or a notice"
        return f"the {other}clock waits for its {rows['trigger'].iloc[0].split()[-1]}"
    named = [title.removesuffix(" within 10 days").removesuffix(" after 30 days").lower() for title in entered["title"]]
    dates = [f"{name} by {fmt_date(day)}" for name, day in zip(named, entered["due_date"], strict=True)]
    return f"by the days entered, {joined(dates)}".replace("framework", "Framework")


def _whole(number: int, noun: str) -> str:
    if number == 1:
        return f"the one {noun} shown"
    return f"{'both' if number == 2 else f'all {number_word(number)}'} {noun}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
