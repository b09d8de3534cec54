"""What came of an import, for a person and as JSON."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

from lodestone.imports.sites import DUPLICATES

FIRST, WORDS = 5, 20
# A spreadsheet runs a cell that starts with one of these; a leading apostrophe keeps it a text.
_RUNS = ("=", "+", "-", "@")


@dataclass
class Report:
    """Rows read, kept and dropped (by reason: how many, and line and detail of the first few) of one file.

    `dropped_file` lists all of them and is named as seen from the project. `not_utf8` counts lines that were read as
    Windows-1252.
    """

    dataset: str
    title: str
    layout: str
    file_name: str
    rows_read: int = 0
    rows_kept: int = 0
    not_utf8: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    dropped_file: str = ""

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

    def as_json(self) -> dict[str, Any]:
        """The report as plain lists, numbers and texts."""
        reasons = [
            {
                "reason": reason,
                "rows": rows,
                "first": [{"line": line, "detail": detail} for line, detail in self.first[reason]],
            }
            for reason, rows in self.dropped.most_common()
        ]
        return {
            "dataset": self.dataset,
            "title": self.title,
            "layout": self.layout,
            "file": self.file_name,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "rows_dropped": self.dropped.total(),
            "duplicates": self.duplicates,
            "dropped": reasons,
            "dropped_file": self.dropped_file,
            "lines_not_utf8": self.not_utf8,
            "words_without_a_mineral": dict(self.words.most_common()),
            "countries_without_a_code": dict(self.countries.most_common()),
        }

    def as_text(self) -> str:
        """The report as lines to read."""
        lines = [
            f"imported: {self.dataset} ({self.title}), layout {self.layout}, from {self.file_name}",
            f"{self.rows_read:>9,} rows read",
            f"{self.rows_kept:>9,} kept",
            *self.dropped_lines(),
        ]
        if self.dropped:
            lines.append(f"every dropped line: {self.dropped_file}")
        if self.not_utf8:
            lines.append(f"lines that are not UTF-8, read as Windows-1252: {self.not_utf8:,}")
        lines += _counted("words without a mineral", self.words)
        lines += _counted("countries without a code", self.countries)
        return "\n".join(lines)

    def dropped_lines(self) -> list[str]:
        """How many rows were dropped, and for each reason the first of them."""
        lines = [f"{self.dropped.total():>9,} dropped, {self.duplicates:,} of them duplicates"]
        for reason, rows in self.dropped.most_common():
            lines.append(f"{rows:>9,}   {reason}")
            lines += [f"{'':12} line {line}{': ' if detail else ''}{detail}" for line, detail in self.first[reason]]
        return lines


class DroppedFile:
    """The CSV of dropped lines, written as they are found: line, reason, detail."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(("line", "reason", "detail"))

    def drop(self, line: int, reason: str, detail: str) -> None:
        """Write one line; nothing in it can run in a spreadsheet."""
        self._writer.writerow((line, reason, f"'{detail}" if detail.startswith(_RUNS) else detail))


def _counted(what: str, words: Counter[str]) -> list[str]:
    if not words:
        return []
    shown = ", ".join(f"{word} ({rows:,})" for word, rows in words.most_common(WORDS))
    more = f" and {len(words) - WORDS:,} more" if len(words) > WORDS else ""
    return [f"{what}: {shown}{more}"]
