"""What can go wrong, said for a person: what, where, what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A folder of a machine before a file's name; what stands behind a host's name or within a word is none.
_FOLDERS = re.compile(r"""(?<![\w:/.])(?:[A-Za-z]:\\(?:[^\\\s"']+\\)*|/(?:[^/\s"']+/)+)""")


def without_paths(text: str) -> str:
    """A text of another library with the names of files only: a reader has no business with the machine's folders."""
    return _FOLDERS.sub("", text)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the content.

    `file` is relative to the project folder, `line` counts from 1 (0 when the file as a whole is meant).
    """

    file: str
    line: int
    field: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} {self.wrong}. {self.remedy}."


class LodestoneError(Exception):
    """Anything this package refuses to do; its text is fit to be shown."""


class ContentError(LodestoneError):
    """The text files in data/ cannot be loaded; carries every problem found, not the first only."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the content:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class BuildError(LodestoneError):
    """The database file could not be written or opened."""


class StorageError(BuildError):
    """The storage of published builds cannot be used, or holds something else than was published."""


class QueryError(LodestoneError):
    """A query is unknown, is called with the wrong parameters, or fails."""


class StatementRefused(LodestoneError):
    """Reader's SQL that is not a single, harmless SELECT, fails, or met a bound.

    `line` and `column` count from 1 and `word` stands there (0 and '' where no place is meant); `cell` is the notebook
    cell that holds it, where that is another one than was asked for.
    """

    def __init__(self, reason: str, *, line: int = 0, column: int = 0, word: str = "", cell: str = "") -> None:
        self.reason, self.line, self.column, self.word, self.cell = reason, line, column, word, cell
        at = f"line {line}" + (f", at “{word}”" if word else "") if line else ""
        where = " of ".join(part for part in (at, f"the cell “{cell}”" if cell else "") if part)
        super().__init__(f"{where[:1].upper()}{where[1:]}: {reason}" if where else reason)


class NotebookRefused(LodestoneError):
    """A reader's notebook that cannot be read, kept or run; carries every problem found, by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(one) for one in self.problems))


class ExportError(LodestoneError):
    """A file to take away could not be made: nothing to draw with, or no place to write."""


class TemplateRefused(ExportError):
    """A file that cannot be the template of a deck; says why, and what to do."""


class ImportRefused(LodestoneError):
    """A file of mineral sites, or the name of a dataset, that cannot be taken; says what was looked for."""


class SettingsError(LodestoneError):
    """Variables in the surroundings of the process that cannot be read; says which, what is wrong and what is meant."""


class PageError(LodestoneError):
    """A page is declared wrongly: it names a filter or a cell that is not there."""
