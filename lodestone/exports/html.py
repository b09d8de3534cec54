"""The frames of web pages that are made here, by the names of their files in this folder."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


@cache
def template(name: str) -> Template:
    """The frame of a page, by the name of its file beside this one; every word that goes into it is escaped."""
    return Environment(
        loader=PackageLoader("lodestone.exports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template(name)
