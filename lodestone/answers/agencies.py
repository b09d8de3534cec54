"""Agencies: who acts on which provision and where they sit; the cells of one opened organization stand beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lodestone.answers import call_watch, chosen_briefs, one_project
from lodestone.answers.first_questions import QUESTIONS
from lodestone.answers.one_organization import CALLS, DEPARTMENTS, DOORS, EVENTS, LINKS, LONGEST, OFFICIALS
from lodestone.cells.cell import NO_DEPARTMENT, Cell, Column, Form, Frames, Words
from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.agency_matrix import agency_matrix
from lodestone.figures.city_maps import PANELS, split
from lodestone.figures.headquarters import headquarters
from lodestone.figures.text import parts_within
from lodestone.figures.tokens import tokens
from lodestone.filters import View
from lodestone.language import counted, first_said, first_upper, joined, number_word
from lodestone.paths import here

__all__ = ["CALLS", "DEPARTMENTS", "DOORS", "EVENTS", "FILTERED", "LINKS", "MATRIX", "OFFICIALS", "PLACES", "QUESTIONS"]

# Longer titles of provisions are said by their pillar.
SHORT = 20
FILTERED = ("seats", "types", "mentions", "pillars", "department", "q")


def _matrix(frames: Frames, view: View) -> str:
    rows, provisions = frames["agencies/organizations"], frames["agencies/provisions"]
    links = pd.Series([one for many in rows["provisions"] for one in many], dtype=object)
    if rows.empty:
        return "No organization fits these filters"
    if links.empty:
        fit = counted(len(rows), "organization fits", "organizations fit")
        return f"{fit}, none tied to a provision by what is on record"
    totals = links.value_counts()
    top = [one for one in provisions["provision_id"] if totals.get(one, 0) == totals.max()]
    without = len(provisions) - len(totals)
    none = f"{number_word(without)} of {len(provisions)} provisions have none" if without > 1 else ""
    alone = provisions["pillar"].value_counts()
    pillar = {
        row.provision_id: row.pillar.lower() + (f" ({row.provision_id})" if alone[row.pillar] > 1 else "")
        for row in each_row(provisions)
    }
    if len(rows) == 1:
        name = rows["short_name"].iloc[0]
        acts = joined([pillar[one] for one in links])
        return f"{name} acts on {acts}" if len(acts) < LONGEST else f"{name} acts on {counted(len(links), 'provision')}"
    # As the columns of the figure are headed, where that is short.
    coded = {
        row.provision_id: f"{(row.title if len(row.title) <= SHORT else row.pillar).lower()} ({row.provision_id})"
        for row in each_row(provisions)
    }
    said = parts_within(LONGEST, _leads(rows, pillar), _most(top, int(totals.max()), len(rows), coded), none)
    return first_upper(said)


def _organizations(number: int) -> str:
    return counted(number, "organization")


def _leads(rows: pd.DataFrame, said: Mapping[str, str]) -> str:
    """Who leads, if all that lead do so on the same provision."""
    led = {
        (row.short_name, one)
        for row in each_row(rows)
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
        return f"{_organizations(rows)}, {'no two' if most == 1 else f'at most {number_word(most)}'} on one provision"
    where = joined([said[one] for one in top])
    if most == rows:
        return f"{'both' if rows == 2 else f'all {number_word(rows)}'} organizations act on {where}"
    draws = f"draws most organizations ({most} of {rows})" if len(top) == 1 else f"draw most ({most} of {rows} each)"
    return f"{where} {draws}"


def _matrix_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
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


def _matrix_alt(frames: Frames, view: View) -> str:
    """The organizations, and on how many provisions each acts."""
    tied = [row for row in each_row(frames["agencies/organizations"]) if len(row.provisions)]
    return first_said([f"{row.short_name}: {counted(len(row.provisions), 'provision')}" for row in tied])


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
        Column("reasons", "Why it concerns the department", "list", empty=NO_DEPARTMENT),
        Column("role", "What it does", width="large"),
        Column("note", "Note", empty=""),
    ),
    figure=_matrix_figure,
    alt=_matrix_alt,
    readable_from=820,
    identifier="organization_id",
)


def _places(frames: Frames, view: View) -> str:
    rows = frames["agencies/places"]
    if rows.empty:
        return "No organization fits these filters"
    known = int(rows["city"].notna().sum())
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{row.short_name} sits in {row.city}" if known else f"No seat is recorded for {row.short_name}"
    if not known:
        return f"No seat is recorded for any of {len(rows)} organizations"
    # What the places are good for: how many doors a trip to each capital reaches.
    trips = [
        (panel.title.split()[-1], len(mine)) for panel, mine in zip(PANELS, split(rows)[0], strict=True) if len(mine)
    ]
    without = f"; no seat is recorded for {len(rows) - known}" if known < len(rows) else ""
    if not trips:
        return f"None of {len(rows)} organizations is known to sit around Washington or Tokyo{without}"
    (city, number), *others = trips
    rest = "".join(f", a trip to {place} {reached}" for place, reached in others)
    # Some without a recorded seat sit there too, in all likelihood.
    least = "at least " if without else ""
    return f"A trip to {city} reaches {least}{number} of {len(rows)} organizations{rest}{without}"


def _beside(rows: pd.DataFrame) -> str:
    """What the maps do not show: places elsewhere by name, unrecorded ones as a number."""
    _, away, unknown = split(rows)
    named = joined([f"{row.city} ({row.short_name})" for row in each_row(away)])
    parts = [
        f"Not drawn: {named}" if named else "",
        f"{len(unknown)} of {len(rows)} without a recorded place" if len(unknown) else "",
    ]
    return " · ".join(part for part in parts if part)


def _places_figure(frames: Frames, view: View, words: Words, form: Form) -> go.Figure:
    rows = frames["agencies/places"]
    return headquarters(
        rows,
        basemap=here().basemap,
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


PAGE = (
    MATRIX,
    QUESTIONS,
    PLACES,
    LINKS,
    OFFICIALS,
    CALLS,
    call_watch.OF_ORGANIZATION,
    DOORS,
    EVENTS,
    DEPARTMENTS,
    one_project.PAID,
    chosen_briefs.ORGANIZATIONS,
)
