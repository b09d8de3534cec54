"""How the values of filters stand in an address, and how an address is read: what is not understood is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from lodestone.filters.model import FILTERS, LONGEST_SEARCH, NUMBERS, Bounds, Filter, Value, defaults, slug
from lodestone.language import fmt_date

# An identifier from a list too long to be offered; the page looks it up and says when there is none.
KEY = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,158}[^\s\x00-\x1f\x7f])?")
# As many identifiers fit into an address that every browser and mail program takes.
_MOST_KEYS = 100


def to_address(values: Mapping[str, Value], names: Sequence[str], bounds: Bounds) -> dict[str, str]:
    """The address parameters of the filters `names` that differ from their default, in the order of `names`."""
    usual = defaults(bounds)
    address = {}
    for name in names:
        value = values.get(name)
        if value and value != usual[name]:
            if FILTERS[name].kind == "keys" and isinstance(value, tuple):
                address[name] = ",".join(map(str, value))
            elif isinstance(value, tuple):
                address[name] = ",".join(slug(str(word)) for word in value)
            elif isinstance(value, date):
                address[name] = value.isoformat()
            else:
                address[name] = bounds.slug(FILTERS[name], value) if FILTERS[name].kind in {"one", "switch"} else value
    return address


def from_address(
    address: Mapping[str, str], names: Sequence[str], bounds: Bounds
) -> tuple[dict[str, Value], list[str]]:
    """Values for `names` from an address (defaults where it is silent or wrong), and what was wrong with it."""
    values = {name: value for name, value in defaults(bounds).items() if name in names}
    complaints = []
    for name, text in address.items():
        if name not in names:
            if not name.startswith("embed"):
                complaints.append(f"“{_short(name)}” is not a filter of this page.")
            continue
        value, complaint = _read(FILTERS[name], text.strip(), bounds)
        values[name] = value or values[name]
        complaints.extend(complaint)
    return values, complaints


def _read(one: Filter, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
    if one.kind in _READERS:
        return _READERS[one.kind](one, text)
    if one.kind == "keys":
        return _read_keys(one, text, bounds.of(one.name))
    if one.kind == "day":
        return _read_day(one, text, bounds)
    known = {slug(bounds.slug(one, word)): word for word in bounds.of(one.name)}
    slugs = [part for part in text.split(",") if part.strip()]
    unknown = [_not_a_choice(one, part) for part in slugs if slug(part) not in known]
    chosen = {known[slug(part)] for part in slugs if slug(part) in known}
    if one.kind in {"one", "switch"}:
        return next(iter(sorted(chosen)), None), unknown
    return tuple(word for word in bounds.of(one.name) if word in chosen), unknown


def _not_a_choice(one: Filter, text: str) -> str:
    return f"“{_short(text)}” is not one of the choices for {one.label.lower()}."


def _read_words(one: Filter, text: str) -> tuple[Value, list[str]]:
    words = " ".join(text.split())
    cut = [f"The search was cut to {LONGEST_SEARCH} characters."] if len(words) > LONGEST_SEARCH else []
    return words[:LONGEST_SEARCH].rstrip(), cut


def _read_key(one: Filter, text: str) -> tuple[Value, list[str]]:
    return (text, []) if KEY.fullmatch(text) else (None, [_not_a_choice(one, text)])


def _read_keys(one: Filter, text: str, known: Sequence[str]) -> tuple[Value, list[str]]:
    parts = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    found = [part for part in parts if (part in known if known else KEY.fullmatch(part))]
    wrong = [_not_a_choice(one, part) for part in parts if part not in found]
    if len(found) > _MOST_KEYS:
        wrong.append(f"“{one.label}” was cut to {_MOST_KEYS}.")
    return tuple(found[:_MOST_KEYS]), wrong


def _read_numbers(one: Filter, text: str) -> tuple[Value, list[str]]:
    found = re.findall(r"[0-9]{1,3}", text)
    numbers = tuple(int(number) for number in found)
    whole = re.fullmatch(r"[0-9]{1,3}(,[0-9]{1,3})*", text)
    if whole and len(numbers) == NUMBERS[one.name] and max(numbers) <= 100 and any(numbers):
        return numbers, []
    count = NUMBERS[one.name]
    wanted = "one number" if count == 1 else f"{count} numbers"
    return (), [f"“{_short(text)}” does not fit “{one.label}”: {wanted} from 0 to 100."]


_READERS: Mapping[str, Callable[[Filter, str], tuple[Value, list[str]]]] = {
    "words": _read_words,
    "key": _read_key,
    "numbers": _read_numbers,
}


def _read_day(one: Filter, text: str, bounds: Bounds) -> tuple[Value, list[str]]:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None:
        return None, [f"“{_short(text)}” is not a day for “{one.label}”; write it as 2026-11-22."]
    if not bounds.first_day <= day <= bounds.last_day:
        span = f"{fmt_date(bounds.first_day)} to {fmt_date(bounds.last_day)}"
        return None, [f"{fmt_date(day)} lies outside the days that can be shown ({span})."]
    return day, []


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
