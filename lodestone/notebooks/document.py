"""What a notebook is: a title, its own parameters, and cells of text, SQL and charts in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

# Of the file format: see docs/notebook-format.md.
VERSION = 1
MOST_CELLS = 60
LONGEST_TEXT = 20_000

ParameterKind = Literal["text", "number", "day", "choice"]
PARAMETER_KINDS: tuple[ParameterKind, ...] = ("text", "number", "day", "choice")
OwnValue = str | float | date

# The kinds of chart, with the columns each draws: (what is needed, what can be given beside).
CHARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "bar": (("x", "y"), ("colour",)),
    "line": (("x", "y"), ("colour",)),
    "area": (("x", "y"), ("colour",)),
    "scatter": (("x", "y"), ("colour", "label", "size")),
    "histogram": (("x",), ()),
    "matrix": (("x", "y"), ("size",)),
    "treemap": (("label", "size"), ("colour",)),
    "points": (("x", "y"), ("colour", "label")),
    "countries": (("x", "y"), ()),
}
ROLES = ("x", "y", "colour", "label", "size")


@dataclass(frozen=True)
class Parameter:
    """A value that the notebook asks its reader for; `value` is the one it starts with."""

    name: str
    kind: ParameterKind
    label: str
    value: OwnValue
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    line: int = 0

    def fits(self, value: OwnValue) -> str:
        """Why a value cannot be taken, in words; empty when it can."""
        wanted = {"number": float, "day": date}.get(self.kind, str)
        if self.kind == "number" and isinstance(value, int):
            value = float(value)
        if not isinstance(value, wanted) or isinstance(value, bool):
            return f"“{value}” is no {self.kind}"
        if self.kind == "choice" and value not in self.choices:
            return f"“{value}” is none of {', '.join(self.choices)}"
        if isinstance(value, float):
            if self.least is not None and value < self.least:
                return f"{value:g} is below {self.least:g}"
            if self.most is not None and value > self.most:
                return f"{value:g} is above {self.most:g}"
        return ""

    def read(self, text: str) -> OwnValue:
        """The value that a text stands for; raises ValueError with the reason in words."""
        value: OwnValue = text
        try:
            if self.kind == "number":
                value = float(text)
            elif self.kind == "day":
                value = date.fromisoformat(text)
        except ValueError:
            raise ValueError(
                f"“{text}” is no {self.kind}" + (", as 2026-11-22" if self.kind == "day" else "")
            ) from None
        if wrong := self.fits(value):
            raise ValueError(wrong)
        return value


@dataclass(frozen=True)
class TextCell:
    """Markdown; `{name.column}` in it stands for a value of a SQL cell."""

    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class SqlCell:
    """One SELECT; later cells can select from its `name`. `question` is what stands above its rows."""

    name: str
    sql: str
    question: str = ""
    line: int = field(default=0, compare=False)
    # The line of the file on which the SQL itself starts.
    sql_line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ChartCell:
    """A chart of the SQL cell `of`: its kind, the finding that is its title, and the column for each role.

    What is empty is chosen by the types of the columns.
    """

    of: str
    kind: str = ""
    title: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


Cell = TextCell | SqlCell | ChartCell


@dataclass(frozen=True)
class Notebook:
    """A whole notebook."""

    title: str
    about: str = ""
    parameters: tuple[Parameter, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def sql(self) -> dict[str, SqlCell]:
        """The SQL cells by name, in order."""
        return {cell.name: cell for cell in self.cells if isinstance(cell, SqlCell)}

    def before(self, name: str) -> tuple[tuple[str, str], ...]:
        """Name and SQL of the SQL cells above the one of this name."""
        names = list(self.sql)
        return tuple((one, self.sql[one].sql) for one in names[: names.index(name)])

    def below(self, name: str) -> tuple[str, ...]:
        """The names of the SQL cells below the one of this name."""
        names = list(self.sql)
        return tuple(names[names.index(name) + 1 :])

    def renamed(self, old: str, new: str) -> Notebook:
        """The same notebook with a SQL cell of another name; charts and texts that use it go with it, SQL does not."""
        cells: list[Cell] = []
        for cell in self.cells:
            if isinstance(cell, SqlCell) and cell.name == old:
                cells.append(replace(cell, name=new))
            elif isinstance(cell, ChartCell):
                cells.append(replace(cell, of=new if cell.of == old else cell.of, title=_said(cell.title, old, new)))
            elif isinstance(cell, TextCell):
                cells.append(replace(cell, text=_said(cell.text, old, new)))
            else:
                cells.append(cell)
        return replace(self, cells=tuple(cells))


def _said(text: str, old: str, new: str) -> str:
    return text.replace(f"{{{old}.", f"{{{new}.")
