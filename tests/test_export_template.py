"""A deck on a template of the reader's own, made here with another theme in both formats, and opened again."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from command_support import run
from exports_support import DECKS, GROUP, opened, request, said, spoiled_request, squeezed
from pages_support import AS_OF, made, make, page
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from lodestone.errors import TemplateRefused
from lodestone.exports import template as templates
from lodestone.exports.deck import deck
from lodestone.exports.gather import gather
from lodestone.exports.slides import lines
from lodestone.exports.template import checked, read_template

pytestmark = GROUP
SIZES = {"4:3": (10, 7.5), "16:9": (13.333, 7.5), "16:9, small": (10, 5.625)}
LETTERS = "Verdana"


def changed(data: bytes, change) -> bytes:
    """The same package with each part as `change(name, bytes)` gives it; None leaves it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
    return made.getvalue()


@cache
def university(size: str, *, dark: bool = False) -> bytes:
    """A template with a theme of its own and two sample slides, in one of SIZES."""
    made = Presentation()
    wide, high = SIZES[size]
    across, down = wide / 10, high / 7.5
    made.slide_width, made.slide_height = Inches(wide), Inches(high)
    for shapes in (made.slide_master, *made.slide_layouts):
        # Those without a place of their own follow the master.
        for one in [one for one in shapes.placeholders if one._element.spPr.find(qn("a:xfrm")) is not None]:
            one.left, one.width = int(one.left * across), int(one.width * across)
            one.top, one.height = int(one.top * down), int(one.height * down)
    made.slide_master.name = "University"
    for number in range(2):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text_frame.text = f"Sample {number}"
        slide.placeholders[1].text_frame.text = "Put your text here"
        slide.notes_slide.notes_text_frame.text = "How to use this template"
    saved = io.BytesIO()
    made.save(saved)

    def themed(name: str, part: bytes) -> bytes:
        if name == "ppt/theme/theme1.xml":
            part = re.sub(rb'latin typeface="[^"]*"', f'latin typeface="{LETTERS}"'.encode(), part)
            if dark:
                part = part.replace(b"<a:dk1>", b"<a:XX>").replace(b"</a:dk1>", b"</a:XX>")
                part = part.replace(b"a:lt1>", b"a:dk1>").replace(b"a:XX>", b"a:lt1>")
        return part

    return changed(saved.getvalue(), themed)


@pytest.fixture(scope="module")
def filled(warehouse):
    """The deck of a set on a template, made when it is first asked for."""
    return cache(lambda key, size: deck(request(warehouse, **DECKS[key]), key, template=checked(university(size))))


CASES = [("leadership", size) for size in SIZES] + [("faculty", "4:3"), ("money", "16:9")]


@pytest.mark.parametrize(("key", "size"), CASES)
def test_every_slide_stands_on_a_layout_of_the_template_and_no_placeholder_is_empty(filled, key, size):
    prs = opened(filled(key, size))
    assert (prs.slide_width.inches, prs.slide_height.inches) == tuple(
        pytest.approx(one, abs=0.01) for one in SIZES[size]
    )
    names = [slide.slide_layout.name for slide in prs.slides]
    assert names[0] == "Title Slide"
    assert set(names[1:]) <= {"Title Only", "Title and Content"}
    assert "Sample" not in " ".join(said(slide) for slide in prs.slides)
    for number, slide in enumerate(prs.slides, start=1):
        assert all(one.text_frame.text.strip() for one in slide.placeholders if one.has_text_frame), number
        held = {one.placeholder_format.type: one for one in slide.placeholders}
        assert held[PP_PLACEHOLDER.FOOTER].text_frame.text == "Lodestone · as of 22 Nov 2026"
        if number > 1:
            assert held[PP_PLACEHOLDER.SLIDE_NUMBER]._element.xpath(".//a:fld/@type") == ["slidenum"]
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("key", "size"), CASES)
def test_every_finding_is_on_its_slide_with_notes_and_nothing_lies_outside_or_on_the_foot(warehouse, filled, key, size):
    prs = opened(filled(key, size))
    pack = gather(request(warehouse, **DECKS[key]), key)
    wanted = [answer.finding for _, answer in pack.answers] + [points.listing.title for points in pack.points]
    titles = squeezed("\n".join(slide.shapes.title.text_frame.text for slide in prs.slides))
    whole = squeezed("\n".join(said(slide) for slide in prs.slides))
    assert sum(squeezed(one) in titles for one in wanted) >= 0.7 * len(wanted)
    assert all(squeezed(one) in whole for one in wanted)
    assert pack.title in said(prs.slides[0])
    for slide in list(prs.slides)[1:]:
        if not slide.shapes.title.text_frame.text.startswith("Sources"):
            assert "SQL, queries/" in slide.notes_slide.notes_text_frame.text
    for slide in prs.slides:
        feet = [one.top for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.left >= 0, shape.name
            assert shape.left + shape.width <= prs.slide_width + Pt(1), shape.name
            if shape.has_table or shape.has_chart or shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert shape.top + height <= feet[0], (said(slide)[:80], shape.name)


@pytest.mark.parametrize(("key", "size"), CASES)
def test_words_fit_and_none_is_smaller_than_ten_points(filled, key, size):
    for slide in opened(filled(key, size)).slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
            sizes = [run.font.size.pt for run in runs if run.font.size]
            assert min(sizes, default=10) >= 10, shape.name
            if shape.has_text_frame and sizes and not shape.is_placeholder:
                count = len(lines(shape.text_frame.text, max(sizes), shape.width.pt))
                assert count * max(sizes) * 1.15 <= shape.height.pt + 4, shape.text_frame.text


def test_colours_and_fonts_are_the_template_s(warehouse):
    data = deck(request(warehouse), "leadership", template=checked(university("16:9", dark=True)))
    package = zipfile.ZipFile(io.BytesIO(data))
    slides = [package.read(name).decode() for name in package.namelist() if re.match(r"ppt/slides/slide\d+.xml", name)]
    assert len(slides) >= 10
    assert not [one for one in slides if "srgbClr" in one or "Georgia" in one or "Arial" in one]
    assert f'latin typeface="{LETTERS}"' in package.read("ppt/theme/theme1.xml").decode()
    assert not [name for name in package.namelist() if "thumbnail" in name]
    core = Presentation(io.BytesIO(data)).core_properties
    assert (core.author, core.created.date()) == ("Lodestone", AS_OF)
    assert deck(request(warehouse), "leadership", template=checked(university("16:9", dark=True))) == data


def test_hostile_text_stays_on_the_slide(warehouse, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    prs = opened(deck(spoiled_request(warehouse), "leadership", template=checked(university("4:3"))))
    for slide in prs.slides:
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + height <= prs.slide_height, shape.name


# What cannot be a template -----------------------------------------------------------------------------------------


def linked(data: bytes, part: str, kind: str, target: str) -> bytes:
    """The template with one relation of a part that leads outside."""
    line = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return changed(data, lambda name, old: old.replace(b"</Relationships>", line.encode()) if name == part else old)


def without_titles(data: bytes) -> bytes:
    return changed(
        data,
        lambda name, old: (
            re.sub(rb'type="(title|ctrTitle)"', b'type="pic"', old) if "slideLayouts/slideL" in name else old
        ),
    )


LAYOUT = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
MAIN = b"presentationml.presentation.main"


def typed(data: bytes, main: bytes) -> bytes:
    """The template as another kind of document."""
    return changed(data, lambda name, part: part.replace(MAIN, main) if name == "[Content_Types].xml" else part)


def to_layout(kind: str, target: str):
    """A layout that leads outside the file."""
    return lambda data: linked(data, LAYOUT, kind, target)


def replaced(part: str, by: bytes | None):
    """One part of the template spoilt."""
    return lambda data: changed(data, lambda name, old: by if name == part else old)


REFUSED = {
    "a text": (lambda _: b"just words", "no PowerPoint presentation"),
    "nothing": (lambda _: b"", "no PowerPoint presentation"),
    "half a file": (lambda data: data[: len(data) // 2], "no PowerPoint presentation"),
    "another package": (lambda data: typed(data, b"x"), "no PowerPoint presentation"),
    "macros": (lambda data: typed(data, b"presentation.macroEnabled.main"), "macros"),
    "a linked picture": (to_layout(RELATIONSHIP_TYPE.IMAGE, "http://x.example/a.png"), "outside its file"),
    "a linked file": (to_layout(RELATIONSHIP_TYPE.OLE_OBJECT, "file:///C:/a.xlsx"), "outside its file"),
    "a link that runs": (to_layout(RELATIONSHIP_TYPE.HYPERLINK, "file:///C:/a.exe"), "outside its file"),
    "no title": (without_titles, "no usable layout"),
    "a broken part": (replaced("ppt/slideMasters/slideMaster1.xml", b"<x"), "damaged"),
    "a missing part": (replaced("ppt/presentation.xml", None), "damaged"),
}


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_cannot_be_a_template_is_refused_in_words(what):
    spoil, words = REFUSED[what]
    with pytest.raises(TemplateRefused, match=words) as told:
        checked(spoil(university("16:9")))
    assert str(told.value).endswith(".")


def test_one_that_is_too_large_is_told_the_limit(monkeypatch, tmp_path):
    with pytest.raises(TemplateRefused, match="at most 20 MB"):
        checked(b"x" * 20_000_001)
    monkeypatch.setattr(templates, "_MOST_UNPACKED", 1000)
    with pytest.raises(TemplateRefused, match="too large"):
        checked(university("16:9"))
    (tmp_path / "big.pptx").write_bytes(b"x" * 20_000_001)
    with pytest.raises(TemplateRefused, match="at most 20 MB"):
        read_template(tmp_path / "big.pptx")


@pytest.mark.parametrize("target", ["https://university.example/", "http://university.example/", "mailto:a@b.example"])
def test_a_link_to_a_page_or_a_mailbox_is_no_reason_to_refuse(target):
    """Also over plain http, as old templates have it: opening the slides asks nothing of it, only a click does."""
    assert checked(linked(university("16:9"), LAYOUT, RELATIONSHIP_TYPE.HYPERLINK, target))


def test_the_command_takes_it_and_refuses_in_one_line_without_a_path(built_small, tmp_path):
    (tmp_path / "own.pptx").write_bytes(university("4:3"))
    (tmp_path / "own.potx").write_bytes(b"x")
    command = ("export", "deck", "--set", "leadership", "--as-of", AS_OF, "--out", tmp_path / "x.pptx", "--template")
    done = run(built_small, *command, tmp_path / "own.pptx")
    assert done.returncode == 0, done.stderr
    assert Presentation(tmp_path / "x.pptx").slide_width.inches == 10
    for name, words in (("own.potx", "does not end in .pptx"), ("none.pptx", "cannot be read: No such file")):
        refused = run(built_small, *command, tmp_path / name)
        assert (refused.returncode, refused.stdout) == (4, "")
        assert words in refused.stderr
        assert str(tmp_path) not in refused.stderr


# On the page -----------------------------------------------------------------------------------------------------


def test_slides_of_the_page_stand_on_the_template_that_was_given_and_other_files_do_not(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    at = page("takeaway", show="changes")
    make(at, "deck")
    at.file_uploader[0].set_value(("own.pptx", university("4:3"), "application/octet-stream")).run()
    assert at.button(key="make_deck").label == "Make it", "that was another deck"
    make(at, "deck")
    first, second = made(at)
    assert [round(opened(one.data).slide_width.inches) for one in (first, second)] == [13, 10]
    make(at, "calendar")
    at.file_uploader[0].set_value(("own.pptx", b"nothing", "application/octet-stream")).run()
    assert any("no PowerPoint presentation" in one.value for one in at.warning)
    assert {one.proto.id.rpartition("-")[2] for one in at.get("download_button")} >= {"save_deck", "save_calendar"}
    assert not at.exception
