"""The timeline's words, key and bands: annotations and shapes with offsets in px, so that they hold at any width.

`align` ties a text to the side it is anchored on even where it is drawn in another font than it was measured in.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lodestone.figures.glyphs import glyph
from lodestone.figures.text import cut, escape, wrap
from lodestone.figures.timeline_key import KEY_SIZE, START, key_lines
from lodestone.figures.timeline_places import GLYPH_GAP, LINE_GAP, SECOND, WORDS_GAP, WORDS_SIZE, LaneBand, Layout
from lodestone.figures.tokens import STATUS, Tokens

_HOVER_WIDTH = 380
# How much of their ink events keep that neither name the Framework nor are by both countries.
FAINT = 0.55


def lane_ground(layout: Layout, band: LaneBand, tokens: Tokens) -> str:
    """Return the colour behind a lane: every other one is a band."""
    return tokens.page if layout.lanes.index(band) % 2 else tokens.band


def halo(ground: str) -> str:
    """Return a text shadow in the ground's colour, which keeps words clear of the lines that pass under them."""
    return ", ".join(f"{x}px {y}px 1px {ground}" for x in (-1, 0, 1) for y in (-1, 0, 1))


def bands(layout: Layout, tokens: Tokens) -> list[dict[str, Any]]:
    """Fill every other lane, names included, and rule off the groups of clocks and the events."""
    found: list[dict[str, Any]] = []
    left = 8 - layout.frame.left
    for band in layout.lanes:
        if lane_ground(layout, band, tokens) == tokens.page:
            continue
        common: dict[str, Any] = {
            "type": "rect",
            "layer": "below",
            "fillcolor": tokens.band,
            "line": {"width": 0},
            "yref": "y",
        }
        common |= {"y0": band.y0, "y1": band.y1}
        found.append(common | {"xref": "paper", "x0": 0, "x1": 1})
        found.append(common | {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "x0": left, "x1": 0})
    for _, y in layout.heads[1:]:
        rule: dict[str, Any] = {"type": "line", "layer": "below", "yref": "y", "y0": y - 14, "y1": y - 14}
        rule |= {"line": {"color": tokens.line, "width": 1}}
        found.append(rule | {"xref": "paper", "x0": 0, "x1": 1})
        found.append(rule | {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "x0": left, "x1": 0})
    return found


def gutter(layout: Layout, tokens: Tokens) -> list[dict[str, Any]]:
    """Name groups, clocks and lanes left of the plot."""
    room = layout.frame.left - 16
    names = [(head, y, True) for head, y in layout.heads]
    names += [(row.clock.title, row.y, False) for row in layout.clocks]
    names += [(band.lane.name, (band.y0 + band.y1) / 2, True) for band in layout.lanes]
    heads = {head for head, _ in layout.heads}
    return [
        {
            "xref": "paper",
            "yref": "y",
            "x": 0,
            "y": y,
            "xshift": -8,
            "xanchor": "right",
            "align": "right",
            "yanchor": "middle",
            "text": escape(cut(name, WORDS_SIZE, room, bold)),
            "showarrow": False,
            "font": {
                "size": WORDS_SIZE,
                "color": tokens.mute if name in heads else tokens.ink,
                "weight": 700 if bold else 400,
            },
        }
        for name, y, bold in names
    ]


def status_words(layout: Layout, tokens: Tokens) -> list[dict[str, Any]]:
    """Write each clock's status in one column, right-aligned before the first bar or line."""
    return [
        {
            "name": f"status {row.clock.clock_id}",
            "xref": "x",
            "yref": "y",
            "x": layout.words_day.isoformat(),
            "y": row.y,
            "xshift": -WORDS_GAP,
            "xanchor": "right",
            "align": "right",
            "yanchor": "middle",
            "borderpad": 0,
            "text": escape(row.words),
            "showarrow": False,
            "font": {"size": WORDS_SIZE, "color": tokens.hue(STATUS[row.clock.status].colour).text},
        }
        for row in layout.clocks
    ]


def status_glyphs(layout: Layout, signed: date, tokens: Tokens) -> list[dict[str, Any]]:
    """Draw each clock's status mark after its words; a diamond on the line itself needs no second one beside it."""
    return [
        shape
        for row in layout.clocks
        if row.clock.due or layout.words_day != signed
        for shape in glyph(
            STATUS[row.clock.status].symbol,
            x=layout.words_day.isoformat(),
            y=row.y,
            xref="x",
            dx=-GLYPH_GAP,
            size=9,
            colour=tokens.hue(STATUS[row.clock.status].colour).text,
            ground=tokens.page,
        )
    ]


def line_words(layout: Layout, tokens: Tokens) -> list[dict[str, Any]]:
    """Write the dates of the signing line and of the as-of line beside them."""
    colours = {"signed": tokens.yellow.text, "as of": tokens.ink}
    return [
        {
            "name": line.key,
            "xref": "x",
            "yref": "y",
            "x": line.day.isoformat(),
            "y": layout.heads[0][1],
            "xshift": LINE_GAP if line.side == "right" else -LINE_GAP,
            "xanchor": "left" if line.side == "right" else "right",
            "align": "left" if line.side == "right" else "right",
            "yanchor": "middle",
            "borderpad": 0,
            "text": line.text,
            "showarrow": False,
            "font": {"size": WORDS_SIZE, "weight": 700, "color": colours[line.key]},
        }
        for line in layout.line_labels
    ]


def note(text: str, y: float, tokens: Tokens) -> dict[str, Any]:
    """Write a muted sentence where rows would stand if there were any."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": y,
        "xshift": 8,
        "xanchor": "left",
        "align": "left",
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
        "font": {"size": WORDS_SIZE, "color": tokens.mute, "shadow": halo(tokens.page)},
    }


def event_key(layout: Layout, tokens: Tokens) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Explain the events' marks in the line or lines that head them; returns shapes and annotations."""
    events = [spot.event for band in layout.lanes for spot in band.lane.spots]
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, line in enumerate(key_lines(events, layout.axis.width)):
        y, x = layout.heads[-1][1] + number * SECOND, START
        for entry in line:
            for place, symbol in enumerate(entry.symbols):
                marks = glyph(
                    symbol, x=0, y=y, xref="paper", dx=x + entry.mark_at(place),
                    size=11 if symbol.endswith("-ring") else 9, colour=tokens.mute, ground=tokens.page,
                )  # fmt: skip
                shapes += [mark | {"opacity": FAINT} if symbol.startswith("circle") else mark for mark in marks]
            said = note(entry.text, y, tokens) | {"xshift": x + entry.words_at}
            said["font"] = said["font"] | {"size": KEY_SIZE, "weight": 700 if entry.bold else 400}
            words.append(said)
            x += entry.width
    return shapes, words


def top_tick(day: date, text: str, tokens: Tokens) -> dict[str, Any]:
    """Repeat a tick's words above a plot that is taller than a screen."""
    return {
        "xref": "x",
        "yref": "paper",
        "x": day.isoformat(),
        "y": 1,
        "yanchor": "bottom",
        "yshift": 2,
        "text": text,
        "showarrow": False,
        "font": {"size": WORDS_SIZE, "color": tokens.mute},
    }


def hover(title: str, lines: Sequence[str]) -> str:
    """Write what a mark says when the pointer rests on it: its title in bold, then each line, broken to a width."""
    head = "<br>".join(f"<b>{escape(line)}</b>" for line in wrap(title, 13, _HOVER_WIDTH, bold=True))
    return "<br>".join([head, *(escape(part) for line in lines for part in wrap(line, 13, _HOVER_WIDTH))])
