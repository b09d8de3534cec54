"""One organization opened: what it does, who answers for it, what it funds, and which departments should talk to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lodestone.cells import cards
from lodestone.cells.calls import state_badge
from lodestone.cells.door import page_objects
from lodestone.cells.model import Told
from lodestone.cells.opened import picked
from lodestone.cells.project import paid
from lodestone.cells.screen import Desk
from lodestone.cells.words import fmt_date, plain
from lodestone.figures.agency_matrix import BASES
from lodestone.filters.address import to_address
from lodestone.filters.screen import set_value
from lodestone.notebook import agencies, project
from lodestone.site import entry

FIGURE = "figure_page_agencies-matrix"
_FIRST = 6


def pick_mark() -> None:
    """Open the organization whose mark or name was clicked; a click beside them changes nothing."""
    if chosen := picked(st.session_state[FIGURE].selection.points):
        set_value("organization", chosen)


def open_organization(desk: Desk, organization_id: str) -> None:
    """Everything on record about one organization, whatever the other filters hide."""
    rows = desk.notebook.ask(desk.warehouse, "agencies/organizations", desk.view, dict.fromkeys(agencies.FILTERED)).frame
    row = rows[rows["organization_id"] == organization_id].iloc[0]
    with st.container(border=True):
        st.markdown(f"## {plain(row['name'])}")
        left, right = st.columns([1.25, 1])
        with left:
            st.markdown(plain(row["role"]))
            desk.card(agencies.LINKS, "Under the Framework", _links)
            desk.card(agencies.EVENTS, "Events", _events)
            desk.card(project.PAID, "Awards", paid)
        with right:
            cards.facts(_facts(row))
            desk.card(agencies.OFFICIALS, "Officials", _officials)
            desk.card(agencies.CALLS, "Calls", lambda told: _calls(told, desk))
        told = desk.show(agencies.DEPARTMENTS)
        _departments(told)


def _facts(row: Any) -> list[tuple[str, str]]:
    country = plain(row["country"])
    part = f", part of {plain(row['parent'])}" if row["parent"] else ""
    evidence = f" ({plain(row['place_evidence'])})" if row["place_evidence"] else ""
    place = plain(row["city"]) + evidence if row["city"] else ":gray[not recorded]"
    said = {"explicit": "named", "implied": "implied", "not mentioned": "not mentioned"}[row["mention"]]
    return [("Short name", plain(row["short_name"])), ("What it is", f"{plain(row['type']).capitalize()}, {country}{part}"),
            ("In the brief", said), ("Headquarters", place), ("Note", plain(row["note"]))]


def _links(told: Told) -> None:
    for row in told.table.itertuples():
        ground = f"event of {fmt_date(row.event_date)}: {row.event_label}" if row.event_id else f"“{row.words}”"
        st.markdown(f"**{row.provision_id} {plain(row.title)}**: {plain(row.role)}  \n"
                    f":small[:gray[{BASES[row.link_basis].glyph} {row.link_basis} · {plain(ground)}]]")


def _officials(told: Told) -> None:
    for row in told.table.itertuples():
        st.markdown(f"**{plain(row.person)}**  \n:small[:gray[{plain(row.office)} · as of {fmt_date(row.person_as_of)}]]")


def _calls(told: Told, desk: Desk) -> None:
    rows, pages = told.table, page_objects()
    for row in rows.head(_FIRST).itertuples():
        when = f" · closes {fmt_date(row.closes)}" if row.closes and row.state != "closed" else \
            f" · closed {fmt_date(row.closes)}" if row.closes and row.closes < told.view.as_of else ""
        through = "" if row.itself else f" · through {plain(row.through)}"
        where = to_address({"as_of": told.view.as_of, "opened": row.call_id}, entry("calls").filters, desk.bounds)
        with st.container(gap="xxsmall"):
            st.page_link(pages["calls"], label=plain(row.short_title), query_params=where)
            st.markdown(f"{state_badge(row.state)} :small[:gray[{row.type}{when}{through}]]")
    if len(rows) > _FIRST:
        st.markdown(f":small[:gray[{len(rows) - _FIRST} more are in the table behind Check.]]")


def _events(told: Told) -> None:
    for row in told.table.itertuples():
        doubt = f" · {plain(row.open_question)}" if row.open_question else ""
        bears = ", ".join(row.provisions)
        st.markdown(f"**{plain(row.title)}**  \n:small[:gray[{fmt_date(row.date)} · {row.event_id} · {bears}{doubt}]]")


def _departments(told: Told) -> None:
    """The best-fitting departments with the first reasons in words; all reasons are in the table."""
    for row in told.table.head(_FIRST).itertuples():
        why = [plain(reason) for reason in row.reasons if not reason.startswith(("calls:", "partners:"))]
        st.markdown(f"**{plain(row.short_name)}** · fit {row.fit:.1f} at {row.best} {plain(row.best_title)}  \n"
                    f":small[:gray[{'; '.join(why)}]]")
    if len(told.table) > _FIRST:
        st.markdown(f":small[:gray[The fit is Lodestone's own score. {len(told.table) - _FIRST} more departments, and the calls "
                    "and partners behind the score, are in the table above.]]")
