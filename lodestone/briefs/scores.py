"""The line of a relevance score: `Relevance Score: 4 (reason)`, and the impact score of a card."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.briefs.characters import plain
from lodestone.briefs.headings import is_canonical
from lodestone.briefs.numbers import number, whole

LOW, HIGH = 1, 5
_LINE = re.compile(
    r"(?:overall )?(?P<kind>relevance|impact) scores?\b(?: ?\((?:1|0) ?(?:-|–|—|to) ?5\))?"
    r"(?: ?(?::|-|–|—|=|is\b) ?| |$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FRACTION = re.compile(r"(?P<n>\d{1,3}(?:\.\d+)?|[a-z]+) ?(?:/|out of|of) ?(?P<of>\d{1,3}|[a-z]+)", re.IGNORECASE)
_PAIRS = {"(": ")", "[": "]"}
# What stands before a reason without brackets; a hyphen needs room around it, a full stop a new sentence.
_REASON = re.compile(r"\s[-–—]\s|\s?—\s?|:\s|;\s|\.\s+(?=\S)|,\s")


@dataclass(frozen=True)
class ScoreLine:
    """A score as it stands: which (`relevance` or `impact`), its value, the text of that, the reason, and doubts."""

    kind: str
    value: float | None
    raw: str
    rationale: str | None
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def in_range(self) -> bool:
        """Whether there is a value from 1 to 5."""
        return self.value is not None and LOW <= self.value <= HIGH


def begins_score(text: str) -> str:
    """Whether a line is that of a score: its kind, or nothing."""
    found = _LINE.match(plain(text)) if len(text) < 5000 or "core" in text[:40] else None
    # A sentence about a score is none: "Relevance score changes follow from …".
    if found is None or (
        found["rest"] and not re.match(r"[\d(~<>≈-]|n/?a\b|none|not |[a-z]+\b", found["rest"], re.IGNORECASE)
    ):
        return ""
    if ":" not in found[0][: found.start("rest")] and not re.match(r"[\d(]|n/?a\b|$", found["rest"], re.IGNORECASE):
        return ""
    return found["kind"].lower()


def sets_out(text: str) -> bool:
    """Whether a cell of a table is the heading or the score of a section, so that the table only sets out the page."""
    return is_canonical(text.strip()) or bool(begins_score(text.strip()))


def is_open(text: str) -> bool:
    """Whether a bracket of a score's line is still to be closed by the line that follows."""
    looked = plain(text)
    return looked.count("(") > looked.count(")")


def read_score(text: str) -> ScoreLine:
    """Take the line of a score apart; the text is the whole line, or several joined."""
    found = _LINE.match(plain(text))
    assert found is not None
    kind, start = found["kind"].lower(), found.start("rest")
    rest, looked = text[start:].strip(), plain(text[start:].strip())
    doubts: list[tuple[str, str]] = []
    opens = min((place for place in map(looked.find, _PAIRS) if place >= 0), default=-1)
    reason = _REASON.search(looked)
    if opens >= 0 and (reason is None or opens < reason.start()):
        raw, rationale = rest[:opens].strip(), _bracketed(rest, opens, doubts)
    elif reason is not None:
        raw, rationale = rest[: reason.start()].strip(), rest[reason.end() :].strip() or None
    else:
        raw, rationale = rest, None
    raw = raw.rstrip(" .,;:")
    value = _value(plain(raw))
    if value is None and rationale and (inner := _value(plain(rationale))) is not None:
        # "Moderate (3)": the number stands in the brackets, and there is no reason.
        value, raw, rationale = inner, rest.rstrip(" ."), None
    if value is None:
        doubts.append(("score_not_a_number", f"the score “{raw}” is no number" if raw else "the score is left out"))
    elif not LOW <= value <= HIGH:
        doubts.append(("score_out_of_range", f"the score “{raw}” lies outside {LOW} to {HIGH}"))
    return ScoreLine(kind, value, raw, rationale, tuple(doubts))


def _bracketed(text: str, opens: int, doubts: list[tuple[str, str]]) -> str | None:
    """What stands in the brackets, those within it included; with words behind them, all of it as it stands."""
    depth = 0
    looked = plain(text)
    pair = {looked[opens]: 1, _PAIRS[looked[opens]]: -1}
    for place in range(opens, len(looked)):
        depth += pair.get(looked[place], 0)
        if depth == 0:
            if looked[place + 1 :].strip(" .;"):
                return text[opens:].strip()
            return text[opens + 1 : place].strip() or None
    doubts.append(("unclosed_bracket", "the bracket around the reason is not closed"))
    return text[opens + 1 :].strip() or None


def _value(raw: str) -> float | None:
    raw = raw.strip(" *~\"'").lower()
    if fraction := _FRACTION.fullmatch(raw):
        value, of = number(fraction["n"]), number(fraction["of"])
        # A score out of anything but five is none of this scale, and is not turned into one.
        return value.value if value and of and of.value == HIGH else None
    signed = re.fullmatch(r"-\d{1,4}(?:\.\d+)?", raw)
    if signed:
        return whole(float(raw))
    if re.fullmatch(r"\d{1,9}(?:[.,]\d{1,6})?", raw):
        return whole(float(raw.replace(",", ".")))
    read = number(raw)
    return read.value if read else None
