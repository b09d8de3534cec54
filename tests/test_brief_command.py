"""`brief read` says what stands in a file, for a person and for a program, and stores nothing."""

from __future__ import annotations

import io
import json
import sys

import pytest
from brief_support import HEAD

from lodestone.__main__ import main

TEXT = (
    HEAD + "Action Summary\n- Group:\n- One: two.\nRelevance Score: 4 (Major.)\n"
    "Timeline for Implementation\n- Within 30 days: x\n"
)


@pytest.fixture
def brief(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_brief_in_words(brief, capsys):
    assert main(["brief", "read", str(brief)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Adjusting Imports of Copper into the United States\nreport, 2025-10-27\n")
    assert "Action Summary: 2 items\n  score 4 (Major.)" in said
    assert "within 30 days: Within 30 days: x" in said
    assert "line 4: how much of what follows" in said


def test_a_brief_for_a_program(brief, capsys):
    assert main(["brief", "read", str(brief), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["scores"][0]["value"], found["sections"][0]["key"]) == (
        "ok_with_flags",
        4,
        "action_summary",
    )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b"", "empty_file"), (b"A title", "title_only"), (b"\x00\x01", "binary"), (b"a\nb\nc", "no_sections")],
)
def test_what_is_no_brief_is_told_on_both_streams(raw, kind, tmp_path, capsys):
    path = tmp_path / "x.txt"
    path.write_bytes(raw)
    assert main(["brief", "read", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["kind"] == kind
    assert said.err == json.loads(said.out)["error"]["message"] + "\n"
    assert main(["brief", "read", str(path)]) == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["brief", "read", str(tmp_path / "none.txt"), "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["kind"] == "unreadable"
    assert said.err == "none.txt cannot be read: No such file or directory. Check the path.\n"


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["brief", "read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2025-10-27"
