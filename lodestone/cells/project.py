"""One project opened, and the ways to open it: a mark, a row of a table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lodestone.cells import cards
from lodestone.cells.model import Told
from lodestone.cells.opened import pick_one, picked
from lodestone.cells.screen import Desk, check
from lodestone.cells.words import fmt_date, plain
from lodestone.figures.money import LEVELS, usd
from lodestone.filters.screen import set_value
from lodestone.notebook import funding, project

_BADGES = {"firm": "green", "conditional": "violet", "indicative": "blue", "announced": "orange", "cancelled": "gray",
           "superseded": "gray"}


def pick_mark(cell_key: str, name: str = "project") -> None:
    """Take over the project (or the mineral and stage) whose mark was clicked; a click beside the marks changes nothing."""
    if chosen := picked(st.session_state[f"figure_page_{cell_key.replace('/', '-')}"].selection.points):
        set_value(name, chosen)


def pick_row(desk: Desk, told: Told) -> None:
    """A cell's rows as a table in which a project can be chosen."""
    pick_one(desk, told, "project", "project_id")


def level_cards(desk: Desk, told: Told) -> None:
    """The money of each level that counts, apart, with how many of its awards have an amount."""
    rows = told.table[~told.table["commitment_level"].isin(["cancelled", "superseded"])]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"##### {plain(told.cell.question)}", width="stretch")
        with st.container(width="content"):
            check(desk, told)
    if rows.empty:
        st.markdown(f"**{plain(told.answer)}**")
        return
    with st.grid(4, min_column_width=160):
        for row in rows.itertuples():
            with st.container(border=True, height="stretch", gap="xxsmall"):
                st.metric(f"{LEVELS[row.commitment_level].glyph} {row.commitment_level.capitalize()}",
                          usd(row.usd) if row.known else "not known")
                out = f"; {row.left_out} left out" if row.left_out else ""
                st.markdown(f":small[:gray[{row.known} of {row.known + row.unknown} awards with a known amount{out}]]")
    gone = told.table[told.table["commitment_level"].isin(["cancelled", "superseded"])]
    apart = f" Not among them: {', '.join(f'{row.awards} {row.commitment_level}' for row in gone.itertuples())}." if len(gone) else ""
    st.markdown(f":small[:gray[{plain(funding.RULE + apart)}]]")


def open_project(desk: Desk, project_id: str) -> None:
    """Everything on record about one project, whatever the other filters hide."""
    row = desk.notebook.ask(desk.warehouse, "funding/project", desk.view, {"project": project_id}).frame.iloc[0]
    with st.container(border=True):
        st.markdown(f"## {plain(row['name'])}")
        left, right = st.columns([1.35, 1])
        with left:
            desk.card(project.AWARDS, "Awards", _awards)
        with right:
            cards.facts(_facts(row))
            desk.card(project.FUNDERS, "Who pays", _funders)
            desk.card(project.PROVISIONS, "Under the Framework", _provisions)


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    where = ", ".join(part for part in (row["admin_area"], *row["countries"]) if part)
    known = f" (on the map: {row['place_precision']})" if row["place_precision"] else " (no point recorded)"
    tie = {"joint": "Joint: ", "commercial": "Commercial: "}.get(row["japan_link"] or "", "")
    return [("What came of it, as last read", plain(row["outcome"])), ("Company", plain(row["company"])),
            ("Where", (plain(where) or ":gray[not recorded]") + plain(known)),
            ("Tie to Japan", plain(tie + row["japan_note"]) if row["japan_note"] else ":gray[none on record]")]


def amount_words(row: Any) -> str:
    """An award's amount as published, and in dollars where a source gives dollars."""
    limit = "up to " if row.ceiling else ""
    if pd.isna(row.amount):
        return usd(row.amount_usd) if not pd.isna(row.amount_usd) else "amount not published"
    if row.currency == "USD":
        return f"{limit}{usd(row.amount)}"
    published = f"{limit}{row.currency} {row.amount / 1e6:,.0f} million"
    return f"{published} ({usd(row.amount_usd)})" if not pd.isna(row.amount_usd) else f"{published}; no dollar amount published"


def _awards(told: Told) -> None:
    for row in told.table.itertuples():
        when = fmt_date(row.announced) if row.announced else "undated"
        look = LEVELS[row.commitment_level]
        badge = f":{_BADGES[row.commitment_level]}-badge[{look.glyph} {look.word}]"
        said = [when, row.instrument, row.stage, row.funder, row.award_id]
        after = f" Superseded by {', '.join(row.successors)}." if row.successors else ""
        out = f" In no sum: {row.left_out}." if row.left_out else ""
        st.markdown(f"**{plain(row.title)}** · {plain(amount_words(row))}  \n{badge} {plain(row.status)}  \n"
                    f":small[:gray[{plain(' · '.join(said))}]]  \n"
                    f":small[{plain((row.note or '') + after + out)}]")


def _funders(told: Told) -> None:
    for row in told.table.itertuples():
        body = f" ({plain(row.name)})" if row.name and row.name != row.funder else ""
        st.markdown(f"**{plain(row.funder)}**{body}  \n:small[:gray[{plain(row.funder_country)} · {', '.join(row.awards)}]]")


def _provisions(told: Told) -> None:
    for row in told.table.itertuples():
        st.markdown(f"**{row.provision_id} {plain(row.title)}**  \n:small[:gray[“{plain(row.words)}”]]")


def paid(told: Told) -> None:
    """Awards an organization has made, the latest first."""
    for row in told.table.head(8).itertuples():
        through = "" if row.itself else f" · through {plain(row.through)}"
        when = fmt_date(row.announced) if row.announced else "undated"
        st.markdown(f"**{plain(row.project)}** · {plain(usd(row.amount_usd))}  \n:small[:gray[{LEVELS[row.commitment_level].glyph} "
                    f"{row.commitment_level} · {plain(row.instrument)} · {when}{through}]]")
    if len(told.table) > 8:
        st.markdown(f":small[:gray[{len(told.table) - 8} more are in the table behind Check.]]")
