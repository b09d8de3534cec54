"""No letter of a figure is smaller than 10 points on a slide or 8 points on paper, and none lies over another."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go
import pytest
from exports_support import GROUP, NEEDS_CHROMIUM, opened, request
from pptx.util import Pt

from lodestone.answers.catalogue import CELLS
from lodestone.cells.answer import Answer
from lodestone.exports.briefing import on_paper
from lodestone.exports.gather import gather
from lodestone.exports.pictures import Picture, drawn
from lodestone.exports.sets import SETS
from lodestone.figures.base import DECK, PAPER, SLIDE

pytestmark = GROUP
ON_SLIDE, ON_PAPER = 10.0, 8.0
# In points: the room between the margins of a printed page, 184 mm; a slide; a deck's figure, below three lines.
PAGE_WIDE, SLIDE_WIDE, FIGURE = 184 / 25.4 * 72, 960, (936, 386)
VIEWS: dict[str, dict[str, Any]] = {"all": {}, "one department": {"department": "u_ees"}}


def letters(figure: go.Figure) -> list[float]:
    """The sizes of all letters that a figure shows, in px: stated, inside texts, or taken over from the layout."""
    tree = figure.to_dict()
    tree["layout"].pop("hoverlabel", None)
    found = [float(tree["layout"]["font"]["size"])]

    def walk(node: Any, name: str) -> None:
        if isinstance(node, dict):
            if name.endswith("font") and "size" in node:
                sizes = node["size"]
                found.extend(map(float, sizes if isinstance(sizes, (list, tuple)) else [sizes]))
            for key, value in node.items():
                if key not in {"hovertext", "hovertemplate", "hoverlabel", "customdata"}:
                    walk(value, key)
        elif isinstance(node, (list, tuple)):
            for one in node:
                walk(one, name)
        elif isinstance(node, str):
            found.extend(float(size) for size in re.findall(r"font-size:([\d.]+)px", node))

    walk(tree["data"], "")
    walk(tree["layout"], "")
    return found


def answers(warehouse, **values: Any) -> list[Answer]:
    asked = request(warehouse, **values)
    return [asked.answer(one) for one in asked.ready(one for one in CELLS if one.figure)]


@pytest.mark.parametrize("view", VIEWS)
def test_letters_of_every_figure_of_every_page_are_large_enough(warehouse, view):
    for answer in answers(warehouse, **VIEWS[view]):
        if answer.blank:
            continue
        name = answer.cell.key
        slide, deck = answer.draw("slide"), answer.draw("deck")
        assert slide.layout.width == SLIDE[0]
        assert min(letters(slide)) * SLIDE_WIDE / SLIDE[0] >= ON_SLIDE, name
        scale = min(FIGURE[0] / deck.layout.width, FIGURE[1] / deck.layout.height)
        assert deck.layout.width == DECK[0]
        assert min(letters(deck)) * scale >= ON_SLIDE, name
        if on_paper(answer):
            sheet = answer.draw("paper")
            assert sheet.layout.width == PAPER
            assert min(letters(sheet)) * PAGE_WIDE / PAPER >= ON_PAPER, name
            assert sheet.layout.height * PAGE_WIDE / PAPER < 240 / 25.4 * 72, f"{name} is higher than a page"


@NEEDS_CHROMIUM
@pytest.mark.parametrize("show", SETS)
def test_every_letter_of_a_deck_is_large_enough_as_it_stands(drawn_deck, show):
    """Pictures by the width they have on the slide, charts, tables and words by what the file says of them."""
    for slide in opened(drawn_deck(show)).slides:
        for shape in slide.shapes:
            if shape.shape_type is not None and shape.name == "Figure":
                assert shape.width / Pt(1) / DECK[0] * 11 >= ON_SLIDE, shape.name
            if shape.has_text_frame:
                runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert all(run.font.size is None or run.font.size >= Pt(ON_SLIDE) for run in runs), shape.name
            if shape.has_table:
                cells = [cell for row in shape.table.rows for cell in row.cells]
                runs = [run for cell in cells for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]
                assert all(run.font.size >= Pt(ON_SLIDE) for run in runs), shape.name
            if shape.has_chart:
                sizes = re.findall(r'\bsz="(\d+)"', shape.chart._chartSpace.xml)
                assert sizes
                assert min(map(int, sizes)) >= 100 * ON_SLIDE, shape.name


# Every line of words in a drawing, as it is shown: its size, and the box that it fills, in px of the figure.
LINES = """(wide) => {
  const root = document.querySelector("svg"), whole = root.getBoundingClientRect(), scale = whole.width / wide;
  const shown = (node) => {
    for (let one = node; one && one !== root; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.display === "none" || style.visibility === "hidden" || style.opacity < 0.05) return false;
    }
    return node.textContent.trim() !== "";
  };
  return [...root.querySelectorAll("text")].filter(shown).flatMap((text) => {
    const matrix = text.getScreenCTM(), grown = Math.hypot(matrix.a, matrix.b) / scale;
    const lines = text.querySelectorAll("tspan.line").length ? [...text.querySelectorAll("tspan.line")] : [text];
    return lines.filter((line) => line.textContent.trim()).map((line) => {
      const box = line.getBoundingClientRect();
      const own = [line, ...line.querySelectorAll("tspan")].filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
      const size = Math.min(...own.map((one) => parseFloat(getComputedStyle(one).fontSize) * grown));
      return { words: line.textContent, size, left: (box.left - whole.left) / scale, top: (box.top - whole.top) / scale,
               right: (box.right - whole.left) / scale, bottom: (box.bottom - whole.top) / scale };
    });
  });
}"""


def overlaps(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of lines that lie over each other by more than the empty rim of their boxes."""
    return [
        (one["words"], other["words"])
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 2
        if min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 5
    ]


@NEEDS_CHROMIUM
def test_words_of_the_figures_of_all_sets_clear_each_other_as_drawn(warehouse, chrome):
    """Drawn by the browser, on slides and on paper: no line over another, none outside, none smaller than allowed."""
    wanted: dict[tuple[str, str], Answer] = {}
    for show in SETS:
        for printed in (False, True):
            pack = gather(request(warehouse, department="u_ees" if show == "faculty" else None), show, printed=printed)
            for slide, answer in pack.answers:
                if answer.cell.figure is None or slide.table or answer.blank:
                    continue
                if not printed and slide.chart is None:
                    wanted[answer.cell.key, "deck"] = answer
                if printed and on_paper(answer):
                    wanted[answer.cell.key, "paper"] = answer
    figures = {key: answer.draw(key[1]) for key, answer in wanted.items()}
    pictures = drawn([Picture(figure, "svg") for figure in figures.values()])
    page = chrome.new_page()
    try:
        page.set_viewport_size({"width": 2000, "height": 2000})
        for (key, figure), picture in zip(figures.items(), pictures, strict=True):
            assert picture is not None, key
            page.set_content(picture.decode())
            wide, high = figure.layout.width, figure.layout.height
            lines = page.evaluate(LINES, wide)
            assert lines, key
            scale, least = (FIGURE[0] / DECK[0], ON_SLIDE) if key[1] == "deck" else (PAGE_WIDE / PAPER, ON_PAPER)
            assert min(line["size"] for line in lines) * scale >= least, key
            assert overlaps(lines) == [], key
            outside = [one["words"] for one in lines if one["left"] < -1 or one["right"] > wide + 1]
            outside += [one["words"] for one in lines if one["top"] < -1 or one["bottom"] > high + 1]
            assert outside == [], key
    finally:
        page.close()
