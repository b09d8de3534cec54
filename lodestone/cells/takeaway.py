"""Files to take to a meeting, made when they are asked for: progress is shown, and what is under way can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lodestone.cells.screen import Desk
from lodestone.cells.words import plain
from lodestone.errors import LodestoneError
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.deck import deck
from lodestone.exports.gather import Request
from lodestone.exports.pictures import MISSING, find_chromium
from lodestone.exports.sets import SETS
from lodestone.exports.workbook import workbook
from lodestone.filters.model import STEERING
from lodestone.filters.screen import get_value, set_value
from lodestone.site import MEETINGS

_MADE, _WANTED = "takeaway_made", "takeaway_wanted"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called and good for, and how it is made from a request and a set."""

    key: str
    title: str
    icon: str
    what: str
    suffix: str
    mime: str
    make: Callable[[Request, str, Say], bytes]


KINDS = (
    Kind("deck", "Slides (PPTX)", ":material/slideshow:",
         "16:9, a finding a slide; charts and tables can be edited, the notes hold SQL and sources.", "pptx",
         "application/vnd.openxmlformats-officedocument.presentationml.presentation", deck),
    Kind("pdf", "Briefing (PDF)", ":material/picture_as_pdf:", "Two to six pages to print, with numbered sources.", "pdf",
         "application/pdf", briefing_pdf),
    Kind("page", "Briefing (web page)", ":material/article:", "The same as one file for a browser; it prints well.", "html",
         "text/html", briefing_page),
    Kind("workbook", "All tables (XLSX)", ":material/table_chart:", "Every table of every page, a sheet each, with a README.", "xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         lambda request, key, say: workbook(request, None, say)),
)


def choose_set() -> str:
    """Let the reader choose a set of cells; returns its key."""
    shown = get_value("show")
    chosen = st.segmented_control("For whom", list(MEETINGS), default=shown if shown in MEETINGS else next(iter(MEETINGS)),
                                  format_func=MEETINGS.__getitem__, required=True, key="meeting")
    set_value("show", str(chosen))
    return str(chosen)


def request_of(desk: Desk) -> Request:
    """What the reader's present view asks of an export; files are drawn on paper, whatever the screen's theme."""
    return Request(desk.notebook, desk.warehouse, desk.bounds, desk.view.values)


def offer(desk: Desk, kind: Kind, key: str) -> None:
    """One kind of file: the button that makes it, then the one that saves it."""
    state = st.session_state
    narrowed = tuple((name, str(value)) for name, value in desk.view.values.items() if name not in STEERING)
    wanted = (kind.key, key, desk.warehouse.version, narrowed)
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"#### {kind.icon} {kind.title}")
        st.markdown(kind.what)
        missing = SETS[key].needs and not get_value(SETS[key].needs)
        if missing and kind.key != "workbook":
            st.markdown(":gray[Choose a department first.]")
        elif state.get(_MADE, (None,))[0] == wanted:
            name = f"lodestone-{'tables' if kind.key == 'workbook' else key}-{desk.view.as_of}.{kind.suffix}"
            data: bytes = state[_MADE][1]
            st.download_button("Save", data, name, kind.mime, icon=":material/download:", on_click="ignore",
                               type="primary", key=f"save_{kind.key}")
            st.markdown(f":small[:gray[{name}, {len(data) / 1e6:.1f} MB]]")
        elif state.get(_WANTED) == wanted:
            _make(desk, kind, key, wanted)
        else:
            st.button("Make it", key=f"make_{kind.key}", on_click=_want, args=(wanted,), icon=":material/play_arrow:")


def _want(wanted: object) -> None:
    st.session_state[_WANTED] = wanted


def _make(desk: Desk, kind: Kind, key: str, wanted: object) -> None:
    """Make a file now. A press on Stop, or on anything else, ends the work at its next step."""
    state = st.session_state
    del state[_WANTED]
    st.button("Stop", key=f"stop_{kind.key}", icon=":material/stop:")
    progress = st.empty()

    def say(words: str) -> None:
        progress.markdown(f":small[:gray[{plain(words)} …]]")

    try:
        say("starting")
        state[_MADE] = (wanted, kind.make(request_of(desk), key, say))
    except LodestoneError as error:
        progress.empty()
        st.warning(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def note_on_pictures() -> None:
    """Say beforehand when pictures cannot be drawn here."""
    if find_chromium() is None:
        st.info(f"Figures are left out, their rows stand in: {MISSING}", icon=":material/image_not_supported:")
