"""Whether a point lies in the country that is named with it, and if not, where, and what may have gone wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# The outlines are coarse, and a coast is no line: a point so near (km) its country counts as in it.
NEAR_KM = 25.0
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
        found = (x >= west - wide) & (x <= east + wide) & (y >= south - tall) & (y <= north + tall)
        for at in np.array_split(np.flatnonzero(found), max(1, found.sum() * len(self.edges[0]) // 2_000_000)):
            inside = _crossings(points[at], *self.edges) % 2 == 1
            if near_km:
                inside[~inside] = _distances(points[at][~inside], *self.edges) <= near_km
            found[at] = inside
        return found


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
    scale = np.stack([np.cos(np.radians(points[:, 1])), np.ones(len(points))], axis=1)[:, None, :]
    first, step = (begin - points[:, None, :]) * scale, (end - begin)[None, :, :] * scale
    length = np.maximum((step**2).sum(axis=2), 1e-12)
    along = np.clip(-(first * step).sum(axis=2) / length, 0, 1)
    return np.asarray(np.sqrt(((first + along[..., None] * step) ** 2).sum(axis=2)).min(axis=1) * _KM_A_DEGREE)


class Outlines:
    """The countries' outlines by their ISO 3166 codes of three letters."""

    def __init__(self, shapes: dict[str, Shape]) -> None:
        self._shapes = shapes

    def __len__(self) -> int:
        """How many countries there are."""
        return len(self._shapes)

    def check(self, norths: list[float], easts: list[float], codes: list[str | None]) -> Iterator[tuple[int, str]]:
        """For each point outside the country of its code, its number in the lists and what is wrong, in words.

        Points without a code, or with one that has no outline, are passed over.
        """
        points = np.column_stack([np.asarray(easts, float), np.asarray(norths, float)])
        groups: dict[str, list[int]] = {}
        for number, code in enumerate(codes):
            if code in self._shapes:
                groups.setdefault(code, []).append(number)
        off = [
            (number, code)
            for code, numbers in groups.items()
            for number, here in zip(numbers, self._hold(code, points[numbers]), strict=True)
            if not here
        ]
        for number, code in sorted(off):
            yield number, self._said(points[number : number + 1], code)

    def _hold(self, code: str, points: Floats) -> Bools:
        """Which points lie in or near a country or what else its name may stand for."""
        found = self._shapes[code].holds(points, NEAR_KM)
        for also in _ALSO.get(code, set()) & self._shapes.keys():
            found[~found] = self._shapes[also].holds(points[~found], NEAR_KM)
        return found

    def _said(self, point: Floats, code: str) -> str:
        lies = next((shape.name for shape in self._shapes.values() if shape.holds(point)[0]), None)
        where = f"lies in {lies}" if lies else "lies at sea, or in no country"
        return f"says {self._shapes[code].name}, {where}{self._cause(point, code)}"

    def _cause(self, point: Floats, code: str) -> str:
        """The one change after which the point would lie in its country; empty when none does it."""
        east, north = (float(one) for one in point[0])
        longitude, latitude = _sign("longitude", east), _sign("latitude", north)
        swapped = "latitude and longitude are swapped"
        tries = {
            longitude: (-east, north),
            latitude: (east, -north),
            swapped: (north, east),
            f"{longitude}, and {latitude}": (-east, -north),
            f"{swapped}, and {_sign('longitude', north)}": (-north, east),
            f"{swapped}, and {_sign('latitude', east)}": (north, -east),
        }
        at_sea = self._shapes[code].holds(point, _SEA_KM)[0]
        for near, word in ((NEAR_KM, "probably"),) if at_sea else ((NEAR_KM, "probably"), (_SEA_KM, "perhaps")):
            for cause, place in tries.items():
                if abs(place[1]) <= 90 and self._shapes[code].holds(np.array([place]), near)[0]:
                    return f"; {word} {cause}"
        return ""


def _sign(what: str, value: float) -> str:
    return f"the minus sign of the {what} is lost" if value >= 0 else f"the {what} has a minus sign too many"


def read_outlines(root: Path) -> Outlines:
    """The outlines of the project at `root`; none where it has no file of them."""
    path = root / "data" / "basemap" / "countries.geojson"
    if not path.is_file():
        return Outlines({})
    shapes = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry, about = feature["geometry"], feature["properties"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(np.array(ring, float)[:, :2] for part in parts for ring in part)
        shapes[about["iso3"]] = Shape(about["name"].replace("United States of America", "United States"), rings)
    return Outlines(shapes)
