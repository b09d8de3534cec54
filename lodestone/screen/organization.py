"""One organization opened: what it does, who answers for it, what it funds, and which departments should talk to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lodestone.answers import agencies, call_watch, one_project
from lodestone.cells.answer import Answer
from lodestone.each_row import each_row
from lodestone.figures.link_marks import BASES
from lodestone.filters import to_address
from lodestone.language import fmt_date, plain
from lodestone.page_list import entry
from lodestone.screen import cards
from lodestone.screen.call import state_badge
from lodestone.screen.page_context import PageContext, page_context
from lodestone.screen.project import paid

_FIRST = 6


def open_organization(context: PageContext, organization_id: str) -> None:
    """Everything on record about one organization, whatever the other filters hide."""
    rows = context.engine.ask(
        context.warehouse, "agencies/organizations", context.view, dict.fromkeys(agencies.FILTERED)
    ).frame
    row = rows[rows["organization_id"] == organization_id].iloc[0]
    with st.container(border=True):
        st.markdown(f"### {plain(row['name'])}")
        left, right = st.columns([1.25, 1])
        with left:
            st.markdown(plain(row["role"]))
            context.card(agencies.LINKS, "Under the Framework", _links)
            context.card(agencies.EVENTS, "Events", _events)
            context.card(call_watch.OF_ORGANIZATION, "To look at again", lambda answer: _watched(answer, context))
            context.card(agencies.CALLS, "Calls", lambda answer: _calls(answer, context))
            context.card(one_project.PAID, "Awards", paid)
        with right:
            cards.facts(_facts(row))
            context.card(agencies.OFFICIALS, "Officials", _officials)
            context.card(agencies.DOORS, "Doors", lambda answer: cards.door_list(answer.table))
        answer = context.show(agencies.DEPARTMENTS)
        _departments(answer)


def _facts(row: Any) -> list[tuple[str, str]]:
    country = plain(row["country"])
    part = f", part of {plain(row['parent'])}" if row["parent"] else ""
    evidence = f" ({plain(row['place_evidence'])})" if row["place_evidence"] else ""
    place = plain(row["city"]) + evidence if row["city"] else ":gray[not recorded]"
    said = {"explicit": "named", "implied": "implied", "not mentioned": "not mentioned"}[row["mention"]]
    return [
        ("Short name", plain(row["short_name"])),
        ("What it is", f"{plain(row['type']).capitalize()}, {country}{part}"),
        ("In the brief", said),
        ("Headquarters", place),
        ("Note", plain(row["note"])),
    ]


def _links(answer: Answer) -> None:
    for row in each_row(answer.table):
        ground = f"event of {fmt_date(row.event_date)}: {row.event_label}" if row.event_id else f"“{row.words}”"
        st.markdown(
            f"**{row.provision_id} {plain(row.title)}**: {plain(row.role)}  \n"
            f":small[:gray[{BASES[row.link_basis].glyph} {row.link_basis} · {plain(ground)}]]"
        )


def _officials(answer: Answer) -> None:
    for row in each_row(answer.table):
        st.markdown(
            f"**{plain(row.person)}**  \n"
            f":small[:gray[{plain(row.office)} · as of {fmt_date(row.person_as_of)} · named by {plain(row.named_by)}]]"
        )


def _calls(answer: Answer, context: PageContext) -> None:
    rows = answer.table
    for row in each_row(rows.head(_FIRST)):
        when = (
            f" · closes {fmt_date(row.closes)}"
            if row.closes and row.state != "closed"
            else f" · closed {fmt_date(row.closes)}"
            if row.closes and row.closes < answer.view.as_of
            else ""
        )
        through = "" if row.itself else f" · through {plain(row.through)}"
        with st.container(gap="xxsmall"):
            _way(context, row.call_id, row.short_title, answer)
            st.markdown(f"{state_badge(row.state)} :small[:gray[{row.type}{when}{through}]]")
    if len(rows) > _FIRST:
        st.markdown(f":small[:gray[{len(rows) - _FIRST} more are in the table behind Check.]]")


def _watched(answer: Answer, context: PageContext) -> None:
    """What has a day to look again, each with what is expected and on what that rests."""
    rows = answer.table[answer.table["standing"].isin(["open", "ahead"]) | answer.table["late"].astype(bool)]
    for row in each_row(rows.head(_FIRST)):
        on = fmt_date(row.closes if row.standing == "open" else row.look_again)
        day = f"open until {on}" if row.standing == "open" else f"now, as the day was {on}" if row.late else f"on {on}"
        through = "" if row.itself else f" · through {plain(row.through)}"
        with st.container(gap="xxsmall"):
            _way(context, row.watch_id, row.short_title, answer)
            st.markdown(f":small[:gray[{day} · {plain(row.expected)}{through}]]")


def _way(context: PageContext, key: str, label: str, answer: Answer) -> None:
    """The way to a call or program on its own page."""
    where = to_address({"as_of": answer.view.as_of, "opened": key}, entry("calls").filters, context.bounds)
    st.page_link(page_context().pages["calls"], label=plain(label), query_params=where)


def _events(answer: Answer) -> None:
    for row in each_row(answer.table):
        doubt = f" · {plain(row.open_question)}" if row.open_question else ""
        bears = ", ".join(row.provisions)
        st.markdown(f"**{plain(row.title)}**  \n:small[:gray[{fmt_date(row.date)} · {row.event_id} · {bears}{doubt}]]")


def _departments(answer: Answer) -> None:
    """Clear business with its reason and the first question; what is thin in one line below."""
    clear = answer.table[answer.table["strength"] == "clear"]
    for row in each_row(clear.head(_FIRST)):
        ask = f"  \n:small[**Ask first:** {plain(row.first_question)}]" if row.first_question else ""
        st.markdown(f"**{plain(row.short_name)}** · {row.verdict}  \n:small[:gray[{plain(row.reason)}]]{ask}")
    if len(clear) > _FIRST:
        st.markdown(f":small[:gray[{len(clear) - _FIRST} more with clear business are in the table above.]]")
    thin = list(answer.table[answer.table["strength"] == "thin"]["short_name"])
    if thin:
        st.markdown(f":small[:gray[Possible, but thin: {plain(', '.join(thin))}.]]")
    if len(answer.table):
        st.markdown(":small[:gray[Lodestone's own reading, by two readers; no statement by the university.]]")
