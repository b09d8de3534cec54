"""What columns are called in other files, to be offered where a file does not say what a layout looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lodestone.imports.layouts import MINERALS
from lodestone.imports.names import fold

_CALLED = {
    MINERALS: (
        "mineral|commodity|commodities|commod|commods|commodity list|commodity desc|commodity name|commodity names|"
        "primary commodity|main commodity|major commodity|critical mineral|critical minerals|"
        "mineral name|metal|metals|element|elements|product|products|substance|substances|ore|"
        "ore minerals|code list|sustancia|sustancias|鉱種|鉱物"
    ),
    "name": (
        "site|site name|mine|mine name|deposit|deposit name|occurrence|occurrence name|title|property|property name|"
        "project|project name|facility|facility name|feature name|ftr name|prospect name|locality|minfile name|"
        "nom|nombre|nome|名称|鉱山名|鉱床名"
    ),
    "latitude": (
        "lat|lat dd|latdd|lat dec|dec lat|declat|latitude dd|latitude decimal|decimal latitude|lat wgs84|wgs84 lat|"
        "latitude wgs84|y|point y|latitud|緯度"
    ),
    "longitude": (
        "lon|long|lng|lon dd|long dd|londd|longdd|lon dec|dec long|declong|longitude dd|longitude decimal|"
        "decimal longitude|lon wgs84|long wgs84|wgs84 lon|longitude wgs84|x|point x|longitud|経度"
    ),
    "country": "nation|country name|ctry|pays|pais|land|国|国名",
    "country_iso3": "iso3|iso 3|iso a3|iso code|iso|iso2|iso a2|country code|ctry code|cntry code",
    "admin_area": (
        "state|province|state province|state prov|prefecture|region|admin1|admin area|territory|department|都道府県"
    ),
    "status": (
        "dev stat|dev status|development status|operating status|operational status|mine status|site status|stage|"
        "development stage|activity|activity status|production status|status desc|etat|estado|状態"
    ),
    "kind": (
        "type|site type|feature type|ftr type|asset type|oper type|operation type|facility type|category|record type"
    ),
    "deposit_type": "dep type|deposit model|deposit class|deposit style|mineral system|genetic type|model|tipo",
    "record_id": (
        "record id|dep id|site id|mine id|deposit id|deposit no|occurrence id|objectid|object id|fid|gml id|"
        "id no|number|no|minfile no|code"
    ),
}
_FIELD_OF = {word: field for field, words in _CALLED.items() for word in words.split("|")}


def looks_like(column: str) -> str | None:
    """The field (or `minerals`) that a column of this name usually holds; None when the name says nothing."""
    return _FIELD_OF.get(" ".join(re.split(r"[\s_.\-/()]+", fold(column))).strip())


def offers(columns: Iterable[str], missing: Iterable[str]) -> list[tuple[str, str]]:
    """Of the fields that are missing, those that one of the columns looks like, with the first such column."""
    wanted, found = set(missing), {}
    for column in columns:
        field = looks_like(column)
        if field in wanted and field not in found:
            found[field] = column
    return [(field, found[field]) for field in missing if field in found]


def as_options(pairs: Iterable[tuple[str, str]]) -> str:
    """Fields and columns as the command takes them."""
    return " ".join(
        f"--map {field}={column}" if re.fullmatch(r"[\w.\-]+", column) else f'--map "{field}={column}"'
        for field, column in pairs
    )
