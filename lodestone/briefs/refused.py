"""What is not read, and the limits of what is."""

from __future__ import annotations

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 2_000_000


class NotRead(Exception):
    """A document that cannot be read; `kind` is that of the error in the record."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)
