"""A Chromium is found where each system keeps it, and the advice fits the system."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import plotly.graph_objects as go
import pytest
from choreographer.channels import ChannelClosedError
from door_support import listening
from exports_support import NEEDS_CHROMIUM
from pages_support import AS_OF

from lodestone.exports import chromium, pictures, printing
from lodestone.exports.browser_pipe import WholeMessages
from lodestone.exports.chromium import advice, find_chromium, usual_places
from lodestone.exports.pictures import Picture, drawn
from lodestone.exports.printing import printed
from lodestone.paths import here
from lodestone.remembered import Remembered


def put(place: Path) -> str:
    """A program at a place."""
    place.parent.mkdir(parents=True)
    place.write_text("#!/bin/sh\n")
    place.chmod(0o755)
    return str(place)


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A computer without any command and without a word for CHROMIUM; `home` is the reader's folder."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("app", ["Google Chrome", "Chromium", "Microsoft Edge"])
def test_on_macos_an_app_is_found(bare, monkeypatch, app):
    monkeypatch.setattr(chromium.sys, "platform", "darwin")
    program = put(bare / "home" / "Applications" / f"{app}.app" / "Contents" / "MacOS" / app)
    assert find_chromium() == program
    assert Path(f"/Applications/{app}.app/Contents/MacOS/{app}") in set(usual_places("darwin", {}, bare))


@pytest.mark.parametrize("word", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
@pytest.mark.parametrize("program", ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"])
def test_on_windows_a_program_is_found(bare, monkeypatch, word, program):
    monkeypatch.setattr(chromium.sys, "platform", "win32")
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(bare / name))
    assert find_chromium() is None
    found = put(bare / word / program)
    assert find_chromium() == found


def test_a_command_comes_before_a_usual_place_and_the_named_one_before_both(bare, monkeypatch):
    monkeypatch.setattr(chromium.sys, "platform", "darwin")
    put(bare / "home" / "Applications" / "Chromium.app" / "Contents" / "MacOS" / "Chromium")
    command = put(bare / "bin" / "google-chrome")
    assert find_chromium() == command
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert find_chromium() is None
    named = put(bare / "own" / "browser")
    monkeypatch.setenv("CHROMIUM", named)
    assert find_chromium() == named


@pytest.mark.parametrize(
    ("system", "command", "says"),
    [
        ("linux", "apt-get", "'sudo apt-get install chromium'"),
        ("linux", "dnf", "'sudo dnf install chromium'"),
        ("linux", "pacman", "'sudo pacman -S chromium'"),
        ("darwin", "brew", "install Google Chrome"),
        ("win32", "winget", "chrome.exe"),
    ],
)
def test_the_advice_names_what_the_system_has(bare, system, command, says):
    if system == "linux":
        assert advice(system) == "install it, or set CHROMIUM=/path/to/it."
    put(bare / "bin" / command)
    assert says in advice(system)
    assert ("sudo" in advice(system)) == (system == "linux")


def test_the_script_before_the_tests_finds_it_by_the_same_rule(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    done = subprocess.run(["sh", "tests/chromium.sh"], cwd=here().root, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_the_last_answer_and_the_end_of_a_browser_may_come_in_one_read():
    pipe = WholeMessages()
    pipe.open()
    os.write(pipe.from_external_to_choreo, b'{"id": 1}\0{"id": 2}\0{bye}\n')
    assert pipe.read_jsons()[0] == [{"id": 1}, {"id": 2}]
    with pytest.raises(ChannelClosedError):
        pipe.read_jsons()
    assert not pipe.is_ready()


@pytest.mark.parametrize("pieces", [(b'{"id"', b": 1}\0"), (b'{"id": 1}', b"\0{bye}\n"), (b'{"id": 1}\0{b', b"ye}\n")])
def test_an_answer_in_pieces_is_read_whole(pieces):
    pipe = WholeMessages()
    pipe.open()
    os.write(pipe.from_external_to_choreo, pieces[0])
    rest = threading.Timer(0.05, os.write, (pipe.from_external_to_choreo, pieces[1]))
    rest.start()
    assert pipe.read_jsons()[0] == [{"id": 1}]
    rest.join()
    pipe.close()


def test_a_browser_that_ends_without_a_word_closes_its_pipe():
    pipe = WholeMessages()
    pipe.open()
    assert pipe.read_jsons(blocking=False)[0] == []
    os.write(pipe.from_external_to_choreo, b"{bye}\n")
    with pytest.raises(ChannelClosedError):
        pipe.read_jsons()


@NEEDS_CHROMIUM
def test_what_draws_and_prints_asks_nothing_of_the_network_nor_of_this_computer(monkeypatch):
    """A figure and a page that ask for pictures: here past any proxy, and elsewhere."""
    with listening() as (here_, asked), listening() as (proxy, led):
        wanted = [f"http://{here_}/here.png", "http://elsewhere.example/away.png"]
        look = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "sizex": 1, "sizey": 1}
        images = [{"source": one} | look for one in wanted]
        figure = go.Figure(layout={"width": 200, "height": 100, "images": images})
        page = "<!DOCTYPE html><title>x</title>" + "".join(f'<img src="{one}">' for one in wanted)
        assert drawn([Picture(figure)]) != [None]
        printed(page.encode(), AS_OF)
        assert asked == []
        # They were asked for: with somebody at the place where nobody listens, both come there, and nowhere else.
        monkeypatch.setattr(printing, "NOWHERE", proxy)
        monkeypatch.setattr(printing, "KEPT", Remembered(1))
        printed(page.encode(), AS_OF)
        assert asked == []
        assert all(any(one in request for request in led) for one in wanted)
    assert pictures.NOWHERE == "127.0.0.1:9"
