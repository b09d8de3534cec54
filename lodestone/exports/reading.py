"""How far what a file rests on was read: said once, the same in a deck, a briefing and a memo."""

from __future__ import annotations

from lodestone.answers import changes, overview
from lodestone.exports.gather import Request
from lodestone.language import fmt_date


def as_of(request: Request) -> str:
    """The day, and where it lies after the last press that was read, how far that was: '22 Nov 2026; press reports …'.

    What nobody has read of is no news: a file that is passed on says so itself.
    """
    day = fmt_date(request.as_of)
    reach = request.answer(overview.FRAMEWORK).table.iloc[0]
    if request.as_of <= reach.reaches_to:
        return day
    return f"{day}; {changes.read_to(reach.reaches_to, reach.papers_to, request.as_of)}"
