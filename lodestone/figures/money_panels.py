"""Money by group and commitment level: three panels with the same dollar scale, firm, conditional, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lodestone.figures.base import SLIDE, frame_figure, measure_frame
from lodestone.figures.money import KINDS, OTHER, kind, kind_colour, whole
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

# The levels of each panel; where there are two, each has a bar of its own: levels are never stacked.
PANELS = (("firm",), ("conditional",), ("indicative", "announced"))
SHOWN = 26
_SLIDE_SHOWN = 12
_LABEL, _GAP, _HEADS = 14, 30, 48
# The longest line in the head of a panel, for which each has room.
_HEAD = "000 of 000 awards with a known amount"


@dataclass
class _Bar:
    """One bar: the money of a group at a level, its segments from left to right, and the words after it."""

    label: str
    level: str
    segments: list[tuple[str, float]] = field(default_factory=list)
    awards: int = 0
    unknown: int = 0

    @property
    def sum(self) -> float:
        return sum(part for _, part in self.segments)

    def words(self, tokens: Tokens, *, named: bool) -> tuple[str, str]:
        """The words after the bar, with markup and without."""
        level = f" {self.level}" if named else ""
        if not self.awards:
            return f"<span style='color:{tokens.gray.text}'>none</span>", "none"
        if not self.segments:
            said = f"amount not published{level}" if not named else f"{self.level}, amount not published"
            return said, said
        more = f" + {self.unknown} unknown" if self.unknown else ""
        sums = dollars(self.sum)
        return (
            f"<b>{sums}</b>{level}" + (f"<span style='color:{tokens.orange.text}'>{more}</span>" if more else ""),
            f"{sums}{level}{more} ",
        )


def money_panels(
    groups: pd.DataFrame,
    levels: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """A row a group, in the order of the rows; solid: firm, hatched: conditional, outline: indicative, dotted: announced.

    `groups`: label, commitment_level, instrument, awards, known, usd (or missing), unknown. `levels`: commitment_level,
    awards, known, usd, unknown, left_out. Segments are types of award, in one order everywhere.
    """
    slide = form == "slide"
    size = SLIDE[0] if slide else width
    labels = list(dict.fromkeys(groups["label"]))[: _SLIDE_SHOWN if slide else SHOWN]
    bars = _bars(groups, labels)
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    left = 20 + max(safe_width(_sentence(label), _LABEL) for label in labels)
    frame: dict[str, Any] = {**words, "width": size, "left": left, "right": 12, "above": _HEADS + 34, "below": 40}
    measured = measure_frame(**frame)
    row = 44 if any(one.level == "announced" and one.awards for one in bars) else 34
    height = SLIDE[1] if slide else round(measured.top + measured.bottom + row * len(labels))
    fig = go.Figure()
    spans = _spans(bars, size - left - 12, tokens)
    for number, (panel, span) in enumerate(zip(PANELS, spans, strict=True)):
        mine = [one for one in bars if one.level in panel]
        _panel(fig, number, panel, mine, labels, span, size - left - 12, tokens)
        _head(fig, number, panel, levels, tokens)
    _key(fig, {kind for one in bars for kind, _ in one.segments}, tokens, left)
    fig.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=[escape(_sentence(label)) for label in labels],
        ticks="",
        showgrid=False,
        zeroline=False,
        showline=False,
        fixedrange=True,
        tickfont={"size": _LABEL, "color": tokens.ink},
        ticklabelstandoff=6,
    )
    fig.update_layout(barmode="overlay")
    return frame_figure(fig, tokens=tokens, height=height, **frame)


def _bars(groups: pd.DataFrame, labels: Sequence[str]) -> list[_Bar]:
    """A bar for every group and level, also where there is no award."""
    found = {(label, level): _Bar(label, level) for label in labels for panel in PANELS for level in panel}
    order = [*KINDS, OTHER]
    for row in groups.itertuples():
        bar = found.get((row.label, row.commitment_level))
        if bar is None:
            continue
        bar.awards += int(row.awards)
        bar.unknown += int(row.unknown)
        if row.known:
            bar.segments.append((kind(row.instrument), float(row.usd)))
    for bar in found.values():
        merged: dict[str, float] = {}
        for word, part in bar.segments:
            merged[word] = merged.get(word, 0) + part
        bar.segments = sorted(merged.items(), key=lambda one: order.index(one[0]))
    return list(found.values())


def _spans(bars: Sequence[_Bar], across: float, tokens: Tokens) -> list[tuple[float, float, float]]:
    """Of each panel: its left and right edge as parts of the plot, and the dollars that fit; one scale for all.

    A panel has room for its head, and for its longest bar with the longest words; the scale is the largest that leaves both.
    """
    head = safe_width(_HEAD, 13) + 12
    rooms, most = [], []
    for panel in PANELS:
        mine = [one for one in bars if one.level in panel]
        most.append(max(one.sum for one in mine))
        rooms.append(
            14
            + max(
                (safe_width(one.words(tokens, named=len(panel) > 1)[1], _LABEL, bold=True) for one in mine), default=0
            )
        )

    def wide(scale: float) -> list[float]:
        return [max(head, room + top * scale) for room, top in zip(rooms, most, strict=True)]

    total = sum(most) or 1.0
    scale, high = 60 / total, across / total
    for _ in range(40):
        middle = (scale + high) / 2
        scale, high = (middle, high) if sum(wide(middle)) + 2 * _GAP <= across else (scale, middle)
    spans, at = [], 0.0
    for width in wide(scale):
        spans.append((at / across, min(1.0, (at + width) / across), width / scale))
        at += width + _GAP
    return spans


def _panel(
    fig: go.Figure,
    number: int,
    panel: Sequence[str],
    bars: Sequence[_Bar],
    labels: Sequence[str],
    span: tuple[float, float, float],
    across: float,
    tokens: Tokens,
) -> None:
    axis = "" if number == 0 else str(number + 1)
    both = len(panel) > 1 and any(one.awards for one in bars if one.level == panel[1])
    texts: tuple[list[float], list[float], list[str]] = ([], [], [])
    for bar in bars:
        at = labels.index(bar.label)
        shift = 0.0
        if both:
            other = next(one for one in bars if one.label == bar.label and one.level != bar.level)
            if not bar.awards and (other.awards or bar.level == panel[1]):
                continue
            shift = (-0.22 if bar.level == panel[0] else 0.22) if bar.awards and other.awards else 0.0
        elif bar.level != panel[0]:
            continue
        start = 0.0
        for word, part in bar.segments:
            fig.add_trace(_segment(bar, word, part, start, at + shift, 0.34 if both else 0.58, axis, tokens))
            start += part
        texts[0].append(start)
        texts[1].append(at + shift)
        texts[2].append(f" {bar.words(tokens, named=len(panel) > 1)[0]}")
    fig.add_trace(
        go.Scatter(
            x=texts[0],
            y=texts[1],
            mode="text",
            text=texts[2],
            textposition="middle right",
            hoverinfo="skip",
            textfont={"size": _LABEL, "color": tokens.ink},
            cliponaxis=False,
            xaxis=f"x{axis}",
            yaxis="y",
        )
    )
    # Ticks as far as the bars reach, not under the words after them.
    step = next(
        (
            step
            for step in (1e8, 2e8, 5e8, 1e9, 2e9, 5e9, 1e10, 2e10)
            if step / span[2] * (span[1] - span[0]) * across >= 58
        ),
        5e10,
    )
    most = max((bar.sum for bar in bars), default=0)
    ticks = [step * count for count in range(int(most / step) + 2) if step * count < span[2]]
    fig.update_layout(
        {
            f"xaxis{axis}": {
                "domain": [span[0], span[1]],
                "range": [0, span[2]],
                "tickvals": ticks,
                "fixedrange": True,
                "anchor": "y",
                "ticktext": [whole(tick) for tick in ticks],
                "gridcolor": tokens.grid,
                "zeroline": True,
                "zerolinecolor": tokens.line,
                "ticks": "",
                "showline": False,
                "tickangle": 0,
                "tickfont": {"size": 12.5, "color": tokens.mute},
            }
        }
    )


def _segment(
    bar: _Bar, word: str, part: float, start: float, at: float, tall: float, axis: str, tokens: Tokens
) -> go.Bar:
    colour = kind_colour(word, tokens)
    look: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if bar.level != "firm":
        look = {"color": tokens.page, "line": {"width": 1.5, "color": colour}}
    if bar.level == "conditional":
        look["pattern"] = {"shape": "/", "fgcolor": colour, "bgcolor": tokens.page, "size": 7, "solidity": 0.35}
    if bar.level == "announced":
        look["pattern"] = {"shape": ".", "fgcolor": colour, "bgcolor": tokens.page, "size": 6, "solidity": 0.25}
    hover = f"<b>{escape(_sentence(bar.label))}</b><br>{bar.level}, {word}: {dollars(part)}<extra></extra>"
    return go.Bar(
        x=[part],
        y=[at],
        base=[start],
        width=[tall],
        orientation="h",
        marker=look,
        hovertemplate=hover,
        xaxis=f"x{axis}",
        yaxis="y",
        name=f"{bar.level} {word}",
        customdata=[f"{bar.label}|{bar.level}|{word}"],
    )


def _head(fig: go.Figure, number: int, panel: Sequence[str], levels: pd.DataFrame, tokens: Tokens) -> None:
    """The panel's heading: each level's own sum, and how many awards have an amount."""
    axis = "x" if number == 0 else f"x{number + 1}"
    lines = []
    for level in panel:
        row = levels[levels["commitment_level"] == level]
        if row.empty:
            lines.append((f"<b>{level.capitalize()}</b>", "none"))
            continue
        one = row.iloc[0]
        total = int(one["known"] + one["unknown"])
        sums = dollars(one["usd"]) if one["known"] else ""
        left = f"; {one['left_out']} left out" if one["left_out"] else ""
        lines.append(
            (f"<b>{level.capitalize()}</b>  {sums}", f"{one['known']} of {total} awards with a known amount{left}")
        )
    gray = f"<span style='color:{tokens.mute};font-size:13px'>"
    if len(lines) == 1:
        text = f"{lines[0][0]}<br>{gray}{lines[0][1]}</span>"
    else:
        text = "<br>".join(
            f"{head} {gray}{said.replace(' awards with a known amount', ' known')}</span>" for head, said in lines
        )
    fig.add_annotation(
        text=text,
        xref=f"{axis} domain",
        x=0,
        yref="paper",
        y=1,
        yanchor="bottom",
        xanchor="left",
        align="left",
        showarrow=False,
        borderpad=0,
        yshift=6,
        font={"size": 16, "color": tokens.ink},
    )


def _key(fig: go.Figure, kinds: set[str], tokens: Tokens, left: float) -> None:
    """The types of award in the order of the segments, in one line over the panels."""
    words = [
        f"<span style='color:{kind_colour(word, tokens)}'>■</span> {word}" for word in (*KINDS, OTHER) if word in kinds
    ]
    if words:
        fig.add_annotation(
            text="Types, from left to right:  " + "   ".join(words),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xanchor="left",
            yanchor="bottom",
            xshift=8 - left,
            yshift=_HEADS + 6,
            showarrow=False,
            font={"size": 13, "color": tokens.ink},
        )


def _sentence(label: str) -> str:
    return label[:1].upper() + label[1:]
