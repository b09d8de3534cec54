"""A helper for the tests of the university's pages: departments by their word in the address, and what a page says."""

from __future__ import annotations

from pages_support import texts

UNITS = {
    "earth-env-sciences": "u_ees",
    "engineering": "u_eng",
    "law-school": "u_law",
    "business-school-owen": "u_owen",
    "biomedical-engineering": "u_bme",
    "u-s-japan-center-closed": "u_usjc",
    "inst-of-national-security": "u_ins",
}
SILENT = {"biomedical-engineering", "u-s-japan-center-closed"}


def whole(at) -> str:
    """What is written on a page, the figures' titles included."""
    figures = "\n".join(one.proto.spec for one in at.get("plotly_chart"))
    broken = f"{texts(at)}\n{figures}"
    # A long title of a figure stands on two lines; in the figure's JSON the break may be escaped.
    return broken.replace("\\u003cbr\\u003e", " ").replace("<br>", " ")


def sound(at) -> None:
    assert not at.exception
    assert [one.value for one in at.error] == []
    assert [one.value for one in at.warning] == []


def slug(unit: str) -> str:
    return next(one for one, key in UNITS.items() if key == unit)
