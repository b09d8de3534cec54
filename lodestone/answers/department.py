"""My department: what the Framework means for one unit of the university."""

from __future__ import annotations

from lodestone.answers.opportunities import TERMS
from lodestone.cells.cell import Cell, Column, Frames
from lodestone.filters import View
from lodestone.language import counted, joined


def _unit(frames: Frames, view: View) -> str:
    rows = frames["department/unit"]
    if rows.empty:
        return "No department is chosen"
    row = rows.iloc[0]
    named = f"; the brief calls it “{row['named_as']}”" if row["named_as"] else "; the brief does not name it"
    if row["closed"]:
        return f"{row['name']} is closed: {row['status_note']}"
    count = len(row["topics"])
    return (
        f"{counted(count, 'topic')} in common with the Framework{named}"
        if count
        else f"No topic in common with the Framework{named}"
    )


UNIT = Cell(
    "department/unit",
    "What ties this department to the Framework?",
    ("department/unit",),
    _unit,
    (
        Column("name", "Department"),
        Column("school", "School"),
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
    named = int((rows["why"] == "the brief names it").sum())
    if rows.empty:
        return "No item of the brief names it or shares a topic with it"
    who = (
        f"{counted(named, 'item')} of the brief {'names' if named == 1 else 'name'} it"
        if named
        else "No item of the brief names it"
    )
    return f"{who}, {len(rows) - named} {'shares' if len(rows) - named == 1 else 'share'} a topic"


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
    top = rows.iloc[0]
    return f"Best fit: {top['title'].lower()} ({top['fit']:.1f} of 5)"


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
    return f"{first}; {unknown} with unknown state, {closed} closed and kept as precedents"


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


def _agencies(frames: Frames, view: View) -> str:
    rows = frames["department/agencies"]
    if rows.empty:
        return "No organization on record holds a lever that concerns it"
    if len(rows) == 1:
        return f"{rows['organization'].iloc[0]} holds a lever that concerns it"
    first = joined(list(rows["organization"].head(3)))
    return f"{counted(len(rows), 'organization')} hold levers that concern it; first {first}"


AGENCIES = Cell(
    "department/agencies",
    "Whom should it talk to in Washington and Tokyo?",
    ("department/agencies",),
    _agencies,
    (
        Column("organization", "Organization"),
        Column("country", "Country"),
        Column("role", "What it does", width="large"),
        Column("office", "Office"),
        Column("person", "Held by"),
        Column("as_of", "As of", "day"),
        Column("best_fit", "Best fit (0 to 5)", "score"),
        Column("provisions", "Provisions", "list"),
        Column("reasons", "Why it concerns the department", "list", "large"),
        Column("link_basis", "How this is known"),
    ),
    needs="department",
)


def _partners(frames: Frames, view: View) -> str:
    rows = frames["department/partners"]
    if rows.empty:
        return "No Japanese partner on record shares a topic with it"
    tied = int(rows["vanderbilt_link"].notna().sum())
    tail = f"{tied} with a stated tie to Vanderbilt" if tied else "none with a stated tie to Vanderbilt"
    return f"{counted(len(rows), 'Japanese partner')} share a topic, {tail}".replace(
        "1 Japanese partner share", "1 Japanese partner shares"
    )


PARTNERS = Cell(
    "department/partners",
    "Which Japanese partners work on the same?",
    ("department/partners",),
    _partners,
    (
        Column("name", "Partner"),
        Column("name_ja", "Name in Japanese"),
        Column("why", "Why"),
        Column("focus", "Work", width="large"),
        Column("us_link", "Tie to the United States", empty="none stated"),
        Column("vanderbilt_link", "Tie to Vanderbilt", empty="none stated"),
    ),
    needs="department",
)


def _expertise(frames: Frames, view: View) -> str:
    rows = frames["department/expertise"]
    if rows.empty:
        return "No published work on a topic of the Framework is on record for it"
    dated = rows["as_of_year"].dropna()
    return f"{counted(len(rows), 'work')} on record" + (
        f", the newest of {int(dated.max())}" if len(dated) else ", all undated"
    )


EXPERTISE = Cell(
    "department/expertise",
    "What expertise is on record?",
    ("department/expertise",),
    _expertise,
    (
        Column("topic", "Topic"),
        Column("title", "Work"),
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
    ("Agencies", AGENCIES),
    ("Japanese partners", PARTNERS),
    ("Expertise on record", EXPERTISE),
)


def next_steps(frames: dict[str, Frames]) -> list[str]:
    """What to do next, worked out from the rows of RANKED, CALLS, AGENCIES and PARTNERS (by cell key).

    In this order: an action of the brief that names the department, a call that is open or must be checked, the first
    agency with a named official, the first partner with a tie, or the first partner.
    """
    ranked = frames["department/ranked"]["department/ranked"]
    calls = frames["department/calls"]["department/ranked"]
    agencies = frames["department/agencies"]["department/agencies"]
    # A closed unit shares topics still, but nothing fits it and nobody is there to work with anyone.
    if ranked.empty and calls.empty and agencies.empty:
        return []
    partners = frames["department/partners"]["department/partners"]
    actions = ranked[(ranked["kind"] == "action") & (ranked["named"] > 0)].head(2)
    live = calls[calls["state"].isin(["open", "not yet open"])].head(2)
    unknown = calls[calls["state"] == "unknown"].head(1)
    led = agencies[agencies["person"].notna()].head(1)
    return [
        *(f"Take up the brief's action: {row.title[:1].lower() + row.title[1:]}." for row in actions.itertuples()),
        *(f"Apply: {row.title} is {row.state}." for row in live.itertuples()),
        *(f"Ask whether “{row.title}” takes proposals; its state is unknown." for row in unknown.itertuples()),
        *(
            f"Have Federal Relations write to {row.organization} "
            f"({row.office}, {row.person} as of {row.as_of:%-d %b %Y})."
            for row in led.itertuples()
        ),
        *(f"Look into joint work with {row.name}: {row.why}." for row in partners.head(1).itertuples()),
    ]


PAGE = (UNIT, *(cell for _, cell in SECTIONS))
