"""The timeline: nothing overlaps, marks stand where and how they should, words say what the rows say."""

import random
from datetime import date, timedelta
from itertools import combinations

import pandas as pd
import pytest

from lodestone.figures.base import TITLE_SIZE, config
from lodestone.figures.text import text_width
from lodestone.figures.time_axis import read_clocks, read_events
from lodestone.figures.timeline import timeline
from lodestone.figures.timeline_layout import NO_CLOCK, NO_EVENT, compose
from lodestone.figures.timeline_places import WORDS_SIZE, Ask
from lodestone.figures.tokens import DARK, LIGHT, STATUS, tokens
from lodestone.language import fmt_date

SIGNED = date(2025, 10, 28)
AS_OF = date(2026, 11, 22)
TITLE = "Both dated promises passed in April 2026 without public evidence; both other clocks wait for a request"
LANES = ("Agreements", "Ministerials, diplomacy", "Funding", "Stockpile", "Laws, rules, permits",
         "Tariffs and trade", "China's controls", "Mining trials", "Deadlines")  # fmt: skip

CLOCK_COLUMNS = ["clock_id", "title", "owner", "clock", "trigger", "start_date", "due_date", "status", "days_past",
                 "entered"]  # fmt: skip
EVENT_COLUMNS = ["event_id", "date", "date_precision", "label", "title", "lane", "lane_position", "status",
                 "open_question", "turning_point", "tie", "joint"]  # fmt: skip


def make_clocks(as_of=AS_OF):
    rows = [
        ("R1", "China's pause of its gallium ban", "related", "fixed", "", date(2025, 11, 9), date(2026, 11, 27)),
        ("M1", "Investment Ministerial (180 days)", "framework", "fixed", "", SIGNED, date(2026, 4, 26)),
        ("M3", "Meet within 10 days", "framework", "conditional", "receipt of a written request", None, None),
    ]
    past = [None if due is None else (as_of - due).days for *_, due in rows]
    status = ["conditional" if d is None else "not due" if d < 0 else "no public evidence" for d in past]
    frame = pd.DataFrame(rows, columns=CLOCK_COLUMNS[:7])
    return frame.assign(status=status, days_past=pd.array(past, dtype="Int64"), entered=False)


def event(number, day, label, lane=1, *, status="occurred", question=None, turning=False, joint=False):
    return (f"E{number:03}", day, "day", label, f"{label} & more", LANES[lane - 1], lane, status, question, turning,
            "both countries" if joint else "one country", joint)  # fmt: skip


def make_events(*rows):
    return pd.DataFrame(rows, columns=EVENT_COLUMNS)


def few_events():
    return make_events(
        event(1, date(2025, 4, 4), "China licenses exports of seven rare earths", 7, turning=True),
        event(2, SIGNED, "U.S.-Japan Framework signed in Tokyo", turning=True, joint=True),
        event(3, SIGNED, "Project list under the investment deal", joint=True),
        event(4, date(2026, 3, 19), "Action Plan <on> minerals", question="text of the plan not seen"),
        event(5, date(2026, 3, 18), "Joint mineral projects expected at the summit", status="planned"),
        event(6, date(2026, 11, 27), "Pause of the gallium, germanium and antimony ban ends", 9, status="calculated"),
    )


def many_events(seed, count=79):
    draw = random.Random(seed)
    words = [
        "minerals",
        "list",
        "of",
        "projects",
        "U.S.-Japan",
        "rare",
        "earth",
        "ministers",
        "China",
        "USD 550 billion",
    ]
    rows = []
    for number in range(count):
        # Crowded around the signing, as the real ones are.
        spread = draw.choice([10, 60, 200, 390])
        label = " ".join(draw.choices(words, k=draw.randint(2, 11)))
        day = SIGNED + timedelta(days=draw.randint(-spread, spread))
        status = draw.choice(["occurred", "occurred", "planned", "calculated"])
        turning, joint = draw.random() < 0.2, draw.random() < 0.2
        rows.append(event(number, day, label, draw.randint(1, 9), status=status, turning=turning, joint=joint))
    return make_events(*rows)


def lay_out(clocks, events, labels="all", *, width=1440, height=None, as_of=AS_OF, title=TITLE):
    words = Ask(read_clocks(clocks), read_events(events), as_of, SIGNED, title, "All events", "Source: tests", labels,
              width, height)  # fmt: skip
    return compose(words)


def draw(clocks, events, **more):
    settings = {"as_of": AS_OF, "signed": SIGNED, "tokens": LIGHT, "title": TITLE, "subtitle": "All",
                "source_line": "Source: tests"}  # fmt: skip
    return timeline(clocks, events, **(settings | more)).checked()


def overlap(one, other):
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def assert_clear(layout):
    boxes = layout.boxes()
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for box in boxes:
        assert box.x0 >= 0, box
        assert box.x1 <= layout.axis.width + 1, box
        assert 0 <= box.y0 < box.y1 <= layout.plot_height + 1, box
    assert layout.label_size >= 12


def trace(fig, name):
    return next(one for one in fig.data if one.name == name)


@pytest.mark.parametrize("width", [1000, 1440, 1770])
@pytest.mark.parametrize("labels", ["all", "key"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_overlaps(seed, labels, width):
    assert_clear(lay_out(make_clocks(), many_events(seed), labels, width=width))


@pytest.mark.parametrize("as_of", [date(2025, 1, 15), SIGNED, date(2025, 11, 2), date(2026, 4, 26), date(2031, 1, 1)])
@pytest.mark.parametrize("labels", ["all", "key"])
def test_nothing_overlaps_at_any_as_of_date(labels, as_of):
    layout = lay_out(make_clocks(as_of), many_events(7), labels, as_of=as_of)
    assert_clear(layout)
    lines = {layout.axis.px(as_of), layout.axis.px(SIGNED)}
    for row in layout.clocks:
        assert not any(row.x0 <= x <= row.x1 for x in lines)
    for label in layout.line_labels:
        assert not any(label.x0 <= x <= label.x1 for x in lines)


def test_labels_are_as_wide_as_their_words():
    layout = lay_out(make_clocks(), many_events(4))
    boxes = {box.key: box for box in layout.boxes() if box.kind == "label"}
    for spot in (spot for band in layout.lanes for spot in band.lane.spots):
        box = boxes[spot.event.event_id]
        assert box.x1 - box.x0 >= text_width(spot.text, layout.label_size) - 0.01
    for row in layout.clocks:
        assert row.x1 - row.x0 >= text_width(row.words, WORDS_SIZE)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_key_form_fits_a_slide(seed):
    fig = draw(make_clocks(), many_events(seed), labels="key")
    assert fig.layout.width == 1440
    assert fig.layout.height <= 810
    assert draw(make_clocks(), few_events(), labels="key", height=810).layout.height == 810


def test_the_key_form_labels_turning_points_and_joint_events_only():
    layout = lay_out(make_clocks(), few_events(), "key")
    shown = {spot.event.event_id for band in layout.lanes for spot in band.lane.spots if spot.text}
    assert shown == {"E001", "E002", "E003"}
    layout = lay_out(make_clocks(), few_events(), "all")
    assert all(spot.text for band in layout.lanes for spot in band.lane.spots)


def test_marks_stand_at_their_dates_filled_or_open():
    fig = draw(make_clocks(), few_events())
    lane = trace(fig, "Agreements")
    found = {key: (day, symbol) for key, day, symbol in zip(lane.customdata, lane.x, lane.marker.symbol, strict=True)}
    assert found == {
        "E002": ("2025-10-28", "square"),
        "E003": ("2025-10-28", "square"),
        "E004": ("2026-03-19", "circle"),
        "E005": ("2026-03-18", "circle-open"),
    }
    assert len(set(zip(lane.x, lane.y, strict=True))) == 4
    rings = [one for one in fig.data if one.marker.symbol == ("circle-open",) and one.hoverinfo == "skip"]
    assert [list(ring.x) for ring in rings] == [["2026-03-19"]]
    hover = dict(zip(lane.customdata, lane.hovertext, strict=True))
    assert "Open: text of the plan not seen" in hover["E004"]
    assert "Action Plan &lt;on&gt; minerals &amp; more" in hover["E004"]


@pytest.mark.parametrize("labels", ["all", "key"])
def test_joint_events_stand_apart_by_shape_weight_and_ink(labels):
    rows = [
        event(1, SIGNED, "Joint", joint=True, turning=True),
        event(2, date(2026, 3, 1), "Joint, asked", joint=True, question="open", turning=True),
        event(3, date(2026, 3, 8), "One country", turning=True),
        event(4, date(2026, 5, 1), "Joint, planned", status="planned", joint=True, turning=True),
    ]
    fig = draw(make_clocks(), make_events(*rows), labels=labels)
    lane = trace(fig, "Agreements")
    assert list(lane.marker.symbol) == ["square", "square", "circle", "square-open"]
    assert [one == 1 for one in lane.marker.opacity] == [True, True, False, True]
    assert list(lane.textfont.weight) == [700, 700, 400, 700]
    rings = [list(one.x) for one in fig.data if one.marker.symbol == ("square-open",) and one.hoverinfo == "skip"]
    assert rings == [["2026-03-01"]]
    words = [note.text for note in fig.layout.annotations]
    assert "bold: names the Framework, or by both countries (3)" in words
    assert "lighter: one country, or around it (1)" in words
    hover = dict(zip(lane.customdata, lane.hovertext, strict=True))
    assert "Tie to the Framework: one country" in hover["E003"]


def test_clocks_carry_status_symbols_and_come_framework_first():
    fig = draw(make_clocks(), few_events())
    marks = trace(fig, "clocks")
    assert list(marks.customdata) == ["M1", "M3", "R1"]
    assert list(marks.marker.symbol) == ["square-x-open", "diamond-open", "circle-open"]
    assert list(marks.x) == ["2026-04-26", "2025-10-28", "2026-11-27"]
    assert [STATUS[word].symbol for word in ("no public evidence", "conditional", "not due")] == list(
        marks.marker.symbol
    )


def test_words_for_past_ahead_and_conditional():
    rows = {row.clock.clock_id: row.words for row in lay_out(make_clocks(), few_events()).clocks}
    assert rows["M1"] == "due 26 Apr 2026: no public evidence, 210 days past"
    assert rows["R1"] == "set for 27 Nov 2026: not due, 5 days ahead"
    assert rows["M3"] == "conditional: starts on receipt of a written request, none on record"
    narrow = {row.clock.clock_id: row.words for row in lay_out(make_clocks(), few_events(), width=900).clocks}
    assert narrow["M1"] == "due 26 Apr 2026: no public evidence"


def test_an_entered_start_draws_the_bar_and_says_so():
    clocks = make_clocks()
    clocks["start_date"] = clocks["start_date"].where(clocks["clock_id"] != "M3", date(2026, 11, 18))
    clocks["due_date"] = clocks["due_date"].where(clocks["clock_id"] != "M3", date(2026, 11, 28))
    clocks = clocks.assign(
        days_past=[-5, 210, -6], status=["not due", "no public evidence", "not due"], entered=[False, False, True]
    )
    fig = draw(clocks, few_events())
    bars = [list(one.x) for one in fig.data if one.mode == "lines"]
    assert ["2026-11-18", "2026-11-22"] in bars
    assert ["2026-11-22", "2026-11-28"] in bars
    assert "due 28 Nov 2026 (start entered): not due, 6 days ahead" in [note.text for note in fig.layout.annotations]
    assert "entered by the reader" in trace(fig, "clocks").hovertext[1]


@pytest.mark.parametrize("labels", ["all", "key"])
@pytest.mark.parametrize(("no_clocks", "no_events"), [(True, True), (True, False), (False, True)])
def test_empty_frames_say_so(labels, no_clocks, no_events):
    clocks = make_clocks().iloc[:0] if no_clocks else make_clocks()
    events = few_events().iloc[:0] if no_events else few_events()
    fig = draw(clocks, events, labels=labels)
    words = [note.text for note in fig.layout.annotations]
    assert (NO_CLOCK in words) is no_clocks
    assert (NO_EVENT in words) is no_events
    assert_clear(lay_out(clocks, events, labels))


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_events_on_the_same_day(count):
    events = make_events(*[event(number, SIGNED, "word " * 30) for number in range(count)])
    layout = lay_out(make_clocks(), events)
    assert_clear(layout)
    assert len(layout.lanes[0].lane.spots) == count
    assert all(len(spot.text) <= 46 and spot.text.endswith("…") for spot in layout.lanes[0].lane.spots)


def test_titles_are_broken_to_the_width():
    fig = draw(make_clocks(), few_events(), title=f"{TITLE} & {TITLE}", width=1000)
    lines = fig.layout.title.text.split("<br>")
    assert len(lines) > 1
    assert all(text_width(line, TITLE_SIZE, serif=True) <= 1000 for line in lines)
    assert fig.layout.margin.t > draw(make_clocks(), few_events(), title="Short").layout.margin.t


def test_ticks_adapt_to_the_span():
    short = draw(make_clocks().iloc[:0], few_events().iloc[:0], as_of=SIGNED)
    long = draw(make_clocks(), few_events(), as_of=date(2045, 1, 1))
    for fig in (short, long):
        assert 1 <= len(fig.layout.xaxis.tickvals) <= 16
    assert all(len(text) == 4 for text in long.layout.xaxis.ticktext)


def test_colours_come_from_the_theme():
    assert tokens("dark") is DARK
    assert tokens("anything else") is LIGHT
    fig = draw(make_clocks(), few_events(), tokens=DARK)
    assert fig.layout.paper_bgcolor == DARK.page
    assert trace(fig, "Agreements").marker.color == DARK.categorical[0]


def test_downloads_are_slides():
    options = config("timeline")["toImageButtonOptions"]
    assert (options["width"] * options["scale"], options["height"] * options["scale"]) == (1920, 1080)
    assert options["filename"] == "timeline"


def test_dates_in_words():
    assert fmt_date(date(2026, 11, 2)) == "2 Nov 2026"
