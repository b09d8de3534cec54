"""What all figures have in common: title, subtitle and foot inside the picture, and how it is downloaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lodestone.figures import go
from lodestone.figures.text import escape, wrap, wrap_title
from lodestone.figures.tokens import SANS, SERIF, Tokens

WIDTH = 1440
HEIGHT = 810
# A slide is laid out 1024 px wide, so that on one of 960 pt its smallest letters, of 11 px, are larger than 10 pt.
SLIDE = (1024, 576)
# In a deck title and foot are the slide's own words: what they leave of it, at nearly the same scale.
DECK = (990, 420)
# Between the margins of a printed page, 184 mm, letters of 11 px come out above 8 pt where a figure is this wide.
PAPER = 700
_SLIDES = {"slide": SLIDE, "deck": DECK}

TITLE_SIZE = 22
SUBTITLE_SIZE = 14
FOOT_SIZE = 12.5

_EDGE, _PHONE = 8, 600
_TITLE_LINE = 29
_SUBTITLE_LINE = 19
_FOOT_LINE = 17


def is_slide(form: str) -> bool:
    """Whether a figure is drawn for a slide, of which it fills the room and no more."""
    return form in _SLIDES


def few_rows(form: str) -> bool:
    """Whether a figure shows the first of many rows only: a slide or a sheet of paper has no room for all."""
    return is_slide(form) or form == "paper"


def size_of(form: str, width: int, height: int = 0) -> tuple[int, int]:
    """Width and height (px) of a figure: those of a slide, else those given."""
    return _SLIDES.get(form, (width, height))


@dataclass(frozen=True)
class Frame:
    """The words around a plot, broken into lines that fit, and the margins in px they and the axes need."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    foot: tuple[str, ...]
    left: float
    right: float
    top: float
    bottom: float


def measure_frame(
    *,
    title: str,
    subtitle: str,
    source_line: str,
    width: float,
    left: float = 64,
    right: float = 24,
    above: float = 12,
    below: float = 34,
) -> Frame:
    """Break the words for a figure `width` px wide and add up its margins.

    `left` and `right` are the side margins in px; `above` is the room between subtitle and plot, `below` that
    between plot and foot, where the tick labels stand.
    """
    room = width - 2 * _EDGE
    # On a phone lines may be as long as the page's fonts allow: a picture saved from there is laid out far wider.
    safe = width >= _PHONE
    titles = tuple(wrap_title(title, TITLE_SIZE, room, safe=safe))
    subtitles = tuple(wrap(subtitle, SUBTITLE_SIZE, room, safe=safe))
    foot = foot_lines(source_line, width)
    return Frame(
        title=titles,
        subtitle=subtitles,
        foot=foot,
        left=left,
        right=right,
        top=_EDGE + _TITLE_LINE * len(titles) + _SUBTITLE_LINE * len(subtitles) + above,
        bottom=below + _FOOT_LINE * len(foot) + _EDGE,
    )


def foot_lines(source_line: str, width: float) -> tuple[str, ...]:
    """The lines at the foot of a figure `width` px wide."""
    return tuple(wrap(source_line, FOOT_SIZE, width - 2 * _EDGE, safe=width >= _PHONE))


def frame_figure(
    fig: go.Figure,
    *,
    tokens: Tokens,
    title: str,
    subtitle: str,
    source_line: str,
    width: int = WIDTH,
    height: int = HEIGHT,
    left: float = 64,
    right: float = 24,
    above: float = 12,
    below: float = 34,
) -> go.Figure:
    """Apply the shared settings to `fig` and return the same figure: words inside, no template, no drag.

    All lengths are in px. `title` is the finding, `subtitle` the filters in words, `source_line` names source
    and as-of date; each is broken to fit `width`. Annotations that `fig` already has are kept.
    """
    frame = measure_frame(
        title=title,
        subtitle=subtitle,
        source_line=source_line,
        width=width,
        left=left,
        right=right,
        above=above,
        below=below,
    )
    words = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "align": "left", "showarrow": False}
    sans = {"family": SANS, "color": tokens.mute}
    annotations: list[dict[str, Any]] = []
    if frame.subtitle:
        # Hung from the plot, not from the title: a title of two lines must not push it into the plot.
        annotations.append(
            words
            | {
                "name": "subtitle",
                "text": one_text(frame.subtitle),
                "y": 1,
                "yanchor": "bottom",
                "xshift": _EDGE - left,
                "yshift": above - 2,
                "font": sans | {"size": SUBTITLE_SIZE},
            }
        )
    if frame.foot:
        fig.foot = source_line
        annotations.append(
            words
            | {
                "name": "foot",
                "text": one_text(frame.foot),
                "y": 0,
                "yanchor": "bottom",
                "xshift": _EDGE - left,
                "yshift": _EDGE - 2 - frame.bottom,
                "font": sans | {"size": FOOT_SIZE},
            }
        )
    set_layout(
        fig,
        template="none",
        paper_bgcolor=tokens.page,
        plot_bgcolor=tokens.page,
        font={"family": SANS, "size": 14, "color": tokens.ink},
        dragmode=False,
        showlegend=False,
        width=width,
        height=height,
        margin={"l": left, "r": right, "t": frame.top, "b": frame.bottom, "pad": 0, "autoexpand": False},
        title={
            "text": one_text(frame.title),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            # Plotly moves a title of one line down by the height of a capital, and drops that from the second on.
            "pad": {"l": _EDGE, "t": _EDGE + (0.7 * TITLE_SIZE if len(frame.title) > 1 else 0)},
            "font": {"family": SERIF, "size": TITLE_SIZE, "weight": 600, "color": tokens.ink},
        },
        hoverlabel={
            "bgcolor": tokens.band,
            "bordercolor": tokens.line,
            "align": "left",
            "namelength": 0,
            "font": {"family": SANS, "size": 13, "color": tokens.ink},
        },
        modebar={"bgcolor": tokens.page, "color": tokens.mute, "activecolor": tokens.ink},
    )
    annotate(fig, annotations)
    return fig


def frame_card(fig: go.Figure, tokens: Tokens, height: int, **layout: Any) -> go.Figure:
    """Apply the shared settings of a card to `fig`, `height` px tall and as wide as its place, and return it."""
    set_layout(
        fig,
        template="none",
        paper_bgcolor=tokens.page,
        plot_bgcolor=tokens.page,
        showlegend=False,
        dragmode=False,
        height=height,
        **layout,
    )
    return fig


def set_layout(fig: go.Figure, **settings: Any) -> None:
    """Set parts of a figure's layout; what such a part held before and is not named stays."""
    for name, value in settings.items():
        before = fig.layout.get(name)
        fig.set(name, _merged(before, value) if isinstance(value, dict) and before else value)


def _merged(before: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(before[name], one) if isinstance(one, dict) and isinstance(before.get(name), dict) else one
        for name, one in value.items()
    }
    return before | both


def annotate(fig: go.Figure, notes: Iterable[dict[str, Any]]) -> None:
    """Add annotations."""
    for note in notes:
        fig.add_annotation(**note)


def add_line(fig: go.Figure, y: float, axis: str, line: dict[str, Any]) -> None:
    """Draw a line over the whole width at `y` of an axis."""
    fig.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, yref=axis, line=line)


def config(
    filename: str, size: tuple[int, int] = (WIDTH, HEIGHT), kind: str = "png", *, camera: bool = True
) -> dict[str, Any]:
    """Return the `config` of `st.plotly_chart`: a camera as the only button, if any, outlines from this server.

    `size` is width and height of the download in logical px, drawn so that it comes out 1920 pixels wide: 1440 × 810
    and 1024 × 576 both give 1920 × 1080. A figure taller than a slide needs its own height, else its rows are pressed
    together.
    """
    width, height = size
    return {
        "topojsonURL": "./app/static/topojson/",
        "displaylogo": False,
        "displayModeBar": "hover" if camera else False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": kind,
            "filename": filename,
            "width": width,
            "height": height,
            "scale": 1920 / width,
        },
    }


def one_text(lines: tuple[str, ...]) -> str:
    """Lines as the one text in which Plotly breaks them; what means something in markup is written out."""
    return "<br>".join(escape(line) for line in lines)
