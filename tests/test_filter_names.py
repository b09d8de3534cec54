"""An address takes what people have: an identifier, a slug, a short or a full name; and tells what it missed."""

from __future__ import annotations

import pytest
from pages_support import facts, page, real_bounds
from test_filters import NAMES

from lodestone.filters import Bounds, from_address, to_address


@pytest.fixture(scope="module")
def bounds(warehouse) -> Bounds:
    return real_bounds(warehouse)


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("department", "u_ees", "u_ees"),
        ("department", "U-EES", "u_ees"),
        ("department", "earth-env-sciences", "u_ees"),
        ("department", "Earth & Env. Sciences", "u_ees"),
        ("department", "department of earth AND environmental sciences", "u_ees"),
        ("organization", "us-doe", "us-doe"),
        ("organization", "Department of Energy", "us-doe"),
        ("provision", "p06", "P06"),
        ("provision", "Mining, Minerals and Metals Investment Ministerial", "P06"),
        ("mineral", "Rare earths", ("rare-earths",)),
        ("pillar", "MARKETS AND PRICING,Recycling", ("Markets and pricing", "Recycling")),
        ("topic", "separation and processing,recycling", ("separations", "recycling")),
        ("partner", "jp_nims", "jp_nims"),
    ],
)
def test_a_value_is_known_by_any_of_its_names_and_written_in_one_way(bounds, name, text, meant):
    values, complaints = from_address({name: text}, NAMES, bounds)
    assert (values[name], complaints) == (meant, [])
    again, complaints = from_address(to_address(values, NAMES, bounds), NAMES, bounds)
    assert (again, complaints) == (values, [])


def test_every_department_is_known_by_its_full_name_and_its_identifier(bounds):
    for row in facts("facts/units"):
        for text in (row["unit_id"], row["name"], row["short_name"].upper()):
            assert from_address({"department": text}, NAMES, bounds)[0]["department"] == row["unit_id"], text


def test_a_name_that_two_values_share_means_neither():
    two = Bounds({"project": ("a-1", "b-1")}, {}, *[None] * 2, {"project|a-1": ("Mine",), "project|b-1": ("Mine",)})  # type: ignore[arg-type]
    assert two.asked_for("project", {"a-1": "a-1", "b-1": "b-1"}) == {"a-1": "a-1", "b-1": "b-1"}


def test_five_complaints_are_told_and_the_rest_counted(bounds):
    complaints = from_address({"pillar": "gold," * 6 + "recycling", "nonsense": "1"}, NAMES, bounds)[1]
    assert len(complaints) == 6
    assert all(one.count(",") == 4 for one in complaints[:5]), "five choices each, and how many more"
    assert complaints[5] == "2 more parts of the address were ignored."
    assert from_address({"pillar": "gold," * 6}, NAMES, bounds)[1][5] == "1 more part of the address was ignored."


@pytest.mark.parametrize("flood", ["x," * 250_000, "é" * 500_000, "1," * 250_000])
def test_half_a_megabyte_is_not_looked_into_but_said_in_one_sentence(bounds, flood, monkeypatch):
    monkeypatch.setattr("lodestone.filters.kinds.slug", lambda text: pytest.fail(f"looked into {len(text)} characters"))
    values, complaints = from_address(dict.fromkeys(("pillar", "q", "provision"), flood), NAMES, bounds)
    assert (values["pillar"], values["q"], values["provision"]) == ((), "", None)
    assert complaints[0] == f"“{flood[:39]}…” is too long for pillar: 8,000 characters at most."
    assert len(complaints) == 3


def test_of_a_hundred_thousand_words_that_are_no_filter_five_are_named(bounds):
    complaints = from_address({f"w{number}": "1" for number in range(100_000)}, NAMES, bounds)[1]
    assert complaints[0].startswith("“w0” is not a filter of this page. Its filters: ")
    assert complaints[1] == "“w1” is not a filter of this page."
    assert complaints[5:] == ["99,995 more parts of the address were ignored."]


def test_the_page_works_with_what_was_meant():
    at = page("provisions", department="Department of Chemistry")
    assert not at.warning
    assert at.selectbox(key="filter_department").value == "u_chem"
