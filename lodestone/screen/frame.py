"""What happens on every view before the page: the notebook opened once a process, navigation, filters, notices."""

from __future__ import annotations

import atexit
import gc
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from lodestone.answers.catalogue import PICKS
from lodestone.cells.engine import Engine
from lodestone.errors import ContentError, LodestoneError
from lodestone.filters import FILTERS, Bounds, check_names
from lodestone.language import plain
from lodestone.page_list import PAGES, PRESENT, SEARCH, SHOWS, TAKEAWAY, Entry, entry
from lodestone.paths import here
from lodestone.screen import filters
from lodestone.screen.clock import readers_day
from lodestone.screen.door import below
from lodestone.screen.notebook_choice import with_own_cells
from lodestone.screen.page_context import PageContext
from lodestone.screen.sign_in import draw_reader, let_in
from lodestone.screen.viewport import bring_into_view, viewport_step
from lodestone.warehouse import Warehouse

_ABOUT = (
    "**Lodestone** is a notebook on the U.S.–Japan Framework on critical minerals of 28 October 2025 and what it means "
    "for Vanderbilt University. Every figure shows its rows, its SQL and its sources. What is Lodestone's own reading "
    "says so."
)
# How long a view waits for changed content; a build of today takes about as long.
_PATIENCE = 4.0
_FIRST = "department"
_LOG = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The notebook of this process.

    What was imported by now is taken out of the garbage collector's rounds, which then look only at what views made.
    That Streamlit forces one after each view is turned off in .streamlit/config.toml.
    """
    opened = Engine(here(), _PATIENCE)
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    return opened


def use_navigation_only() -> None:
    """Keep Streamlit from looking for pages in `pages/` by itself; called once, when the server starts.

    It would do so for the first view of a server only, and greet a first visitor who follows a link to a page with
    "Page not found" before it opens that page. There is no setting for it.
    """
    PagesManager.uses_pages_directory = False


def apologize(error: Exception) -> bool:
    """Say in a sentence that a page failed; the traceback goes to the server's log, never to the page."""
    _LOG.exception("A page failed", exc_info=error)
    reason = plain(str(error)) if isinstance(error, LodestoneError) else "An unexpected error; the server's log has it."
    st.error(f"This page cannot be shown. {reason}", icon=":material/error:")
    return True


def run_view() -> None:
    """Run one view of the notebook."""
    # With an entry of its own the menu at the upper right keeps the choice of light and dark. The icon is named by its
    # address: as a file it would stand among what is shown to those alone who have signed in.
    st.set_page_config(
        layout="wide", page_icon=below("app/static/icon.png"), initial_sidebar_state=250, menu_items={"About": _ABOUT}
    )
    st.html(Path(__file__).with_name("print.css"))
    pages = _page_objects()
    # Streamlit serves its first page at "/" alone and would call "/overview" not found: both addresses open it.
    named = _page(PAGES[0], first=False)
    chosen = st.navigation([*pages.values(), named], position="hidden")
    if chosen is named:
        pages[PAGES[0].url_path] = named
    if not let_in():
        return
    page = entry(chosen.url_path or PAGES[0].url_path)
    filters.overtake(page.url_path)
    book = engine()
    try:
        warehouse = _current(book)
        bounds = with_own_cells(book.bounds(warehouse, readers_day(), {"pick": tuple(PICKS)}))
    except LodestoneError as error:
        _refuse(error)
        return
    check_names(page.address, page.title)
    complaints = filters.read_address(page.url_path, page.address, bounds)
    step = "wide"
    if page.listed:
        with st.sidebar:
            _find(pages, bounds)
            names = [
                name
                for name in page.filters
                if not FILTERS[name].on_page
                and name not in page.beside
                and len(FILTERS[name].choices(bounds)) >= FILTERS[name].fewest
            ]
            # It narrows every page, and below the list of pages a laptop's window would not show it.
            if _FIRST in names:
                filters.draw_filter(FILTERS[_FIRST], bounds)
            _navigation(pages, bounds)
            filters.draw_filters([name for name in names if name != _FIRST], bounds)
            if page.url_path in SHOWS:
                present_link(page.url_path, page.filters, bounds)
                takeaway_link(page.url_path, pages, bounds)
            draw_reader()
            step = viewport_step()
    view = filters.current_view(page.filters, warehouse.version, step, bounds.labels)
    if page.listed:
        with st.sidebar:
            bring_into_view(page.url_path, view.opened())
    line = filters.draw_which(view, bounds, page.says) if page.listed else None
    _ignored(complaints)
    # A room that is shown a slide is not to read what the makers have to mend.
    if page is not PRESENT:
        _notices(book, warehouse)
    context = PageContext(book, warehouse, view, bounds, pages)
    st.session_state["page_context"] = context
    chosen.run()
    if line is not None:
        filters.draw_parts(line, context.parts)
    filters.write_address(page.address, bounds)


def _find(pages: dict[str, Any], bounds: Bounds) -> None:
    if st.button("Find", icon=":material/search:", shortcut="Ctrl+K", width="stretch", key="find"):
        st.session_state["find_asked"] = st.session_state.get("find_asked", 0) + 1
        st.switch_page(pages[SEARCH.url_path], query_params=filters.address(SEARCH.address, bounds))


def _navigation(pages: dict[str, Any], bounds: Bounds) -> None:
    """The list of pages, each with its part of the present filters in the link.

    Streamlit's own list opens the bare address and the filters follow in a second step of the browser's history, so
    that the first Back would stay on the page and show it unfiltered.
    """
    with st.container(gap="xxsmall"):
        group = ""
        for page in PAGES:
            if page.group != group:
                st.markdown(f":small[:gray[{page.group}]]")
            group = page.group
            st.page_link(pages[page.url_path], query_params=filters.address(page.address, bounds), width="stretch")


def present_link(
    show: str, names: Sequence[str], bounds: Bounds, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """The way into presentation mode, in a window of its own: a projector shows the slides, the notebook stays open."""
    query = filters.address([name for name in names if name != "show"], bounds) | {"show": show, "embed": "true"}
    st.link_button(
        "Present",
        f"{PRESENT.url_path}?{urlencode(query)}",
        icon=PRESENT.icon,
        width=width,
        help="One figure a screen, 16:9, with these filters; the arrow keys turn the pages.",
    )


def takeaway_link(show: str, pages: dict[str, Any], bounds: Bounds) -> None:
    """The way to the files of one page, with its filters."""
    st.page_link(
        pages[TAKEAWAY.url_path],
        label="Take this page away",
        icon=TAKEAWAY.icon,
        width="stretch",
        query_params=filters.takeaway_address(show, bounds),
        help="As slides, to print, or as tables, with these filters.",
    )


def _page_objects() -> dict[str, Any]:
    """Streamlit's page objects by address, for the navigation and for links between pages; made once a view."""
    return {page.url_path: _page(page, first=page is PAGES[0]) for page in (*PAGES, PRESENT)}


def _page(page: Entry, *, first: bool) -> Any:
    return st.Page(
        page.script, title=page.title, icon=page.icon, url_path="" if first else page.url_path, default=first
    )


def _current(book: Engine) -> Warehouse:
    """The database; where there is none yet, the reader is told what is waited for."""
    if not book.keeper.empty:
        return book.keeper.current()
    with st.spinner(book.keeper.opening):
        return book.keeper.current()


def _ignored(complaints: list[str]) -> None:
    if complaints:
        listed = "\n".join(f"- {plain(one)}" for one in complaints)
        st.warning(f"Part of the address was ignored:\n\n{listed}", icon=":material/link_off:")


def _notices(book: Engine, warehouse: Warehouse) -> None:
    if book.keeper.problem is not None:
        st.warning(
            "The files in data/ changed and do not hold; this is the last good version."
            if isinstance(book.keeper.problem, ContentError)
            else book.keeper.late,
            icon=":material/error:",
        )
        with st.expander("What is wrong"):
            _problems(book.keeper.problem)
    elif book.keeper.behind(warehouse):
        st.info(book.keeper.coming, icon=":material/update:")
    if book.keeper.left_out:
        listed = "\n".join(f"- {plain(str(one))}" for one in book.keeper.left_out)
        st.warning(f"Imported sites or briefs are missing here:\n\n{listed}", icon=":material/error:")


def _refuse(error: LodestoneError) -> None:
    st.title("The notebook cannot open")
    st.markdown("There is no good database to show yet. Mend what is listed below, then reload this page.")
    _problems(error)


def _problems(error: LodestoneError) -> None:
    problems = [str(one) for one in error.problems[:20]] if isinstance(error, ContentError) else [str(error)]
    st.code("\n".join(problems), language=None, wrap_lines=True)
    if isinstance(error, ContentError) and len(error.problems) > 20:
        st.markdown(f"{len(error.problems) - 20} more: run `python -m lodestone check`.")
