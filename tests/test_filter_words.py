"""Filters in words and in SQL: the sentence says every one in force, and the database gets them as values."""

from __future__ import annotations

from datetime import date

import pytest
from pages_support import AS_OF, facts, real_bounds

from lodestone.filters import FILTERS, Bounds, View, defaults
from lodestone.filters.kinds import Many


@pytest.fixture(scope="module")
def bounds(warehouse) -> Bounds:
    return real_bounds(warehouse)


def test_the_sentence_says_every_filter_in_force(bounds):
    values = defaults(bounds) | {
        "pillar": ("Investment", "Recycling"),
        "status": ("not due",),
        "q": "ministerial",
        "provision": "P06",
        "request": date(2026, 12, 1),
        "notice": date(2027, 1, 5),
    }
    names = ("as_of", "pillar", "product", "status", "q", "provision", "request", "notice")
    assert View(values, filters=names).sentence() == (
        "Investment, Recycling · All products · not due · containing “ministerial” · "
        "A written request arrived on 1 Dec 2026 · A written notice arrived on 5 Jan 2027"
    )
    assert View(values, filters=names).narrowed() == ("pillar", "status", "q", "request", "notice")


def test_the_sentence_calls_values_by_their_names(bounds):
    values = defaults(bounds) | {
        "department": "u_ees",
        "topic": ("separations",),
        "fit": (3,),
        "weights": (60, 15, 0, 5, 5),
    }
    names = ("as_of", "department", "topic", "fit", "weights")
    topic = next(row["title"] for row in facts("facts/topics") if row["topic_id"] == "separations")
    assert View(values, filters=names, labels=bounds.labels).sentence() == (
        f"Department: Earth & Env. Sciences · {topic} · Minimum fit 3 · Weights 60, 15, 0, 5, 5"
    )
    assert View(values, filters=names).narrowed() == names[1:]


def test_what_is_opened_or_kept_narrows_nothing_and_is_not_said(bounds):
    values = defaults(bounds) | {
        "brief": FILTERS["brief"].choices(bounds)[0],
        "provision": "P06",
        "cell": "u_ees|Geoscience",
        "organization": "us-doe",
        "opened": "F001",
        "partner": "jp_nims",
        "shortlist": FILTERS["shortlist"].choices(bounds)[:2],
        "map": "Sites",
        "zoom": "Japan",
        "layer": ("Survey areas",),
        "metal": "copper",
        "site": "usa-mountain-pass-deposit",
        "project": "mp-10x",
        "by": "mineral",
        "region": "world",
        "crossing": "lithium|mining",
        "pair": ("us-japan-2025",),
    }
    names = (
        "pair",
        "as_of",
        "brief",
        "provision",
        "cell",
        "organization",
        "shortlist",
        "opened",
        "partner",
        "map",
        "zoom",
        "layer",
        "metal",
        "site",
        "project",
        "by",
        "region",
        "crossing",
        "element",
        "priorities",
        "indicator",
        "supplier",
        "cut",
        "months",
        "cover",
        "reroute",
        "floor",
    )
    opened = View(values, filters=names, labels=bounds.labels)
    assert set(opened.filters) == {name for name, one in FILTERS.items() if one.purpose in {"dates", "opens", "looks"}}
    assert (opened.sentence(), opened.narrowed()) == ("", ())


def test_many_filters_that_do_not_narrow_are_said_in_one(bounds):
    names = ("as_of", "department", "level", "mineral", "stage", "instrument", "q")
    assert View(defaults(bounds), filters=names).sentence() == "No filter"
    values = defaults(bounds) | {"mineral": ("gallium",), "q": "ore"}
    assert (
        View(values, filters=names, labels=bounds.labels).sentence() == "Gallium · containing “ore” · no other filter"
    )
    values = values | {"stage": ("mining",)}
    assert (
        View(values, filters=names, labels=bounds.labels).sentence()
        == "All departments · All commitment levels · Gallium · mining · All types of award · containing “ore”"
    )


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, one in FILTERS.items()
        # Where there is one brief alone, no choice of briefs is offered or said.
        if isinstance(one, Many) and one.purpose == "narrows" and one.fewest < 2
    ],
)
def test_a_list_that_is_not_narrowed_is_said_too(bounds, name):
    view = View(defaults(bounds), filters=(name,))
    assert view.sentence() == FILTERS[name].everything
    assert view.sentence()
    assert view.narrowed() == ()


def test_a_page_that_filters_by_the_day_alone_has_no_sentence(bounds):
    assert View(defaults(bounds), filters=("as_of",)).sentence() == ""


def test_what_a_page_does_not_filter_by_is_null_in_sql(bounds):
    values = defaults(bounds) | {"pillar": ("Investment",), "status": ("met",), "q": "x", "provision": "P06"}
    given_ = View(values, filters=("as_of", "pillar", "q")).parameters()
    assert given_ == {
        "as_of": AS_OF,
        "since": None,
        "brief": None,
        "q": "x",
        "pillars": ("Investment",),
        "products": None,
        "statuses": None,
        "lanes": None,
        "countries": None,
        "sections": None,
        "department": None,
        "schools": None,
        "topics": None,
        "call_states": None,
        "roles": None,
        "opened": None,
        "partner": None,
        "min_fit": None,
        "weights": None,
        "cell": None,
        "shortlist": None,
        "organization": None,
        "seats": None,
        "types": None,
        "mentions": None,
        "trusts": None,
        "minerals": None,
        "mineral_groups": None,
        "lands": None,
        "site_kinds": None,
        "sides": None,
        "datasets": None,
        "map": None,
        "zoom": None,
        "layers": None,
        "metal": None,
        "site": None,
        "provision": None,
        "request": None,
        "notice": None,
        "stages": None,
        "instruments": None,
        "funder_countries": None,
        "levels": None,
        "ties": None,
        "years": None,
        "project": None,
        "crossing": None,
        "by": None,
        "region": None,
        "among": None,
        "pair": None,
        "element": None,
        "priorities": None,
        "indicator": None,
        "suppliers": None,
        "cut": None,
        "months": None,
        "cover": None,
        "reroute": None,
        "floor": None,
    }


def test_the_day_counts_even_where_a_page_shows_no_filter_for_it(bounds):
    assert View(defaults(bounds), filters=("q",)).parameters()["as_of"] == AS_OF
    assert View(defaults(bounds), filters=("q",)).parameters()["q"] is None


def test_the_database_takes_the_parameters_as_text_not_as_sql(warehouse, library, bounds):
    hostile = "x') OR true --"
    view = View(defaults(bounds) | {"q": hostile}, filters=("as_of", "q"))
    query = library.get("timeline/events")
    given_ = {name: view.parameters()[name] for name in query.parameters}
    assert len(library.ask(warehouse, "timeline/events", given_).frame) == 0
    assert len(library.ask(warehouse, "timeline/events", given_ | {"q": None}).frame) == len(facts("facts/events"))
