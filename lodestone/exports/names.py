"""What a file that is made for a reader is called, where the reader gives it no name."""

from __future__ import annotations

from lodestone.exports.gather import Request
from lodestone.filters import FILTERS


def file_name(request: Request, what: str, ending: str) -> str:
    """'lodestone-memo-faculty-law-school-2026-11-22.docx': what it is, for which department if for one, and the day."""
    chosen = request.values.get("department")
    whose = f"-{FILTERS['department'].write(chosen, request.bounds)}" if chosen else ""
    return f"lodestone-{what}{whose}-{request.as_of}.{ending.removeprefix('.')}"
