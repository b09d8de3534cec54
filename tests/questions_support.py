"""A helper: libraries and engines that remember nothing yet, whose questions are read from the files once a run."""

from __future__ import annotations

from functools import cache
from typing import Any

from lodestone.cells.engine import Engine
from lodestone.paths import here
from lodestone.queries import Library, Query


@cache
def _questions() -> dict[str, Query]:
    return Library(here().queries).queries


def fresh_library(**bounds: Any) -> Library:
    """Every question of the notebook, with nothing remembered yet."""
    library = Library(here().queries, **bounds)
    library.queries = _questions()
    return library


def fresh_engine() -> Engine:
    """The notebook's engine, with nothing remembered yet."""
    engine = Engine(here())
    engine.library = fresh_library()
    return engine
