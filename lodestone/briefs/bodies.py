"""Organizations and officials, from the items of their sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lodestone.briefs.characters import plain
from lodestone.briefs.record import Item, Official, Organisation

_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9&.'/-]{1,14}(?:[ /&-]{1,3}[A-Z][A-Za-z0-9&.'/-]{0,14})?")
_SUSPENDED = re.compile(r"\s+(?:and|or|to|nor|through|as well)\b|\s+&")
# What stands in the place of a name where there is none.
_NONE = re.compile(
    r"(?:none|n/?a|nil|not (?:applicable|specified|stated|named|identified|available)"
    r"|no (?:\w+ ){0,3}?(?:officials?|organi[sz]ations?|agenc(?:y|ies)))"
    r"(?: (?:\w+ ){0,4}?(?:identified|named|specified|listed|stated|mentioned|applicable|provided))?\W*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]")


@dataclass(frozen=True)
class Listed:
    """One item with what hangs below it."""

    item: Item
    line: int
    below: tuple[Item, ...]


def named(items: list[tuple[Item, int]]) -> list[Listed]:
    """The items that name a body or an office: those of the first level, and those below a mere heading."""
    found: list[Listed] = []
    place = 0
    while place < len(items):
        item, line = items[place]
        end = place + 1
        if _NONE.fullmatch(plain(item.text)):
            place = end
            continue
        while end < len(items) and items[end][0].level > item.level:
            end += 1
        below = items[place + 1 : end]
        if item.header_only and any(separated(one.text)[1] is not None for one, _ in below):
            found += named(below)
        elif item.header_only and not below and end < len(items):
            # At column 0 what follows may hang below it or stand beside it: it names nothing for sure.
            pass
        else:
            found.append(Listed(item, line, tuple(one for one, _ in below)))
        place = end
    return found


def separated(text: str) -> tuple[str, str | None]:
    """What stands before and after the first separator outside brackets: colon, em dash, hyphen or en dash with room.

    Room on one side is enough, as a slip of the hand; but a hyphen that holds a word's place (pre- and post-award) is
    none.
    """
    looked = plain(text)
    depth = 0
    for place, sign in enumerate(looked):
        depth = max(0, depth + {"(": 1, ")": -1}.get(sign, 0))
        if depth or sign not in ":-–—":
            continue
        before, after = looked[place - 1 : place], looked[place + 1 : place + 2]
        room = before.isspace() or ((after.isspace() or not after) and not _SUSPENDED.match(looked, place + 1))
        if (sign == ":" and not (before.isdigit() and after.isdigit())) or sign == "—" or room:
            return text[:place].strip(), text[place + 1 :].strip() or None
    return text.strip(), None


def organisation(listed: Listed) -> Organisation:
    """The body that an item names."""
    name, role = separated(listed.item.text)
    flag, abbreviation = "explicit", None
    looked, cut = plain(name), name
    for found in reversed(list(_BRACKETS.finditer(looked))):
        rest, parts = [], re.split(r"\s*[;,]\s*", found[1].strip())
        for part in parts:
            if part.lower() in {"implied", "implicit", "explicit"}:
                flag = "explicit" if part.lower() == "explicit" else "implied"
            elif abbreviation is None and _ABBREVIATION.fullmatch(part):
                abbreviation = part
            else:
                rest.append(part)
        if len(rest) < len(parts):
            kept = f" ({', '.join(rest)})" if rest else ""
            cut = cut[: found.start()] + kept + cut[found.end() :]
    return Organisation(" ".join(cut.split()), abbreviation, flag, role or _below(listed))


def official(listed: Listed) -> Official:
    """The office that an item names."""
    title, duty = separated(listed.item.text)
    return Official(title, duty or _below(listed))


def _below(listed: Listed) -> str | None:
    return " ".join(item.text for item in listed.below) or None
