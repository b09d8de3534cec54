"""Characters of a brief: what is normalised in its text, and a plain copy of the same length by which it is understood.

Only white space, invisible characters, remnants of HTML and marks of bold print are normalised; all else stays as the
document has it. Patterns are matched against `plain(text)`, so that the same places can be cut out of the text itself.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

# Control characters, and what shows nothing, joins, or turns the direction of what follows. Marks that choose the form
# of a Japanese character stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_TAGS = (
    "p|br|hr|b|strong|i|em|u|s|span|div|a|ul|ol|li|h[1-6]|sup|sub|font|small|big|blockquote|table|tbody|thead|tr|td|th|"
    "section|article|main|img|pre|code|html|body|head|script|style|label|center|figure"
)
_TAG = re.compile(rf"<!--[^<>]{{0,2000}}-->|</?(?:{_TAGS})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
# A tag that ends a word as a space does; others stand within one.
_BREAK = re.compile(r"</?(?:p|br|hr|div|li|ul|ol|h[1-6]|table|tr|td|th|section|article|blockquote)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BOLD = re.compile(r"(\*{2,3})(?=\S)([^*\n]*[^\s*])\1")
_UNDERLINED = re.compile(r"(?<!\w)__(?=\S)([^_\n]*[^\s_])__(?!\w)")
# A mark of bold print whose other half is missing or stands in another line.
_HALF = re.compile(r"^\*\*+\s*|\s*\*\*+$|(?<=:)\*\*+(?=\s)|\s\*\*(?=\w)|(?<=\w)\*\*(?=[\s,.;:])")

_PLAIN = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2043\u2212\ufe58\ufe63\uff0d"), "-")
    | dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4`"), "'")
    | dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"')
    | {0x3000: " ", 0x2015: "\u2014", 0x2E3A: "\u2014", 0xFE55: ":", 0xA789: ":"}
)
# A longer text is not remembered.
_LONG = 2_000


def plain(text: str) -> str:
    """The same text, character for character, with full-width signs, odd hyphens and curly quotes as plain ones."""
    # Most lines need nothing done; the others are asked for again and again while they are understood.
    if text.isascii() and "`" not in text:
        return text
    return _as_plain(text) if len(text) < _LONG else text.translate(_PLAIN)


@lru_cache(maxsize=1024)
def _as_plain(text: str) -> str:
    return text.translate(_PLAIN)


def without_html(text: str) -> str:
    """A text without remnants of HTML: tags fall away, what stands for a character becomes it."""
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if _BREAK.match(tag[0]) else "", text)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_bold(text: str) -> str:
    """A text without marks of bold print."""
    if "**" in text:
        text = _BOLD.sub(r"\2", text)
        if "**" in text:
            text = _HALF.sub(lambda found: " " if found[0].startswith(" ") else "", text)
    return _UNDERLINED.sub(r"\1", text) if "__" in text else text


def seen(text: str) -> str:
    """A text without invisible characters."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def normalised(text: str) -> str:
    """A text as a record keeps it."""
    return " ".join(seen(without_bold(without_html(text))).split())
