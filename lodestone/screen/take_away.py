"""Files to take to a meeting, made when they are asked for: progress is shown, and what is under way can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lodestone.errors import LodestoneError
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.dates import dates
from lodestone.exports.deck import deck
from lodestone.exports.gather import Request, gather
from lodestone.exports.pictures import MISSING, find_chromium
from lodestone.exports.workbook import cells_workbook, workbook
from lodestone.filters import FILTERS
from lodestone.language import plain
from lodestone.page_list import MEETINGS, OWN
from lodestone.screen.page_context import PageContext

_MADE, _WANTED = "takeaway_made", "takeaway_wanted"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called and good for, and how it is made from a request and what is shown.

    `same` names the file where it is the same for every meeting; `always` says that it is for whatever is chosen.
    """

    key: str
    title: str
    icon: str
    what: str
    suffix: str
    mime: str
    make: Callable[[Request, str, Say], bytes]
    same: str = ""
    always: bool = False


def _tables(request: Request, show: str, say: Say) -> bytes:
    """The tables of one page or of the reader's own choice; those of all pages for a meeting."""
    if show == OWN:
        return cells_workbook([answer for _, answer in gather(request, OWN).answers], say)
    return workbook(request, None if show in MEETINGS else show, say)


KINDS = (
    Kind(
        "deck",
        "Slides (PPTX)",
        ":material/slideshow:",
        "16:9, a finding a slide; charts and tables can be edited, the notes hold SQL and sources.",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        deck,
    ),
    Kind(
        "pdf",
        "Briefing (PDF)",
        ":material/picture_as_pdf:",
        "To print on US Letter, with numbered sources; two to six pages for a meeting.",
        "pdf",
        "application/pdf",
        briefing_pdf,
    ),
    Kind(
        "page",
        "Web page",
        ":material/article:",
        "The same briefing as one file for a browser; it prints well.",
        "html",
        "text/html",
        briefing_page,
    ),
    Kind(
        "workbook",
        "Tables (XLSX)",
        ":material/table_chart:",
        "A sheet each, with a README; every table of the notebook for a meeting.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _tables,
        "tables",
    ),
    Kind(
        "calendar",
        "All dates (ICS)",
        ":material/event:",
        "Deadlines, call dates, days to look again and events for your own calendar.",
        "ics",
        "text/calendar",
        lambda request, *_: dates(request),
        "dates",
        always=True,
    ),
)


def request_of(context: PageContext) -> Request:
    """What the reader's present view asks of an export; files are drawn on paper, whatever the screen's theme."""
    return Request(context.engine, context.warehouse, context.bounds, context.view.values)


def offer(context: PageContext, kind: Kind, show: str, lacking: str) -> None:
    """One kind of file: the button that makes it, then the one that saves it; or what is `lacking` to make it."""
    state = st.session_state
    narrowed = tuple(
        (name, str(value)) for name, value in context.view.values.items() if FILTERS[name].purpose != "steers"
    )
    wanted = (kind.key, show, context.view.values["pick"] if show == OWN else (), context.warehouse.version, narrowed)
    same = kind.same if show in MEETINGS or kind.always else ""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"## {kind.icon} {kind.title}")
        st.markdown(kind.what)
        if lacking and not same:
            st.markdown(f":gray[{lacking}]")
        elif state.get(_MADE, (None,))[0] == wanted:
            name = f"lodestone-{same or show}-{context.view.as_of}.{kind.suffix}"
            data: bytes = state[_MADE][1]
            st.download_button(
                "Save",
                data,
                name,
                kind.mime,
                icon=":material/download:",
                on_click="ignore",
                type="primary",
                key=f"save_{kind.key}",
            )
            st.markdown(f":small[:gray[{name}, {len(data) / 1e6:.1f} MB]]")
        elif state.get(_WANTED) == wanted:
            _make(context, kind, show, wanted)
        else:
            st.button("Make it", key=f"make_{kind.key}", on_click=_want, args=(wanted,), icon=":material/play_arrow:")


def _want(wanted: object) -> None:
    st.session_state[_WANTED] = wanted


def _make(context: PageContext, kind: Kind, show: str, wanted: object) -> None:
    """Make a file now. A press on Stop, or on anything else, ends the work at its next step."""
    state = st.session_state
    del state[_WANTED]
    st.button("Stop", key=f"stop_{kind.key}", icon=":material/stop:")
    progress = st.empty()

    def say(words: str) -> None:
        progress.markdown(f":small[:gray[{plain(words)} …]]")

    try:
        say("starting")
        state[_MADE] = (wanted, kind.make(request_of(context), show, say))
    except LodestoneError as error:
        progress.empty()
        st.warning(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def note_on_pictures() -> None:
    """Say beforehand when pictures cannot be drawn here."""
    if find_chromium() is None:
        st.info(f"Figures are left out, their rows stand in: {MISSING}", icon=":material/image_not_supported:")
