"""A helper for the tests of calls and partners: the files read plainly, states worked out a second time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fit_support import CALLS, state
from pages_support import facts

LOOKED_UP = date(2026, 11, 22)
MAY = date(2026, 5, 1)
EARLY = date(2025, 12, 1)
# Worked out by hand from the dates in calls.csv; what is in neither list is of unknown state on that day.
CLOSED = {
    LOOKED_UP: {
        "F001",
        "F002",
        "F003",
        "F004",
        "F006",
        "F007",
        "F008",
        "F009",
        "F010",
        "F011",
        "F012",
        "F013",
        "F014",
        "F017",
        "F018",
        "F020",
        "F021",
        "F023",
        "F024",
    },
    # Seen closed on 22 November 2026 only counts from that day on, unless a closing date had passed before.
    MAY: {
        "F003",
        "F004",
        "F006",
        "F007",
        "F008",
        "F009",
        "F010",
        "F011",
        "F012",
        "F013",
        "F021",
        "F023",
        "F024",
    },
    EARLY: {"F006", "F007", "F008", "F009", "F010", "F011", "F012", "F013", "F021"},
}
OPEN = {LOOKED_UP: set(), MAY: {"F001"}, EARLY: {"F003", "F004", "F024"}}
NOT_YET = {LOOKED_UP: set(), MAY: set(), EARLY: {"F001", "F023"}}
# Counted by hand in the column `type`: kinds are never added up.
KINDS = (
    "14 funding calls, 1 rolling program, 3 notices of intent, 2 requests for views, 2 precedents, 1 consortium and "
    "1 seed fund"
)
ANSWERS = {
    LOOKED_UP: f"{KINDS}; none was confirmed open by 22 Nov 2026",
    MAY: f"{KINDS}; 1 was open on 1 May 2026: Critical Minerals and Materials Accelerator",
    EARLY: f"{KINDS}; 3 were open on 1 Dec 2025",
}
PARTNERS: Mapping[str, Mapping[str, str]] = {row["partner_id"]: row for row in facts("facts/partners")}
ROLES = {row["university_role"] for row in CALLS.values()}


def by_hand(day: date) -> dict[str, str]:
    """The state of each call on one of the three days."""
    lists = {"closed": CLOSED[day], "open": OPEN[day], "not yet open": NOT_YET[day]}
    return {key: next((word for word, ids in lists.items() if key in ids), "unknown") for key in CALLS}


def calls_of(
    day: date, *, states: tuple[str, ...] = (), roles: tuple[str, ...] = (), pillars: tuple[str, ...] = ()
) -> set[str]:
    """The calls that pass these filters, empty ones letting all pass."""
    return {
        key
        for key, row in CALLS.items()
        if (not states or state(row, day) in states)
        and (not roles or row["university_role"] in roles)
        and (not pillars or set(row["pillars"].split(";")) & set(pillars))
    }
