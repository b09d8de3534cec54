"""Agencies: who acts on which provision, who answers for it, where they sit, and who here should talk to them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lodestone.answers import one_project
from lodestone.cells.cell import Cell, Column, Form, Frames, Words
from lodestone.figures.agency_flow import MOST, agency_flow
from lodestone.figures.agency_matrix import BASES, agency_matrix
from lodestone.figures.headquarters import PANELS, headquarters, split
from lodestone.figures.text import cut_chars
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, fmt_date, joined, number_word
from lodestone.paths import here

LONGEST = 110
FILTERED = ("seats", "types", "mentions", "pillars", "unit", "q")


def _said(*parts: str) -> str:
    """The parts as one sentence, the last ones left out where they do not fit."""
    kept = [part for part in parts if part]
    while len("; ".join(kept)) > LONGEST and len(kept) > 1:
        kept.pop()
    return cut_chars("; ".join(kept), LONGEST)


def _matrix(frames: Frames, view: View) -> str:
    rows, provisions = frames["agencies/organizations"], frames["agencies/provisions"]
    links = pd.Series([one for many in rows["provisions"] for one in many], dtype=object)
    if rows.empty:
        return "No organization fits these filters"
    if links.empty:
        return f"{_organizations(len(rows))} fit, none tied to a provision by what is on record"
    if len(rows) == 1:
        return _said(f"{rows['short_name'].iloc[0]} acts on {counted(len(links), 'provision')}", ", ".join(links))
    totals = links.value_counts()
    top = [one for one in provisions["provision_id"] if totals.get(one, 0) == totals.max()]
    without = len(provisions) - len(totals)
    none = f"{number_word(without)} of {len(provisions)} provisions have none" if without > 1 else ""
    alone = provisions["pillar"].value_counts()
    pillar = {
        row.provision_id: row.pillar.lower() + (f" ({row.provision_id})" if alone[row.pillar] > 1 else "")
        for row in provisions.itertuples()
    }
    numbers = {one: one for one in pillar}
    full, short = ([_leads(rows, said), _most(top, int(totals.max()), len(rows), said)] for said in (pillar, numbers))
    said = _said(*(full if len("; ".join(full)) <= LONGEST else short), none)
    return said[:1].upper() + said[1:]


def _organizations(number: int) -> str:
    return counted(number, "organization")


def _leads(rows: pd.DataFrame, said: Mapping[str, str]) -> str:
    """Who leads, if all that lead do so on the same provision."""
    led = {
        (row.short_name, one)
        for row in rows.itertuples()
        for one, basis in zip(row.provisions, row.bases, strict=True)
        if basis == "leads"
    }
    where = {one for _, one in led}
    names = sorted(name for name, _ in led)
    if len(where) != 1 or len(names) > 3:
        return ""
    return f"{joined(names)} {'leads' if len(names) == 1 else 'lead'} on {said[where.pop()]}"


def _most(top: list[str], most: int, rows: int, said: Mapping[str, str]) -> str:
    if len(top) > 3 or most == 1:
        return f"{_organizations(rows)}, at most {most} on any provision"
    draws = "draws most organizations" if len(top) == 1 else "draw most"
    return f"{joined([said[one] for one in top])} {draws} ({most} of {rows})"


def _matrix_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    rows = frames["agencies/organizations"]
    subtitle = f"{_organizations(len(rows))}; an empty crossing: no link on record · {words.subtitle}"
    return agency_matrix(
        rows,
        frames["agencies/provisions"],
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=subtitle,
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


MATRIX = Cell(
    "agencies/matrix",
    "Who does what?",
    ("agencies/organizations", "agencies/provisions"),
    _matrix,
    (
        Column("short_name", "Organization"),
        Column("name", "Full name", width="medium"),
        Column("country", "Country"),
        Column("provisions", "Acts on", "list", "medium", "no link on record"),
        Column("roles", "As", "list", "large", "no link on record"),
        Column("officials", "Official, as of", "list", "medium"),
        Column("mention", "In the brief"),
        Column("type", "Type"),
        Column("parent", "Part of", empty=""),
        Column("city", "Headquarters"),
        Column("reasons", "Why it concerns the department", "list", empty="no department chosen"),
        Column("role", "What it does", width="large"),
        Column("note", "Note", empty=""),
    ),
    figure=_matrix_figure,
    wide=True,
    identifier="organization_id",
)


def _places(frames: Frames, view: View) -> str:
    rows = frames["agencies/places"]
    if rows.empty:
        return "No organization fits these filters"
    known = int(rows["city"].notna().sum())
    if not known:
        return (
            f"No headquarters is recorded for {'this' if len(rows) == 1 else f'these {len(rows)}'} of the organizations"
        )
    around = [
        f"{len(mine)} {panel.title.lower().replace(name.lower(), name)}"
        for panel, mine in zip(PANELS, split(rows)[0], strict=True)
        for name in [panel.title.split()[-1]]
        if len(mine)
    ]
    return (
        f"{joined(around)}, of {known} recorded headquarters"
        if around
        else f"{counted(known, 'recorded seat')}, none around Washington or Tokyo"
    )


def _beside(rows: pd.DataFrame) -> str:
    """What the maps do not show: places elsewhere by name, unrecorded ones as a number."""
    _, away, unknown = split(rows)
    named = joined([f"{row.city} ({row.short_name})" for row in away.itertuples()])
    parts = [
        f"Not drawn: {named}" if named else "",
        f"{len(unknown)} of {len(rows)} without a recorded place" if len(unknown) else "",
    ]
    return " · ".join(part for part in parts if part)


def _places_figure(frames: Frames, view: View, words: Words, form: Form) -> object:
    rows = frames["agencies/places"]
    return headquarters(
        rows,
        basemap=here().data / "basemap",
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=" · ".join(part for part in (_beside(rows), words.subtitle) if part),
        source_line=f"{words.source_line} · outlines: Natural Earth",
        form=form,
        width=view.width,
    )


PLACES = Cell(
    "agencies/places",
    "Where are they?",
    ("agencies/places",),
    _places,
    (
        Column("city", "Headquarters"),
        Column("short_name", "Organization"),
        Column("name", "Full name", width="large"),
        Column("country", "Country"),
        Column("type", "Type"),
        Column("place_evidence", "How the place is known"),
        Column("note", "Note", empty=""),
    ),
    figure=_places_figure,
    alt=lambda frames, view: _by_city(frames["agencies/places"]),
    identifier="organization_id",
)


def _by_city(rows: pd.DataFrame) -> str:
    cities = [f"{city}: {', '.join(mine['short_name'])}" for city, mine in rows.groupby("city", sort=False)]
    return f"{'; '.join(cities)}." if cities else ""


# One organization, opened ----------------------------------------------------------------------------------------


def _links(frames: Frames, view: View) -> str:
    rows = frames["agencies/links"]
    if rows.empty:
        return "No link to a provision is on record"
    counts = rows["link_basis"].value_counts()
    words = {
        "leads": "{} it leads",
        "named in the brief": "{} named in the brief",
        "implied in the brief": "{} implied in the brief",
        "reported": "{} reported",
        "our reading": "{} by our reading",
    }
    said = joined([words[basis].format(number_word(int(counts[basis]))) for basis in BASES if basis in counts])
    return f"{counted(len(rows), 'provision')}: {said}"


LINKS = Cell(
    "agencies/links",
    "What does it do under the Framework?",
    ("agencies/links",),
    _links,
    (
        Column("provision_id", "No.", width="small"),
        Column("title", "Provision"),
        Column("pillar", "Pillar"),
        Column("role", "Role"),
        Column("link_basis", "How this is known"),
        Column("words", "The words behind it", width="large"),
    ),
    needs="organization",
)


def _officials(frames: Frames, view: View) -> str:
    rows = frames["agencies/officials"]
    if rows.empty:
        return "No official is recorded by this day"
    return f"{counted(len(rows), 'official')} on record, last seen in office on {fmt_date(max(rows['person_as_of']))}"


OFFICIALS = Cell(
    "agencies/officials",
    "Who answers for it?",
    ("agencies/officials",),
    _officials,
    (Column("office", "Office"), Column("person", "Held by"), Column("person_as_of", "As of", "day")),
    needs="organization",
)


def _calls(frames: Frames, view: View) -> str:
    rows = frames["agencies/calls"]
    if rows.empty:
        return "No call of its own is on record"
    counts = rows["state"].value_counts()
    words = {"open": "open", "not yet open": "not yet open", "unknown": "of unknown state", "closed": "closed"}
    said = [f"{number_word(int(counts[state]))} {word}" for state, word in words.items() if state in counts]
    return f"{counted(len(rows), 'call')}: {joined(said)}"


CALLS = Cell(
    "agencies/calls",
    "Which calls does it fund?",
    ("agencies/calls",),
    _calls,
    (
        Column("short_title", "Call", width="medium"),
        Column("state", "State", "state"),
        Column("closes", "Closes", "day"),
        Column("opens", "Opens", "day"),
        Column("through", "Through"),
        Column("number", "Number", empty=""),
        Column("university_role", "Role of a university"),
        Column("state_note", "On its state", empty=""),
    ),
    needs="organization",
)


def _events(frames: Frames, view: View) -> str:
    rows = frames["agencies/events"]
    if rows.empty:
        return "No event on record ties it to the Framework"
    return f"{counted(len(rows), 'event')}, the last on {fmt_date(rows['date'].iloc[0])}"


EVENTS = Cell(
    "agencies/events",
    "What happened that ties it to the Framework?",
    ("agencies/events",),
    _events,
    (
        Column("date", "Date", "day"),
        Column("title", "Event", width="large"),
        Column("provisions", "Bears on", "list"),
        Column("status", "Occurred or set"),
        Column("summary", "In short", width="large"),
        Column("open_question", "What is not known", empty="nothing open"),
        Column("event_id", "Id", width="small"),
    ),
    needs="organization",
)


def _departments(frames: Frames, view: View) -> str:
    rows = frames["agencies/departments"]
    if frames["agencies/links"].empty:
        return "No link to a provision is on record, so no department follows from one"
    if rows.empty:
        return "No department shares a topic with what it acts on"
    best = rows[rows["fit"] == rows["fit"].max()]
    rest = len(rows) - len(best)
    others = f"{number_word(rest)} more {'is' if rest == 1 else 'are'} linked" if rest else ""
    fit = f"{rows['fit'].max():.1f} of 5"
    if len(best) == 1:
        return _said(f"{best['short_name'].iloc[0]} fits best ({fit}, at {best['best'].iloc[0]})", others)
    who = joined(list(best["short_name"])) if len(best) <= 3 else f"{number_word(len(best)).capitalize()} departments"
    return _said(f"{who} fit best ({fit})", others)


def _flow(frames: Frames, view: View, words: Words, form: Form) -> object:
    chosen = view.values.get("organization")
    rows = frames["agencies/departments"]
    name = view.labels.get(f"organization|{chosen}", str(chosen))
    first = f"first {MOST} of {len(rows)} · " if len(rows) > MOST else ""
    return agency_flow(
        name,
        frames["agencies/links"],
        rows,
        tokens=tokens(view.theme),
        title=words.title,
        subtitle=f"{name}, its provisions and the departments they concern · {first}strong line: best fit",
        source_line=words.source_line,
        form=form,
        width=view.width,
    )


DEPARTMENTS = Cell(
    "agencies/departments",
    "Which departments should talk to it, and why?",
    ("agencies/departments", "agencies/links"),
    _departments,
    (
        Column("short_name", "Department"),
        Column("fit", "Fit (0 to 5)", "score"),
        Column("best", "Best at", width="small"),
        Column("provisions", "Tied at", "list"),
        Column("reasons", "Why, at the provision that fits best", "list", "large"),
        Column("topics", "Topics in common", "list", empty="none; the brief names it"),
        Column("kind", "Kind"),
        Column("school", "School"),
    ),
    figure=_flow,
    wide=True,
    needs="organization",
)

PAGE = (MATRIX, PLACES, LINKS, OFFICIALS, CALLS, EVENTS, DEPARTMENTS, one_project.PAID)
