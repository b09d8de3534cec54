"""The usual view of every page, worked out while the server starts: its first readers find it made."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st

from lodestone.answers.catalogue import PICKS, of_page
from lodestone.cells.cell import Form
from lodestone.cells.engine import Engine
from lodestone.filters import View, defaults
from lodestone.page_list import PAGES, SHOWN_PAGES
from lodestone.screen.clock import servers_day
from lodestone.screen.frame import engine
from lodestone.screen.sent_figure import sent

# A page is laid out as for a laptop until the browser has told how wide it is.
_WINDOWS = ("medium", "wide")
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def warmed_up(_: st.App) -> AsyncIterator[None]:
    """Begin to work it out beside the server; nobody waits for it, and what goes wrong shows when a page is asked."""
    Thread(target=_begin, name="warm-up", daemon=True).start()
    yield


def _begin() -> None:
    try:
        warm_up(engine())
        # What was made stays: the garbage collector need not look through it after each view.
        gc.collect()
        gc.freeze()
    except Exception:  # noqa: BLE001
        _LOG.exception("The pages could not be worked out ahead")


def warm_up(book: Engine) -> int:
    """Answer and draw every cell of every page as it is when nothing is filtered; returns how many cells that were."""
    warehouse, made = book.keeper.current(), 0
    bounds = book.bounds(warehouse, servers_day(), {"pick": tuple(PICKS)})
    values = defaults(bounds)
    for window in _WINDOWS:
        for page in SHOWN_PAGES:
            view = View(values, "light", warehouse.version, page.filters, window, bounds.labels)
            for cell in of_page(page.url_path):
                if not cell.met(values):
                    continue
                answer = book.answer(warehouse, cell, view)
                if answer.pictured and view.width >= cell.readable_from:
                    # The first page shows its figures as cards.
                    form: Form = "card" if page is PAGES[0] else "page"
                    sent(answer, form)
                made += 1
    return made
