"""A browser that dies or hangs: it is started again, and what cannot be drawn at all is replaced by its rows."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Self

import kaleido
import plotly.graph_objects as go
import pytest
from exports_support import NEEDS_CHROMIUM, PICKS, opened, request, said
from pages_support import AS_OF
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from lodestone.answers import funding, timeline
from lodestone.errors import ExportError
from lodestone.exports import pictures, printing
from lodestone.exports.briefing import briefing_page
from lodestone.exports.chromium import find_chromium
from lodestone.exports.deck import deck
from lodestone.exports.pictures import KeptPictures, Picture, drawn
from lodestone.exports.printing import printed
from lodestone.page_list import OWN


class Browser:
    """In the place of Kaleido: its picture is the figure's name; it dies over names as often as `deaths` says."""

    deaths: dict[str, int]
    starts: int

    def __init__(self, **_: object) -> None:
        Browser.starts += 1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def calc_fig(self, figure: dict[str, object], opts: object) -> bytes:
        name = str(figure["layout"]["meta"])
        if Browser.deaths.get(name, 0):
            Browser.deaths[name] -= 1
            raise RuntimeError("the browser is gone")
        return name.encode()


@pytest.fixture
def dying(monkeypatch) -> Callable[..., list[bytes | None]]:
    """Draw figures a, b, c, … with a browser that dies over some of them; nothing was drawn before."""
    monkeypatch.setenv("CHROMIUM", "/bin/true")
    monkeypatch.setattr(pictures, "KEPT", KeptPictures())
    monkeypatch.setattr(kaleido, "Kaleido", Browser)

    def draw(names: str, **deaths: int) -> list[bytes | None]:
        Browser.deaths, Browser.starts = dict(deaths), 0
        figures = [go.Figure(layout={"meta": name, "width": 10, "height": 10}) for name in names]
        return drawn([Picture(figure) for figure in figures])

    return draw


def test_a_browser_that_dies_once_is_started_again_and_nothing_is_lost_or_drawn_twice(dying):
    assert dying("abc", b=1) == [b"a", b"b", b"c"]
    assert Browser.starts == 2


def test_a_picture_that_kills_it_twice_is_given_up_and_the_others_are_drawn(dying):
    assert dying("abcd", b=9, d=1) == [b"a", None, b"c", b"d"]
    # a; b again; c, until d; d again.
    assert Browser.starts == 4


def test_a_browser_that_never_draws_is_not_started_for_each_picture(dying):
    assert dying("abcdefgh", a=9, b=9, c=9) == [None] * 8
    assert Browser.starts == 3


def test_what_was_drawn_is_not_drawn_again_unless_size_form_or_browser_differ(dying, monkeypatch):
    assert dying("aba") == [b"a", b"b", b"a"]
    assert Browser.starts == 1
    assert dying("bca", a=1, b=1) == [b"b", b"c", b"a"]
    assert (Browser.starts, Browser.deaths) == (1, {"a": 1, "b": 1}), "neither was asked for"
    assert dying("ab") == [b"a", b"b"]
    assert Browser.starts == 0
    figure = go.Figure(layout={"meta": "<svg/>", "width": 10, "height": 10})
    wanted = [Picture(figure), Picture(figure, "svg"), Picture(figure, size=(20, 20))]
    assert drawn(wanted) == [b"<svg/>"] * 3
    assert Browser.starts == 1
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    assert dying("a") == [b"a"]
    assert Browser.starts == 1


def test_pictures_are_kept_up_to_a_bound_and_one_larger_than_all_room_is_not():
    kept = KeptPictures()
    large = bytes(2**20)
    kept.keep({str(number): large for number in range(100)})
    assert sorted(kept.known([str(number) for number in range(100)]), key=int) == [str(n) for n in range(36, 100)]
    kept.keep({"huge": bytes(2**26 + 1)})
    assert kept.known(["huge"]) == {}
    assert list(kept.known(["99"])) == ["99"]


def script(path: Path, text: str) -> str:
    """A program of our own in the browser's place."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@NEEDS_CHROMIUM
def test_the_second_start_of_a_real_one_draws_and_prints(tmp_path, monkeypatch):
    first = f'if mkdir {tmp_path}/$1.once; then exit 1; fi; shift; exec {find_chromium()} "$@"'
    monkeypatch.setenv("CHROMIUM", script(tmp_path / "drawing", f'set -- drawn "$@"; {first}'))
    assert drawn([Picture(go.Figure(layout={"width": 100, "height": 50}))])[0].startswith(b"\x89PNG")
    monkeypatch.setenv("CHROMIUM", script(tmp_path / "printing", f'set -- printed "$@"; {first}'))
    pdf = printed(b"<!DOCTYPE html><title>x</title><p>Twice</p>", AS_OF)
    read = PdfReader(io.BytesIO(pdf))
    assert "Twice" in read.pages[0].extract_text()
    assert read.metadata.creation_date.date() == AS_OF
    assert {one.name for one in tmp_path.iterdir()} >= {"drawn.once", "printed.once"}


def test_one_that_hangs_is_left_behind(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("CHROMIUM", script(tmp_path / "hanging", f"echo x >> {tmp_path}/starts; exec sleep 600"))
    monkeypatch.setattr(pictures, "_SECONDS", 1)
    assert drawn([Picture(go.Figure(layout={"width": 100, "height": 50}))]) == [None]
    assert [one.getMessage() for one in caplog.records if one.name == pictures.__name__] == [
        "Chromium failed after 0 pictures: TimeoutError: nothing was drawn within 1 s"
    ] * 2
    monkeypatch.setattr(printing, "_SECONDS", 1)
    with pytest.raises(ExportError, match="could not print, although it was tried twice") as told:
        printed(b"<p>x</p>", AS_OF)
    assert str(tmp_path) not in str(told.value)
    # On a busy machine one may be ended before it has written its line.
    starts = tmp_path / "starts"
    assert not starts.exists() or len(starts.read_text().split()) <= 4


def test_the_deck_is_whole_and_says_in_words_what_is_missing(warehouse, monkeypatch):
    asked = request(warehouse, pick=PICKS)
    kept = asked.answer(timeline.CLOCKS)
    steps: list[str] = []
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    slides = list(opened(deck(asked, OWN, steps.append)).slides)
    assert not [shape for slide in slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    for cell in (timeline.CLOCKS, funding.MONEY):
        (first, *_) = [slide for slide in slides if cell.question in said(slide).splitlines()]
        assert "The figure could not be drawn: the browser that draws it failed twice. These are its rows." in said(
            first
        )
        assert next(shape.table for shape in first.shapes if shape.has_table)
    assert any("Rows stand in for 2 pictures" in step for step in steps)
    assert kept.finding in said(next(slide for slide in slides if kept.cell.question in said(slide).splitlines()))


def test_the_briefing_shows_rows_with_a_note(warehouse, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/false")
    page = briefing_page(request(warehouse, pick=(timeline.SIDES.key,)), OWN).decode()
    assert "The figure could not be drawn: the browser that draws it failed twice." in page
    assert "Drawn without figures" not in page
    assert "Ministerials, diplomacy" in page
    assert "<img" not in page
