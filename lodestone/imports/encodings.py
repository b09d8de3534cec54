"""In which encoding a text is written: what is asked for, else UTF-8, else a guess that names its doubt."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from charset_normalizer import from_bytes

from lodestone.errors import ImportRefused
from lodestone.imports.table import HEAD, Limits

# The guesses, each with what it is called and the lead bytes of its frequent characters.
_EAST = {
    "cp932": ("Shift-JIS", (0x88, 0x97)),
    "gb18030": ("GB18030", (0xB0, 0xD7)),
    "big5": ("Big5", (0xA4, 0xC6)),
    "euc_kr": ("EUC-KR", (0xB0, 0xC8)),
    "euc_jp": ("EUC-JP", (0xB0, 0xCF)),
}
_WEST = {"cp1251": "Windows-1251 (Cyrillic)", "cp1253": "Windows-1253 (Greek)"}
# Words of a file that speak for one of them.
_HINTS = {
    rb"japan|jpn": {"cp932", "euc_jp"},
    rb"china|chn": {"gb18030"},
    rb"taiwan|hong kong": {"big5"},
    rb"korea": {"euc_kr"},
    rb"russia|ukrain|kazakh|mongolia": {"cp1251"},
}
_HINT, _NEAR = 0.2, 0.25
# So much of the lines in question is looked at (bytes).
_SAMPLE = 16_384
_LONGEST = 1_000_000
Open = Callable[[], io.BufferedReader]


@dataclass
class Text:
    """How a text is read. Without an `encoding` it is UTF-8, and each line that is not is Windows-1252."""

    encoding: str | None = None
    head: list[bytes] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def look_through(opened: Open, wanted: str | None, limits: Limits, name: str) -> Text:
    """Read a text once, for its encoding and its first lines; raises ImportRefused."""
    if wanted is not None:
        _check(wanted)
    try:
        with opened() as stream:
            start = stream.peek(4)[:4]
        if wide := wanted or _marked(start):
            with opened() as stream:
                recoded = Recoded(stream, wide)
                # What is recoded comes as UTF-8; any other encoding is decoded where the lines are read.
                return Text(wide, [line for _ in range(HEAD) if (line := recoded.readline(_LONGEST))])
        return _scanned(opened, limits, name)
    except UnicodeError as error:
        # Even with signs for what cannot be decoded: UTF-16 and UTF-32 have to say which way round they are.
        raise ImportRefused(
            f"{name} does not begin as {wanted} does. Name another encoding, or {wanted}-le or {wanted}-be."
            if wanted
            else f"{name} is cut short or damaged. Fetch it again."
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"{name} is cut short or damaged ({error}). Fetch it again.") from error


class Recoded:
    """A stream in any encoding as lines of UTF-8; what cannot be decoded becomes the sign for that."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
        self.replaced = 0

    def readline(self, size: int) -> bytes:
        """The next line, or its first `size` characters."""
        line = self._text.readline(size)
        self.replaced += "\ufffd" in line
        return line.encode("utf-8", "replace")


def _check(encoding: str) -> None:
    try:
        known = bool(io.TextIOWrapper(io.BytesIO("x".encode(encoding)), encoding, errors="replace").read())
    except (LookupError, UnicodeError, TypeError):
        known = False
    if not known:
        raise ImportRefused(
            f"There is no text encoding '{encoding}'. Usual ones: utf-8, cp932 (Shift-JIS), euc_jp, gb18030, big5, "
            "euc_kr, cp1252, cp1250, cp1251, utf-16."
        )


def _marked(start: bytes) -> str | None:
    """The encoding that the first bytes of a text name."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _scanned(opened: Open, limits: Limits, name: str) -> Text:
    text, bad, right, strange, size, kept = Text(), [], 0, 0, 0, 0
    with opened() as stream:
        while line := stream.readline(_LONGEST):
            size += len(line)
            limits.check_size(size, name)
            if len(text.head) < HEAD:
                text.head.append(line)
            if line.isascii():
                continue
            try:
                line.decode()
                right += 1
            except UnicodeDecodeError:
                strange += 1
                if kept < _SAMPLE:
                    bad.append(line)
                    kept += len(line)
    # With lines of UTF-8 among them, the others were pasted in: each is read by itself.
    if bad and right <= strange // 50:
        _guess(text, b"".join(bad), b"".join(text.head), strange)
    return text


def _guess(text: Text, sample: bytes, head: bytes, lines: int) -> None:
    if _is_western(sample):
        return
    scores = _scores(sample, head)
    if not scores:
        return
    order = sorted(scores, key=lambda one: (-scores[one], one))
    text.encoding = order[0]
    others = [_called(one) for one in order[1:] if scores[one] > scores[order[0]] - _NEAR]
    shown = re.search(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*", sample.decode(text.encoding, "replace"))
    example = f", for example “{shown[0][:30]}”" if shown else ""
    doubt = f"; it could also be {' or '.join(others)}" if others else ""
    text.notes.append(
        f"The text is not UTF-8. It was read as {_called(text.encoding)}, a guess from "
        f"{lines:,} line{'' if lines == 1 else 's'}{example}{doubt}. If the names look wrong, name the encoding "
        f"(--encoding {text.encoding}, or another)."
    )


def _called(encoding: str) -> str:
    return _EAST[encoding][0] if encoding in _EAST else _WEST[encoding]


def _is_western(sample: bytes) -> bool:
    """Whether the bytes that are not ASCII stand alone between others, as accents do, and are all in Windows-1252."""
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [at for at, byte in enumerate(sample) if byte > 0x7F]
    near = sum(1 for one, two in pairwise(high) if two == one + 1)
    return near <= 0.3 * len(high)


def _scores(sample: bytes, head: bytes) -> dict[str, float]:
    """How much speaks for each encoding in which the sample can be read, from about -1 to 1.2."""
    words = (sample + head).lower()
    hinted = set().union(*(ones for pattern, ones in _HINTS.items() if re.search(pattern, words)))
    found = {}
    for match in from_bytes(sample, cp_isolation=[*_EAST, *_WEST]):
        one = match.encoding
        if one in _EAST or one in _WEST:
            text = sample.decode(one, "replace")
            found[one] = _frequent(text, one) - 2 * match.chaos + (_HINT if one in hinted else 0)
    return found


def _frequent(text: str, encoding: str) -> float:
    """The share of its letters beyond ASCII that are frequent ones in the language the encoding is made for."""
    letters = [one for one in text if not one.isascii()]
    if encoding in _WEST:
        return sum(one.isalpha() for one in letters) / len(letters) - 0.1 if letters else 0
    first, last = _EAST[encoding][1]
    return sum(_kana(one) or first <= one.encode(encoding, "replace")[0] <= last for one in letters) / len(letters)


def _kana(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff"
