"""From funder over type of award and stage to product: firm money with a known amount, as a flow."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lodestone.figures import go
from lodestone.figures.base import annotate, frame_figure, measure_frame, size_of
from lodestone.figures.money import kind, kind_colour
from lodestone.figures.text import escape, safe_width
from lodestone.figures.tokens import Tokens
from lodestone.language import dollars

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
    steps = pd.DataFrame(
        {
            "f": rows["funder_group"],
            "k": [kind(one) for one in rows["instrument"]],
            "s": rows["stage"],
            "p": rows["product"],
            "usd": rows["usd"].astype(float),
        }
    )
    columns = [
        steps.groupby(name)["usd"].sum().sort_values(ascending=False, kind="stable") for name in ("f", "k", "s", "p")
    ]
    columns[2] = columns[2].loc[sorted(columns[2].index, key=lambda stage: stage in _NO_ONE_STAGE)]
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
        scale = (tall - _PAD * (most - 1)) / float(columns[0].sum())
        top = 0.0
        for name, amount in column.items():
            number[at, str(name)] = len(labels)
            labels.append(escape(_label(name, amount)))
            colours.append(kind_colour(str(name), tokens) if at == 1 else tokens.edge)
            xs.append(min(max(at / 3, 0.001), 0.999))
            ys.append(min(max((top + amount * scale / 2) / tall, 0.001), 0.999))
            top += amount * scale + _PAD
    links = [
        link
        for at, pair in enumerate((("f", "k"), ("k", "s"), ("s", "p")))
        for link in _links(steps, at, pair, number, tokens)
    ]
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


def _links(
    steps: pd.DataFrame,
    at: int,
    pair: tuple[str, str],
    number: dict[tuple[int, str], int],
    tokens: Tokens,
) -> list[tuple[int, int, float, str, str]]:
    """The bands between two columns, one a pair of nodes and type of award."""
    found = steps.groupby(list(dict.fromkeys([*pair, "k"])), sort=True)["usd"].sum().reset_index()
    return [
        (
            number[at, row[pair[0]]],
            number[at + 1, row[pair[1]]],
            float(row["usd"]),
            _faint(kind_colour(row["k"], tokens)),
            escape(f"{_sentence(row[pair[0]])} to {row[pair[1]]}, {row['k']}: {dollars(row['usd'])}"),
        )
        for row in found.to_dict("records")
    ]


def _faint(colour: str, part: float = 0.3) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{part})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
