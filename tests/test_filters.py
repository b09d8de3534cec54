"""Filters in the address: any choice comes back from it, and what is wrong in it is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_support import AS_OF, SIGNED, facts, real_bounds

from lodestone.filters import FILTERS, Bounds, View, defaults, from_address, slug, to_address
from lodestone.filters.keys import KEY, Key, Keys
from lodestone.filters.kinds import Day, Numbers, One, Switch, Words
from lodestone.filters.packed import Packed
from lodestone.page_list import PAGES

NAMES = tuple(FILTERS)
LISTS = [name for name, one in FILTERS.items() if isinstance(one, One)]


@pytest.fixture(scope="module")
def bounds(warehouse) -> Bounds:
    return real_bounds(warehouse)


def test_bounds_start_at_the_signing_and_offer_what_the_content_holds(bounds):
    assert bounds.first_day == SIGNED
    assert bounds.default_day == AS_OF
    assert set(FILTERS["pillar"].choices(bounds)) == {row["pillar"] for row in facts("facts/provisions")}
    assert set(FILTERS["product"].choices(bounds)) == {
        "permanent magnets",
        "batteries",
        "catalysts",
        "optical materials",
    }
    assert FILTERS["status"].choices(bounds) == (
        "met",
        "in progress",
        "overdue",
        "no public evidence",
        "conditional",
        "not due",
    )
    units = sorted(facts("facts/units"), key=lambda row: row["short_name"])
    assert FILTERS["department"].choices(bounds) == tuple(row["unit_id"] for row in units)
    assert [bounds.word("department", one) for one in FILTERS["department"].choices(bounds)] == [
        row["short_name"] for row in units
    ]
    assert set(FILTERS["school"].choices(bounds)) == {row["school"] for row in units}
    assert set(FILTERS["organization"].choices(bounds)) == {
        row["organization_id"] for row in facts("facts/organizations")
    }
    assert FILTERS["topic"].choices(bounds) == tuple(row["topic_id"] for row in facts("facts/topics"))
    assert FILTERS["call"].choices(bounds) == ("open", "not yet open", "unknown", "closed")
    assert set(FILTERS["role"].choices(bounds)) == {row["university_role"] for row in facts("facts/calls")}
    assert FILTERS["opened"].choices(bounds) == (
        *(row["call_id"] for row in facts("facts/calls")),
        *(row["watch_id"] for row in facts("facts/call_watch") if not row["call_id"]),
    )
    assert set(FILTERS["partner"].choices(bounds)) == {row["partner_id"] for row in facts("facts/partners")}
    pairs = {f"{row['unit_id']}|{pillar}" for row in units for pillar in FILTERS["pillar"].choices(bounds)}
    assert set(FILTERS["cell"].choices(bounds)) == pairs
    assert set(FILTERS["country"].choices(bounds)) == {
        one for row in facts("facts/events") for one in row["countries"].split(";")
    }
    assert FILTERS["country"].choices(bounds)[:3] == ("United States", "Japan", "China")
    assert FILTERS["provision"].choices(bounds) == tuple(f"P{number:02}" for number in range(20))
    assert bounds.word("provision", "P06") == "P06 Mining, Minerals and Metals Investment Ministerial"


def test_a_computer_whose_clock_stands_before_the_signing_starts_at_the_signing(bounds):
    early = Bounds(bounds.options, bounds.labels, bounds.first_day, date(2020, 1, 1))
    assert defaults(early)["as_of"] == SIGNED
    assert early.last_day > SIGNED


@pytest.mark.parametrize("name", LISTS)
def test_words_of_one_list_never_share_an_address_word(bounds, name):
    words = [slug(FILTERS[name].slug(word, bounds)) for word in FILTERS[name].choices(bounds)]
    assert words or name == "dataset", "an empty list could not be chosen from; only a reader's own data may be none"
    assert len(set(words)) == len(words)
    assert all(words), "each word needs a place in the address"
    assert not any("," in word or " " in word for word in words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_each_page_filters_by_known_filters_and_by_the_day(page):
    assert set(page.filters) <= set(FILTERS)
    assert page.filters[0] == "as_of"


@settings(deadline=None)
@given(data=st.data())
def test_any_choice_comes_back_from_its_address(bounds, data):
    days = st.dates(bounds.first_day, bounds.last_day)
    letters = st.characters(exclude_categories=("C", "Z"))
    words = st.lists(st.text(letters, min_size=1, max_size=12), max_size=6).map(" ".join)
    drawn = {}
    for name, one in FILTERS.items():
        if isinstance(one, Day):
            drawn[name] = data.draw(days if name == "as_of" else st.none() | days, name)
        elif isinstance(one, Words):
            drawn[name] = data.draw(words, name)
        elif isinstance(one, Numbers):
            points = st.lists(st.integers(0, one.most), min_size=one.count, max_size=one.count).map(tuple)
            usual = one.usual
            points = points.filter(lambda given, usual=usual: given != (usual,) and (any(given) or usual))
            drawn[name] = data.draw(st.just(()) | points, name)
        elif isinstance(one, Key):
            drawn[name] = data.draw(st.none() | st.from_regex(KEY, fullmatch=True), name)
        elif isinstance(one, Packed):
            drawn[name] = data.draw(st.none() | st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True), name)
        elif isinstance(one, Keys):
            drawn[name] = tuple(
                data.draw(
                    st.lists(st.from_regex(r"[a-z]{1,9}/[a-z_]{1,12}", fullmatch=True), max_size=60, unique=True), name
                )
            )
        elif type(one) in {One, Switch}:
            drawn[name] = data.draw(st.none() | st.sampled_from(one.choices(bounds)), name)
        else:
            chosen = data.draw(
                st.sets(st.sampled_from(one.choices(bounds))) if one.choices(bounds) else st.just(set()),
                name,
            )
            drawn[name] = tuple(word for word in one.choices(bounds) if word in chosen)
    assert from_address(to_address(drawn, NAMES, bounds), NAMES, bounds) == (drawn, [])


def test_an_address_reads_like_words(bounds):
    values = defaults(bounds) | {
        "pillar": ("Investment", "Markets and pricing"),
        "request": date(2026, 12, 1),
        "q": "rare earth",
        "provision": "P06",
        "department": "u_ees",
        "fit": (3,),
        "weights": (60, 15, 0, 5, 5),
        "role": ("lead or partner",),
        "opened": "F001",
        "partner": "jp_nims",
        "cell": "u_ees|Geoscience",
        "organization": "us-doe",
    }
    assert to_address(values, NAMES, bounds) == {
        "q": "rare earth",
        "pillar": "investment,markets-and-pricing",
        "department": "earth-env-sciences",
        "role": "lead-or-partner",
        "opened": "F001",
        "partner": "jp-nims",
        "fit": "3",
        "weights": "60,15,0,5,5",
        "cell": "u-ees-geoscience",
        "organization": "doe",
        "provision": "P06",
        "request": "2026-12-01",
    }


def test_what_is_at_its_default_is_not_in_the_address(bounds):
    assert to_address(defaults(bounds), NAMES, bounds) == {}
    other = defaults(bounds) | {"as_of": AS_OF - timedelta(days=1)}
    assert to_address(other, NAMES, bounds) == {"as_of": "2026-11-21"}


def test_an_address_only_speaks_of_the_filters_of_its_page(bounds):
    values = defaults(bounds) | {"pillar": ("Investment",), "trust": ("primary",)}
    assert to_address(values, ("as_of", "trust", "q"), bounds) == {"trust": "primary"}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("as_of", "yesterday", "“yesterday” is not a day for “As of”; write it as 2026-11-22."),
        ("as_of", "2026-02-30", "“2026-02-30” is not a day for “As of”"),
        ("as_of", "20261122", "“20261122” is not a day"),
        ("as_of", "2026-W47-7", "is not a day"),
        ("as_of", "2025-10-27", "27 Oct 2025 lies outside the days that can be shown (28 Oct 2025 to 22 Nov 2036)."),
        ("as_of", "2036-11-23", "23 Nov 2036 lies outside the days"),
        ("request", "soon", "“soon” is not a day for “A written request arrived on”"),
        ("notice", "1999-01-01", "1 Jan 1999 lies outside the days"),
        ("pillar", "mining", "“mining” is not one of the choices for pillar."),
        ("product", "%27 OR 1=1", "“%27 OR 1=1” is not one of the choices for derivative product."),
        ("status", "broken", "“broken” is not one of the choices for status of a clock."),
        ("provision", "P99", "“P99” is not one of the choices for provision."),
        ("department", "astrology", "“astrology” is not one of the choices for department."),
        ("department", "chemstry", "“chemstry” is not one of the choices for department. Choices: Chemistry, "),
        ("role", "king", "“king” is not one of the choices for role of a university. Choices: "),
        ("partner", "nobody", "“nobody” is not one of the choices for partner in Japan. Choices: "),
        ("product", "magnets", "Choices: permanent magnets, batteries, catalysts and optical materials."),
        ("cell", "u_ees|Magic", "“u_ees|Magic” is not one of the choices for department and pillar."),
        ("mineral", "unobtainium", "“unobtainium” is not one of the choices for mineral."),
        ("zoom", "moon", "“moon” is not one of the choices for part of the world."),
        ("site", "A\x00B", "B” is not one of the choices for site."),
        ("site", "x" * 170, "is not one of the choices for site."),
        ("fit", "six", "“six” does not fit “Minimum fit”: one number from 0 to 100."),
        ("fit", "-1", "“-1” does not fit “Minimum fit”"),
        ("fit", "1,2", "“1,2” does not fit “Minimum fit”"),
        ("weights", "60,15,10", "“60,15,10” does not fit “Weights”: 5 numbers from 0 to 100."),
        ("weights", "0,0,0,0,0", "“0,0,0,0,0” does not fit “Weights”"),
        ("weights", "101,1,1,1,1", "“101,1,1,1,1” does not fit “Weights”"),
        ("weights", "1,1,1,1,1,1", "“1,1,1,1,1,1” does not fit “Weights”"),
        ("weights", "１,1,1,1,1", "does not fit “Weights”"),
        ("nonsense", "1", "“nonsense” is not a filter of this page."),
        ("x" * 60, "1", f"“{'x' * 39}…” is not a filter of this page."),
    ],
)
def test_a_wrong_value_is_told_and_the_default_stands(bounds, name, text, says):
    values, complaints = from_address({name: text}, NAMES, bounds)
    assert values == defaults(bounds)
    assert len(complaints) == 1
    assert says in complaints[0]


def test_identifiers_keep_the_reader_s_order_and_come_once(bounds):
    values, complaints = from_address({"pick": "timeline/clocks, funding/flow,timeline/clocks,,a\x00b"}, NAMES, bounds)
    assert values["pick"] == ("timeline/clocks", "funding/flow")
    assert complaints == ["“a\x00b” is not one of the choices for figures and tables."]
    values, complaints = from_address({"pick": ",".join(f"a/{number}" for number in range(110))}, NAMES, bounds)
    assert len(values["pick"]) == 100
    assert complaints == ["“Figures and tables” was cut to 100."]


def test_right_words_beside_wrong_ones_are_kept_in_the_order_of_the_list(bounds):
    values, complaints = from_address({"pillar": "recycling,mining,,investment, Investment"}, NAMES, bounds)
    assert values["pillar"] == ("Investment", "Recycling")
    assert len(complaints) == 1
    assert complaints[0].startswith("“mining” is not one of the choices for pillar. Choices: Permitting, ")
    assert complaints[0].endswith(" and 6 more."), "the five nearest of eleven are named"


def test_a_search_that_is_too_long_is_cut_and_told(bounds):
    values, complaints = from_address({"q": "rare  earth " * 20}, NAMES, bounds)
    assert values["q"] == "rare earth rare earth rare earth rare earth rare earth rare earth rare earth rar"
    assert complaints == ["The search was cut to 80 characters."]


def test_a_cut_search_stays_the_same_when_its_address_is_opened_again(bounds):
    first, _ = from_address({"q": "abcdefghi " * 9}, NAMES, bounds)
    again, complaints = from_address(to_address(first, NAMES, bounds), NAMES, bounds)
    assert (again["q"], complaints) == (first["q"], [])


def test_a_filter_of_another_page_is_told_but_streamlit_s_own_embed_words_are_not(bounds):
    values, complaints = from_address({"trust": "primary", "embed": "true"}, ("as_of", "pillar"), bounds)
    assert values == {"as_of": AS_OF, "pillar": ()}
    assert complaints == ["“trust” is not a filter of this page. Its filters: as_of and pillar."]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE events; --",
        "[link](javascript:x) **b** $x$",
        "=1+1",
        "%00",
        "🙂 :smile:",
    ],
)
def test_hostile_text_stays_the_text_it_is(bounds, text):
    values, complaints = from_address({"q": text}, NAMES, bounds)
    assert (values["q"], complaints) == (text, [])
    assert View(values).parameters()["q"] == text
    assert to_address(values, NAMES, bounds) == {"q": text}
