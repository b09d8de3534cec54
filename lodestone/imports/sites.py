"""One row of a file to one site, or to the reason why it is none."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import isfinite
from operator import itemgetter

from lodestone.imports.duplicates import Twins
from lodestone.imports.layouts import Columns
from lodestone.imports.names import Names, fold

# record_id, name, latitude, longitude, country, country_iso3, admin_area, minerals, mineral_id, kind, status,
# deposit_type: the columns of store.SITES in their order.
Site = tuple[
    str, str, float, float, str | None, str | None, str | None, tuple[str, ...], str | None, str | None, str, str | None
]
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

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"))
_DISTRICT = re.compile(r"\bdistricts?\b", re.IGNORECASE)
# The strongest first: what smelts and mines counts as a smelter.
_KINDS = {
    "smelter or refinery": {"smelter", "refinery", "smelter or refinery", "smelter/refinery"},
    "mine": {"mine", "surface", "underground", "surface/underground", "placer", "leach", "brine operation"},
    "processing plant": {"processing plant", "plant", "steel plant"},
    "district": {"district"},
    "deposit": {"deposit", "occurrence", "prospect"},
}
_STATUSES = {
    "producer": {"producer", "active", "operating"},
    "past producer": {"past producer", "closed", "inactive"},
    "prospect": {"prospect", "occurrence"},
}


class Refused(Exception):
    """Why a row is no site: `reason` is one of the sentences above, `detail` what stood there."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class Cleaner:
    """Cleans the rows of one file in their order; remembers ids and places, and counts the words it did not know."""

    def __init__(self, columns: Columns, names: Names) -> None:
        self.unknown_words: Counter[str] = Counter()
        self.unknown_countries: Counter[str] = Counter()
        self._layout, self._names = columns.layout, names
        self._fields = itemgetter(*columns.fields)
        self._lists = columns.minerals
        self._ids: dict[str, int] = {}
        self._twins = Twins()
        # Words that come again and again.
        self._tidy = lru_cache(16_384)(tidy)
        self._country = lru_cache(4096)(self._read_country)
        self._minerals = lru_cache(16_384)(self._read_minerals)

    def site(self, cells: list[str], line: int) -> Site:
        """The site of one row, whose cells are at the places of the columns; raises Refused."""
        cells.append("")  # the place -1: what the file does not say
        record, name, latitude, longitude, country, code, area, deposit_type, kind, status = self._fields(cells)
        title = tidy(name)
        if title is None:
            raise Refused(NO_NAME)
        north, east = coordinates(latitude, longitude)
        record_id = tidy(record) or f"line {line}"
        self._refuse_repeated(record_id, title, north, east, line)
        place, iso3 = self._country(country or self._layout.country, code)
        if place is not None and iso3 is None:
            count(self.unknown_countries, place)
        ids, main, unknown = self._minerals(tuple(cells[at] for at in self._lists))
        for word in unknown:
            count(self.unknown_words, word)
        kind_, status_ = kind_and_status(kind, status, graded=self._layout.graded)
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
            raise Refused(SAME_ID, f"{record_id}, as line {self._ids[record_id]}")
        earlier = self._twins.earlier(title, north, east, line)
        if earlier is not None:
            raise Refused(SAME_SITE, f"{title}, as line {earlier}")
        self._ids[record_id] = line

    def _read_country(self, name: str, code: str) -> tuple[str | None, str | None]:
        place, iso3 = self._names.country_of(name, code)
        return tidy(place or ""), iso3

    def _read_minerals(self, lists: tuple[str, ...]) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
        """Mineral ids of all lists, the main one (of the first list that holds anything), and the unknown words."""
        read = [self._names.minerals_of(text) for text in lists if text.strip()]
        ids = tuple(dict.fromkeys(one for found, _ in read for one in found))
        main = read[0][0][0] if read and read[0][0] else None
        return ids, main, tuple(word for _, unknown in read for word in unknown)


def count(words: Counter[str], word: str) -> None:
    """Count a word, unless there are already too many different ones to be remembered."""
    if word in words or len(words) < MANY:
        words[word[:LONGEST_TEXT]] += 1


def tidy(text: str) -> str | None:
    """The text on one line without control characters, cut where no name is that long; None when nothing is left."""
    if not text.isprintable():
        text = "".join(one if one.isprintable() else " " for one in text)
    text = " ".join(text.split())
    return (text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…") or None


def coordinates(latitude: str, longitude: str) -> tuple[float, float]:
    """Degrees north and east (WGS 84 or whatever the file uses); raises Refused."""
    north, east = _number(latitude), _number(longitude)
    if abs(north) > 90 or abs(east) > 180:
        # On its own no range tells the two apart; only a latitude that cannot be one does.
        swapped = 90 < abs(north) <= 180 and abs(east) <= 90
        raise Refused(SWAPPED if swapped else OUT_OF_RANGE, f"latitude {north:g}, longitude {east:g}")
    if north == 0 and east == 0:
        raise Refused(ZERO)
    return north, east


def _number(text: str) -> float:
    bare = text.strip()
    if not bare:
        raise Refused(NO_COORDINATE)
    try:
        number = float(bare if bare.isascii() else bare.translate(_MINUS))
    except ValueError:
        raise Refused(NO_NUMBER, f"'{tidy(bare)}'") from None
    if not isfinite(number) or "_" in bare:
        raise Refused(NO_NUMBER, f"'{tidy(bare)}'")
    return number


@lru_cache(4096)
def kind_and_status(kind: str, status: str, *, graded: bool) -> tuple[str | None, str]:
    """The notebook's words for a site's kind (None: not known) and status; several kinds are separated by `;`."""
    given = {fold(part) for part in re.split("[;,]", kind)}
    found = next((word for word, words in _KINDS.items() if given & words), None)
    stage = fold(status)
    known = next((word for word, words in _STATUSES.items() if stage in words), "unknown")
    if graded and stage == "plant":
        found = "processing plant"
    elif graded and found != "processing plant" and known != "unknown":
        found = "deposit" if known == "prospect" else "mine"
    return found, known
