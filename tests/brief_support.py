"""Briefs to read, made of lines, and what the reader says of them."""

from __future__ import annotations

from typing import Any

from lodestone.briefs.reading import read_brief

HEAD = "Adjusting Imports of Copper into the United States\n10/27/2025\n"


def read(text: str | bytes, name: str = "") -> dict[str, Any]:
    """The JSON of a document."""
    return read_brief(text.encode() if isinstance(text, str) else text, name).as_json()


def under(heading: str, *lines: str) -> dict[str, Any]:
    """The JSON of a brief with one section."""
    return read("\n".join([HEAD + heading, *lines]))


def items(heading: str, *lines: str) -> list[dict[str, Any]]:
    """The items of a brief with one section."""
    (section,) = under(heading, *lines)["sections"]
    return section["items"]


def texts(read_: dict[str, Any]) -> dict[str, list[str]]:
    """The texts of each section by its key."""
    return {section["key"]: [item["text"] for item in section["items"]] for section in read_["sections"]}


def kinds(read_: dict[str, Any]) -> list[tuple[str, int]]:
    """Kind and line of each flag."""
    return [(flag["kind"], flag["line"]) for flag in read_["flags"]]
