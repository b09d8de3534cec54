"""How wide words are: measured with the font files that Streamlit ships, and in the font that stands in for them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from PIL import ImageFont

# Measured large and scaled down, so that the hinting and rounding of small sizes stay out of the result.
_EM = 1000

# Advance widths of Arial (and Helvetica) in thousandths of an em; what is not listed counts as 556, like a digit.
_ARIAL = {
    char: width
    for width, chars in {
        191: "'", 222: "ijl\u2018\u2019", 260: "|", 278: " \u00a0!,./:;I[\\]ft·", 333: "()-`r", 334: "{}“”",
        355: '"', 389: "*", 469: "^", 500: "Jcksvxyz", 584: "+<=>~\u00d7", 611: "FTZ", 667: "&ABEKPSVXY",
        722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "…—", 1015: "@",
    }.items()
    for char in chars
}  # fmt: skip
_ARIAL_OTHER, _ARIAL_BOLD, _GEORGIA = 556, 1.10, 1.06


# A last line of a title shorter than this part of the width is a stub.
_STUB = 0.3
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_UNITS = r"%|[BM]\b|t\b|km\b|million\b|billion\b"
_HELD = re.compile(rf"(?<=\d) (?={_UNITS}|(?:{_MONTHS}) \d{{4}})|(?<=\d (?:{_MONTHS})) (?=\d{{4}})")


class _Font(Protocol):
    def getlength(self, text: str) -> float: ...


@lru_cache(maxsize=8)
def _font(bold: bool, serif: bool) -> _Font | None:
    """Open the shipped face, or return None when Streamlit or its font file is not there."""
    spec = find_spec("streamlit")
    pattern = "SourceSerif*Roman*" if serif else "SourceSansVF-Upright*"
    for root in spec.submodule_search_locations or [] if spec else []:
        for path in sorted((Path(root) / "static" / "static" / "media").glob(pattern)):
            try:
                font = ImageFont.truetype(path, _EM)
                # Serif titles are drawn at weight 600; its second axis is the optical size, in points.
                font.set_variation_by_axes([600, 22] if serif else [700 if bold else 400])
            except OSError:
                continue
            return font
    return None


def _fallback_em(text: str, bold: bool, serif: bool) -> float:
    # Characters beyond the Latin ones, such as Japanese, are a full em wide.
    units = sum(1000 if ord(char) > 0x2E80 else _ARIAL.get(char, _ARIAL_OTHER) for char in text)
    return units / 1000 * (_GEORGIA * _ARIAL_BOLD if serif else _ARIAL_BOLD if bold else 1.0)


@lru_cache(maxsize=8192)
def _em_width(text: str, bold: bool, serif: bool) -> float:
    font = _font(bold, serif)
    return font.getlength(text) / _EM if font else _fallback_em(text, bold, serif)


@lru_cache(maxsize=16384)
def _safe_em_width(text: str, bold: bool, serif: bool) -> float:
    return max(_em_width(text, bold, serif), _fallback_em(text, bold, serif))


def text_width(text: str, size: float, bold: bool = False, *, serif: bool = False) -> float:
    """Return the width in px of one line of `text` at `size` px in Source Sans (or Source Serif 600).

    Without the font file it is the width in Arial, summed from the advance width of each character.
    """
    return _em_width(text, bold, serif) * size


def safe_width(text: str, size: float, bold: bool = False, *, serif: bool = False) -> float:
    """Return the width in px that `text` stays within in Source Sans and in Arial, which is mostly the wider.

    A picture saved from the browser is drawn without the page's fonts; layouts that must hold there use this width.
    """
    return _safe_em_width(text, bold, serif) * size


def held(text: str) -> str:
    """The text with numbers held to their units and days to their months by spaces at which no line breaks."""
    return _HELD.sub("\u00a0", text)


# How far the widths of words may be off that of their line, in em for each: letters beside a space are drawn nearer.
_OFF = 0.05


@dataclass(frozen=True, slots=True)
class _Wide:
    """About how wide a line is (em), from its words: in the page's font, and in Arial."""

    own: float
    arial: float
    words: int

    def then(self, other: _Wide) -> _Wide:
        return _Wide(self.own + other.own, self.arial + other.arial, self.words + other.words)

    def fits(self, width: float, safe: bool) -> bool | None:
        """Whether that stays within `width` em; None where only measuring the line would tell."""
        off = _OFF * self.words
        widest = max(self.own, self.arial) if safe else self.own
        return True if widest + off <= width else False if widest - off > width else None


@lru_cache(maxsize=16384)
def _wide(word: str, bold: bool, serif: bool) -> _Wide:
    return _Wide(_em_width(word, bold, serif), _fallback_em(word, bold, serif), 1)


def wrap(
    text: str, size: float, width: float, bold: bool = False, *, serif: bool = False, safe: bool = True
) -> list[str]:
    """Break `text` at spaces into lines of at most `width` px; a single longer word keeps a line of its own.

    Lines are measured by `safe_width`, or by `text_width` where the picture is not to be saved (not `safe`); where the
    words alone tell, whose widths are remembered, a line is not measured: that takes long.
    """
    lines: list[str] = []
    wide = _Wide(0.0, 0.0, 0)
    for word in re.split(r"[ \t\r\n]+", held(text.strip())):
        one = _wide(word, bold, serif)
        if lines:
            longer, wider = f"{lines[-1]} {word}", wide.then(_wide(" ", bold, serif)).then(one)
            fits = wider.fits(width / size, safe)
            if fits is None:
                fits = (safe_width if safe else text_width)(longer, size, bold, serif=serif) <= width
            if fits:
                lines[-1], wide = longer, wider
                continue
        lines.append(word)
        wide = one
    return [line.replace("\u00a0", " ") for line in lines if line]


def wrap_title(text: str, size: float, width: float, *, safe: bool = True) -> list[str]:
    """Break a serif title as `wrap` does, but leave no single short word on the last line: all come out as long."""
    lines = wrap(text, size, width, serif=True, safe=safe)
    if len(lines) < 2 or safe_width(lines[-1], size, serif=True) >= _STUB * width:
        return lines
    narrower = (wrap(text, size, width * part, serif=True, safe=safe) for part in (0.6, 0.7, 0.8, 0.9))
    return next((again for again in narrower if len(again) == len(lines)), lines)


def cut(text: str, size: float, width: float, bold: bool = False) -> str:
    """Shorten `text` with an ellipsis until it is at most `width` px wide (see `safe_width`)."""
    if safe_width(text, size, bold) <= width:
        return text

    def shorter(end: int) -> str:
        return text[:end].rstrip(" ,;:") + "…"

    # Halved again and again: the longest texts would else be measured letter by letter.
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if safe_width(shorter(middle), size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return shorter(low) if low else "…"


def cut_chars(text: str, limit: int) -> str:
    """Shorten `text` to at most `limit` characters, the ellipsis included, at a word's end if one is near."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    if text[limit - 1] != " " and space > limit // 2:
        head = head[:space]
    return head.rstrip(" ,;:") + "…"


def parts_within(limit: int, *parts: str) -> str:
    """Return the parts that are not empty with semicolons between, the last ones left out beyond `limit` characters."""
    kept = [part for part in parts if part]
    while len("; ".join(kept)) > limit and len(kept) > 1:
        kept.pop()
    return cut_chars("; ".join(kept), limit)


def escape(text: str) -> str:
    """Make `text` safe for Plotly, which reads `<` and `&` as markup."""
    return html.escape(text, quote=False)
