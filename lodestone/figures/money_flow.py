"""From funder over type of award and stage to product: firm money with a known amount, as a flow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lodestone.each_row import each_row
from lodestone.figures import go
from lodestone.figures.base import annotate, frame_figure, measure_frame, size_of
from lodestone.figures.money import kind, kind_colour
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

# The names of a row in the four columns, and its dollars.
Step = tuple[tuple[str, str, str, str], float]
HEADS = ("Funder", "Type of award", "Stage", "Leads to")
_PAD, _THICK = 20, 14
_NO_ONE_STAGE = {"several stages", "stage not stated"}
# The letters of a label, and how far it stands from its node.
_SIZE, _OFF = 13, 10


def money_flow(
    rows: pd.DataFrame,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    form: str,
    width: int = 1000,
) -> go.Figure:
    """Four columns of nodes with their sums; a band has the colour of its type of award, its width is money.

    `rows`: funder_group, instrument, stage, product, awards, usd. Nodes stand from the largest down in each column;
    what is of several stages, or of none stated, comes after the stages.
    """
    size = size_of(form, width)[0]
    words = {"title": title, "subtitle": subtitle, "source_line": source_line}
    steps = [
        ((row.funder_group, kind(row.instrument), row.stage, row.product), float(row.usd)) for row in each_row(rows)
    ]
    columns = [_nodes(steps, at) for at in range(len(HEADS))]
    sides = [
        max(safe_width(_label(name, amount), _SIZE) for name, amount in columns[at].items()) + _OFF + 10
        for at in (0, 3)
    ]
    frame: dict[str, Any] = {**words, "width": size, "left": sides[0], "right": sides[1], "above": 34, "below": 12}
    measured = measure_frame(**frame)
    across = size - sum(sides)
    most = max(len(column) for column in columns)
    height = size_of(form, width)[1] or round(measured.top + measured.bottom + max(380, 46 * most))
    tall = height - measured.top - measured.bottom
    labels: list[str] = []
    colours: list[str] = []
    xs: list[float] = []
    ys: list[float] = []
    number: dict[tuple[int, str], int] = {}
    for at, column in enumerate(columns):
        scale = (tall - _PAD * (most - 1)) / sum(columns[0].values())
        top = 0.0
        for name, amount in column.items():
            number[at, name] = len(labels)
            labels.append(escape(_label(name, amount)))
            colours.append(kind_colour(name, tokens) if at == 1 else tokens.edge)
            xs.append(min(max(at / 3, 0.001), 0.999))
            ys.append(min(max((top + amount * scale / 2) / tall, 0.001), 0.999))
            top += amount * scale + _PAD
    links = [link for at in range(len(HEADS) - 1) for link in _links(steps, at, number, tokens)]
    # The labels are drawn apart: Plotly's own would lie on the bands without a ground, struck through by thin ones.
    fig = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={
                "customdata": labels,
                "x": xs,
                "y": ys,
                "color": colours,
                "pad": _PAD,
                "thickness": _THICK,
                "line": {"width": 0},
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [one[0] for one in links],
                "target": [one[1] for one in links],
                "value": [one[2] for one in links],
                "color": [one[3] for one in links],
                "customdata": [one[4] for one in links],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )
    notes: list[dict[str, Any]] = []
    for (at, _), y, text in zip(number, ys, labels, strict=True):
        notes.append(
            {
                **_beside(at, across),
                "text": text,
                "y": 1 - y,
                "yanchor": "middle",
                "font": {"size": _SIZE, "color": tokens.ink},
                "bgcolor": _faint(tokens.page, 0.75) if at in {1, 2} else None,
            }
        )
    for at, head in enumerate(HEADS):
        notes.append(
            {
                **_beside(at, across),
                "text": f"<b>{head}</b>",
                "y": 1,
                "yanchor": "bottom",
                "yshift": 8,
                "font": {"size": 14, "color": tokens.mute},
            }
        )
    annotate(fig, notes)
    return frame_figure(fig, tokens=tokens, height=height, **frame)


def _beside(at: int, across: float) -> dict[str, Any]:
    """Where words stand beside a column's nodes: outside the first and the last, else to the right; `across` in px."""
    x = 0.0 if at == 0 else 1.0 if at == 3 else (at / 3 * (across - _THICK) + _THICK) / across
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "xanchor": "right" if at == 0 else "left",
        "xshift": -_OFF if at == 0 else _OFF,
        "showarrow": False,
        "borderpad": 1,
    }


def _label(name: object, amount: float) -> str:
    return f"{_sentence(str(name))}  {dollars(amount)}"


def _summed(steps: Sequence[Step], *columns: int) -> dict[tuple[str, ...], float]:
    """Money by the names in some columns, in their order."""
    sums: dict[tuple[str, ...], float] = {}
    for names, amount in steps:
        key = tuple(names[column] for column in columns)
        sums[key] = sums.get(key, 0.0) + amount
    return dict(sorted(sums.items()))


def _nodes(steps: Sequence[Step], column: int) -> dict[str, float]:
    """The nodes of a column with their sums, the largest first; what is of no one stage comes after the stages."""
    sums = {name: amount for (name,), amount in _summed(steps, column).items()}
    largest = sorted(sums, key=lambda name: -sums[name])
    return {name: sums[name] for name in sorted(largest, key=lambda name: column == 2 and name in _NO_ONE_STAGE)}


def _links(
    steps: Sequence[Step], at: int, number: dict[tuple[int, str], int], tokens: Tokens
) -> list[tuple[int, int, float, str, str]]:
    """The bands from a column to the next, one a pair of nodes and type of award."""
    columns = tuple(dict.fromkeys((at, at + 1, 1)))
    return [
        (
            number[at, names[0]],
            number[at + 1, names[1]],
            amount,
            _faint(kind_colour(names[columns.index(1)], tokens)),
            escape(f"{_sentence(names[0])} to {names[1]}, {names[columns.index(1)]}: {dollars(amount)}"),
        )
        for names, amount in _summed(steps, *columns).items()
    ]


def _faint(colour: str, part: float = 0.3) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{part})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
