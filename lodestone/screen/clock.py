"""Which day it is where the reader sits: the server may stand where it is already tomorrow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st


def readers_day() -> date:
    """The present day by the clock of the reader's browser; by the server's where the browser does not say."""
    return day_in(st.context.timezone, datetime.now(UTC))


def servers_day() -> date:
    """The present day where the server stands, for what no reader has asked yet."""
    return day_in(None, datetime.now(UTC))


def day_in(zone: str | None, now: datetime) -> date:
    """The day of the moment `now` (which has a zone) in the time zone of that name, or in the server's if unknown."""
    try:
        place = ZoneInfo(zone) if zone else None
    except (ValueError, OSError, LookupError):
        # The name comes from a browser: it may be anything.
        place = None
    return now.astimezone(place).date()
