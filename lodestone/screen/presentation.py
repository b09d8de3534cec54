"""Presentation mode: one screen at a time, filling the window, turned with buttons and arrow keys."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lodestone.errors import NotebookRefused, QueryError
from lodestone.exports.gather import Pack, Request, gather
from lodestone.exports.notebook import pack, report
from lodestone.exports.screens import Screen, screens
from lodestone.figures.base import SLIDE, config
from lodestone.figures.scaling import scaled
from lodestone.language import plain
from lodestone.notebooks.links import unpacked
from lodestone.notebooks.running import Run
from lodestone.page_list import MEETINGS, NOTEBOOK, OWN, entry
from lodestone.screen.filters import get_value, set_value
from lodestone.screen.notebook_choice import with_own_run
from lodestone.screen.page_context import PageContext
from lodestone.screen.viewport import pressed_keys, viewport_size

# What Streamlit keeps free beside a page, on a phone less, and the row of buttons below the slide, in px.
_SIDES, _PHONE_SIDES, _AROUND, _BARE = 160, 36, 120, 72
_PHONE = 760


def present(context: PageContext) -> None:
    """Show the screen that the address names (`show`, `slide`), and the buttons to the next."""
    width, height = viewport_size()
    show = get_value("show") or next(iter(MEETINGS))
    request = with_own_run(
        Request(context.engine, context.warehouse, context.bounds, context.view.values, context.view.theme)
    )
    try:
        found = screens(_notebook(context, request) if show == NOTEBOOK.url_path else gather(request, str(show)))
    except (QueryError, NotebookRefused) as error:
        st.warning(plain(str(error)), icon=":material/school:")
        _leave(str(show))
        return
    slide = get_value("slide")
    number = min(max(1, int(slide[0])) if isinstance(slide, tuple) and slide else 1, len(found))
    bare = get_value("buttons") == "off"
    draw_screen(
        found[number - 1],
        f"{show}-{number}",
        width - (_SIDES if width > _PHONE else _PHONE_SIDES),
        height - (_BARE if bare else _AROUND),
    )
    if bare:
        pressed_keys(lambda key: _press(key, number, len(found)))
    else:
        _turn(number, len(found), str(show))


def _notebook(context: PageContext, request: Request) -> Pack:
    """The notebook in the address; raises NotebookRefused where it is damaged or a cell fails."""
    book = unpacked(str(get_value("book") or ""))
    view = replace(request.view(NOTEBOOK.url_path), theme=context.view.theme)
    return pack(report(Run(book, context.engine, context.warehouse, view), request))


def draw_screen(screen: Screen, name: str, width: float, height: float) -> None:
    """One screen as large as `width` × `height` px allow."""
    drawn = screen.draw()
    size = drawn.layout.width or SLIDE[0], drawn.layout.height or SLIDE[1]
    factor = max(0.2, min(width / size[0], height / size[1]))
    with st.container(horizontal_alignment="center"):
        st.plotly_chart(
            scaled(drawn, factor),
            theme=None,
            config=config(f"lodestone-{name}", size),
            alt=screen.alt,
            key=f"screen_{name}",
            width="content",
        )


def _press(key: str, number: int, count: int) -> None:
    """What the keys do while no button is shown."""
    if key == "Escape":
        set_value("buttons", None)
    else:
        set_value("slide", (min(count, max(1, number + (1 if key == "ArrowRight" else -1))),))


def _turn(number: int, count: int, show: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center", gap="small"):
        st.button(
            "Previous",
            icon=":material/chevron_left:",
            type="tertiary",
            shortcut="Left",
            key="previous",
            disabled=number == 1,
            on_click=set_value,
            args=("slide", (number - 1,)),
        )
        st.markdown(f":gray[{number} of {count}]", width="content")
        st.button(
            "Next",
            icon=":material/chevron_right:",
            icon_position="right",
            type="tertiary",
            shortcut="Right",
            key="next",
            disabled=number == count,
            on_click=set_value,
            args=("slide", (number + 1,)),
        )
        st.button(
            "Hide",
            icon=":material/visibility_off:",
            type="tertiary",
            key="hide",
            on_click=set_value,
            args=("buttons", "off"),
            help="The slide alone, for a picture of the screen. The arrow keys still turn the pages; "
            "Esc brings the buttons back.",
        )
        _leave(show)


def _leave(show: str) -> None:
    page = entry("takeaway" if show in {*MEETINGS, OWN} else show)
    st.page_link(page.script, label="Close", icon=":material/close:")
