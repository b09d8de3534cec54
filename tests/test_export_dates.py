"""The calendar of all dates, read by a strict parser and held against the text files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from exports_support import request, spoiled_request
from icalendar import Calendar
from pages_support import AS_OF, facts

from lodestone.exports.dates import dates


def read(data: bytes):
    return {str(one["uid"]): one for one in Calendar.from_ical(data).walk("VEVENT")}


# The two days of the Framework's own clocks are events as well as deadlines: each stands once.
TWICE = {"E061", "E062"}


def test_with_the_past_every_event_known_by_the_day_and_every_date_of_a_call_is_in_it(warehouse):
    found = read(dates(request(warehouse), past=True))
    calls = {
        f"{row['call_id']}-{what}@lodestone": row[what]
        for row in facts("facts/calls")
        for what in ("opens", "closes")
        if row[what]
    }
    events = {f"{row['event_id']}@lodestone": row["date"] for row in facts("facts/events")}
    events = {key: day for key, day in events.items() if key.partition("@")[0] not in TWICE}
    assert calls.keys() <= found.keys()
    assert events.keys() <= found.keys()
    for key, day in (calls | events).items():
        assert found[key]["dtstart"].dt == date.fromisoformat(day), key
    looks = {
        f"{row['watch_id']}-look@lodestone": row
        for row in facts("facts/call_watch")
        if row["look_again"] > AS_OF.isoformat()
    }
    assert len(looks) == 15
    for key, row in looks.items():
        assert found[key]["dtstart"].dt == date.fromisoformat(row["look_again"]), key
        assert str(found[key]["summary"]).endswith("(a guess)") == (row["next_basis"] == "past rhythm")
    clocks = [found[key]["dtstart"].dt for key in found.keys() - calls.keys() - events.keys() - looks.keys()]
    assert sorted(clocks) == [date(2026, 4, 26), date(2026, 4, 28)]


def test_from_the_day_on_each_date_stands_once_with_its_category_page_and_reminder(warehouse):
    found = read(dates(request(warehouse)))
    ahead = {
        f"{row['watch_id']}-look@lodestone": row
        for row in facts("facts/call_watch")
        if row["look_again"] > "2026-11-21"
    }
    later = {f"{row['event_id']}@lodestone" for row in facts("facts/events") if row["date"] >= "2026-11-22"}
    assert found.keys() == ahead.keys() | later
    assert later == {f"{key}@lodestone" for key in ("E079", "E091", "E090", "E092")}
    for key, one in found.items():
        (alarm,) = one.walk("VALARM")
        assert (str(alarm["action"]), str(alarm["description"])) == ("DISPLAY", str(one["summary"]))
        # Five days are left of the pause: a reminder a week before it would never ring.
        before = timedelta(days=-1 if key == "E079@lodestone" else -7)
        assert alarm["trigger"].dt == (timedelta(hours=9) if key in ahead else before)
        assert one["categories"].to_ical().decode() == ("Look again" if key in ahead else "Deadline")
        if key in ahead and ahead[key]["watch_url"]:
            assert str(one["url"]) == ahead[key]["watch_url"]
        assert str(one["url"]).startswith("http")
    assert str(found["E079@lodestone"]["summary"]) == "China's pause of its gallium ban ends (in doubt)"
    assert str(found["E091@lodestone"]["summary"]) == "U.S. polysilicon price floors begin"


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 19), timedelta(days=-7)),
        (date(2026, 11, 20), timedelta(days=-1)),
        (date(2026, 11, 25), timedelta(days=-1)),
        (date(2026, 11, 26), timedelta(hours=9)),
        (date(2026, 11, 27), None),
    ],
)
def test_a_reminder_is_still_to_come(warehouse, day, before):
    """The day is 27 November: a week before it is the 20th, the day before it the 26th."""
    alarms = read(dates(request(warehouse, as_of=day)))["E079@lodestone"].walk("VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == ([before] if before else [])


def test_with_the_past_no_reminder_is_set_for_a_day_that_passed(warehouse):
    for one in read(dates(request(warehouse), past=True)).values():
        for alarm in one.walk("VALARM"):
            assert one["dtstart"].dt + timedelta(days=alarm["trigger"].dt.days) > AS_OF, one["summary"]


def test_no_title_says_that_something_was_held_that_was_not_and_no_date_stands_twice(warehouse):
    found = read(dates(request(warehouse), past=True)).values()
    titles = {
        one["dtstart"].dt: str(one["summary"]) for one in found if str(one["categories"].to_ical()) == "b'Deadline'"
    }
    assert titles[date(2026, 4, 26)] == "Due: Investment Ministerial (no public evidence)"
    assert [one["dtstart"].dt for one in found].count(date(2026, 4, 26)) == 1
    assert [one["dtstart"].dt for one in found].count(date(2026, 4, 28)) == 1
    days = [(one["dtstart"].dt, str(one["summary"])) for one in found]
    assert len(set(days)) == len(days)
    set_before = [
        str(one["summary"]) for one in found if "(planned" in str(one["summary"]) and one["dtstart"].dt < AS_OF
    ]
    assert set_before
    assert all(title.endswith("(planned, outcome not known)") for title in set_before)


def test_a_later_view_is_a_later_version_of_the_same_entry(warehouse):
    first, second = (
        read(dates(request(warehouse, as_of=day)))["E090@lodestone"] for day in (AS_OF, date(2026, 11, 25))
    )
    assert second["sequence"] - first["sequence"] == 3


def test_filters_narrow_it(warehouse):
    found = read(dates(request(warehouse, country=("Japan",), pillar=("Geoscience",)), past=True))
    japan = {f"{row['event_id']}@lodestone" for row in facts("facts/events") if "Japan" in row["countries"].split(";")}
    clocks = {f"{row['event_id']}@lodestone" for row in facts("facts/related_clocks")}
    assert {key for key in found if key.startswith("E")} <= japan | clocks
    assert len(found) < len(read(dates(request(warehouse), past=True)))


def test_each_entry_is_a_whole_day_with_sources_and_a_fixed_stamp(warehouse):
    for one in read(dates(request(warehouse), past=True)).values():
        assert (one["dtend"].dt - one["dtstart"].dt).days == 1
        assert one["dtstamp"].dt.date() == AS_OF
        assert "Source: " in str(one["description"])


def test_the_same_view_gives_the_same_bytes_in_crlf_lines_of_at_most_75_octets(warehouse):
    data = dates(request(warehouse), past=True)
    assert data == dates(request(warehouse), past=True)
    uids = [line for line in data.split(b"\r\n") if line.startswith(b"UID:")]
    assert len(set(uids)) == len(uids) > 80
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines[-1] == b""


def test_hostile_text_stays_text(warehouse):
    found = Calendar.from_ical(dates(spoiled_request(warehouse), past=True)).walk("VEVENT")
    assert found
    alarms = [(one, alarm) for one in found for alarm in one.walk("VALARM")]
    assert all(str(alarm["description"]) == str(one["summary"]) for one, alarm in alarms), "none but our own"
    assert {str(alarm["action"]) for _, alarm in alarms} == {"DISPLAY"}
