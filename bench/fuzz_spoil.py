"""How bench/fuzz.py spoils what is real: bytes and texts, a few places at a time."""

from __future__ import annotations

import random
import re
import string

# What has broken readers of text before: ends of numbers and days, halves of characters, what turns or hides, markup.
ODD = [
    "", " ", "\n", "\r", "\r\n", "\t", "\0", "\x1b[0m", "\ufeff", "\u200b", "\u202e", "\ud800", "\U0001f600",
    "é", "e\u0301", "−5", "٣", "½", "NaN", "nan", "inf", "-inf", "1e999", "-1e-999", "9" * 30, "-0", "0x1F",
    "1_000", "1,5", "1.5.2", "null", "NULL", "N/A", "true", "yes", "{}", "[]", "''", '"', "'", '""', "\\", "%",
    "%00", "..", "../../etc/passwd", "/etc/passwd", "C:\\x", "<b>", "<script>alert(1)</script>",
    "javascript:alert(1)", "{{x}}", "${x}", "=1+1", "@x", "#", ";", "--", "/*", "*/", "$$", "$1", "?", "&", "+",
    "|", ":", "::", "- ", "? ", "!!python/object:x", "&a", "*a", "<<: *a", "%TAG", "2025-02-30", "0000-00-00",
    "9999-12-31", "10000-01-01", "1899-12-31", "x" * 300, "a,b", "[" * 300, "(" * 150, "日本", "ガリウム", "中国", "Ω",
    "ß", "İ", "ı", "ﬁ",
]  # fmt: skip
_WORD = re.compile(r"[\w.-]+")


def words(text: str) -> list[str]:
    """Some of the words of a text, to be put into other places of it."""
    return sorted(set(_WORD.findall(text[:200_000])))[:3_000] or ["x"]


def spoiled_text(choice: random.Random, text: str, known: list[str]) -> str:
    """A text with one to four places changed."""
    for _ in range(choice.choice([1, 1, 1, 2, 4])):
        at = choice.randrange(len(text) + 1)
        to = min(len(text), at + choice.choice([0, 1, 1, 2, 5, 20, 200]))
        what = choice.random()
        if what < 0.35:
            new = choice.choice(ODD)
        elif what < 0.6:
            new = choice.choice(known)
            if found := _WORD.search(text, at):
                at, to = found.span()
        elif what < 0.7:
            new = text[at:to] * choice.choice([0, 2, 50])
        elif what < 0.8:
            new = "".join(choice.sample(string.printable, 3))
        elif what < 0.9:
            # A line goes, comes twice, or changes its place.
            lines = text.splitlines(keepends=True) or [""]
            line = lines.pop(choice.randrange(len(lines)))
            for _ in range(choice.choice([0, 1, 2])):
                lines.insert(choice.randrange(len(lines) + 1), line)
            text = "".join(lines)
            continue
        else:
            new = "" if choice.random() < 0.5 else text[at:] and chr(choice.randrange(1, 0x3000))
        text = text[:at] + new + text[to:]
    return text


def spoiled_bytes(choice: random.Random, raw: bytes) -> bytes:
    """Bytes with one to four places changed, cut off, or doubled."""
    found = bytearray(raw)
    for _ in range(choice.choice([1, 1, 2, 4])):
        at, what = choice.randrange(len(found) + 1), choice.random()
        if what < 0.4 and at < len(found):
            found[at] ^= 1 << choice.randrange(8)
        elif what < 0.6:
            found[at:at] = choice.choice(ODD).encode("utf-8", "surrogatepass")
        elif what < 0.7:
            del found[at:]
        elif what < 0.85:
            del found[at : at + choice.choice([1, 4, 100])]
        elif what < 0.95:
            found[at:at] = bytes(choice.randrange(256) for _ in range(choice.choice([1, 4, 16])))
        else:
            found[at:at] = found[at : at + 400] * choice.choice([1, 20])
    return bytes(found)
