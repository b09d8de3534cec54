"""What is no brief is refused with its kind and in words, and nothing of it is read."""

from __future__ import annotations

import pytest
from brief_support import HEAD, read

MINUTES = """Faculty Meeting Minutes
10/27/2025
Attendees: A. Dean, B. Chair, C. Professor
Agenda
1. Approval of the minutes
2. Budget

Key Actions
- The chair will send the budget by Friday.

Opportunities
- A new seed fund was mentioned.

Next meeting: November 10, 2025
"""


@pytest.mark.parametrize(
    "raw", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", "\u200b\u00a0\n".encode(), b"```\n```\n", b"<html><body></body></html>"]
)
def test_an_empty_file(raw):
    found = read(raw)
    assert (found["outcome"], found["error"]["kind"]) == ("error", "empty_file")


@pytest.mark.parametrize(
    "text",
    ["A Title", "A Title\n", "# A Title\n\n10/27/2025\n", "10/27/2025\nA Title", "A Title\nNo text was provided."],
)
def test_a_title_alone(text):
    found = read(text)
    assert (found["error"]["kind"], found["title"] or "A Title") == ("title_only", "A Title")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)) * 20,
        b"\x00\x01\x02" * 100,
        b"PK\x03\x04 no archive",
        b"%PDF-1.7 no pdf",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        b"{\\rtf1 Key Actions\\par}",
        b"\x1f\x8b\x08\x00 packed",
        (HEAD + "Key Actions\n- One\x00.\n").encode(),
    ],
)
def test_binary_junk(raw):
    found = read(raw)
    assert (found["outcome"], found["error"]["kind"], found["sections"]) == ("error", "binary", [])


@pytest.mark.parametrize(
    "text",
    [
        MINUTES,
        "Dear colleagues,\nplease find the timeline of our work below.\nBest regards",
        "Summary of the Meeting\n- We met.\n- We left.\n",
        "Timeline\n- Monday: we met.\n- Tuesday: we left.\n",
        "a,b,c\n1,2,3\n",
        "One long paragraph of a letter that is no title. " * 10,
    ],
)
def test_what_is_no_brief(text):
    found = read(text)
    assert (found["outcome"], found["error"]["kind"]) == ("error", "no_sections")
    assert (found["format"], found["sections"], found["flags"]) == (None, [], [])


def test_too_large():
    assert read(b"Key Actions\n" + b"- x\n" * 2_600_000)["error"]["kind"] == "too_large"
    found = read((HEAD + "Key Actions\n" + "- " + "x" * 2_000_001).encode())
    assert found["error"]["kind"] == "too_large"
    assert "2,000,000 characters" in found["error"]["message"]


def test_every_key_is_there_on_every_outcome():
    keys = [
        "outcome", "error", "format", "title", "date", "sections", "scores", "timeline", "organisations", "officials",
        "card", "flags",
    ]  # fmt: skip
    for text in ("", "A Title", MINUTES, HEAD + "Key Actions\n- One.", "A Title\nImpact Score: 3\nSummary: x\n"):
        assert list(read(text)) == keys


def test_a_message_says_what_to_do_and_no_place_of_the_machine():
    for raw in (b"", b"A Title", MINUTES.encode(), b"\x00\x01", b"PK\x03\x04", b"%PDF-1.7"):
        message = read(raw)["error"]["message"]
        assert message.endswith(".")
        assert "/" not in message.replace("nor the fields", "")
