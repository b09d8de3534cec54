"""Figures as files, and the command that writes them, decks, workbooks and calendars."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_support import Done, run, run_apart
from exports_support import NEEDS_CHROMIUM, request
from icalendar import Calendar
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from lodestone.answers import movement
from lodestone.exports.chromium import find_chromium
from lodestone.exports.pictures import Picture, drawn

DAY = ("--as-of", "2026-11-22")


def export(project, *arguments: object, chromium: str | None = None) -> Done:
    return run(project, "export", *arguments, **({} if chromium is None else {"CHROMIUM": chromium}))


def files(done: Done) -> list[Path]:
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.splitlines()]


@NEEDS_CHROMIUM
def test_every_figure_of_a_page_becomes_a_png_and_an_svg_the_same_twice(built_small, tmp_path):
    """Once here and once in an interpreter of its own, whose memory lies otherwise."""
    command = ("export", "figures", "--page", "timeline", *DAY, "--out")
    first, second = (
        files(run(built_small, *command, tmp_path / "a")),
        files(run_apart(built_small, *command, tmp_path / "b")),
    )
    assert [path.name for path in first] == [
        f"lodestone-timeline-{cell}-2026-11-22.{kind}" for cell in ("clocks", "before_after") for kind in ("png", "svg")
    ]
    for path, again in zip(first, second, strict=True):
        assert path.read_bytes() == again.read_bytes()
        if path.suffix == ".png":
            picture = Image.open(path)
            assert picture.size == (1920, 1080)
            assert len(picture.convert("RGB").resize((192, 108)).getcolors(99_999)) > 20, "something is drawn"
        else:
            root = ET.fromstring(path.read_text(encoding="utf-8"))
            assert (root.get("width"), root.get("height")) == ("1920", "1080")
            words = " ".join(root.itertext())
            assert "as of 22 Nov 2026" in words
            assert "http" not in re.sub(
                r'xmlns(:\w+)?="[^"]*"|"http://www.w3.org[^"]*"', "", path.read_text(encoding="utf-8")
            )


@NEEDS_CHROMIUM
def test_filters_and_theme_are_in_the_picture(built_small, tmp_path):
    made = files(
        export(
            built_small,
            "figures",
            "--page",
            "timeline",
            "--filter",
            "pillar=investment",
            "--theme",
            "dark",
            *DAY,
            "--out",
            tmp_path,
        )
    )
    root = ET.fromstring(made[1].read_text(encoding="utf-8"))
    assert "Investment" in " ".join(root.itertext())
    assert Image.open(made[0]).convert("RGB").getpixel((2, 2)) == (0x15, 0x15, 0x13)


@NEEDS_CHROMIUM
def test_a_figure_without_rows_is_left_out_and_said(built_small, tmp_path):
    done = export(built_small, "figures", "--page", "timeline", "--filter", "q=zzzzzz", *DAY, "--out", tmp_path)
    assert "left out, nothing to draw: What kinds of event came up to" in done.stderr
    assert all("before_after" not in path.name for path in files(done))


@NEEDS_CHROMIUM
def test_pictures_are_told_one_by_one_and_none_asks_for_none(warehouse):
    answer = request(warehouse).answer(movement.MOVEMENT)
    seen: list[int] = []
    made = drawn([Picture(answer.draw("slide")), Picture(answer.draw("slide"), "svg")], seen.append)
    assert seen == [1, 2]
    assert made[0].startswith(b"\x89PNG")
    assert made[1].startswith(b"<svg")


def test_without_a_browser_the_reader_is_told_what_to_install(built_small, tmp_path, monkeypatch):
    done = export(
        built_small, "figures", "--page", "timeline", *DAY, "--out", tmp_path / "out", chromium="/nowhere/chromium"
    )
    assert done.returncode == 4
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith(
        "No Chromium was found to draw with: install it with 'sudo apt-get install chromium'"
    )
    assert not (tmp_path / "out").exists()
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert find_chromium() is None
    assert drawn([]) == []


def test_a_browser_that_fails_leaves_no_figure_and_names_those_missing(built_small, tmp_path):
    done = export(built_small, "figures", "--page", "timeline", *DAY, "--out", tmp_path / "out", chromium="/bin/false")
    assert done.returncode == 4
    assert "tried twice: lodestone-timeline-clocks-2026-11-22.png, " in done.stderr.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_a_deck_a_workbook_and_a_calendar_from_the_command_line(built_small, tmp_path):
    none = "/nowhere/chromium"
    (deck,) = files(
        export(
            built_small,
            "deck",
            "--set",
            "faculty",
            "--department",
            "law-school",
            *DAY,
            "--out",
            tmp_path / "a.pptx",
            chromium=none,
        )
    )
    assert "Law School" in Presentation(deck).slides[0].shapes.title.text_frame.text
    done = export(
        built_small,
        "workbook",
        "--page",
        "timeline",
        "--filter",
        "country=japan",
        *DAY,
        "--out",
        tmp_path / "deep/a.xlsx",
    )
    (book,) = files(done)
    assert "Timeline events: " in done.stderr
    assert load_workbook(book).sheetnames[1] == "Timeline clocks"
    (calendar,) = files(export(built_small, "calendar", "--past", *DAY, "--out", tmp_path / "a.ics"))
    held = {str(one["uid"]) for one in Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")}
    assert {"F001-closes@lodestone", "E001@lodestone", "E079@lodestone"} <= held
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ics", "a.pptx", "deep", "project"], (
        "no draft is left"
    )


def test_without_a_day_it_is_today_and_the_file_says_so(built_small, tmp_path):
    (book,) = files(export(built_small, "workbook", "--page", "calls", "--out", tmp_path))
    today = date.today()  # noqa: DTZ011, as the command has it
    assert book.name in {f"lodestone-calls-{day}.xlsx" for day in (today, today - timedelta(days=1))}
    said = load_workbook(book).properties.description
    assert said.startswith(f"As of {book.stem.removeprefix('lodestone-calls-')}, database version")


def test_a_stop_from_the_keyboard_is_one_line_and_leaves_nothing(built_small, tmp_path, monkeypatch):
    def stop(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("lodestone.exports.command.workbook", stop)
    done = export(built_small, "workbook", "--page", "calls", *DAY, "--out", tmp_path / "a.xlsx")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "stopped; no file is left half written\n"
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_page_and_cells_of_one_s_own_from_the_command_line(built_small, tmp_path):
    none = "/nowhere/chromium"
    (tmp_path / "out").mkdir()
    (page,) = files(
        export(
            built_small,
            "deck",
            "--page",
            "funding",
            "--filter",
            "mineral=gallium",
            *DAY,
            "--out",
            tmp_path / "out",
            chromium=none,
        )
    )
    assert page.name == "lodestone-funding-2026-11-22.pptx"
    assert "Gallium" in "".join(
        shape.text_frame.text for shape in Presentation(page).slides[0].shapes if shape.has_text_frame
    )
    twice = ("--cell", "sources/trust", "--cell", "overview/due", "--cell", "sources/trust")
    (own,) = files(export(built_small, "deck", *twice, *DAY, "--out", tmp_path / "own.pptx", chromium=none))
    titles = [slide.shapes.title.text_frame.text.replace("\xa0", " ") for slide in Presentation(own).slides]
    assert titles[1].startswith("279 of 685 sources")
    assert titles[2].startswith(
        "Next date set: China's pause of its gallium ban ends (in doubt), 27 Nov 2026, in 5 days; both dated"
    )
    assert titles[3].startswith("Sources")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("deck", "--set", "board", *DAY, "--out", "x.pptx"), 2, "invalid choice: 'board'"),
        (("deck", *DAY, "--out", "x.pptx"), 2, "one of the arguments --set --page --cell is required"),
        (("deck", "--page", "funding", "--set", "money", *DAY, "--out", "x.pptx"), 2, "not allowed with"),
        (("deck", "--page", "department", *DAY, "--out", "x.pptx"), 2, "My department needs a department"),
        (("briefing", "--cell", "funding/gold", *DAY, "--out", "x.pdf"), 2, "Known: funding/levels, funding/ties"),
        (
            ("deck", "--cell", "funding/levels", "--filter", "section=risks", *DAY, "--out", "x.pptx"),
            2,
            "section narrows nothing here; filters here: q, product",
        ),
        (("deck", "--set", "faculty", *DAY, "--out", "x.pptx"), 2, "needs a department"),
        (
            ("deck", "--set", "faculty", "--department", "nowhere", *DAY, "--out", "x.pptx"),
            2,
            "“nowhere” is not one of the choices",
        ),
        (("workbook", "--page", "search", *DAY, "--out", "x.xlsx"), 2, "The page Search needs a search"),
        (("workbook", "--filter", "pick=a/b", *DAY, "--out", "x.xlsx"), 2, "filters here: "),
        (("workbook", "--as-of", "2026-02-30", "--out", "x.xlsx"), 2, "is not a day"),
        (("workbook", "--as-of", "9999-12-31", "--out", "x.xlsx"), 2, "lies outside the days"),
        (("deck", "--set", "leadership", *DAY, "--out", "x.docx"), 2, "decides what is made; write .pptx."),
        (("briefing", "--set", "leadership", *DAY, "--out", "x.doc"), 2, "write one of .pdf, .html."),
        (("memo", "--set", "leadership", *DAY, "--out", "x"), 2, "write .docx."),
        (("workbook", "--page", "timeline", *DAY, "--out", "x.csv"), 2, "write .xlsx."),
        (("calendar", *DAY, "--out", "x.txt"), 2, "write .ics."),
        (("figures", "--page", "timeline", *DAY, "--out", "x.png"), 2, "name a folder"),
        (
            ("workbook", "--page", "timeline", "--filter", "colour=red", *DAY, "--out", "x.xlsx"),
            2,
            "colour narrows nothing here; filters here: among, q, pillar",
        ),
        (("workbook", "--page", "nowhere", *DAY, "--out", "x.xlsx"), 2, "invalid choice"),
        (("calendar", *DAY, "--out", "/dev/null/x.ics"), 4, "cannot be written"),
        (("painting", *DAY, "--out", "x"), 2, "invalid choice"),
    ],
)
def test_a_wrong_call_writes_nothing_and_says_why(built_small, tmp_path, arguments, code, words):
    done = export(built_small, *(str(tmp_path / one) if one.partition(".")[0] == "x" else one for one in arguments))
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert not list(tmp_path.glob("x*"))
