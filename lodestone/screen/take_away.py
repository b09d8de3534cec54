"""Files to take to a meeting, ordered by a press: each shows its place and steps, can be stopped, and stays to save."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence
from functools import partial

import streamlit as st

from lodestone.errors import QueryError, TemplateRefused
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.gather import Request
from lodestone.exports.orders import Order, Shelf, Workshop
from lodestone.exports.template import MOST_BYTES, Template, checked
from lodestone.exports.whereabouts import checked_address
from lodestone.filters import FILTERS
from lodestone.language import counted, file_size, plain
from lodestone.notebooks.writing import write_notebook
from lodestone.page_list import OWN
from lodestone.screen.notebook_choice import with_own_run
from lodestone.screen.page_context import PageContext
from lodestone.screen.take_away_kinds import Kind

# How long a page waits for a file that is made in no time, before it shows how the work goes on.
_SOON = 0.2


@st.cache_resource(show_spinner=False)
def workshop() -> Workshop:
    """The one place of this process where files are made."""
    return Workshop()


def shelf() -> Shelf:
    """What this reader ordered, until they leave."""
    kept: Shelf = st.session_state.setdefault("takeaway_shelf", Shelf(workshop()))
    return kept


def request_of(context: PageContext) -> Request:
    """What the reader's present view asks of an export; files are drawn on paper, whatever the screen's theme."""
    asked = Request(context.engine, context.warehouse, context.bounds, context.view.values, server=_server())
    return with_own_run(asked)


def _server() -> str:
    """Where the reader's browser found this notebook; empty where it does not tell."""
    try:
        return checked_address(st.context.url or "")
    except QueryError:
        return ""


def offer(context: PageContext, kind: Kind, show: str, lacking: str, template: Template | None = None) -> Hashable:
    """One kind of file: the button that orders it, how the work goes, or the button that saves it.

    Where something is `lacking` to make it, that is said; slides stand on the `template`. Returns by what it is known.
    """
    narrowed = tuple(
        (name, str(value)) for name, value in context.view.values.items() if FILTERS[name].purpose != "steers"
    )
    missing = kind.lacks(show, lacking)
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"## {kind.icon} {kind.title}")
        st.markdown(kind.what)
        asked = bool(kind.ask) and st.checkbox(kind.ask, key=f"ask_{kind.key}")
        picked = (context.view.values["pick"], _own_book(context)) if show == OWN else ()
        on = {"template": template} if template and kind.templated else {}
        look = template.name if on and template else ""
        key = (kind.key, show, picked, context.warehouse.version, narrowed, asked, look)
        if missing:
            st.markdown(f":gray[{missing}]")
            return key
        order = shelf().orders.get(key)
        if order is not None and order.open:
            _under_way(key, kind.key)
        elif order is not None and order.state == "made":
            _save(order, f"save_{kind.key}")
        else:
            if order is not None:
                st.warning(plain(order.said), icon=":material/error:")
            make = kind.asked if asked and kind.asked else kind.make
            wanted = Order(
                key,
                kind.file_name(show, request_of(context)),
                kind.mime,
                partial(make, request_of(context), show, **on),
            )
            st.button(
                "Make it",
                key=f"make_{kind.key}",
                on_click=shelf().order,
                args=(wanted,),
                icon=":material/play_arrow:",
            )
        return key


def _own_book(context: PageContext) -> str:
    """The reader's notebook as it is now, where cells of it are chosen: changed, it makes another file."""
    run = request_of(context).run
    return write_notebook(run.book) if run else ""


def _save(order: Order, key: str) -> None:
    st.download_button(
        "Save",
        order.data,
        order.name,
        order.mime,
        icon=":material/download:",
        on_click="ignore",
        type="primary",
        key=key,
    )
    st.markdown(f":small[:gray[{order.name}, {file_size(len(order.data))}]]")


@st.fragment(run_every=1)
def _under_way(key: Hashable, name: str) -> None:
    """How an order stands, looked at again every second; the page is drawn anew when it is done."""
    order = shelf().orders.get(key)
    if order is None or workshop().wait(order, _SOON):
        st.rerun()
        return
    st.button("Stop", key=f"stop_{name}", on_click=shelf().stop, args=(key,), icon=":material/stop:")
    before = workshop().place(order)
    words = (
        f"number {before + 1} in the queue: {counted(before, 'file is', 'files are')} made first"
        if before
        else order.said or "starting"
    )
    st.markdown(f":small[:gray[{plain(words)} …]]")


def own_template() -> Template | None:
    """The field for a PowerPoint file of the reader's own, and the template in it when it can be one."""
    with st.expander("Slides on a PowerPoint template of your own", icon=":material/palette:"):
        given = st.file_uploader(
            "PowerPoint file (.pptx)",
            type="pptx",
            max_upload_size=MOST_BYTES // 1_000_000,
            key="template",
            help="Its layouts, fonts, colours and size are used; its sample slides are left out. It is not kept here.",
        )
        if given is None:
            return None
        data = given.getvalue()
        name = hashlib.sha256(data).hexdigest()
        known: tuple[str, Template | str] = st.session_state.get("takeaway_template", ("", ""))
        if known[0] != name:
            known = (name, _template_or_why(data))
            st.session_state["takeaway_template"] = known
        if isinstance(known[1], str):
            st.warning(plain(known[1]), icon=":material/error:")
            return None
        return known[1]


def _template_or_why(data: bytes) -> Template | str:
    try:
        return checked(data)
    except TemplateRefused as refused:
        return str(refused)


def made_before(shown: Sequence[Hashable]) -> None:
    """What else this reader has had made, of other choices and filters than those `shown` above."""
    others = [one for one in shelf().made if one.key not in shown]
    if others:
        st.markdown("## Made before, with other choices or filters")
        st.markdown("Kept until you leave; when they become too many, the oldest go first.")
        for number, order in enumerate(reversed(others)):
            with st.container(horizontal=True, vertical_alignment="center"):
                _save(order, f"save_before_{number}")


def note_on_pictures() -> None:
    """Say beforehand when pictures cannot be drawn here."""
    if find_chromium() is None:
        st.info(f"Figures are left out, their rows stand in: {MISSING}", icon=":material/image_not_supported:")
