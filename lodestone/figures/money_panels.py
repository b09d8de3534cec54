"""Money by group and commitment level: three panels with the same dollar scale, firm, conditional, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import frame_figure, is_slide, measure_frame, set_layout, size_of
from lodestone.figures.money import KINDS, OTHER, kind_colour, whole
from lodestone.figures.money_bars import LABEL, PANELS, MoneyBar, money_bars, panel_spans, sentence
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

SHOWN = 26
SLIDE_SHOWN = 9
_HEADS = 48


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
    """A row a group, in the order of the rows, across three panels with one scale.

    Solid: firm, hatched: conditional, outline: indicative, dotted: announced.
    `groups`: label, commitment_level, instrument, awards, known, usd (or missing), unknown. `levels`: commitment_level,
    awards, known, usd, unknown, left_out. Segments are types of award, in one order everywhere.
    """
    slide = is_slide(form)
    size = size_of(form, width)[0]
    labels = list(dict.fromkeys(groups["label"]))[: SLIDE_SHOWN if slide else SHOWN]
    bars = money_bars(groups, labels)
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    left = 20 + max(safe_width(sentence(label), LABEL) for label in labels)
    frame: dict[str, Any] = {**words, "width": size, "left": left, "right": 12, "above": _HEADS + 34}
    # On a slide the sums beside the bars stand for the scale, so that each row has room for two.
    frame["below"] = 10 if slide else 40
    measured = measure_frame(**frame)
    row = 44 if any(one.level == "announced" and one.awards for one in bars) else 34
    height = size_of(form, width)[1] or round(measured.top + measured.bottom + row * len(labels))
    fig = go.Figure()
    spans = panel_spans(bars, size - left - 12, tokens)
    for number, (panel, span) in enumerate(zip(PANELS, spans, strict=True)):
        mine = [one for one in bars if one.level in panel]
        _panel(fig, number, panel, mine, labels, span, size - left - 12, tokens)
        _head(fig, number, panel, levels, tokens, 14 if slide else 16)
    _key(fig, {kind for one in bars for kind, _ in one.segments}, tokens, left)
    fig.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=[escape(sentence(label)) for label in labels],
        ticks="",
        showgrid=False,
        zeroline=False,
        showline=False,
        fixedrange=True,
        tickfont={"size": LABEL, "color": tokens.ink},
        ticklabelstandoff=6,
    )
    set_layout(fig, barmode="overlay")
    if slide:
        fig.update_xaxes(showticklabels=False)
    return frame_figure(fig, tokens=tokens, height=height, **frame)


def _panel(
    fig: go.Figure,
    number: int,
    panel: Sequence[str],
    bars: Sequence[MoneyBar],
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
            shift = (-0.25 if bar.level == panel[0] else 0.25) if bar.awards and other.awards else 0.0
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
            textfont={"size": LABEL, "color": tokens.ink},
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
    set_layout(
        fig,
        **{
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
        },
    )


def _segment(
    bar: MoneyBar, word: str, part: float, start: float, at: float, tall: float, axis: str, tokens: Tokens
) -> go.Bar:
    colour = kind_colour(word, tokens)
    look: dict[str, Any] = {"color": colour, "line": {"width": 0}}
    if bar.level != "firm":
        look = {"color": tokens.page, "line": {"width": 1.5, "color": colour}}
    if bar.level == "conditional":
        look["pattern"] = {"shape": "/", "fgcolor": colour, "bgcolor": tokens.page, "size": 7, "solidity": 0.35}
    if bar.level == "announced":
        look["pattern"] = {"shape": ".", "fgcolor": colour, "bgcolor": tokens.page, "size": 6, "solidity": 0.25}
    hover = f"<b>{escape(sentence(bar.label))}</b><br>{bar.level}, {word}: {dollars(part)}<extra></extra>"
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


def _head(
    fig: go.Figure, number: int, panel: Sequence[str], levels: pd.DataFrame, tokens: Tokens, letters: int
) -> None:
    """The panel's heading: each level's own sum, and how many awards have an amount."""
    axis = "x" if number == 0 else f"x{number + 1}"
    lines = []
    rows = {row.commitment_level: row for row in each_row(levels)}
    for level in panel:
        one = rows.get(level)
        if one is None:
            lines.append((f"<b>{level.capitalize()}</b>", "none"))
            continue
        sums = dollars(one.usd) if one.known else ""
        left = f"; {one.left_out} left out" if one.left_out else ""
        lines.append(
            (f"<b>{level.capitalize()}</b>  {sums}", f"{one.known} of {one.awards} awards with a known amount{left}")
        )
    gray = f"<span style='color:{tokens.mute};font-size:{letters - 2}px'>"
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
        font={"size": letters, "color": tokens.ink},
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
