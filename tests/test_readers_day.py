"""Today is the reader's day, by the time zone of the browser."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from browser_support import serve
from door_support import view

from lodestone.screen.clock import day_in

# Half an hour before midnight in London: in Tokyo it is the morning after, in Nashville the afternoon.
LATE = datetime(2026, 10, 27, 23, 30, tzinfo=UTC)
# Twenty-five hours apart: never on the same day.
EASTERNMOST, WESTERNMOST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Tokyo", 28), ("America/Chicago", 27), ("Europe/London", 27), ("Etc/UTC", 27), ("Asia/Kolkata", 28)],
)
def test_the_day_is_that_of_the_zone(zone, day):
    assert day_in(zone, LATE) == date(2026, 10, day)


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Town", "../../etc/passwd", "/etc/localtime", "x" * 5000, "a\0b"])
def test_without_a_zone_that_is_known_it_is_the_servers_day(zone, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert day_in(zone, LATE) == date(2026, 10, 28)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_two_readers_at_both_ends_of_the_day_each_see_their_own():
    with serve() as address:
        for zone in (EASTERNMOST, WESTERNMOST):
            before = datetime.now(ZoneInfo(zone)).date()
            (widget,) = [
                one.new_element.date_input
                for one in view(address, "timeline", zone=zone)
                if one.new_element.date_input.label == "As of"
            ]
            shown = date.fromisoformat(widget.value[0])
            assert shown in {before, datetime.now(ZoneInfo(zone)).date()}, zone
