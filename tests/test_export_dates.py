"""The calendar of all dates, read by a strict parser and held against the text files."""

from __future__ import annotations

from datetime import date

from exports_support import request, spoiled_request
from icalendar import Calendar
from pages_support import AS_OF, facts

from lodestone.exports.dates import dates


def read(data: bytes):
    return {str(one["uid"]): one for one in Calendar.from_ical(data).walk("VEVENT")}


def test_every_event_known_by_the_day_and_every_date_of_a_call_is_in_it(warehouse):
    found = read(dates(request(warehouse)))
    calls = {
        f"{row['call_id']}-{what}@lodestone": row[what]
        for row in facts("facts/calls")
        for what in ("opens", "closes")
        if row[what]
    }
    # Due dates stand once, as clocks.
    due = {row["event_id"] for row in facts("facts/event_milestones") if row["evidence"] == "deadline"}
    assert due == {"E061", "E062"}
    events = {
        f"{row['event_id']}@lodestone": row["date"] for row in facts("facts/events") if row["event_id"] not in due
    }
    assert not {f"{key}@lodestone" for key in due} & found.keys()
    assert calls.keys() <= found.keys()
    assert events.keys() <= found.keys()
    for key, day in (calls | events).items():
        assert found[key]["dtstart"].dt == date.fromisoformat(day), key
    looks = {
        f"{row['watch_id']}-look@lodestone": row
        for row in facts("facts/call_watch")
        if row["look_again"] > AS_OF.isoformat()
    }
    assert len(looks) == 14
    for key, row in looks.items():
        assert found[key]["dtstart"].dt == date.fromisoformat(row["look_again"]), key
        assert str(found[key]["summary"]).endswith("(a guess)") == (row["next_basis"] == "past rhythm")
    clocks = [found[key]["dtstart"].dt for key in found.keys() - calls.keys() - events.keys() - looks.keys()]
    assert sorted(clocks) == [date(2026, 4, 26), date(2026, 4, 28)]


def test_no_date_stands_twice(warehouse):
    found = [(one["dtstart"].dt, str(one["summary"])) for one in read(dates(request(warehouse))).values()]
    assert len(set(found)) == len(found)
    on_the_day = [summary for day, summary in found if day == date(2026, 4, 26)]
    assert on_the_day == ["Investment Ministerial held (no public evidence)"]


def test_filters_narrow_it(warehouse):
    found = read(dates(request(warehouse, country=("Japan",), pillar=("Geoscience",))))
    japan = {f"{row['event_id']}@lodestone" for row in facts("facts/events") if "Japan" in row["countries"].split(";")}
    clocks = {f"{row['event_id']}@lodestone" for row in facts("facts/related_clocks")}
    assert {key for key in found if key.startswith("E")} <= japan | clocks
    assert len(found) < len(read(dates(request(warehouse))))


def test_each_entry_is_a_whole_day_with_sources_and_a_fixed_stamp(warehouse):
    for one in read(dates(request(warehouse))).values():
        assert (one["dtend"].dt - one["dtstart"].dt).days == 1
        assert one["dtstamp"].dt.date() == AS_OF
        assert "Source: " in str(one["description"])


def test_the_same_view_gives_the_same_bytes_in_crlf_lines_of_at_most_75_octets(warehouse):
    data = dates(request(warehouse))
    assert data == dates(request(warehouse))
    uids = [line for line in data.split(b"\r\n") if line.startswith(b"UID:")]
    assert len(set(uids)) == len(uids) > 80
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines[-1] == b""


def test_hostile_text_stays_text(warehouse):
    found = Calendar.from_ical(dates(spoiled_request(warehouse))).walk("VEVENT")
    assert found
    assert not [one for one in found if one.walk("VALARM")]
