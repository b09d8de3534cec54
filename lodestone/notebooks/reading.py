"""A notebook's file read: YAML to a notebook, or everything that is wrong with it, by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NoReturn, TypeVar

import yaml

from lodestone.content.reading import UNFIT
from lodestone.errors import NotebookRefused, Problem
from lodestone.notebooks.document import (
    CHARTS,
    LONGEST_TEXT,
    MOST_CELLS,
    PARAMETER_KINDS,
    ROLES,
    VERSION,
    Cell,
    ChartCell,
    Notebook,
    OwnValue,
    Parameter,
    SqlCell,
    TextCell,
)
from lodestone.notebooks.words import mentioned

_Part = TypeVar("_Part")
MOST_BYTES = 400_000
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DEEP = 40
_TOP = ("notebook", "title", "about", "parameters", "cells")
_PARTS = {
    "text": ("text",),
    "sql": ("sql", "name", "question"),
    "chart": ("chart", "of", "title", *ROLES),
    "parameter": ("name", "kind", "label", "value", "least", "most", "choices"),
}


def read_notebook(text: str, file: str) -> Notebook:
    """The notebook that a file holds; raises NotebookRefused with every problem, each at its line."""
    reader = _Reader(file)
    found = reader.notebook(text)
    if reader.problems or found is None:
        raise NotebookRefused(reader.problems)
    return found


def loose_ends(book: Notebook, file: str) -> list[Problem]:
    """Where a cell uses another that is not there, or holds no SQL yet: it can be kept so, but not run."""
    found: list[Problem] = []
    above: set[str] = set()
    for cell in book.cells:
        words = cell.text if isinstance(cell, TextCell) else cell.title if isinstance(cell, ChartCell) else ""
        if isinstance(cell, SqlCell):
            above.add(cell.name)
            if not cell.sql.strip():
                found.append(Problem(file, cell.line, cell.name, "the SQL is empty", "Write one SELECT"))
        elif isinstance(cell, ChartCell) and cell.of not in above:
            late = "its SQL cell stands below it" if cell.of in book.sql else f"there is no SQL cell “{cell.of}”"
            found.append(Problem(file, cell.line, "of", late, "Name a SQL cell above the chart"))
        for name in sorted(mentioned(words) - set(book.sql)):
            wrong = f"{{{name}.…}} names no SQL cell"
            found.append(Problem(file, cell.line, "", wrong, "Correct the name, or write the value out"))
    return found


class _Broken(Exception):
    """No sense in reading on: the problem is told already."""


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def notebook(self, text: str) -> Notebook | None:
        try:
            top = self._map(self._root(text), "the file", _TOP)
        except _Broken:
            return None
        version = self._text(top, "notebook")
        if version != str(VERSION):
            self._tell(
                top.get("notebook"),
                "notebook",
                f"this is not “notebook: {VERSION}”",
                "It is the first line of the file",
            )
            return None
        title = self._text(top, "title")
        if not title.strip():
            self._tell(top.get("title"), "title", "the notebook has no title", "Give it one")
        parameters = tuple(self._each(top, "parameters", self._parameter))
        cells = tuple(self._each(top, "cells", self._cell))[:MOST_CELLS]
        self._hang_together(parameters, cells)
        return Notebook(" ".join(title.split()), self._text(top, "about").strip(), parameters, cells)

    # The YAML ---------------------------------------------------------------------------------------------------

    def _root(self, text: str) -> yaml.Node:
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            self._stop(1, "", f"the file is larger than {MOST_BYTES // 1000} KB", "Shorten it, or split it in two")
        if found := UNFIT.search(text.replace("\ufeff", "", 1)):
            line = text.count("\n", 0, text.index(found[0])) + 1
            self._stop(line, "", f"a character that cannot be seen (U+{ord(found[0]):04X}) stands here", "Delete it")
        try:
            for event in _bounded(text):
                if isinstance(event, yaml.AliasEvent):
                    self._stop(_mark(event), "", "an alias (*) repeats another part", "Write it out")
            node = yaml.compose(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error).splitlines()[0]
            self._stop(
                mark.line + 1 if mark else 1, "", f"the YAML is broken ({reason})", "Check indentation and quotes"
            )
        except (ValueError, OverflowError, RecursionError):
            self._stop(1, "", "the YAML cannot be read", "Check indentation and quotes")
        if node is None:
            self._stop(1, "", "the file is empty", "See docs/notebook-format.md for what it holds")
        return node

    def _map(self, node: yaml.Node, what: str, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self._stop(_line(node), "", f"{what} must be a list of “key: value”", "See docs/notebook-format.md")
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in known:
                self._tell(key_node, key, "this key is not known here", f"Use one of {', '.join(known)}")
            elif key in found:
                self._tell(key_node, key, "this key stands here twice", "Delete one")
            else:
                found[key] = value
        return found

    def _each(self, top: dict[str, yaml.Node], key: str, read: Callable[[yaml.Node], _Part]) -> Iterator[_Part]:
        node = top.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return
        if not isinstance(node, yaml.SequenceNode):
            self._tell(node, key, "this must be a list", "Begin each with “- ”")
            return
        if len(node.value) > MOST_CELLS:
            self._tell(node, key, f"these are more than {MOST_CELLS}", "Split the notebook in two")
        for one in node.value:
            try:
                yield read(one)
            except _Broken:
                continue

    def _text(self, found: dict[str, yaml.Node], key: str) -> str:
        node = found.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._tell(node, key, "this must be a text", "Write it on one line, or below a |")
            return ""
        text = str(node.value)
        if len(text) > LONGEST_TEXT:
            self._tell(node, key, f"this is longer than {LONGEST_TEXT:,} characters", "Shorten it")
        return text

    # Its parts --------------------------------------------------------------------------------------------------

    def _parameter(self, node: yaml.Node) -> Parameter:
        found = self._map(node, "a parameter", _PARTS["parameter"])
        name = self._name(found, node)
        kind = next((one for one in PARAMETER_KINDS if one == self._text(found, "kind")), None)
        if kind is None:
            self._stop(
                _line(found.get("kind", node)), "kind", "this kind is not known", f"Use {', '.join(PARAMETER_KINDS)}"
            )
        choices: tuple[str, ...] = ()
        if isinstance(listed := found.get("choices"), yaml.SequenceNode):
            choices = tuple(str(one.value) for one in listed.value)
        if kind == "choice" and not choices:
            self._stop(_line(node), "choices", "a choice needs its list of choices", "Add “choices: [a, b]”")
        made = Parameter(
            name,
            kind,
            self._text(found, "label") or name.replace("_", " "),
            "",
            self._number(found, "least"),
            self._number(found, "most"),
            choices,
            _line(node),
        )
        return Parameter(**{**made.__dict__, "value": self._value(made, found, node)})

    def _value(self, parameter: Parameter, found: dict[str, yaml.Node], node: yaml.Node) -> OwnValue:
        if "value" not in found and parameter.kind == "choice":
            return parameter.choices[0]
        if "value" not in found and parameter.kind == "text":
            return ""
        try:
            return parameter.read(self._text(found, "value"))
        except ValueError as error:
            self._tell(found.get("value", node), "value", str(error), f"Give a {parameter.kind} to start with")
            return date.min if parameter.kind == "day" else 0.0

    def _number(self, found: dict[str, yaml.Node], key: str) -> float | None:
        if key not in found:
            return None
        try:
            return float(self._text(found, key))
        except ValueError:
            self._tell(found[key], key, "this is no number", "Write it with digits")
            return None

    def _cell(self, node: yaml.Node) -> Cell:
        keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
        kinds = [kind for kind in ("text", "sql", "chart") if kind in keys]
        if len(kinds) != 1:
            self._stop(_line(node), "", "a cell holds one of text, sql and chart", "See docs/notebook-format.md")
        found = self._map(node, "a cell", _PARTS[kinds[0]])
        if kinds[0] == "text":
            return TextCell(self._text(found, "text").strip("\n"), _line(node))
        if kinds[0] == "sql":
            body = found["sql"]
            block = isinstance(body, yaml.ScalarNode) and body.style in {"|", ">"}
            sql = self._text(found, "sql").strip("\n")
            question = " ".join(self._text(found, "question").split())
            return SqlCell(self._name(found, node), sql, question, _line(node), _line(body) + block)
        kind = self._text(found, "chart").strip()
        if kind and kind != "auto" and kind not in CHARTS:
            self._tell(found["chart"], "chart", f"there is no chart “{kind}”", f"Use auto, {', '.join(CHARTS)}")
        roles = {role: self._text(found, role) for role in ROLES if self._text(found, role)}
        title = " ".join(self._text(found, "title").split())
        return ChartCell(self._text(found, "of"), "" if kind == "auto" else kind, title, roles, _line(node))

    def _name(self, found: dict[str, yaml.Node], node: yaml.Node) -> str:
        name = self._text(found, "name")
        if not NAME.fullmatch(name):
            self._tell(
                found.get("name", node),
                "name",
                f"“{name}” cannot be a name" if name else "a name is missing",
                "Use small letters, digits and _, a letter first, at most 40",
            )
        return name

    # Together ---------------------------------------------------------------------------------------------------

    def _hang_together(self, parameters: tuple[Parameter, ...], cells: tuple[Cell, ...]) -> None:
        taken: set[str] = set()
        for one in parameters:
            if one.name in taken:
                self._at(one.line, "name", f"there are two parameters “{one.name}”", "Rename one")
            taken.add(one.name)
        named: set[str] = set()
        for cell in cells:
            if isinstance(cell, SqlCell):
                if cell.name in named:
                    self._at(cell.line, "name", f"two cells are named “{cell.name}”", "Rename one")
                named.add(cell.name)

    def _tell(self, node: yaml.Node | None, field: str, wrong: str, remedy: str) -> None:
        self._at(_line(node), field, wrong, remedy)

    def _at(self, line: int, field: str, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, field, wrong, remedy))

    def _stop(self, line: int, field: str, wrong: str, remedy: str) -> NoReturn:
        self._at(line, field, wrong, remedy)
        raise _Broken


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node is not None else 1


def _mark(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _bounded(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, given up where it is nested deeper than any notebook is."""
    deep = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            deep += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            deep -= 1
        if deep > _DEEP:
            raise RecursionError
        yield event
