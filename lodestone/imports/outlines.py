"""Whether a point lies in the country that is named with it, and if not, where, and what may have gone wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lodestone.paths import Project

# The outlines are coarse, and a coast is no line: a point so near (km) its country counts as in it.
NEAR_KM = 25.0
# Where no other land is: islands that the outlines leave out, and mines at sea. Eleven shipped sites on such islands
# (Lihir, Gag, Gebe, Homonhon …) lie so near their country; a lost sign leads farther.
COAST_KM = 100.0
# A mine at sea lies no farther from its country; asked only of a point that was moved as a slip would have moved it.
_SEA_KM = 1500.0
# Whoever names the country may mean these as well.
_ALSO = {
    "USA": {"PRI", "GUM", "VIR", "ASM", "MNP", "UMI"},
    "FRA": {"GUF", "GLP", "MTQ", "REU", "NCL", "PYF", "MYT", "SPM", "BLM", "MAF", "WLF", "ATF"},
    "GBR": {"IMN", "JEY", "GGY", "GIB", "FLK", "SGS", "BMU", "SHN", "MSR", "AIA", "VGB", "CYM", "TCA", "IOT", "PCN"},
    "DNK": {"GRL", "FRO"},
    "NLD": {"ABW", "CUW", "SXM"},
    "NOR": {"SJM"},
    "FIN": {"ALA"},
    "CHN": {"HKG", "MAC"},
    "AUS": {"NFK", "HMD"},
    "MAR": {"ESH"},
    "SRB": {"XKX"},
}
_KM_A_DEGREE = 111.2
# Pairs of points and edges that are worked out in one step: some tens of MB.
_AT_ONCE = 500_000
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Shape:
    """A country's outline: its rings, each an array of (longitude, latitude), first point again at the end."""

    name: str
    rings: tuple[Floats, ...]

    @cached_property
    def edges(self) -> tuple[Floats, Floats]:
        """Where the edges begin and where they end."""
        return np.concatenate([ring[:-1] for ring in self.rings]), np.concatenate([ring[1:] for ring in self.rings])

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        points = self.edges[0]
        return (*points.min(axis=0), *points.max(axis=0))

    def holds(self, points: Floats, near_km: float = 0.0) -> Bools:
        """Which points (longitude, latitude) lie inside, or within so many km of the outline."""
        west, south, east, north = self.box
        # A degree of longitude is shorter than one of latitude: at 80 degrees a sixth.
        wide, tall = near_km / _KM_A_DEGREE * 6, near_km / _KM_A_DEGREE
        x, y = points[:, 0], points[:, 1]
        boxed = (x >= west - wide) & (x <= east + wide) & (y >= south - tall) & (y <= north + tall)
        found = boxed.copy()
        found[found] = ~self._deep(points[found])
        deep = boxed & ~found
        for at in np.array_split(np.flatnonzero(found), max(1, found.sum() * len(self.edges[0]) // _AT_ONCE)):
            inside = _crossings(points[at], *self.edges) % 2 == 1
            if near_km:
                inside[~inside] = _distances(points[at][~inside], *self.edges) <= near_km
            found[at] = inside
        return found | deep

    def _deep(self, points: Floats) -> Bools:
        """Which points lie in a degree square that is inside as a whole: most do, and need no edge looked at."""
        squares, which = np.unique(np.floor(points), axis=0, return_inverse=True)
        begin, end = self.edges
        low, high = np.minimum(begin, end), np.maximum(begin, end)
        whole = np.zeros(len(squares), bool)
        for at in np.array_split(np.arange(len(squares)), max(1, len(squares) * len(begin) // _AT_ONCE)):
            corner = squares[at][:, None, :]
            crossed = np.any(np.all((low <= corner + 1) & (high >= corner), axis=2), axis=1)
            whole[at] = ~crossed & (_crossings(squares[at] + 0.5, begin, end) % 2 == 1)
        return np.asarray(whole[which.reshape(-1)])

    def is_about(self, points: Floats) -> Bools:
        """Which points lie inside or within _SEA_KM, by every eighth corner of the outline."""
        corners = self.edges[0][::8]
        found = np.zeros(len(points), bool)
        for at in np.array_split(np.arange(len(points)), max(1, len(points) * len(corners) // _AT_ONCE)):
            found[at] = _apart(points[at], corners).min(axis=1) <= _SEA_KM if len(at) else False
        return found


def _apart(points: Floats, corners: Floats) -> Floats:
    """Distances over the globe in km of each point from each corner (haversine)."""
    one, two = np.radians(points)[:, None, :], np.radians(corners)[None, :, :]
    half = np.sin((two - one) / 2) ** 2
    over = half[..., 1] + np.cos(one[..., 1]) * np.cos(two[..., 1]) * half[..., 0]
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(over, 0, 1))))


def _crossings(points: Floats, begin: Floats, end: Floats) -> NDArray[np.int64]:
    """How many edges a ray from each point to the east crosses."""
    x, y = points[:, :1], points[:, 1:]
    spans = (begin[:, 1] > y) != (end[:, 1] > y)
    rise = np.where(end[:, 1] == begin[:, 1], 1.0, end[:, 1] - begin[:, 1])
    at = begin[:, 0] + (y - begin[:, 1]) * (end[:, 0] - begin[:, 0]) / rise
    return np.asarray((spans & (x < at)).sum(axis=1))


def _distances(points: Floats, begin: Floats, end: Floats) -> Floats:
    """The distance of each point from the nearest edge in km, on a plane that touches the globe at the point."""
    if not len(points):
        return np.zeros(0)
    # East and north apart: numpy adds up the two numbers of a pair many times slower than two arrays.
    east, north = points[:, :1], points[:, 1:]
    shrunk = np.cos(np.radians(north))
    x, y = (begin[:, 0] - east) * shrunk, begin[:, 1] - north
    right, up = (end[:, 0] - begin[:, 0]) * shrunk, end[:, 1] - begin[:, 1]
    along = np.clip(-(x * right + y * up) / np.maximum(right**2 + up**2, 1e-12), 0, 1)
    nearest = ((x + along * right) ** 2 + (y + along * up) ** 2).min(axis=1)
    return np.asarray(np.sqrt(nearest) * _KM_A_DEGREE)


class Outlines:
    """The countries' outlines by their ISO 3166 codes of three letters."""

    def __init__(self, shapes: dict[str, Shape]) -> None:
        self._shapes = shapes

    def __len__(self) -> int:
        """How many countries there are."""
        return len(self._shapes)

    def check(self, norths: list[float], easts: list[float], codes: list[str | None]) -> dict[int, str]:
        """What is wrong with each point outside the country of its code, in words, by its number in the lists.

        Points without a code, or with one that has no outline, are passed over.
        """
        points = np.column_stack([np.asarray(easts, float), np.asarray(norths, float)])
        groups: dict[str, list[int]] = {}
        for number, code in enumerate(codes):
            if code in self._shapes:
                groups.setdefault(code, []).append(number)
        wrong: dict[int, str] = {}
        for code, numbers in groups.items():
            off = np.asarray(numbers)[~self._hold(code, points[numbers], NEAR_KM)]
            lands = np.asarray(self._lands(points[off]), dtype=object)
            off_coast = (lands == "") & self._hold(code, points[off], COAST_KM)
            off, lands = off[~off_coast], lands[~off_coast]
            causes = self._causes(code, points[off])
            for number, cause, land in zip(off.tolist(), causes, lands, strict=True):
                where = f"lies in {land}" if land else "lies at sea, or on an island that the outlines leave out"
                wrong[number] = f"says {self._shapes[code].name}, {where}{cause}"
        return wrong

    def _hold(self, code: str, points: Floats, near_km: float) -> Bools:
        """Which points lie in or near a country or what else its name may stand for."""
        found = self._shapes[code].holds(points, near_km)
        for also in _ALSO.get(code, set()) & self._shapes.keys():
            found[~found] = self._shapes[also].holds(points[~found], near_km)
        return found

    def _lands(self, points: Floats) -> list[str]:
        """The countries in which the points lie; nothing for one at sea."""
        found = np.full(len(points), "", dtype=object)
        for shape in self._shapes.values():
            there = np.flatnonzero(found == "")
            found[there[shape.holds(points[there])]] = shape.name
        return [str(one) for one in found]

    def _causes(self, code: str, points: Floats) -> list[str]:
        """For each point the one change after which it would lie in its country; nothing where none does it."""
        found, shape = np.full(len(points), "", dtype=object), self._shapes[code]
        for sure in (True, False):
            for turned, signs in _SLIPS:
                moved = (points[:, ::-1] if turned else points) * signs
                ask = np.flatnonzero((found == "") & (np.abs(moved[:, 1]) <= 90))
                if not sure:
                    # A point in the sea before its country is where it belongs.
                    ask = ask[~shape.is_about(points[ask])]
                there = ask[shape.holds(moved[ask], NEAR_KM) if sure else shape.is_about(moved[ask])]
                for number in there:
                    word = "probably" if sure else "perhaps"
                    found[number] = f"; {word} {_slip(points[number], turned=turned, signs=signs)}"
        return [str(one) for one in found]


# The slips of those who type coordinates: whether the two are swapped, and the signs of longitude and latitude.
_SLIPS: tuple[tuple[bool, tuple[int, int]], ...] = (
    (False, (-1, 1)),
    (False, (1, -1)),
    (True, (1, 1)),
    (False, (-1, -1)),
    (True, (-1, 1)),
    (True, (1, -1)),
)


def _slip(point: Floats, *, turned: bool, signs: tuple[int, int]) -> str:
    """A slip in words."""
    given = point[::-1] if turned else point
    names = ("longitude", "latitude")
    lost = [_sign(name, float(value)) for name, value, sign in zip(names, given, signs, strict=True) if sign < 0]
    return ", and ".join([*(["latitude and longitude are swapped"] if turned else []), *lost])


def _sign(what: str, value: float) -> str:
    return f"the minus sign of the {what} is lost" if value >= 0 else f"the {what} has a minus sign too many"


def read_outlines(root: Path) -> Outlines:
    """The outlines of the project at `root`; none where it has no file of them."""
    path = Project(root).basemap / "countries.geojson"
    if not path.is_file():
        return Outlines({})
    shapes = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry, about = feature["geometry"], feature["properties"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(np.array(ring, float)[:, :2] for part in parts for ring in part)
        shapes[about["iso3"]] = Shape(about["name"].replace("United States of America", "United States"), rings)
    return Outlines(shapes)
