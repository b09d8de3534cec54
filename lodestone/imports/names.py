"""What words in a file stand for: minerals, countries and statuses, by the tables `data/…_names.csv`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lodestone.content.layout import COUNTRIES, MINERALS, STATUSES
from lodestone.content.reading import Row, read_csv
from lodestone.errors import ContentError, Problem

# What the notebook says of a site's production: it goes on, it did, it has not begun, or that is not known.
PRODUCTION = ("producer", "past producer", "prospect", "unknown")
# What stands in a cell of which nothing is known.
_PLACEHOLDERS = frozenset(
    {
        *(
            "n/a",
            "n.a.",
            "n.a",
            "na",
            "#n/a",
            "n/d",
            "n.d.",
            "nd",
            "null",
            "(null)",
            "none",
            "nil",
            "nan",
            "tbd",
            "tba",
        ),
        *(
            "unknown",
            "unnamed",
            "no name",
            "noname",
            "nameless",
            "not named",
            "name unknown",
            "unknown name",
            "not known",
        ),
        *(
            "not available",
            "not applicable",
            "not recorded",
            "not reported",
            "no data",
            "missing",
            "blank",
            "undefined",
        ),
        *("unspecified", "sans nom", "inconnu", "sin nombre", "desconocido", "sem nome", "unbekannt"),
        *("不明", "無名", "未詳", "名称不明", "未知", "없음"),
    }
)
# A county of the United States in the services of USGS: its FIPS code behind an f.
_COUNTY = re.compile(r"F\d{5}")
_ONLY_SIGNS = re.compile(r"[\W_]*")
_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})


def fold(text: str) -> str:
    """The text without case, accents, doubled blanks and the choice between kinds of apostrophe and hyphen."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.translate(_MARKS))
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(text.casefold().split())


def is_placeholder(text: str) -> bool:
    """Whether the text says no more than that nothing is known: N/A, NULL, unknown, -, ??? and the like, or nothing."""
    return _ONLY_SIGNS.fullmatch(text) is not None or fold(text) in _PLACEHOLDERS


@dataclass(frozen=True)
class Names:
    """The tables by folded name; `codes` gives the country of an ISO code. `sha256` is over the files."""

    minerals: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, str | None]]
    codes: Mapping[str, str]
    statuses: Mapping[str, str]
    sha256: str

    def minerals_of(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Mineral ids of a list (`;`, `,` or `|` between items) in its order, and the items that stand for none.

        An item 'Titanium > Metal' or 'Au/Cu' that is not in the table as a whole stands for its parts that are. It is
        told as unknown as well where one of the parts between strokes stands for none.
        """
        ids: dict[str, None] = {}
        unknown = []
        for item in (text,) if fold(text) in self.minerals else re.split(r"[;,|]", text):
            found, whole = self._item(fold(item))
            ids.update(dict.fromkeys(found))
            # Na is sodium, NA is nothing.
            if not whole and (item.strip() == "Na" or not is_placeholder(item)):
                unknown.append(" ".join(item.split()))
        return tuple(ids), tuple(unknown)

    def _item(self, item: str) -> tuple[tuple[str, ...], bool]:
        """What an item stands for, and whether each of its parts stands for something."""
        if item in self.minerals:
            return self.minerals[item], True
        parts = [
            tuple(one for grade in part.split(">") for one in self.minerals.get(grade.strip(), ()))
            for part in item.split("/")
        ]
        return tuple(one for part in parts for one in part), all(parts)

    def status_of(self, text: str) -> str | None:
        """What a status word says of production, one of PRODUCTION; None when the word is not known."""
        if is_placeholder(text):
            return "unknown"
        word = fold(text)
        return self.statuses.get(word) or self.statuses.get(" ".join(re.sub(r"[_\-/]+", " ", word).split()))

    def country_of(self, name: str, code: str) -> tuple[str | None, str | None]:
        """The country as the notebook calls it and its ISO 3166 code (three letters), each None when not known.

        A name may be a code, and a code one of two letters or a county's code in the United States.
        """
        known_by = self._code(code)
        written = " ".join(name.split())
        if fold(written) not in self.countries and is_placeholder(written):
            written = ""
        known, known_code = self.countries.get(fold(written), (written, self._code(written)))
        if known_code and known == written:
            known = self.codes[known_code]
        return known or self.codes.get(known_by or "") or None, known_code or known_by

    def _code(self, text: str) -> str | None:
        code = text.strip().upper()
        if code in self.codes:
            return code
        if _COUNTY.fullmatch(code):
            return "USA"
        return self.countries[fold(code)][1] if len(code) == 2 and fold(code) in self.countries else None


def read_names(root: Path) -> Names:
    """The tables of the project at `root`; raises ContentError with every problem in them."""
    problems: list[Problem] = []
    minerals = _table(root, MINERALS, ("name", "mineral_id"), problems)
    countries = _table(root, COUNTRIES, ("name", "country", "country_iso3"), problems)
    statuses = _table(root, STATUSES, ("name", "status"), problems)
    ids = {name: tuple((row.values["mineral_id"] or "").split(";")) for name, row in minerals.items()}
    for name, row in minerals.items():
        if not all(re.fullmatch(r"[a-z]+(-[a-z]+)*", one) for one in ids[name]):
            problems.append(
                Problem(
                    MINERALS,
                    row.line,
                    "mineral_id",
                    f"'{row.values['mineral_id']}' is not a mineral id",
                    "Write it as rare-earths; a ; separates several",
                )
            )
    problems.extend(
        Problem(
            COUNTRIES,
            row.line,
            "country_iso3",
            "this is not a code of three capitals",
            "Write it as JPN, or leave it empty",
        )
        for row in countries.values()
        if not re.fullmatch(r"([A-Z]{3})?", row.values["country_iso3"] or "")
    )
    problems.extend(
        Problem(
            STATUSES, row.line, "status", f"'{row.values['status']}' is no status", f"One of: {', '.join(PRODUCTION)}"
        )
        for row in statuses.values()
        if row.values["status"] not in PRODUCTION
    )
    if problems:
        raise ContentError(problems)
    places = {name: (row.values["country"] or "", row.values["country_iso3"]) for name, row in countries.items()}
    tables = b"\0".join((root / name).read_bytes() for name in (MINERALS, COUNTRIES, STATUSES))
    return Names(
        ids,
        places,
        {code: place for place, code in places.values() if code},
        {name: row.values["status"] or "" for name, row in statuses.items()},
        hashlib.sha256(tables).hexdigest(),
    )


def _table(root: Path, file: str, columns: tuple[str, ...], problems: list[Problem]) -> dict[str, Row]:
    """Rows by folded name; wrong columns, empty cells (but the last column's) and repeated names go to `problems`."""
    rows: dict[str, Row] = {}
    for row in read_csv(root / file, "names", file, problems):
        if tuple(row.values) != columns:
            problems.append(Problem(file, row.header, "", f"the columns are not {', '.join(columns)}", "Name them so"))
            return {}
        empty = [column for column in columns[:2] if row.values[column] is None]
        problems.extend(Problem(file, row.line, column, "a value is required here", "Fill it in") for column in empty)
        name = fold(row.values["name"] or "")
        if name in rows:
            wrong = f"'{row.values['name']}' stands at line {rows[name].line} already"
            problems.append(Problem(file, row.line, "name", wrong, "Keep one of the two"))
        elif not empty:
            rows[name] = row
    return rows
