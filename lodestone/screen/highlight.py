"""Finds the words of a search in a text and marks them, whatever text and search are made of."""

from __future__ import annotations

import re
import unicodedata

from lodestone.language import plain

# Japanese signs stand for themselves; other letters and digits count from the beginning of a word.
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_LONGEST = 260
_BEFORE = 90


def spans(text: str, search: str) -> list[tuple[int, int]]:
    """Where the words of the search begin a word of the text; in order, none touching another.

    Follows the rules of queries/search/everything.sql: case, accents and punctuation do not matter. A word of the
    search that ends in a hyphen counts as a whole word only.
    """
    folded, places = _fold(text)
    found = []
    for word in search.split():
        tokens = _TOKEN.findall(_fold(word)[0])
        if not tokens:
            continue
        end_of_word = rf"(?![^\W_{_SIGNS}])" if word.endswith("-") else ""
        for match in re.finditer(_pattern(tokens) + end_of_word, folded):
            end = places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            found.append((places[match.start()], end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str | None, search: str) -> str:
    """The text as Markdown that shows exactly its characters, those that were looked for in bold.

    A mark begins and ends with a letter or digit: only so are its asterisks read as bold wherever it stands.
    """
    text = text or ""
    parts, done = [], 0
    for start, end in spans(text, search):
        parts += [plain(text[done:start]), f"**{plain(text[start:end])}**"]
        done = end
    return "".join([*parts, plain(text[done:])])


def snippet(text: str | None, search: str) -> str:
    """The part of a text, cut at spaces, that shows the first word that was looked for."""
    text = " ".join((text or "").split())
    if len(text) <= _LONGEST:
        return text
    found = spans(text, search)
    start = 0
    if found and found[0][1] > _LONGEST:
        start = text.find(" ", max(0, found[0][0] - _BEFORE), found[0][0]) + 1 or found[0][0]
    end = len(text)
    if end - start > _LONGEST:
        end = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        end = start + _LONGEST if end < 0 else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, and for each of its characters the place it comes from."""
    chars, places = [], []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFD", char.lower()):
            if unicodedata.category(part) != "Mn":
                chars.append(part)
                places.append(place)
    return "".join(chars), places


def _pattern(tokens: list[str]) -> str:
    """The tokens one after the other, with only punctuation between them."""
    sign = re.compile(f"[{_SIGNS}]")
    pattern = "" if sign.match(tokens[0]) else rf"(?<![^\W_{_SIGNS}])"
    for before, token in zip(["", *tokens], tokens, strict=False):
        if before:
            pattern += r"[\W_]*" if sign.match(before) or sign.match(token) else r"[\W_]+"
        pattern += re.escape(token)
    return pattern
