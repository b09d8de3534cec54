"""The bytes of a text as characters."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable

from lodestone.language import counted

# What no text holds, and how many in a hundred characters make it none.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.01
# What stands for a letter that nobody knows: the sign for one, or a control character that is no end of a line.
_LOST = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_KANA = re.compile("[\u3040-\u30ff]")


class NoText(Exception):
    """The bytes are no text."""


def lost_characters(lines: Iterable[tuple[int, str]]) -> list[tuple[str, str, int]]:
    """Doubts of lines that lost characters, how many each; the lines are given with their numbers, from 1."""
    number: Counter[int] = Counter()
    for line, text in lines:
        if not text.isascii() or not text.isprintable():
            number[line] += len(_LOST.findall(text))
    return [
        ("lost_characters", f"{counted(many, 'character')} could not be read; compare the line with the document", line)
        for line, many in number.items()
        if many
    ]


def decoded(raw: bytes) -> tuple[str, str, int]:
    """The text, the name of an encoding that had to be guessed (else empty), and the first line that needed it.

    Raises NoText for what is none.
    """
    text, guessed, line = _decoded(raw)
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise NoText
    return text, guessed, line


def _decoded(raw: bytes) -> tuple[str, str, int]:
    for marks, encoding in (
        ((codecs.BOM_UTF8,), "utf-8-sig"),
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        if raw.startswith(marks) and encoding != "utf-8-sig":
            try:
                return raw.decode(encoding), "", 0
            except UnicodeDecodeError as error:
                raise NoText from error
    try:
        return raw.decode("utf-8-sig"), "", 0
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    try:
        # Between Western letters, Shift-JIS makes no kana.
        if len(_KANA.findall(text := raw.decode("cp932"))) >= 3:
            return text, "Shift-JIS", line
    except UnicodeDecodeError:
        pass
    # Five bytes have no place in Windows-1252.
    return raw.decode("cp1252", "replace"), "Windows-1252", line
