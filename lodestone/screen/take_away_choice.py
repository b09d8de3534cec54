"""What to take away: a set for one kind of meeting, one page, or figures and tables of the reader's own choice."""

from __future__ import annotations

import streamlit as st

from lodestone.answers.catalogue import PICKS, of_page
from lodestone.exports.gather import asked
from lodestone.exports.sets import SETS
from lodestone.filters import FILTERS
from lodestone.language import fmt_date, plain
from lodestone.notebooks.choosing import is_own, label, places
from lodestone.page_list import MEETINGS, NOTEBOOK, OWN, SHOWN_PAGES
from lodestone.screen.filters import get_value, picks, set_value
from lodestone.screen.notebook_choice import TOO_LONG, open_notebook
from lodestone.screen.page_context import PageContext

_PAGE = "page"
_WAYS = {**MEETINGS, _PAGE: "One page", OWN: "Your own choice"}
_PAGES = {page.url_path: page.title for page in SHOWN_PAGES}


def choose(context: PageContext) -> str:
    """Let the reader choose; returns a set's key, a page's address or OWN."""
    asked = str(get_value("show"))
    # A notebook as a whole is taken away and presented from its own page.
    show = asked if asked in {*MEETINGS, OWN, *_PAGES} else next(iter(MEETINGS))
    st.session_state["meeting"] = show if show in _WAYS else _PAGE
    st.segmented_control(
        "What to take away",
        list(_WAYS),
        format_func=_WAYS.__getitem__,
        required=True,
        key="meeting",
        on_change=_choose_way,
    )
    if show in _PAGES:
        st.session_state["meeting_page"] = show
        st.selectbox(
            "Page", list(_PAGES), format_func=_PAGES.__getitem__, key="meeting_page", on_change=_choose_page, width=400
        )
    elif show == OWN:
        _choose_cells(context)
    return show


def _choose_way() -> None:
    way = st.session_state["meeting"]
    set_value("show", next(iter(_PAGES)) if way == _PAGE else way)


def _choose_page() -> None:
    set_value("show", st.session_state["meeting_page"])


def _choose_cells(context: PageContext) -> None:
    book = open_notebook()
    own = {name: f"{NOTEBOOK.title}: {label(book, name)}" for name in places(book)} if book else {}
    chosen = [name for name in picks() if name in PICKS or name in own]

    def called(name: str) -> str:
        return own.get(name) or _label(name, context)

    st.session_state["pick_cells"] = chosen
    st.multiselect(
        "Figures and tables, in the order of the slides",
        [*PICKS, *own],
        format_func=called,
        key="pick_cells",
        on_change=_choose_own,
        placeholder="Choose some, or add them by “Download” beside each figure",
    )
    # Once more in full: a phone cuts the names in the field, and in the dark theme Streamlit writes them white on gold.
    st.markdown("\n".join(f"{number}. {plain(called(name))}" for number, name in enumerate(chosen, start=1)))
    if any(map(is_own, chosen)) and not get_value("book"):
        st.caption(TOO_LONG)


def _choose_own() -> None:
    set_value("pick", tuple(st.session_state["pick_cells"]))


def _label(name: str, context: PageContext) -> str:
    """Its page and its question, with what is opened there or what it waits for."""
    one = PICKS[name][0]
    if not one.met(context.view.values):
        return f"{_PAGES[one.page]}: {one.question} (needs {FILTERS[one.needs].wanted})"
    return f"{_PAGES[one.page]}: {asked(one, context.view)}"


def about(show: str) -> str:
    """What is chosen, in a sentence or two."""
    if show in SETS:
        return SETS[show].about
    if show == OWN:
        return "As their pages show them, with the filters named below and for whatever is opened there now."
    return f"What the page {_PAGES[show]} shows with the filters named below."


def lacking(show: str, context: PageContext) -> str:
    """What must be chosen before these files can be made, in a sentence; empty when nothing is missing."""
    if show == OWN:
        waiting = [
            PICKS[name][0] for name in picks() if not is_own(name) and not PICKS[name][0].met(context.view.values)
        ]
        return (
            _choose_first(waiting[0].needs, waiting[0].page)
            if waiting
            else ""
            if picks()
            else "Choose a figure or table first."
        )
    if show in SETS:
        needs = SETS[show].needs
        return _choose_first(needs, show) if needs and not get_value(needs) else ""
    cells = of_page(show)
    return "" if any(one.met(context.view.values) for one in cells) else _choose_first(cells[0].needs, show)


def _choose_first(need: str, page: str) -> str:
    label = FILTERS[need].wanted
    return f"Choose {label} first." if need == "department" else f"Choose {label} on the page {_PAGES[page]} first."


def said(context: PageContext, sentence: str) -> str:
    """The filters and the day that go into the files, in small print: other pages may have set them."""
    return f":small[:gray[{plain(sentence)} · as of {fmt_date(context.view.as_of)}]]"
