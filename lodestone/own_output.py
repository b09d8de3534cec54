"""The standard output of a process that answers another one, kept for its answers alone."""

from __future__ import annotations

import os
from typing import BinaryIO


def own_output() -> BinaryIO:
    """The standard output as it is; whatever else this process prints from now on goes nowhere.

    DuckDB takes `python -m` for a person at a prompt and draws a bar there when a statement lasts two seconds.
    """
    kept = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return kept
