"""Single slides: a title that fits, the question above it, the foot, speaker notes, lists of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from lodestone.exports.files import clean
from lodestone.exports.master import (
    FOOT_TOP,
    LEFT,
    NUMBER,
    OURS,
    RIGHT,
    ROOM,
    TITLE_TOP,
    WIDTH,
    Stage,
    content_layout,
    cover_layout,
    placed,
    rgb,
)
from lodestone.figures.text import cut, held, safe_width, wrap
from lodestone.figures.tokens import LIGHT

NO_ROW = "No row on record for these filters."
# Height of a line in parts of the size of its letters; a little more than Georgia and Arial need.
LINE = 1.22
# Titles shrink before they take a third line.
TITLES = ((26, 1), (24, 1), (24, 2), (22, 2), (20, 2), (18, 3))
FOOT, KICKER = 10, 12


@dataclass(frozen=True)
class Words:
    """The words around a slide's content. `title` is the finding, `question` stands above it, `foot` below all."""

    title: str
    question: str
    foot: str
    notes: str


def lines(text: str, size: float, width: float, *, serif: bool = False, bold: bool = False) -> list[str]:
    """The lines a text takes in a box `width` points wide; words longer than a line count as often as they break."""
    found = []
    for part in text.split("\n"):
        for line in wrap(part, size, width, bold, serif=serif) or [""]:
            over = safe_width(line, size, bold, serif=serif) / width
            found += [line, *[""] * int(over)] if over > 1 else [line]
    return found


def fitted(text: str, width: float, sizes: Sequence[tuple[float, int]] = TITLES) -> tuple[float, int] | None:
    """The first size at which a serif text keeps to the number of lines that goes with it, or None; size and lines."""
    for size, most in sizes:
        count = len(lines(text, size, width, serif=True))
        if count <= most and all(safe_width(word, size, serif=True) <= width for word in text.split()):
            return size, count
    return None


class House:
    """Slides on our own master. A template of the reader's offers the same, see `template.Filled`."""

    stage = OURS

    def __init__(self, deck: Any) -> None:
        self.deck = deck

    @property
    def number(self) -> int:
        """The number of the next slide."""
        return len(self.deck.slides) + 1

    def cover(self, title: str, subtitle: Sequence[str], notes: str) -> None:
        """The first slide: what this is, for which filters and which day."""
        slide = self.deck.slides.add_slide(cover_layout(self.deck))
        size, _ = fitted(title, WIDTH - 144, ((40, 3), (34, 3), (28, 4), (22, 6))) or (20, 7)
        say(slide.shapes.title.text_frame, title, size, LIGHT.page)
        frame = slide.placeholders[1].text_frame
        frame.text = "\n".join(short(clean(line), 18, WIDTH - 144, 2) for line in subtitle)
        for number, paragraph in enumerate(frame.paragraphs):
            no_bullet(paragraph)
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(6)
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = (
                    Pt(18 if number < 2 else 12),
                    rgb(LIGHT.page if number else LIGHT.old_gold),
                )
        add_notes(slide, notes)

    def page(self, words: Words) -> tuple[Any, float]:
        """A slide with title, question, foot and notes, and the height (points) at which its content may begin."""
        number = self.number
        slide = self.deck.slides.add_slide(content_layout(self.deck))
        kicker = text_box(
            slide, (LEFT, 20, ROOM, 16), cut(clean(words.question), KICKER, ROOM), KICKER, LIGHT.yellow.text
        )
        kicker.name = "Question"
        found = fitted(words.title, ROOM)
        title = words.title if found else words.question
        size, count = found or fitted(title, ROOM) or (18, 3)
        # A title breaks where its words do, but between no number and its unit.
        say(slide.shapes.title.text_frame, held(title), size, LIGHT.ink)
        height = count * size * LINE + 4
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Pt(LEFT), Pt(TITLE_TOP), Pt(ROOM), Pt(height)
        top = TITLE_TOP + height + 8
        if not found:
            top = lead(slide, words.title, top, OURS)
        _foot(slide, words.foot, number)
        add_notes(slide, words.notes)
        return slide, top

    def room(self, title: str) -> float:
        """The height that a table may take below a title."""
        return FOOT_TOP - TITLE_TOP - 3 * 20 * LINE - 20 if len(title) > 69 else FOOT_TOP - 100

    def steps(self, words: Words, entries: Sequence[str]) -> None:
        """A slide with numbered sentences."""
        slide, top = self.page(words)
        listed(slide, entries, top + 6, OURS)

    def done(self) -> None:
        """What is left to do when all slides are there: nothing here."""


def lead(slide: Any, text: str, top: float, stage: Stage) -> float:
    """A finding too long for a title, as a paragraph below the question; cut where it would fill the slide."""
    shown = short(clean(text), 15, stage.room / stage.wide, 8)
    height = len(lines(shown, 15, stage.room / stage.wide)) * 15 * LINE + 4
    text_box(slide, (stage.left, top, stage.room, height), shown, 15, LIGHT.ink).name = "Finding"
    return top + height + 8


def _foot(slide: Any, text: str, number: int) -> None:
    rule = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(LEFT), Pt(FOOT_TOP), Pt(WIDTH - RIGHT), Pt(FOOT_TOP))
    rule.line.color.rgb, rule.line.width = rgb(LIGHT.line), Pt(0.75)
    # Its style would bring the theme's shadow.
    rule._element.remove(rule._element.find(qn("p:style")))  # noqa: SLF001, a line's style has no other door
    rule.name = "Rule"
    room = ROOM - NUMBER - 12
    words = placed(slide, PP_PLACEHOLDER.FOOTER)
    words.name = "Filters, day and sources"
    say(words.text_frame, short(clean(text), FOOT, room, 2), FOOT, LIGHT.mute)
    words.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    shown = placed(slide, PP_PLACEHOLDER.SLIDE_NUMBER)
    shown.name = "Slide number"
    say(shown.text_frame, str(number), FOOT, LIGHT.mute)
    paragraph = shown.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    as_number(shown)


def as_number(shown: Any) -> None:
    """Turn a placeholder's text into the field of a slide's number: slides that are moved are numbered anew."""
    paragraph = shown.text_frame.paragraphs[0]
    run = paragraph.runs[0]._r  # noqa: SLF001, fields have no other door
    field = run.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.extend(list(run))
    run.getparent().replace(run, field)


def text_box(slide: Any, box: tuple[float, float, float, float], text: str, size: float, colour: str) -> Any:
    """A plain text in a box of left, top, width and height in points."""
    shape = slide.shapes.add_textbox(*(Pt(length) for length in box))
    say(shape.text_frame, text, size, colour)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def say(frame: Any, text: str, size: float, colour: str) -> None:
    """A text in a frame at one size and in one colour."""
    frame.text = clean(text)
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(size), rgb(colour)


def short(text: str, size: float, width: float, most: int) -> str:
    """The text, ended with an ellipsis where it would take more than `most` lines."""
    if len(lines(text, size, width)) <= most:
        return text
    words = text.split(" ")
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if len(lines(" ".join(words[:middle]) + " …", size, width)) <= most:
            low = middle
        else:
            high = middle - 1
    shown = " ".join(words[:low]) + " …"
    return shown if len(lines(shown, size, width)) <= most else cut(shown, size, width)


def listed(slide: Any, entries: Sequence[str], top: float, stage: Stage, size: float = 18) -> None:
    """Numbered sentences, one below the other, at the largest size up to `size` at which all of them fit."""
    room, left = stage.room - 30, stage.left + 30
    safe, high = room / stage.wide, stage.foot - top - 10
    while size > 10 and sum(len(lines(entry, size, safe)) * size * LINE + size * 0.7 for entry in entries) > high:
        size -= 1
    for number, entry in enumerate(entries, start=1):
        text = clean(entry)
        height = len(lines(text, size, safe)) * size * LINE + 2
        text_box(slide, (stage.left, top, 26, height), f"{number}.", size, LIGHT.yellow.text)
        text_box(slide, (left, top, room, height), text, size, LIGHT.ink)
        top += height + size * 0.7 - 2


def linked(
    slide: Any, box: tuple[float, float, float, float], entries: Sequence[tuple[str, str, str]], size: float
) -> None:
    """Paragraphs in a box: a text, and after it words with an address behind them where a browser can open it."""
    shape = text_box(slide, box, "\n".join(f"{text} " for text, _, _ in entries), size, LIGHT.ink)
    for paragraph, (_, words, url) in zip(shape.text_frame.paragraphs, entries, strict=True):
        paragraph.space_after = Pt(size * 0.35)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.color.rgb = clean(words), Pt(size), rgb(LIGHT.mute)
        if re.match(r"https?://\S+$", url):
            run.hyperlink.address = clean(url)


def add_notes(slide: Any, text: str) -> None:
    """What the speaker can look up: below the slide, not on it."""
    slide.notes_slide.notes_text_frame.text = clean(text)


def alt(shape: Any, text: str) -> None:
    """What a reader who does not see a picture, chart or table is told."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(text))  # noqa: SLF001, alternative text has no other door


def no_bullet(paragraph: Any) -> None:
    """A paragraph without the bullet of its placeholder."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001, bullets have no other door
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(properties.makeelement(qn("a:buNone"), {}))
