"""One project opened, and the ways to open it: a mark, a row of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from lodestone.answers import funding_levels, funding_reach, one_project, projects
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.money import LEVELS
from lodestone.language import dollars, fmt_date, fmt_within, plain
from lodestone.screen import cards
from lodestone.screen.cell_tools import headed
from lodestone.screen.mineral_ways import ways_by_name
from lodestone.screen.page_context import PageContext

_BADGES = {
    "firm": "green",
    "conditional": "violet",
    "indicative": "blue",
    "announced": "orange",
    "cancelled": "gray",
    "superseded": "gray",
}


def level_cards(context: PageContext, answer: Answer) -> None:
    """The money of each level that counts, apart, with how many of its awards have an amount."""
    rows = answer.once(_counting)
    headed(context, answer, lambda: context.heading(answer.cell.question, answer.cell))
    if note := funding_reach.reach_note(answer.frames, context.view):
        st.markdown(plain(note))
    if rows.empty:
        st.markdown(f"**{plain(answer.finding)}**")
        context.note(answer)
        return
    with st.grid(4, min_column_width=160):
        for row in each_row(rows):
            with st.container(border=True, height="stretch", gap="xxsmall"):
                st.metric(
                    f"{LEVELS[row.commitment_level].glyph} {row.commitment_level.capitalize()}",
                    dollars(row.usd) if row.known else "not known",
                )
                st.markdown(f":small[:gray[{funding_levels.known_words(row)}]]")
    gone = funding_levels.gone_words(answer.table)
    apart = f" In no sum: {gone}." if gone else ""
    st.markdown(f":small[:gray[{plain(funding_levels.RULE + apart)}]]")
    context.note(answer)


def _counting(answer: Answer) -> pd.DataFrame:
    """The levels whose money counts in some sum."""
    return answer.table[~answer.table["commitment_level"].isin(funding_levels.GONE)]


def open_crossing(context: PageContext, _crossing: str) -> None:
    """The awards at the chosen mineral and stage, each of which can open its project."""
    part = replace(context, depth=2)
    part.rows(part.show(projects.CROSSING), opens="project")


def open_project(context: PageContext, project_id: str) -> None:
    """Everything on record about one project, whatever the other filters hide."""
    row = context.engine.ask(context.warehouse, "funding/project", context.view, {"project": project_id}).frame.iloc[0]
    with st.container(border=True):
        st.markdown(f"### {plain(row['name'])}")
        named = context.answer(one_project.AWARDS).table["mineral_names"]
        ways_by_name(context, list(dict.fromkeys(one for many in named for one in many)))
        left, right = st.columns([1.35, 1])
        with left:
            context.card(one_project.AWARDS, "Awards", _awards)
        with right:
            cards.facts(_facts(row))
            context.card(one_project.FUNDERS, "Who pays", _funders)
            context.card(one_project.PROVISIONS, "Under the Framework", _provisions)


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    where = ", ".join(part for part in (row["admin_area"], *row["countries"]) if part)
    known = f" (on the map: {row['place_precision']})" if row["place_precision"] else " (no point recorded)"
    tie = {"joint": "Joint: ", "commercial": "Commercial: "}.get(row["japan_link"] or "", "")
    return [
        ("What came of it, as last read", plain(row["outcome"])),
        ("Company", plain(row["company"])),
        ("Where", (plain(where) or ":gray[not recorded]") + plain(known)),
        ("Tie to Japan", plain(tie + row["japan_note"]) if row["japan_note"] else ":gray[none on record]"),
    ]


def amount_words(row: Any) -> str:
    """An award's amount as published, and in dollars where a source gives dollars."""
    limit = "up to " if row.ceiling else ""
    if pd.isna(row.amount):
        return dollars(row.amount_usd) if not pd.isna(row.amount_usd) else "amount not published"
    if row.currency == "USD":
        return f"{limit}{dollars(row.amount)}"
    published = f"{limit}{row.currency} {row.amount / 1e6:,.0f} million"
    return (
        f"{published} ({dollars(row.amount_usd)})"
        if not pd.isna(row.amount_usd)
        else f"{published}; no dollar amount published"
    )


def _awards(answer: Answer) -> None:
    for row in each_row(answer.table):
        when = fmt_date(row.announced) if row.announced else fmt_within(row.announced_from, row.known_by)
        look = LEVELS[row.commitment_level]
        badge = f":{_BADGES[row.commitment_level]}-badge[{look.glyph} {look.word}]"
        said = [when, row.instrument, ", ".join(row.stages), row.funder, row.award_id]
        after = f" Superseded by {', '.join(row.successors)}." if row.successors else ""
        out = f" In no sum: {row.left_out}." if row.left_out else ""
        tie = f"Tie to the Framework: {row.tie} ({row.tie_reason[:1].lower()}{row.tie_reason[1:]})."
        st.markdown(
            f"**{plain(row.title)}** · {plain(amount_words(row))}  \n{badge} {plain(row.status)}  \n"
            f":small[:gray[{plain(' · '.join(said))}]]  \n:small[:gray[{plain(tie)}]]  \n"
            f":small[{plain((row.note or '') + after + out)}]"
        )


def _funders(answer: Answer) -> None:
    for row in each_row(answer.table):
        body = f" ({plain(row.name)})" if row.name and row.name != row.funder else ""
        st.markdown(
            f"**{plain(row.funder)}**{body}  \n:small[:gray[{plain(row.funder_country)} · {', '.join(row.awards)}]]"
        )


def _provisions(answer: Answer) -> None:
    for row in each_row(answer.table):
        st.markdown(f"**{row.provision_id} {plain(row.title)}**  \n:small[:gray[“{plain(row.words)}”]]")


def paid(answer: Answer) -> None:
    """Awards an organization has made, the latest first."""
    for row in each_row(answer.table.head(8)):
        through = "" if row.itself else f" · through {plain(row.through)}"
        when = fmt_date(row.announced) if row.announced else fmt_within(row.announced_from, row.known_by)
        st.markdown(
            f"**{plain(row.project)}** · {plain(dollars(row.amount_usd))}  \n"
            f":small[:gray[{LEVELS[row.commitment_level].glyph} "
            f"{row.commitment_level} · {plain(row.instrument)} · {when}{through}]]"
        )
    if len(answer.table) > 8:
        st.markdown(f":small[:gray[{len(answer.table) - 8} more are in the table behind Check.]]")
