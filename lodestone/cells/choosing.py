"""What to take away: a set for one kind of meeting, one page, or figures and tables of the reader's own choice."""

from __future__ import annotations

import streamlit as st

from lodestone.cells.screen import Desk
from lodestone.cells.words import fmt_date, joined, plain
from lodestone.exports.sets import CELLS, SETS, Placed, of_page
from lodestone.filters.model import FILTERS
from lodestone.filters.screen import get_value, set_value
from lodestone.site import MEETINGS, OWN, SHOWN_PAGES

_PAGE = "page"
_WAYS = {**MEETINGS, _PAGE: "One page", OWN: "Your own choice"}
_PAGES = {page.url_path: page.title for page in SHOWN_PAGES}


def choose() -> str:
    """Let the reader choose; returns a set's key, a page's address or OWN."""
    show = str(get_value("show") or next(iter(MEETINGS)))
    st.session_state["meeting"] = show if show in _WAYS else _PAGE
    st.segmented_control("What to take away", list(_WAYS), format_func=_WAYS.__getitem__, required=True, key="meeting", on_change=_choose_way)
    if show in _PAGES:
        st.session_state["meeting_page"] = show
        st.selectbox("Page", list(_PAGES), format_func=_PAGES.__getitem__, key="meeting_page", on_change=_choose_page, width=400)
    elif show == OWN:
        _choose_cells()
    return show


def _choose_way() -> None:
    way = st.session_state["meeting"]
    set_value("show", next(iter(_PAGES)) if way == _PAGE else way)


def _choose_page() -> None:
    set_value("show", st.session_state["meeting_page"])


def _choose_cells() -> None:
    offered = {one.cell.key: _label(one) for one in CELLS if _ready(one)}
    picks = _picks()
    if lost := [key for key in picks if key not in offered]:
        st.warning(f"Left out, because there is no such figure or table or its page has nothing opened: {plain(joined(lost))}.",
                   icon=":material/link_off:")
        set_value("pick", tuple(key for key in picks if key in offered))
    st.session_state["pick_cells"] = list(_picks())
    st.multiselect("Figures and tables, in the order of the slides", list(offered), format_func=offered.__getitem__, key="pick_cells",
                   on_change=_choose_own, placeholder="Choose some, or add them by “Download” beside each figure")


def _choose_own() -> None:
    set_value("pick", tuple(st.session_state["pick_cells"]))


def _picks() -> tuple[str, ...]:
    picks = get_value("pick")
    return tuple(map(str, picks)) if isinstance(picks, tuple) else ()


def _ready(one: Placed) -> bool:
    return not one.needs or bool(get_value(one.needs))


def _label(one: Placed) -> str:
    """Its page and its question, which some cells of a page share."""
    shared = sum(other.cell.question == one.cell.question for other in of_page(one.page)) > 1
    part = f" ({one.cell.key.partition('/')[2]})" if shared else ""
    return f"{_PAGES[one.page]}: {one.cell.question}{part}"


def about(show: str) -> str:
    """What is chosen, in a sentence or two."""
    if show in SETS:
        return SETS[show].about
    if show == OWN:
        return "Each stands on a slide of its own, as its page shows it with the filters named below."
    return f"What the page {_PAGES[show]} shows with the filters named below."


def lacking(show: str) -> str:
    """What must be chosen before these files can be made, in a sentence; empty when nothing is missing."""
    if show == OWN:
        return "" if _picks() else "Choose a figure or table first."
    needs = {SETS[show].needs} if show in SETS else {one.needs for one in of_page(show)}
    if "" in needs or any(get_value(name) for name in needs):
        return ""
    name = FILTERS[needs.pop()]
    return f"Choose a {name.label.lower()} first." if name.name == "department" else f"Needs a {name.label.lower()} on the page {_PAGES[show]}."


def narrowed(desk: Desk, sentence: str) -> str:
    """The filters that go into the files, which other pages may have set."""
    return f":small[:gray[{plain(sentence)} · as of {fmt_date(desk.view.as_of)}]]"
