"""A notebook as the text of its file: equal notebooks give equal texts, and reading one back gives the notebook."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from lodestone.notebooks.document import (
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


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand below a |, as a person would write them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def write_notebook(book: Notebook) -> str:
    """The file's text, UTF-8 without any mark."""
    tree: dict[str, Any] = {"notebook": VERSION, "title": book.title}
    if book.about:
        tree["about"] = book.about
    if book.parameters:
        tree["parameters"] = [_parameter(one) for one in book.parameters]
    tree["cells"] = [_cell(one) for one in book.cells]
    return str(yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


def _parameter(one: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name, "kind": one.kind, "label": one.label, "value": _plain(one.value)}
    told |= {key: _plain(value) for key in ("least", "most") if (value := getattr(one, key)) is not None}
    return told | ({"choices": list(one.choices)} if one.choices else {})


def _plain(value: OwnValue) -> str | int | float:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, TextCell):
        return {"text": _lines(cell.text)}
    if isinstance(cell, SqlCell):
        return {"sql": _lines(cell.sql), "name": cell.name} | ({"question": cell.question} if cell.question else {})
    assert isinstance(cell, ChartCell)
    told = {"chart": cell.kind or "auto", "of": cell.of} | ({"title": cell.title} if cell.title else {})
    return told | {role: cell.roles[role] for role in ROLES if cell.roles.get(role)}


def _lines(text: str) -> str:
    """A text as a block: no blank at the end of a line, which YAML could not show so."""
    kept = "\n".join(line.rstrip().replace("\t", "    ") for line in text.replace("\r\n", "\n").split("\n")).strip("\n")
    return f"{kept}\n" if kept else ""
