"""Draws the filters, keeps their values from page to page and in the address.

Values live in one session entry of their own, because Streamlit forgets a widget's value when a page does not draw it.
The address is written after each run; when it differs from what was written, the reader has followed a link, or has
changed something before the browser knew the address that was written last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lodestone.filters import FILTERS, LONGEST_SEARCH, Bounds, Filter, Value, View, defaults, from_address, to_address
from lodestone.filters.kinds import Day, Many, Numbers, Switch, Words
from lodestone.language import plain
from lodestone.notebooks.choosing import is_own
from lodestone.page_list import NOTEBOOK, PRESENT, TAKEAWAY
from lodestone.screen.viewport import theme

# A page with more parts than this lists them at its top.
MOST_IN_VIEW = 3
_SHOWING_BOOK = (NOTEBOOK.address, PRESENT.address)
_VALUES, _WRITTEN, _PAGE, _COMPLAINTS = "view_values", "view_written", "view_page", "view_complaints"
# The addresses that this page had before the one written last, and whether something was changed since.
_BEFORE, _CHANGED, _MOST_BEFORE = "view_before", "view_changed", 20


def overtake(page: str) -> None:
    """Put the address written last in the place of one that a change came with and that this page had before it.

    A browser sends with each change the address that it knows. Where the next change comes quickly, that is one of
    before, and to follow it would undo the last. A reader who goes back changes nothing; the browser says so as well.
    """
    state = st.session_state
    found, run = dict(st.query_params), get_script_run_ctx()
    if state.get(_PAGE) != page:
        state[_BEFORE] = []
    elif state.get(_CHANGED) and found in state[_BEFORE] and not (run and run.is_history_navigation):
        st.query_params.from_dict(state[_WRITTEN])


def changed() -> None:
    """Take note that the reader changed what the address is to say."""
    st.session_state[_CHANGED] = True


def read_address(page: str, names: Sequence[str], bounds: Bounds) -> list[str]:
    """Take over what the address says for this page's filters; returns what was wrong with it, in words.

    A page chosen in the navigation comes with an empty address and keeps the values of the page before.
    """
    state = st.session_state
    found = dict(st.query_params)
    first = _VALUES not in state
    if first:
        state[_VALUES] = defaults(bounds)
    turned = state.get(_PAGE) not in (None, page)
    if turned:
        state[_COMPLAINTS] = []
    if first or (found != state.get(_WRITTEN) and (found or not turned)):
        values, complaints = from_address(found, names, bounds)
        state[_VALUES].update(
            {name: value for name, value in values.items() if name in found or not FILTERS[name].lasting}
        )
        state[_COMPLAINTS] = complaints
    state[_PAGE] = page
    return list(state.get(_COMPLAINTS, []))


def address(names: Sequence[str], bounds: Bounds) -> dict[str, str]:
    """The remembered values as the address of a page with these filters, those at their default left out.

    A reader's notebook, which is long, goes along only where it is shown or cells of it are chosen.
    """
    book = tuple(names) in _SHOWING_BOOK or "pick" not in names or any(map(is_own, picks()))
    return to_address(st.session_state[_VALUES], [name for name in names if name != "book" or book], bounds)


def write_address(names: Sequence[str], bounds: Bounds) -> None:
    """Put this page's filters into the address, those at their default left out."""
    state, wanted = st.session_state, address(names, bounds)
    found = dict(st.query_params)
    if found != wanted:
        state[_BEFORE] = [*state[_BEFORE], found][-_MOST_BEFORE:]
        st.query_params.from_dict(wanted)
    state[_WRITTEN], state[_CHANGED] = wanted, False


def current_view(names: tuple[str, ...], version: str, window: str, labels: Mapping[str, str]) -> View:
    """The reader's present view of this page."""
    return View(dict(st.session_state[_VALUES]), theme(), version, names, window, labels)


def get_value(name: str) -> Value:
    """The remembered value of one filter."""
    value: Value = st.session_state[_VALUES][name]
    return value


def asked_book() -> str:
    """The reader's notebook as the address has it, read or not, or as it is remembered; empty where there is none."""
    return str(st.query_params.get("book") or st.session_state.get(_VALUES, {}).get("book") or "")


def picks() -> tuple[str, ...]:
    """The figures and tables that the reader has chosen to take away, in order."""
    chosen = get_value("pick")
    return tuple(map(str, chosen)) if isinstance(chosen, tuple) else ()


def takeaway_address(show: str, bounds: Bounds) -> dict[str, str]:
    """The address of the page Take away for a set, a page or the reader's own choice, with all filters."""
    return address([name for name in TAKEAWAY.address if name != "show"], bounds) | {"show": show}


def set_value(name: str, value: Value) -> None:
    """Change one filter from elsewhere than its own widget (a mark picked in a figure, a row in a table)."""
    st.session_state[_VALUES][name] = value
    st.session_state[_COMPLAINTS] = []
    changed()


def reset(bounds: Bounds) -> None:
    """Back to the unfiltered notebook, on every page; what was chosen to be taken away stays chosen."""
    kept = {name: value for name, value in st.session_state[_VALUES].items() if FILTERS[name].purpose == "steers"}
    st.session_state[_VALUES] = defaults(bounds) | kept
    st.session_state[_COMPLAINTS] = []
    changed()


def draw_which(view: View, bounds: Bounds, said: Collection[str]) -> DeltaGenerator | None:
    """One narrow line that says which view this is, with the way back to the page as it usually is; gives the line.

    What the page says itself (`said`) needs no line.
    """
    narrowed = view.narrowed()
    if {"as_of", *narrowed} <= set(said):
        return None
    line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="which_view")
    with line:
        st.markdown(f":small[:gray[{plain(view.which())}]]", width="content")
        if narrowed or view.as_of != bounds.default_day:
            st.button(
                "Clear",
                icon=":material/close:",
                type="tertiary",
                on_click=clear,
                args=((*narrowed, "as_of"), bounds),
                help="Opens this page without these filters, as of today.",
                key="clear_view",
            )
    return line


def draw_parts(line: DeltaGenerator, parts: Mapping[str, str]) -> None:
    """In that line the parts of a long page, by anchor, each said by the question that it answers."""
    if len(parts) > MOST_IN_VIEW:
        with line.expander("On this page", type="compact"):
            st.markdown("\n".join(f"- [{plain(question)}](#{anchor})" for anchor, question in parts.items()))


def clear(names: Sequence[str], bounds: Bounds) -> None:
    """These filters alone back to where they narrow nothing."""
    usual = defaults(bounds)
    for name in names:
        set_value(name, usual[name])


def draw_filters(names: Sequence[str], bounds: Bounds) -> None:
    """The widgets of these filters, one below the other, and the button that clears all."""
    for name in names:
        draw_filter(FILTERS[name], bounds)
    values: Mapping[str, Value] = st.session_state[_VALUES]
    usual = defaults(bounds)
    changed = sum(bool(values[name] != usual[name]) for name in FILTERS if FILTERS[name].purpose != "steers")
    st.button(
        "Reset all filters",
        icon=":material/filter_alt_off:",
        on_click=reset,
        args=(bounds,),
        disabled=not changed,
        width="stretch",
        key="reset_filters",
    )


def draw_filter(one: Filter, bounds: Bounds, place: str = "", told: Mapping[str, str] | None = None) -> None:
    """One filter's widget, showing the remembered value; `place` tells it from the same filter in the sidebar.

    What a list tells of its choices (`told`) is looked through as the reader types.
    """
    key = f"filter_{one.name}{place}"
    st.session_state[key] = _for_widget(one, st.session_state[_VALUES][one.name])
    if isinstance(one, Day):
        st.session_state[key] = one.meant(st.session_state[key], st.session_state[_VALUES]["as_of"])
    change: dict[str, Any] = {"key": key, "on_change": _take_over, "args": (one, key)}
    if isinstance(one, Day):
        st.date_input(
            one.label,
            min_value=one.first(bounds),
            max_value=bounds.last_day,
            format="YYYY-MM-DD",
            help=one.help or None,
            **change,
        )
    elif isinstance(one, Words):
        st.text_input(
            one.label,
            max_chars=LONGEST_SEARCH,
            placeholder="e.g. rare earth",
            icon=":material/search:",
            help=one.help or None,
            **change,
        )
    elif isinstance(one, Many):
        st.multiselect(
            one.label,
            one.choices(bounds),
            max_selections=one.at_most or None,
            placeholder=one.everything or "None chosen",
            help=one.help or None,
            format_func=lambda word: bounds.word(one.name, word),
            **change,
        )
    elif isinstance(one, Numbers):
        st.number_input(one.label, 0, one.upper, step=1, help=one.help or None, **change)
    elif isinstance(one, Switch):
        st.session_state[key] = st.session_state[key] or one.choices(bounds)[0]
        st.segmented_control(
            one.label,
            one.choices(bounds),
            help=one.help or None,
            format_func=lambda word: bounds.word(one.name, word),
            **change,
        )
    else:
        st.selectbox(
            one.label,
            one.choices(bounds),
            index=None,
            placeholder=one.everything or "Choose one",
            help=one.help or None,
            format_func=lambda word: (told or {}).get(word) or bounds.word(one.name, word),
            # By letters in order alone "geol" would be the Graduate School.
            filter_mode="contains",
            **change,
        )


def _for_widget(one: Filter, value: Value) -> object:
    if isinstance(one, Numbers):
        return value[0] if isinstance(value, tuple) and value else one.usual
    return list(value) if isinstance(one, Many) and isinstance(value, tuple) else value


def _take_over(one: Filter, key: str) -> None:
    value = st.session_state[key]
    if isinstance(one, Many):
        value = tuple(value)
    elif isinstance(one, Numbers):
        value = () if value is None or int(value) == one.usual else (int(value),)
    elif isinstance(one, Words):
        value = " ".join(str(value or "").split())
    elif one.name == "as_of" and not isinstance(value, date):
        return
    set_value(one.name, value)
