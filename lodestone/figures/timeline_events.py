"""The timeline's events: squares in full colour for what counts as the Framework's own, lighter discs for the rest."""

from lodestone.figures import go
from lodestone.figures.text import escape
from lodestone.figures.time_axis import SPACER, Event, Spot
from lodestone.figures.timeline_places import LaneBand, Layout
from lodestone.figures.timeline_words import FAINT, halo, hover, lane_ground
from lodestone.figures.tokens import SANS, Tokens
from lodestone.language import fmt_date

_EVENT_WORDS = {"occurred": "occurred", "planned": "planned or expected", "calculated": "calculated or scheduled date"}
_PRECISION = {"report date": "reported ", "approximate": "about "}


def lane_traces(band: LaneBand, layout: Layout, tokens: Tokens) -> list[go.Scatter]:
    """Draw the events of one lane, and the rings of those that left a question open."""
    spots = band.lane.spots
    # By position, not by count, so that a lane keeps its colour when others are filtered away.
    colour = tokens.categorical[(band.lane.position - 1) % len(tokens.categorical)]
    ground = lane_ground(layout, band, tokens)
    # A ringed disc is drawn smaller by an edge in the ground's colour; its ring is a trace of its own.
    edges = [ground if _ringed(spot.event) else colour for spot in spots]
    events = go.Scatter(
        x=[spot.event.day.isoformat() for spot in spots],
        y=[band.y(spot.row) for spot in spots],
        mode="markers+text",
        name=band.lane.name,
        text=[_spaced(spot) for spot in spots],
        textposition=["middle left" if spot.side == "left" else "middle right" for spot in spots],
        textfont={
            "family": SANS,
            "size": layout.label_size,
            "color": [tokens.ink if spot.event.joint else tokens.mute for spot in spots],
            "weight": [700 if spot.event.joint else 400 for spot in spots],
            "shadow": halo(ground),
        },
        customdata=[spot.event.event_id for spot in spots],
        hovertext=[_event_hover(spot.event) for spot in spots],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        marker={
            "symbol": [_shape(spot.event) + ("" if spot.event.status == "occurred" else "-open") for spot in spots],
            "size": [10 if spot.text or not layout.some_unlabelled else 8 for spot in spots],
            "color": colour,
            "opacity": [_ink(spot.event) for spot in spots],
            "line": {"width": 1.75, "color": edges},
        },
    )
    rings = [spot for spot in spots if _ringed(spot.event)]
    if not rings:
        return [events]
    return [
        events,
        go.Scatter(
            x=[spot.event.day.isoformat() for spot in rings],
            y=[band.y(spot.row) for spot in rings],
            mode="markers",
            cliponaxis=False,
            hoverinfo="skip",
            marker={
                "symbol": [f"{_shape(spot.event)}-open" for spot in rings],
                "size": 12,
                "opacity": [_ink(spot.event) for spot in rings],
                "color": colour,
                "line": {"width": 1.25},
            },
        ),
    ]


def _spaced(spot: Spot) -> str:
    text = escape(spot.text)
    return text + SPACER if spot.side == "left" else SPACER + text if text else ""


def _shape(event: Event) -> str:
    return "square" if event.joint else "circle"


def _ink(event: Event) -> float:
    return 1.0 if event.joint else FAINT


def _ringed(event: Event) -> bool:
    return event.status == "occurred" and event.question is not None


def _event_hover(event: Event) -> str:
    lines = [
        f"{_PRECISION.get(event.precision, '')}{fmt_date(event.day)} · {event.lane}",
        _EVENT_WORDS.get(event.status, event.status),
        f"Tie to the Framework: {event.tie}",
    ]
    if event.question:
        lines.append(f"Open: {event.question}")
    return hover(event.title, lines)
