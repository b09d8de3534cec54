"""Slides on a template of the reader's own: its layouts and placeholders, its colours and fonts, its size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from lodestone.exports.files import clean
from lodestone.exports.master import drop_thumbnail, placed, say_whose
from lodestone.exports.slides import (
    FOOT,
    KICKER,
    LINE,
    House,
    Words,
    add_notes,
    as_number,
    fitted,
    lead,
    lines,
    listed,
    short,
    text_box,
)
from lodestone.exports.template import BODIES, FOOT_ROOM, KICKER_ROOM, TITLES, WIDE, Template, of_type
from lodestone.figures.text import cut, held
from lodestone.figures.tokens import LIGHT
from lodestone.language import fmt_date

# A template's title shrinks from its own size by these, in points; no title is smaller than the last.
_SIZES = (40, 36, 32, 28, 26, 24, 22, 20, 18, 16)
_STEPS = (20, 18, 16, 15, 14, 13, 12, 11, 10)


class Filled(House):
    """Slides on a checked template, whose sample slides are taken out."""

    def __init__(self, template: Template, title: str, as_of: date, version: str) -> None:
        super().__init__(template.open())
        self.template, self.stage = template, template.stage
        self._foot = f"Lodestone · as of {fmt_date(as_of)}"
        _empty(self.deck)
        drop_thumbnail(self.deck)
        say_whose(self.deck, title, as_of, version)

    def cover(self, title: str, subtitle: Sequence[str], notes: str) -> None:
        slide = self._add(self.template.cover)
        self._title(slide, title, 4)
        words = "\n".join(clean(line) for line in subtitle)
        below = of_type(slide, (PP_PLACEHOLDER.SUBTITLE, *BODIES))
        if below:
            box = below[0]
            _fill(box, subtitle, _fitting(subtitle, box.width.pt, box.height.pt, (20, 18, 16, 14, 12, 11, 10)))
        else:
            text_box(slide, (self.stage.left, self.stage.foot - 90, self.stage.room, 80), words, 14, LIGHT.ink)
        self._ends(slide, below[:1], number=False)
        add_notes(slide, notes)

    def page(self, words: Words) -> tuple[Any, float]:
        slide = self._add(self.template.content)
        top = self._head(slide, words)
        self._ends(slide, [])
        return slide, top

    def steps(self, words: Words, entries: Sequence[str]) -> None:
        if self.template.body is None:
            slide, top = self.page(words)
            listed(slide, entries, top, self.stage)
            return
        slide = self._add(self.template.body)
        top = self._head(slide, words)
        body = of_type(slide, BODIES)[0]
        stage = self.stage
        body.left, body.top, body.width, body.height = (
            Pt(length) for length in (stage.left, top, stage.room, stage.foot - top - 4)
        )
        _fill(body, entries, _fitting(entries, stage.room - 40, stage.foot - top - 12, _STEPS), numbered=True)
        self._ends(slide, [body])

    def room(self, title: str) -> float:
        slide_title = of_type(self.deck.slide_layouts[self.template.content], TITLES)[0]
        high = self.stage.foot - self.stage.top
        return high if self._size(slide_title, title, 3) else high - 15 * LINE * 8 - 12

    def done(self) -> None:
        """Our colours become those of the template that stand out from its ground."""
        for slide in self.deck.slides:
            _recolour(slide.element)
            for shape in slide.shapes:
                if shape.has_chart:
                    _recolour(shape.chart._chartSpace)  # noqa: SLF001, a chart's XML has no other door

    def _add(self, layout: int) -> Any:
        return self.deck.slides.add_slide(self.deck.slide_layouts[layout])

    def _head(self, slide: Any, words: Words) -> float:
        """Title, question, foot and notes; the height at which content may begin."""
        stage = self.stage
        kicker = cut(clean(words.question), KICKER, stage.room / WIDE)
        text_box(
            slide, (stage.left, stage.top - KICKER_ROOM, stage.room, KICKER_ROOM - 2), kicker, KICKER, LIGHT.mute
        ).name = "Question"
        top = stage.top
        if not self._title(slide, words.title, 3):
            self._title(slide, words.question, 3)
            top = lead(slide, words.title, top, stage)
        foot = short(clean(words.foot), FOOT, stage.room / WIDE, 2)
        text_box(
            slide, (stage.left, stage.foot + 2, stage.room, FOOT_ROOM - 2), foot, FOOT, LIGHT.mute
        ).name = "Filters, day and sources"
        add_notes(slide, words.notes)
        return top

    def _size(self, title: Any, text: str, most: int) -> tuple[float, bool] | None:
        """The size at which a text fits the title's box, and whether it is the template's own; None when none does."""
        width, height = title.width.pt - 15, title.height.pt - 8
        own = _own_size(self.deck, title)
        for size in [own, *(one for one in _SIZES if one < own)]:
            count = min(most, int(height / (size * LINE)))
            if count and fitted(text, width / WIDE, [(size, count)]):
                return size, size == own
        return None

    def _title(self, slide: Any, text: str, most: int) -> bool:
        """Say the title in the template's own size, or smaller; False when it fits in none."""
        title = slide.shapes.title
        found = self._size(title, text, most)
        title.text_frame.text = held(clean(text))
        if found is None or not found[1]:
            title.text_frame.auto_size = MSO_AUTO_SIZE.NONE
            for paragraph in title.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(found[0] if found else _SIZES[-1])
        return found is not None

    def _ends(self, slide: Any, used: list[Any], *, number: bool = True) -> None:
        """Footer and number in their placeholders where the layout has them; no empty placeholder stays."""
        kept = {one.shape_id for one in used} | {slide.shapes.title.shape_id}
        for one in list(slide.placeholders):
            if one.shape_id not in kept:
                one._element.getparent().remove(one._element)  # noqa: SLF001, a placeholder has no other way out
        if of_type(slide.slide_layout, (PP_PLACEHOLDER.FOOTER,)):
            placed(slide, PP_PLACEHOLDER.FOOTER).text_frame.text = self._foot
        if number and of_type(slide.slide_layout, (PP_PLACEHOLDER.SLIDE_NUMBER,)):
            shown = placed(slide, PP_PLACEHOLDER.SLIDE_NUMBER)
            shown.text_frame.text = str(len(self.deck.slides))
            as_number(shown)


def _empty(deck: Any) -> None:
    """Take the sample slides out, and what speaks of them by number."""
    for slide in list(deck.slides._sldIdLst):  # noqa: SLF001, slides have no other way out
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)  # noqa: SLF001, as above
    whole = deck.element
    for name in ("p:custShowLst", "p:extLst"):
        if (part := whole.find(qn(name))) is not None:
            whole.remove(part)
    for rid in [rid for rid, rel in deck.part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.COMMENT_AUTHORS]:
        deck.part.rels.pop(rid)


def _own_size(deck: Any, title: Any) -> float:
    """The size of a title's letters as its layout says, else its master, in points."""
    layout = title.part.slide_layout if hasattr(title.part, "slide_layout") else None
    models = [one for shapes in (layout, deck.slide_master) if shapes is not None for one in of_type(shapes, TITLES)]
    found = [size for one in (title, *models) for size in one._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]  # noqa: SLF001, styles have no other door
    found += deck.slide_master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(found[0]) / 100 if found else 44.0


def _fitting(entries: Sequence[str], width: float, height: float, sizes: Sequence[float]) -> float:
    """The largest size at which all entries fit a box, else the smallest."""
    for size in sizes:
        used = sum(len(lines(entry, size, width / WIDE)) * size * LINE + size * 0.5 for entry in entries)
        if used <= height:
            return size
    return sizes[-1]


def _fill(shape: Any, entries: Sequence[str], size: float, *, numbered: bool = False) -> None:
    """A placeholder's paragraphs, one an entry."""
    frame = shape.text_frame
    frame.text = "\n".join(" ".join(clean(entry).split()) for entry in entries)
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for paragraph in frame.paragraphs:
        paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(0), Pt(size * 0.5), 1.0
        for run in paragraph.runs:
            run.font.size = Pt(size)
        if numbered:
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001, numbering has no other door
            properties.set("marL", str(Pt(24)))
            properties.set("indent", str(-Pt(24)))
            for model in ({"typeface": "+mj-lt"}, {"type": "arabicPeriod"}):
                name = "a:buFont" if "typeface" in model else "a:buAutoNum"
                properties.append(properties.makeelement(qn(name), model))


def _recolour(tree: Any) -> None:
    for plain in list(tree.iter(qn("a:srgbClr"))):
        plain.getparent().replace(plain, _of_theme(plain, plain.get("val")))


def _of_theme(model: Any, colour: str) -> Any:
    """The template's text colour for what is dark with us, its ground for our page, a faint line for our lines."""
    made = model.makeelement(qn("a:schemeClr"), {"val": "bg1" if f"#{colour}" == LIGHT.page else "tx1"})
    if f"#{colour}" in {LIGHT.line, LIGHT.grid}:
        made.append(made.makeelement(qn("a:alpha"), {"val": "30000"}))
    return made
