"""What words in a file stand for: minerals by `data/mineral_names.csv`, countries by `data/country_names.csv`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lodestone.content.layout import COUNTRIES, MINERALS
from lodestone.content.reading import Row, read_csv
from lodestone.errors import ContentError, Problem

_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})


def fold(text: str) -> str:
    """The text without case, accents, doubled blanks and the choice between kinds of apostrophe and hyphen."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.translate(_MARKS))
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Names:
    """Both tables by folded name; `codes` gives the country of an ISO code. `sha256` is over both files."""

    minerals: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, str | None]]
    codes: Mapping[str, str]
    sha256: str

    def minerals_of(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Mineral ids of a list (`;`, `,` or `|` between items) in its order, and the items that stand for none.

        An item 'Titanium > Metal' or 'Au/Cu' that is not in the table as a whole stands for its parts that are.
        """
        ids: dict[str, None] = {}
        unknown = []
        for item in (text,) if fold(text) in self.minerals else re.split(r"[;,|]", text):
            found = self._item(fold(item))
            ids.update(dict.fromkeys(found))
            if not found and item.strip():
                unknown.append(" ".join(item.split()))
        return tuple(ids), tuple(unknown)

    def _item(self, item: str) -> tuple[str, ...]:
        if item in self.minerals:
            return self.minerals[item]
        return tuple(one for part in re.split(r"[>/]", item) for one in self.minerals.get(part.strip(), ()))

    def country_of(self, name: str, code: str) -> tuple[str | None, str | None]:
        """The country as the notebook calls it and its ISO 3166 code (three letters), each None when not known."""
        code = code.strip().upper()
        if code not in self.codes:
            code = ""
        written = " ".join(name.split())
        known, known_code = self.countries.get(fold(name), (written, None))
        return known or self.codes.get(code) or None, known_code or code or None


def read_names(root: Path) -> Names:
    """Both tables of the project at `root`; raises ContentError with every problem in them."""
    problems: list[Problem] = []
    minerals = _table(root, MINERALS, ("name", "mineral_id"), problems)
    countries = _table(root, COUNTRIES, ("name", "country", "country_iso3"), problems)
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
    if problems:
        raise ContentError(problems)
    places = {name: (row.values["country"] or "", row.values["country_iso3"]) for name, row in countries.items()}
    both = b"\0".join((root / name).read_bytes() for name in (MINERALS, COUNTRIES))
    return Names(
        ids, places, {code: place for place, code in places.values() if code}, hashlib.sha256(both).hexdigest()
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
