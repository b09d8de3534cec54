"""My department: what the Framework means for one unit of the university."""

from __future__ import annotations

from lodestone.answers import chosen_briefs
from lodestone.answers.call_watch import first_look, look_names
from lodestone.answers.department_contacts import AGENCIES, PARTNERS
from lodestone.answers.opportunities import TERMS
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, first_few, first_lower, joined, number_word

__all__ = [
    "AGENCIES",
    "CALLS",
    "EXPERTISE",
    "NAMED",
    "PAGE",
    "PARTNERS",
    "RANKED",
    "SECTIONS",
    "STEPS_FROM",
    "UNIT",
    "WATCH",
]


def _unit(frames: Frames, view: View) -> str:
    rows = frames["department/unit"]
    if rows.empty:
        return "No department is chosen"
    row = rows.iloc[0]
    named = f"; the brief calls it “{row['named_as']}”" if row["named_as"] else "; the brief does not name it"
    if row["closed"]:
        return f"{row['name']}: {row['status_note']}"
    through = first_few(list(row["through"]), 3)
    if row["business"]:
        below = f"; through its departments: {through}" if through else ""
        return f"Clear business, by our reading: {joined(list(row['business']))}{named}{below}"
    if through:
        return f"Clear business through its departments, by our reading: {through}; none of its own{named}"
    return f"No clear business of its own with a provision, by our reading{named}"


UNIT = Cell(
    "department/unit",
    "What ties this department to the Framework?",
    ("department/unit",),
    _unit,
    (
        Column("name", "Department"),
        Column("school", "School"),
        Column("business", "Clear business with", "list", "large", "none"),
        Column("topics", "Topics (the words that justify each)", "list", "large"),
        Column("disciplines", "Fields", "list"),
        Column("named_as", "In the brief", empty="not named"),
        Column("last_seen_year", "Newest source (year)", "number"),
        Column("url", "Address", "link"),
    ),
    needs="department",
)


def _named(frames: Frames, view: View) -> str:
    rows = frames["department/named"]
    if rows.empty:
        return "No item of the brief names it or rests on a provision that is its business"
    named, own = int(rows["named"].sum()), int(rows["own"].sum())
    said = [
        f"{counted(named, 'item')} of the brief {'names' if named == 1 else 'name'} it"
        if named
        else "No item of the brief names it"
    ]
    if rest := own - named:
        said.append(f"{number_word(rest)} {'rests' if rest == 1 else 'rest'} on provisions that are its business")
    if below := len(rows) - own:
        said.append(f"{number_word(below)} {'concerns' if below == 1 else 'concern'} its departments")
    return "; ".join(said)


NAMED = Cell(
    "department/named",
    "Which programs, risks and other items of the brief concern it?",
    ("department/named",),
    _named,
    (
        Column("kind", "Kind"),
        Column("title", "Item"),
        Column("why", "Why"),
        Column("text", "In short", width="large"),
        Column("locator", "Where in the brief"),
    ),
    needs="department",
)


def _ranked(frames: Frames, view: View) -> str:
    rows = frames["department/ranked"]
    if rows.empty:
        return "No action or opportunity of the brief fits it"
    clear = rows[rows["clear"].astype(bool)]
    if clear.empty:
        thin = f"{counted(len(rows), 'thin fit')}, at most {rows['fit'].max():.1f} of 5"
        return f"No action or opportunity of the brief fits it clearly; {thin}"
    scores = clear["fit"].astype(float).round(1)
    tied = clear[scores == scores.max()]
    said = joined([first_lower(title) for title in tied["title"].head(2)])
    level = f", and {number_word(len(tied) - 2)} more," if len(tied) > 2 else ""
    through = joined(list(tied["through"].dropna().unique()))
    whose = f", through {through}" if through else ""
    fit = f"{said}{level} ({scores.max():.1f} of 5{' each' if len(tied) > 1 else ''}{whose})"
    return f"Nearest: {fit}, which the brief puts to others" if tied["for_others"].all() else f"Best fit: {fit}"


RANKED = Cell(
    "department/ranked",
    "Which actions and opportunities fit best?",
    ("department/ranked",),
    _ranked,
    (
        Column("kind", "Kind"),
        Column("title", "What"),
        *TERMS,
        Column("detail", "In short", width="large"),
        Column("place", "Where in the brief"),
    ),
    fixed={"kinds": ("action", "opportunity")},
    needs="department",
)


def _calls(frames: Frames, view: View) -> str:
    rows = frames["department/ranked"]
    if rows.empty:
        return "No call on record fits it"
    live = rows[rows["state"].isin(["open", "not yet open"])]
    unknown = int((rows["state"] == "unknown").sum())
    closed = int((rows["state"] == "closed").sum())
    first = f"{counted(len(live), 'call')} open or opening" if len(live) else "No call is confirmed open"
    kept = "a precedent" if closed == 1 else "precedents"
    rest = [f"{unknown} of unknown state"] if unknown else []
    rest += [f"{closed} closed and kept as {kept}"] if closed else []
    return f"{first}; {joined(rest)}" if rest else first


CALLS = Cell(
    "department/calls",
    "Which calls for proposals fit?",
    ("department/ranked",),
    _calls,
    (
        Column("title", "Call"),
        Column("state", "State", "state"),
        Column("closes", "Closes", "day"),
        *TERMS,
        Column("detail", "Agency and what is known", width="large"),
        Column("place", "Number"),
    ),
    fixed={"kinds": ("call",)},
    needs="department",
)


def _watch(frames: Frames, view: View) -> str:
    rows = frames["department/watch"]
    if rows.empty:
        return "Nothing on the watch list is its business"
    clear = rows[rows["strength"] == "clear"]
    late = clear[clear["late"].astype(bool)]
    if len(late):
        return f"{counted(len(rows), 'program')} to watch; look again now: {look_names(late)}"
    ahead = clear[clear["ahead"].astype(bool)]
    if ahead.empty:
        return f"{counted(len(rows), 'program')} to watch, no day to look again where the business is clear"
    return f"{counted(len(rows), 'program')} to watch; look again on {first_look(ahead)}"


WATCH = Cell(
    "department/watch",
    "What should it watch, and when should it look again?",
    ("department/watch",),
    _watch,
    (
        Column("short_title", "Program"),
        Column("look_again", "Look again", "day", empty="no day known"),
        Column("expected", "Next round", width="medium"),
        Column("next_basis", "Rests on"),
        Column("strength", "Clear or thin"),
        Column("why", "Why, by our reading", width="large"),
        Column("prepare", "Have ready", width="large"),
        Column("kind", "Kind"),
        Column("agency", "Agency"),
        Column("university_role", "Role of a university"),
        Column("past_rounds", "Past rounds", width="large"),
        Column("watch_url", "Page to watch", "link"),
    ),
    needs="department",
)


def _expertise(frames: Frames, view: View) -> str:
    rows = frames["department/expertise"]
    if rows.empty:
        return "No expertise on a topic of the Framework is on record for it"
    dated = rows[rows["as_of_year"].notna()]
    first = dated.loc[dated["as_of_year"].idxmax()] if len(dated) else rows.iloc[0]
    when = f" ({int(first['as_of_year'])})" if len(dated) else " (undated)"
    which = ", the newest: " if len(dated) and len(rows) > 1 else ": " if len(rows) == 1 else ", first "
    # A course or a program is on record as well as a paper.
    return f"{counted(len(rows), 'field')} of expertise on record{which}{first['title']}{when}"


EXPERTISE = Cell(
    "department/expertise",
    "What expertise is on record?",
    ("department/expertise",),
    _expertise,
    (
        Column("topic", "Topic"),
        Column("title", "Field of expertise"),
        Column("through", "Through a department", empty="its own"),
        Column("as_of_year", "Year", "number"),
        Column("description", "In short", width="large"),
        Column("url", "Address", "link"),
    ),
    needs="department",
)
SECTIONS = (
    ("The brief", NAMED),
    ("Actions and opportunities", RANKED),
    ("Calls", CALLS),
    ("Watch list", WATCH),
    ("Agencies", AGENCIES),
    ("Japanese partners", PARTNERS),
    ("Expertise on record", EXPERTISE),
)

# What its next steps follow from.
STEPS_FROM = (UNIT, *(cell for _, cell in SECTIONS if cell is not EXPERTISE))

PAGE = (UNIT, *(cell for _, cell in SECTIONS), chosen_briefs.ASKED)
