"""The slide master: 16:9, the university's black and old gold, fonts that every office program has.

Built from the plain template that python-pptx brings, so that titles are real title placeholders and a deck can be
restyled in one place.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from lodestone.exports.files import midnight
from lodestone.figures.tokens import LIGHT

# The slide in points (13.333 × 7.5 inches), and the room for words and figures on it.
WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TITLE_TOP, FOOT_TOP = 36, 36, 38, 502
ROOM = WIDTH - LEFT - RIGHT
SERIF, SANS = "Georgia", "Arial"
BLACK, GOLD = "#000000", LIGHT.old_gold
_COVER, _CONTENT = "Title Slide", "Title Only"
_BAND = 10
# The room of a slide's number in its foot.
NUMBER = 40


@dataclass(frozen=True)
class Stage:
    """The room for content on a slide, in points: from `left` on `room` wide, down to `foot`.

    It begins at `first` below a title of one line, at `top` below one of two; a figure may reach `over` beyond either
    side. Letters may be so many times as wide as ours (`wide`): a template's font cannot be measured.
    """

    left: float
    room: float
    first: float
    top: float
    foot: float
    over: float = 0.0
    wide: float = 1.0
    # The sizes that letters of a table may have, the first that fits.
    sizes: tuple[float, ...] = (18, 16, 15, 14, 13, 12)


# The words of a figure begin 9 points within it: they stand under the title.
OURS = Stage(LEFT, ROOM, 90, 102, FOOT_TOP, 9)


def rgb(colour: str) -> Any:
    """A colour of the house ('#CFAE70') as python-pptx wants it."""
    return RGBColor.from_string(colour.removeprefix("#"))


def new_deck(title: str, as_of: date, version: str) -> Any:
    """An empty presentation with two layouts, a black cover and a page with a title; dated by its as-of day."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in {_COVER, _CONTENT}:
            deck.slide_layouts.remove(layout)
    drop_thumbnail(deck)
    for master in (deck.slide_master, deck.notes_master):
        _restyle(master.part)
    _master(deck.slide_master)
    _cover(cover_layout(deck))
    _content(content_layout(deck))
    say_whose(deck, title, as_of, version)
    return deck


def say_whose(deck: Any, title: str, as_of: date, version: str) -> None:
    """What the file says of itself: its title, who made it, and its as-of day as the only time."""
    core, moment = deck.core_properties, midnight(as_of)
    core.title, core.author, core.last_modified_by, core.revision = title, "Lodestone", "Lodestone", 1
    core.created = core.modified = core.last_printed = moment
    core.comments = f"As of {as_of.isoformat()}, database version {version}"


def cover_layout(deck: Any) -> Any:
    """The layout of the first slide."""
    return deck.slide_layouts.get_by_name(_COVER)


def content_layout(deck: Any) -> Any:
    """The layout of all other slides."""
    return deck.slide_layouts.get_by_name(_CONTENT)


def _restyle(master_part: Any) -> None:
    """Fonts and colours of the theme behind a master (of slides or of notes)."""
    theme = master_part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    for kind, font in (("majorFont", SERIF), ("minorFont", SANS)):
        text = re.sub(rf'(<a:{kind}>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
    colours = {
        "dk1": LIGHT.ink,
        "lt1": LIGHT.page,
        "dk2": BLACK,
        "lt2": LIGHT.band,
        "hlink": LIGHT.blue.text,
        "folHlink": LIGHT.violet.text,
    }
    colours |= {f"accent{number}": colour for number, colour in enumerate(LIGHT.categorical, start=1)}
    for name, colour in colours.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>', text, flags=re.DOTALL
        )
    theme._blob = text.encode("utf-8")  # noqa: SLF001, a theme has no other door


def drop_thumbnail(deck: Any) -> None:
    """The template's picture of its own first slide, which is not ours."""
    rels = deck.part.package._rels  # noqa: SLF001, the package's relations have no other door
    for rid in [rid for rid, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        rels.pop(rid)


def _master(master: Any) -> None:
    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        name = str(kind).split(".")[-1].split(" ")[0]
        place = {
            "TITLE": (LEFT, TITLE_TOP, ROOM, 64),
            "BODY": (LEFT, 120, ROOM, 370),
            "DATE": (LEFT, 512, 180, 18),
            "FOOTER": (300, 512, 360, 18),
            "SLIDE_NUMBER": (WIDTH - RIGHT - 60, 512, 60, 18),
        }[name]
        _put(shape, *place)
    styles = master.element.find(qn("p:txStyles"))
    level = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2600")
    _bands(master.shapes)


def _bands(shapes: Any) -> None:
    for top, height, colour in ((0, _BAND, BLACK), (_BAND, 2, GOLD)):
        band = shapes._spTree.add_autoshape(  # noqa: SLF001, masters offer no add_shape
            shapes._next_shape_id,  # noqa: SLF001
            "Band",
            MSO_SHAPE.RECTANGLE.xml_value,
            0,
            Pt(top),
            Pt(WIDTH),
            Pt(height),
        )
        _fill(band, colour)


def _fill(element: Any, colour: str) -> None:
    """A plain area without a border, behind everything."""
    properties = element.spPr
    solid = properties.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": colour[1:]}))
    line = properties.makeelement(qn("a:ln"), {})
    line.append(line.makeelement(qn("a:noFill"), {}))
    properties.append(solid)
    properties.append(line)
    style = element.find(qn("p:style"))
    if style is not None:
        element.remove(style)
    tree = element.getparent()
    tree.remove(element)
    tree.insert(2, element)


def _cover(layout: Any) -> None:
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = rgb(BLACK)
    layout.element.set("showMasterSp", "0")
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type
        if "TITLE" in str(kind) and "SUB" not in str(kind):
            _put(shape, 72, 130, WIDTH - 144, 150, anchor=MSO_ANCHOR.BOTTOM)
        elif "SUBTITLE" in str(kind):
            _put(shape, 72, 304, WIDTH - 144, 130)
        else:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001, a placeholder has no other way out
    rule = layout.shapes._spTree.add_autoshape(  # noqa: SLF001, layouts offer no add_shape
        layout.shapes._next_shape_id,  # noqa: SLF001
        "Rule",
        MSO_SHAPE.RECTANGLE.xml_value,
        Pt(72),
        Pt(290),
        Pt(96),
        Pt(3),
    )
    _fill(rule, GOLD)


def _content(layout: Any) -> None:
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.TITLE:
            _put(shape, LEFT, TITLE_TOP, ROOM, 64)
        elif kind == PP_PLACEHOLDER.FOOTER:
            _put(shape, LEFT, FOOT_TOP + 4, ROOM - NUMBER - 12, HEIGHT - FOOT_TOP - 8)
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            _put(shape, WIDTH - RIGHT - NUMBER, FOOT_TOP + 4, NUMBER, 14)
        else:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001, a placeholder has no other way out


def placed(slide: Any, kind: Any) -> Any:
    """A slide's own placeholder of a kind that its layout has and that new slides do not get by themselves."""
    model = next(one for one in slide.slide_layout.placeholders if one.placeholder_format.type == kind)
    element = deepcopy(model._element)  # noqa: SLF001, a placeholder is copied by its element alone
    element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))  # noqa: SLF001, as above
    slide.shapes._spTree.append(element)  # noqa: SLF001, as above
    return next(one for one in slide.placeholders if one.placeholder_format.type == kind)


def _put(shape: Any, left: float, top: float, width: float, height: float, anchor: Any = MSO_ANCHOR.TOP) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = anchor, True
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
