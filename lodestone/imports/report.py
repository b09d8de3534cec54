"""What came of an import, for a person and as JSON."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

from lodestone.imports.columns import NOT_USED, Columns
from lodestone.imports.layouts import MINERALS
from lodestone.imports.sites import DUPLICATES, Words
from lodestone.imports.synonyms import as_options

FIRST, WORDS = 5, 20
MOST_KEPT = 12_000
# A spreadsheet runs a cell that starts with one of these; a leading apostrophe keeps it a text.
_RUNS = ("=", "+", "-", "@")


@dataclass
class Report:
    """Rows read, kept and dropped (by reason: how many, and place and detail of the first few) of one file.

    `unit` is what the places of rows count: lines, rows of a sheet, features. `dropped_file` lists all that was
    dropped and is named as seen from the project; it is empty where nothing was written. `notes` say how the file was
    read, `met` what its cells held, `off_country` how many sites lie outside the country they name, and the first few.
    """

    dataset: str
    title: str
    file_name: str
    columns: Columns
    unit: str = "line"
    rows_read: int = 0
    rows_kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    met: Words = field(default_factory=Words)
    notes: list[str] = field(default_factory=list)
    off_country: int = 0
    off_country_first: list[tuple[int, str]] = field(default_factory=list)
    dropped_file: str = ""

    @property
    def layout(self) -> str:
        """The layout by which the file was read."""
        return self.columns.layout.name

    @property
    def words(self) -> Counter[str]:
        """Words that stand for no mineral."""
        return self.met.minerals

    @property
    def countries(self) -> Counter[str]:
        """Countries without a code."""
        return self.met.countries

    @property
    def duplicates(self) -> int:
        """Rows dropped because an earlier one stands for them."""
        return sum(self.dropped[reason] for reason in DUPLICATES)

    def drop(self, line: int, reason: str, detail: str) -> None:
        """Count a row that is not taken."""
        self.dropped[reason] += 1
        first = self.first.setdefault(reason, [])
        if len(first) < FIRST:
            first.append((line, detail))

    def lies_off(self, line: int, what: str) -> None:
        """Count a site that lies outside the country it names."""
        self.off_country += 1
        if len(self.off_country_first) < FIRST:
            self.off_country_first.append((line, what))

    def attention(self) -> list[str]:
        """What could not be read at all, in plain sentences: minerals, statuses, countries."""
        words = {
            "mineral": (MINERALS, self.met.minerals, "data/mineral_names.csv"),
            "status": ("status", self.met.statuses, "data/status_names.csv"),
            "country": ("country", self.met.countries, "data/country_names.csv"),
        }
        return [
            self._unread(what, *about)
            for what, about in words.items()
            if self.rows_kept and self.met.without[what] == self.rows_kept
        ]

    def offered(self) -> list[tuple[str, str]]:
        """Uses that no column has, each with the unused column that looks like it."""
        missing = [use for use in (MINERALS, "status", "country") if not self.columns.of(use)]
        if self.columns.of("country_iso3") and "country" in missing:
            missing.remove("country")
        return self.columns.offers(tuple(missing))

    def _unread(self, what: str, use: str, unknown: Counter[str], table: str) -> str:
        begin = f"No {what} was read for any site"
        uses = (use, "country_iso3") if use == "country" else (use,)
        columns = [column for one in uses for column in self.columns.of(one)]
        if not columns:
            looked = [column for one in uses for column in self.columns.looked_for.get(one, ())]
            text = f"{begin}: no column was taken for it"
            return f"{text} (looked for {', '.join(looked)})." if looked else f"{text}, as the layout has none."
        named = " and ".join(f"“{column}”" for column in columns)
        if unknown:
            first = ", ".join(word for word, _ in unknown.most_common(5))
            return f"{begin}: none of the words in {named} is known (most often: {first}). Known ones are in {table}."
        return f"{begin}: nothing is filled in under {named}."

    def as_json(self) -> dict[str, Any]:
        """The report as plain lists, numbers and texts."""
        reasons = [
            {
                "reason": reason,
                "rows": rows,
                "first": [{self.unit: line, "detail": detail} for line, detail in self.first[reason]],
            }
            for reason, rows in self.dropped.most_common()
        ]
        return {
            "attention": self.attention(),
            "columns_offered": dict(self.offered()),
            "dataset": self.dataset,
            "title": self.title,
            "layout": self.layout,
            "file": self.file_name,
            "notes": self.notes,
            "columns": [
                {"column": column, "used_as": None if use == NOT_USED else use}
                for column, use in zip(self.columns.header, self.columns.uses, strict=True)
            ],
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "rows_dropped": self.dropped.total(),
            "duplicates": self.duplicates,
            "dropped": reasons,
            "dropped_file": self.dropped_file or None,
            "sites_without": {what: self.met.without[what] for what in ("mineral", "country", "status")},
            "off_country": self.off_country,
            "off_country_first": [{self.unit: line, "what": what} for line, what in self.off_country_first],
            "words_without_a_mineral": dict(self.met.minerals.most_common()),
            "words_without_a_status": dict(self.met.statuses.most_common()),
            "words_without_a_kind": dict(self.met.kinds.most_common()),
            "countries_without_a_code": dict(self.met.countries.most_common()),
            "statuses_read": [
                {"word": word, "status": status, "rows": rows}
                for (word, status), rows in self.met.statuses_read.most_common()
            ],
            "names_that_are_none": dict(self.met.no_names.most_common()),
            "texts_cut": self.met.cut,
        }

    def as_text(self) -> str:
        """The report as lines to read."""
        done = "imported" if self.dropped_file else "would be imported"
        offered = as_options(self.offered())
        lines = [
            *self.attention(),
            *([f"These columns are not used and look like it: {offered}"] if offered else []),
            f"{done}: {self.dataset} ({self.title}), layout {self.layout}, from {self.file_name}",
            *self._counts(),
        ]
        if self.dropped and self.dropped_file:
            lines.append(f"every dropped {self.unit}: {self.dropped_file}")
        return "\n".join([*lines, *self._read()])

    def to_keep(self) -> str:
        """The same as what is kept with the sites, for whoever looks later: cut where a manifest has no more room."""
        text = "\n".join([*self.attention(), *self._counts(), *self._read()])
        # A file may hold what no text can be written of.
        text = text.encode(errors="replace").decode()
        return text if len(text) <= MOST_KEPT else f"{text[:MOST_KEPT]}\n… and more, which was not kept"

    def _counts(self) -> list[str]:
        read = f"{self.rows_read:>9,} {self.unit if self.unit == 'feature' else 'row'}s read"
        return [read, f"{self.rows_kept:>9,} kept", *self.dropped_lines()]

    def _read(self) -> list[str]:
        width = min(40, max(len(column) for column in self.columns.header))
        used = zip(self.columns.header, self.columns.uses, strict=True)
        return [*self.notes, *self.told(), "columns:", *(f"  {column:{width}}  {use}" for column, use in used)]

    def told(self) -> list[str]:
        """What the cells of the kept rows held that is not or only partly taken over."""
        words = self.met
        lines = []
        if self.off_country:
            lines.append(f"sites that lie outside the country they name, kept as they are: {self.off_country:,}")
            lines += [f"{'':12} {self.unit} {line}: {what}" for line, what in self.off_country_first]
        without = [f"{words.without[what]:,} without a {what}" for what in ("mineral", "country", "status")]
        if any(words.without.values()):
            lines.append(f"of the kept: {', '.join(without)}")
        lines += counted_words("words without a mineral", words.minerals)
        lines += counted_words("status words that are not known", words.statuses)
        lines += counted_words("kinds of site that are not known", words.kinds)
        lines += counted_words("countries without a code", words.countries)
        lines += counted_words("names that say there is none, kept as Unnamed site", words.no_names)
        if words.cut:
            lines.append(f"names cut at 200 characters: {words.cut:,}")
        lines += counted_words(
            "statuses read",
            Counter({f"{word} → {status}": rows for (word, status), rows in words.statuses_read.items()}),
        )
        return lines

    def dropped_lines(self) -> list[str]:
        """How many rows were dropped, and for each reason the first of them."""
        lines = [f"{self.dropped.total():>9,} dropped, {self.duplicates:,} of them duplicates"]
        for reason, rows in self.dropped.most_common():
            lines.append(f"{rows:>9,}   {reason}")
            lines += [
                f"{'':12} {self.unit} {line}{': ' if detail else ''}{detail}" for line, detail in self.first[reason]
            ]
        return lines


class DroppedFile:
    """The CSV of dropped rows, written as they are found: their places, reason, detail."""

    def __init__(self, file: TextIO, unit: str) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow((unit, "reason", "detail"))

    def drop(self, line: int, reason: str, detail: str) -> None:
        """Write one line; nothing in it can run in a spreadsheet."""
        self._writer.writerow((line, reason, f"'{detail}" if detail.startswith(_RUNS) else detail))


def counted_words(what: str, words: Counter[str]) -> list[str]:
    """The words with their numbers on one line, the most frequent first; no line without words."""
    if not words:
        return []
    shown = ", ".join(f"{word} ({rows:,})" for word, rows in words.most_common(WORDS))
    more = f" and {len(words) - WORDS:,} more" if len(words) > WORDS else ""
    return [f"{what}: {shown}{more}"]
