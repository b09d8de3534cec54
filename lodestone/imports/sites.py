"""One row of a file to one site, or to the reason why it is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite
from operator import itemgetter
from typing import TypeVar, cast

from lodestone.imports.columns import Columns
from lodestone.imports.duplicates import Twins
from lodestone.imports.names import Names, fold, is_placeholder

# record_id, name, latitude, longitude, country, country_iso3, admin_area, minerals, mineral_id, kind, status,
# deposit_type: the columns of store.SITES in their order.
Site = tuple[
    str, str, float, float, str | None, str | None, str | None, tuple[str, ...], str | None, str | None, str, str | None
]
T = TypeVar("T")
NO_NAME = "the name is missing"
NO_COORDINATE = "a coordinate is missing"
NO_NUMBER = "a coordinate is not a number"
OUT_OF_RANGE = "a coordinate is out of range"
SWAPPED = "latitude and longitude look swapped"
ZERO = "latitude and longitude are both 0"
SAME_ID = "the id was used before (the first stays)"
SAME_SITE = "the same name within 0.01 degrees was read before (the first stays)"
DUPLICATES = (SAME_ID, SAME_SITE)
LONGEST_TEXT = 200
MANY = 10_000

UNNAMED = "Unnamed site"

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"))
_COMMA = re.compile(r"[+-]?\d{1,3},\d+")
_DISTRICT = re.compile(r"\bdistricts?\b", re.IGNORECASE)
# The strongest first: what smelts and mines counts as a smelter.
_KINDS = {
    "smelter or refinery": {"smelter", "refinery", "smelter or refinery", "smelter/refinery"},
    "mine": {"mine", "surface", "underground", "surface/underground", "placer", "leach", "brine operation"},
    "processing plant": {"processing plant", "plant", "steel plant"},
    "district": {"district"},
    "deposit": {"deposit", "occurrence", "prospect"},
}
_KIND_WORDS = frozenset().union(*_KINDS.values())


class Refused(Exception):
    """Why a row is no site: `reason` is one of the sentences above, `detail` what stood there."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass
class Words:
    """What was met in a file's cells: words that stand for nothing known, and how the statuses were read.

    `without` counts sites that have no mineral, country or status; `no_names` the placeholders in place of names;
    `cut` the texts that were too long.
    """

    minerals: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses_read: Counter[tuple[str, str]] = field(default_factory=Counter)
    no_names: Counter[str] = field(default_factory=Counter)
    without: Counter[str] = field(default_factory=Counter)
    cut: int = 0


class Cleaner:
    """Cleans the rows of one file in their order; remembers ids and places, and counts the words it did not know.

    `unit` is what the places of rows count; with `comma`, 35,5 is a coordinate.
    """

    def __init__(self, columns: Columns, names: Names, unit: str = "line", *, comma: bool = False) -> None:
        self.words = Words()
        self._layout, self._names, self._unit, self._comma = columns.layout, names, unit, comma
        self._fields = itemgetter(*columns.fields)
        self._lists, self._coded = columns.minerals, columns.coded
        self._ids: dict[str, int] = {}
        self._twins = Twins()
        # Words that come again and again.
        self._tidy = lru_cache(16_384)(self._read_text)
        self._country = lru_cache(4096)(self._read_country)
        self._minerals = lru_cache(16_384)(self._read_minerals)
        self._stage = lru_cache(4096)(self._read_stage)

    def site(self, cells: list[str], line: int) -> Site:
        """The site of one row, whose cells are at the places of the columns; raises Refused."""
        cells.append("")  # the place -1: what the file does not say
        record, name, latitude, longitude, country, code, area, deposit_type, kind, status = self._fields(cells)
        title = tidy(name)
        if title is None:
            raise Refused(NO_NAME)
        north, east = coordinates(latitude, longitude, comma=self._comma)
        nameless = is_placeholder(title)
        record_id = (None if is_placeholder(record) else tidy(record)) or f"{self._unit} {line}"
        self._refuse_repeated(record_id, title, north, east, line)
        if nameless:
            count(self.words.no_names, title)
            title = UNNAMED
        elif len(name) > LONGEST_TEXT:
            self.words.cut += len(name.strip()) > LONGEST_TEXT
        place, iso3 = self._country_of(country, code)
        ids, main = self._minerals_of(cells)
        kind_, status_ = self._kind_and_status(kind, status)
        kind_ = kind_ or self._layout.kind
        if kind_ in {None, "deposit"} and _DISTRICT.search(title):
            kind_ = "district"
        return (
            record_id,
            title,
            north,
            east,
            place,
            iso3,
            self._tidy(area),
            ids,
            main,
            kind_,
            status_,
            self._tidy(deposit_type),
        )

    def _refuse_repeated(self, record_id: str, title: str, north: float, east: float, line: int) -> None:
        if record_id in self._ids:
            raise Refused(SAME_ID, f"{record_id}, as {self._unit} {self._ids[record_id]}")
        earlier = self._twins.earlier(title, north, east, line)
        if earlier is not None:
            raise Refused(SAME_SITE, f"{title}, as {self._unit} {earlier}")
        self._ids[record_id] = line

    def _country_of(self, country: str, code: str) -> tuple[str | None, str | None]:
        place, iso3, unknown = self._country(country or self._layout.country, code)
        for word in unknown:
            count(self.words.countries, word)
        if place is None:
            self.words.without["country"] += 1
        return place, iso3

    def _minerals_of(self, cells: list[str]) -> tuple[tuple[str, ...], str | None]:
        ids, main, unknown = self._minerals(tuple(cells[at] for at in self._lists))
        for word in unknown:
            count(self.words.minerals, word)
        if not ids:
            self.words.without["mineral"] += 1
        return ids, main

    def _kind_and_status(self, kind: str, status: str) -> tuple[str | None, str]:
        stage = self._stage(status)
        if stage is None:
            count(self.words.statuses, " ".join(status.split()))
        elif stage != "unknown":
            count(self.words.statuses_read, (" ".join(status.split())[:LONGEST_TEXT], stage))
        if stage in {None, "unknown"}:
            self.words.without["status"] += 1
        for word in unknown_kinds(kind):
            count(self.words.kinds, word)
        return kind_and_status(kind, status, stage or "unknown", graded=self._layout.graded)

    def _read_text(self, text: str) -> str | None:
        return None if is_placeholder(text) else tidy(text)

    def _read_country(self, name: str, code: str) -> tuple[str | None, str | None, tuple[str, ...]]:
        place, iso3 = self._names.country_of(name, code)
        place = tidy(place or "")
        lost = [code.strip()] if iso3 is None and place is None and not is_placeholder(code) else []
        return place, iso3, ((place,) if place is not None and iso3 is None else tuple(lost))

    def _read_minerals(self, lists: tuple[str, ...]) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
        """Mineral ids of all lists, the main one (of the first list that holds anything), and the unknown words."""
        given = [";".join(text.split()) if self._coded else text for text in lists]
        read = [self._names.minerals_of(text) for text in given if text.strip()]
        ids = tuple(dict.fromkeys(one for found, _ in read for one in found))
        main = read[0][0][0] if read and read[0][0] else None
        return ids, main, tuple(word for _, unknown in read for word in unknown)

    def _read_stage(self, status: str) -> str | None:
        return self._names.status_of(status)


def count(words: Counter[T], word: T) -> None:
    """Count a word, unless there are already too many different ones to be remembered."""
    key = cast("T", word[:LONGEST_TEXT]) if isinstance(word, str) else word
    if key in words or len(words) < MANY:
        words[key] += 1


def tidy(text: str) -> str | None:
    """The text on one line without control characters, cut where no name is that long; None when nothing is left."""
    if not text.isprintable():
        text = "".join(one if one.isprintable() else " " for one in text)
    text = " ".join(text.split())
    return (text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…") or None


def coordinates(latitude: str, longitude: str, *, comma: bool = False) -> tuple[float, float]:
    """Degrees north and east (WGS 84 or whatever the file uses), with a decimal `comma` or a point; raises Refused."""
    north, east = _number(latitude, comma), _number(longitude, comma)
    if abs(north) > 90 or abs(east) > 180:
        # On its own no range tells the two apart; only a latitude that cannot be one does.
        swapped = 90 < abs(north) <= 180 and abs(east) <= 90
        raise Refused(SWAPPED if swapped else OUT_OF_RANGE, f"latitude {north:g}, longitude {east:g}")
    if north == 0 and east == 0:
        raise Refused(ZERO)
    return north, east


def _number(text: str, comma: bool) -> float:
    bare = text.strip()
    if not bare:
        raise Refused(NO_COORDINATE)
    plain = bare if bare.isascii() else bare.translate(_MINUS)
    if comma and _COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        missing = is_placeholder(bare)
        raise Refused(NO_COORDINATE if missing else NO_NUMBER, f"'{tidy(bare)}'") from None
    if not isfinite(number) or "_" in bare:
        raise Refused(NO_NUMBER, f"'{tidy(bare)}'")
    return number


@lru_cache(4096)
def kind_and_status(kind: str, status: str, known: str, *, graded: bool) -> tuple[str | None, str]:
    """The notebook's words for a site's kind (None: not known) and status; several kinds are separated by `;`.

    `known` is what the words of `status` say of production.
    """
    given = {fold(part) for part in re.split("[;,]", kind)}
    found = next((word for word, words in _KINDS.items() if given & words), None)
    if graded and fold(status) == "plant":
        found = "processing plant"
    elif graded and found != "processing plant" and known != "unknown":
        found = "deposit" if known == "prospect" else "mine"
    return found, known


@lru_cache(4096)
def unknown_kinds(kind: str) -> tuple[str, ...]:
    """The words in a list of kinds that stand for none."""
    parts = [" ".join(part.split()) for part in re.split("[;,]", kind)]
    return tuple(part for part in parts if fold(part) not in _KIND_WORDS and not is_placeholder(part))
