"""The outlines in data/basemap: that each file holds what the maps draw from it."""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from lodestone.content.reading import UNFIT, read_text
from lodestone.errors import Problem

BASEMAP = "data/basemap"
# Each file with the property that tells its outlines apart, what that looks like, and the name of an outline.
OUTLINES = {
    "countries.geojson": ("iso3", r"[A-Z]{3}", "name"),
    "us_states.geojson": ("code", r"US-[A-Z]{2}", "name"),
    "japan_prefectures.geojson": ("code", r"JP-\d{2}", "name"),
    "surveys.geojson": ("mapping_id", r"[A-Za-z0-9][\w.-]*", "title"),
}
_REMEDY = "Restore the file from version control"


def outline_codes(root: Path, problems: list[Problem]) -> dict[str, list[str]]:
    """The codes of the outlines in each file, in their order; what is wrong with the files goes to `problems`."""
    return {name: _codes(root, name, problems) for name in OUTLINES}


def _codes(root: Path, name: str, problems: list[Problem]) -> list[str]:
    file = f"{BASEMAP}/{name}"
    text = read_text(root / file, file, problems)
    if text is None:
        return []
    codes, wrong = _read(name, file, text)
    problems.extend(wrong)
    return list(codes)


# Content is read again at each change of a file, and the outlines hardly ever change.
@lru_cache(maxsize=len(OUTLINES))
def _read(name: str, file: str, text: str) -> tuple[list[str], list[Problem]]:
    """The codes in one file's text, and what is wrong with it."""
    try:
        tree: Any = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [Problem(file, error.lineno, "", f"the JSON is broken ({error.msg})", _REMEDY)]
    except (ValueError, RecursionError):
        return [], [Problem(file, 1, "", "the JSON cannot be read", _REMEDY)]
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list) or not features:
        return [], [Problem(file, 1, "features", "there is no list of outlines", _REMEDY)]
    codes: list[str] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features):
        code, wrong = _feature(feature, *OUTLINES[name])
        if code in codes:
            wrong = f"'{code}' stands here twice"
        if wrong:
            problems.append(Problem(file, _line(text, code), f"features[{number}]", wrong, _REMEDY))
        codes.append(code)
    return codes, problems


def _feature(feature: Any, key: str, pattern: str, title: str) -> tuple[str, str]:
    """The code of an outline, and what is wrong with it."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return "", "this is no outline with properties"
    code, name = feature["properties"].get(key), feature["properties"].get(title)
    if not isinstance(code, str) or not re.fullmatch(pattern, code):
        return "", f"{key} is no code as {pattern}"
    if not isinstance(name, str) or not name.strip() or UNFIT.search(name):
        return code, f"{title} of '{code}' is no name"
    return code, "" if _shape_holds(feature.get("geometry")) else f"the shape of '{code}' is no polygon on the globe"


def _shape_holds(shape: Any) -> bool:
    kind, parts = (shape.get("type"), shape.get("coordinates")) if isinstance(shape, dict) else (None, None)
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(parts, list) or not parts:
        return False
    polygons = parts if kind == "MultiPolygon" else [parts]
    return all(
        isinstance(rings, list) and rings and all(isinstance(ring, list) and _ring_holds(ring) for ring in rings)
        for rings in polygons
    )


def _ring_holds(ring: list[Any]) -> bool:
    """Whether a ring has a corner at least three times and lies within the degrees there are."""
    try:
        return len(ring) > 3 and all(
            math.isfinite(x) and math.isfinite(y) and abs(x) <= 180 and abs(y) <= 90 for x, y, *_ in ring
        )
    except (TypeError, ValueError):
        return False


def _line(text: str, code: str) -> int:
    """The line on which an outline's code stands; the first where it has none."""
    return text.count("\n", 0, max(text.find(f'"{code}"'), 0)) + 1 if code else 1
