"""Files to take to a meeting, made when they are asked for: progress is shown, and what is under way can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from lodestone.errors import LodestoneError
from lodestone.exports.briefing import briefing_page, briefing_pdf
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.dates import dates
from lodestone.exports.deck import deck
from lodestone.exports.files import bundled
from lodestone.exports.gather import Request, gather
from lodestone.exports.memo_docx import memo_docx
from lodestone.exports.workbook import cells_workbook, workbook
from lodestone.filters import FILTERS
from lodestone.language import joined, plain
from lodestone.page_list import MEETINGS, MEMOS, OWN
from lodestone.screen.page_context import PageContext

_MADE, _WANTED = "takeaway_made", "takeaway_wanted"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called and good for, and how it is made from a request and what is shown.

    `same` names the file where it is the same for every meeting; `always` says that it is for whatever is chosen, and
    `only` names the meetings it is for where it is not for all that can be shown.
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
    only: tuple[str, ...] = ()
    # What a reader may ask for beside, and how the file is made then.
    ask: str = ""
    asked: Callable[[Request, str, Say], bytes] | None = None

    def file_name(self, show: str, day: date) -> str:
        """How the file is called when it is saved."""
        same = self.same if show in MEETINGS or self.always else ""
        return f"lodestone-{same or (f'memo-{show}' if self.only else show)}-{day}.{self.suffix}"

    def lacks(self, show: str, lacking: str) -> str:
        """What is missing to make it of what is shown, in a sentence; empty when nothing is."""
        if self.only and show not in self.only:
            return f"For these only: {joined([MEETINGS[one] for one in self.only])}."
        return "" if self.always or (self.same and show in MEETINGS) else lacking


def _tables(request: Request, show: str, say: Say) -> bytes:
    """The tables of one page or of the reader's own choice; those of all pages for a meeting."""
    if show == OWN:
        return cells_workbook([answer for _, answer in gather(request, OWN).answers], say)
    return workbook(request, None if show in MEETINGS else show, say)


_SINGLE = (
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
        "memo",
        "Memo (DOCX)",
        ":material/edit_document:",
        "Two pages to edit and pass on: bottom line, what to do, background, dates, money, numbered sources.",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        memo_docx,
        only=MEMOS,
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
        "Deadlines, call dates, days to look again and events ahead, with reminders, for your own calendar.",
        "ics",
        "text/calendar",
        lambda request, *_: dates(request),
        "dates",
        always=True,
        ask="Past dates too",
        asked=lambda request, *_: dates(request, past=True),
    ),
)


def _step(say: Say, title: str, words: str) -> None:
    say(f"{title}: {words}")


def _everything(request: Request, show: str, say: Say) -> bytes:
    """Each kind of file that can be made of what is shown, in one; what cannot be made here is named in a text."""
    files = {}
    for kind in _SINGLE:
        if kind.key == "pdf" and find_chromium() is None:
            files["missing.txt"] = f"{kind.title}: {MISSING}\n".encode()
        elif not kind.lacks(show, ""):
            files[kind.file_name(show, request.as_of)] = kind.make(request, show, partial(_step, say, kind.title))
    return bundled(files)


KINDS = (
    *_SINGLE,
    Kind(
        "everything",
        "Everything (ZIP)",
        ":material/folder_zip:",
        "All of these files in one; it takes as long as all of them.",
        "zip",
        "application/zip",
        _everything,
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
    missing = kind.lacks(show, lacking)
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"## {kind.icon} {kind.title}")
        st.markdown(kind.what)
        asked = bool(kind.ask) and st.checkbox(kind.ask, key=f"ask_{kind.key}")
        picked = context.view.values["pick"] if show == OWN else ()
        wanted = (kind.key, show, picked, context.warehouse.version, narrowed, asked)
        if missing:
            st.markdown(f":gray[{missing}]")
        elif state.get(_MADE, (None,))[0] == wanted:
            name = kind.file_name(show, context.view.as_of)
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
            _make(context, kind, show, wanted, asked=asked)
        else:
            st.button("Make it", key=f"make_{kind.key}", on_click=_want, args=(wanted,), icon=":material/play_arrow:")


def _want(wanted: object) -> None:
    st.session_state[_WANTED] = wanted


def _make(context: PageContext, kind: Kind, show: str, wanted: object, *, asked: bool) -> None:
    """Make a file now. A press on Stop, or on anything else, ends the work at its next step."""
    state = st.session_state
    del state[_WANTED]
    st.button("Stop", key=f"stop_{kind.key}", icon=":material/stop:")
    progress = st.empty()

    def say(words: str) -> None:
        progress.markdown(f":small[:gray[{plain(words)} …]]")

    try:
        say("starting")
        make = kind.asked if asked and kind.asked else kind.make
        state[_MADE] = (wanted, make(request_of(context), show, say))
    except LodestoneError as error:
        progress.empty()
        st.warning(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def note_on_pictures() -> None:
    """Say beforehand when pictures cannot be drawn here."""
    if find_chromium() is None:
        st.info(f"Figures are left out, their rows stand in: {MISSING}", icon=":material/image_not_supported:")
