"""A PowerPoint file of the reader's own as template: checked before it is used, and where things stand on it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from lodestone.errors import TemplateRefused
from lodestone.exports.master import Stage

# The most that a template may weigh, packed and unpacked.
MOST_BYTES, _MOST_UNPACKED, _MOST_PARTS = 20_000_000, 200_000_000, 3_000
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_SAVE = "Open it in PowerPoint and save it as a presentation (.pptx)."
# How much wider than ours the letters of a template may be.
WIDE = 1.18
# The least room in points that a finding's table or figure needs.
_LEAST = (360, 180)
# The question above the content, and the line of filters and sources below it.
KICKER_ROOM, FOOT_ROOM = 18, 28


@dataclass(frozen=True)
class Template:
    """A checked template: its bytes, and the places in the list of its layouts that are used."""

    data: bytes
    cover: int
    content: int
    # Of the title and one body below it, where there is such a layout.
    body: int | None
    stage: Stage

    @property
    def name(self) -> str:
        """What tells it from any other template."""
        return hashlib.sha256(self.data).hexdigest()

    def open(self) -> Any:
        """A new presentation on it, which still holds its sample slides."""
        return Presentation(io.BytesIO(self.data))


def read_template(path: Path) -> Template:
    """The template in a file; raises TemplateRefused, in words, when it cannot be one."""
    if path.suffix.lower() != ".pptx":
        raise TemplateRefused(f"{path.name} is no PowerPoint presentation: its name does not end in .pptx. {_SAVE}")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TemplateRefused(_too_large())
        return checked(path.read_bytes())
    except OSError as error:
        raise TemplateRefused(
            f"The template {path.name} cannot be read: {error.strerror or 'no such file'}."
        ) from error


def checked(data: bytes) -> Template:
    """The template in these bytes.

    Raises TemplateRefused, in words, when they are no PowerPoint file, when it is too large, carries macros or
    controls, fetches anything from elsewhere, or has no layout with a title and room below it.
    """
    if len(data) > MOST_BYTES:
        raise TemplateRefused(_too_large())
    _check_parts(data)
    try:
        deck = Presentation(io.BytesIO(data))
        return _measured(data, deck)
    except TemplateRefused:
        raise
    # Whatever a broken file makes the reader of it stumble over.
    except (PythonPptxError, KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError) as error:
        raise TemplateRefused(f"The template is damaged and cannot be opened. {_SAVE}") from error


def _too_large() -> str:
    return f"The template is too large: at most {MOST_BYTES // 1_000_000} MB. Take out its sample slides and pictures."


def _check_parts(data: bytes) -> None:
    """What the package holds, looked at before anything opens it."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise TemplateRefused(_too_large())
        types = package.read("[Content_Types].xml").decode("utf-8", "replace")
        links = [(part.filename, package.read(part).decode("utf-8", "replace")) for part in parts
                 if part.filename.endswith(".rels")]  # fmt: skip
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise TemplateRefused(f"The template is no PowerPoint presentation. {_SAVE}") from error
    names = " ".join(part.filename.lower() for part in parts)
    if "macroenabled" in types.lower() or "vbaproject" in names or "activex" in names:
        raise TemplateRefused("The template carries macros or controls. Save it as .pptx without them.")
    if f"{_MAIN}presentation.main+xml" not in types:
        raise TemplateRefused(f"The template is no PowerPoint presentation. {_SAVE}")
    for _, text in links:
        for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", text):
            if re.search(r"""TargetMode\s*=\s*["']External""", relation) and not _mere_link(relation):
                raise TemplateRefused(
                    "The template shows something from outside its file, such as a linked picture or film, which would "
                    "be fetched whenever the slides are opened. Put it into the file, or take it out."
                )


def _mere_link(relation: str) -> bool:
    """A link that only a click follows, to a page or a mailbox; plain http is taken, for nothing fetches it."""
    kind = re.search(r"""\bType\s*=\s*["'][^"']*/hyperlink["']""", relation)
    return bool(kind and re.search(r"""\bTarget\s*=\s*["'](?:https?|mailto):""", relation))


def _measured(data: bytes, deck: Any) -> Template:
    layouts = list(deck.slide_layouts)
    content = _first(layouts, ("titleOnly",), lambda one: _has(one, TITLES[:1]) and not _count(one, BODIES))
    body = _first(layouts, ("obj", "tx"), lambda one: _has(one, TITLES[:1]) and _count(one, BODIES) == 1)
    if content is None:
        content = body
    cover = _first(layouts, ("title",), lambda one: _has(one, TITLES[1:]) or one.element.get("type") == "title")
    if content is None:
        raise TemplateRefused("The template has no usable layout: none has a title with room for content below it.")
    stage = _stage(deck, layouts[content], layouts[body] if body is not None else None)
    return Template(data, content if cover is None else cover, content, body, stage)


def _first(layouts: list[Any], kinds: tuple[str, ...], fits: Any) -> int | None:
    """The place of the first layout that says it is of such a kind and is, else of the first that is."""
    fitting = [place for place, one in enumerate(layouts) if fits(one)]
    return next((place for place in fitting if layouts[place].element.get("type") in kinds), next(iter(fitting), None))


def of_type(shapes: Any, kinds: tuple[Any, ...]) -> list[Any]:
    """The placeholders of some kinds, in order."""
    return [one for one in shapes.placeholders if one.placeholder_format.type in kinds]


def _has(layout: Any, kinds: tuple[Any, ...]) -> bool:
    return bool(of_type(layout, kinds))


def _count(layout: Any, kinds: tuple[Any, ...]) -> int:
    return len(of_type(layout, kinds))


def _stage(deck: Any, content: Any, body: Any) -> Stage:
    """Where content may stand: below the title, above what stands at the foot, as wide as the template's own body."""
    title = of_type(content, TITLES)[0]
    held = of_type(body, BODIES)[0] if body is not None else None
    wide, high = deck.slide_width.pt, deck.slide_height.pt
    left, room = (title.left.pt, title.width.pt) if held is None else (held.left.pt, held.width.pt)
    below = title.top.pt + title.height.pt
    top = below if held is None or held.top.pt < below else held.top.pt
    feet = of_type(content, (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE))
    ends = [one.top.pt for one in feet if one.top.pt > high / 2] + [high * 0.95]
    ends += [held.top.pt + held.height.pt] if held is not None else []
    top, foot = top + KICKER_ROOM, min(ends) - FOOT_ROOM
    if room < _LEAST[0] or foot - top < _LEAST[1] or left < 0 or left + room > wide + 1:
        raise TemplateRefused(
            "The template has no usable layout: below its title there is too little room for content."
        )
    return Stage(left, room, top, top, foot, wide=WIDE, sizes=(16, 14, 13, 12, 11, 10))
