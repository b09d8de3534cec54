"""Concentration, exposure, GeoPolRisk, disruption and price floor: worked out by hand from the published rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lodestone.models.bounds import Interval, known
from lodestone.models.concentration import Producer, concentration, hhi, weighted_risk
from lodestone.models.disruption import Shock, lost, share_of, tonnes
from lodestone.models.geopolrisk import from_shares, geopolrisk, political_risk
from lodestone.models.price_floor import support
from lodestone.models.stockpiling import MEETING, meeting

# Output of 2025 as the survey prints it, in its own units: countries, then what other countries make together.
PUBLISHED = {
    "gallium": ([900_000, 3_000, 6_000], 0, 0.980351),
    "cobalt": ([3700, 3500, 2000, 230_000, 2000, 44_000, 3900, 2800, 3700, 7700, 1900, 300], 9_100, 0.555400),
    "niobium": ([104_000, 6_000, 40, 970, 300, 200], 120, 0.870945),
    "platinum": ([5_000, 20_000, 120_000, 1_800, 18_000], 3_900, 0.532411),
    "rare earths": (
        [29_000, 2_000, 270_000, 2_900, 2_700, 110, 22_000, 1_500, 2_600, 4_800, 51_000, 150],
        550,
        0.507236,
    ),
}


@pytest.mark.parametrize("mineral", PUBLISHED)
def test_hhi_of_five_minerals_is_what_the_published_rows_give_by_hand(mineral):
    """Sum of p^2 / (sum of p)^2; the least counts the rest as spread among many, the most as one country's."""
    amounts, others, by_hand = PUBLISHED[mineral]
    producers = [Producer(str(number), one, one) for number, one in enumerate(amounts)]
    found = concentration([*producers, Producer("other countries", others, others, others=True)])
    assert found.hhi.low == pytest.approx(by_hand, abs=1e-6)
    total = sum(amounts) + others
    assert found.hhi.high == pytest.approx(by_hand + (others / total) ** 2, abs=1e-6)
    assert found.leader_share_pct == pytest.approx((100 * max(amounts) / total,) * 2)


def test_hhi_by_a_second_method():
    """The mean share of the country that a random tonne comes from."""
    assert hhi([60, 30, 10]) == pytest.approx(0.6 * 0.6 + 0.3 * 0.3 + 0.1 * 0.1)
    assert hhi([5]) == 1
    with pytest.raises(ValueError, match="more than 0"):
        hhi([0, 0])


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.lists(st.floats(0, 1), min_size=1, max_size=3))
def test_whatever_is_withheld_lies_within_the_bounds(amounts, hidden):
    """An amount of nothing up to the leader's, put in, gives an index within the interval."""
    made = [Producer(str(number), one, one, 0.5) for number, one in enumerate(amounts)]
    found = concentration([*made, *[Producer(f"w{number}", None, None) for number in range(len(hidden))]])
    true = hhi([*amounts, *[share * max(amounts) for share in hidden]])
    assert found.hhi.low - 1e-9 <= true <= found.hhi.high + 1e-9
    assert len(found.unknown) == len(hidden)


def test_nothing_listed_gives_no_concentration():
    assert concentration([]) is None
    assert concentration([Producer("United States", None, None)]) is None
    assert concentration([Producer("Canada", 0, 0), Producer("other countries", 50, 50, others=True)]) is None


def test_risk_of_imports_weighs_suppliers_and_bounds_the_rest():
    """Three quarters from a country of risk 0.6, the rest from countries between 0.2 and 1."""
    shares = [Producer("China", 75, 75, 0.6), Producer("other countries", 25, 25, others=True)]
    assert weighted_risk(shares, Interval(0.2, 1.0)) == pytest.approx((0.75 * 0.6 + 0.25 * 0.2, 0.75 * 0.6 + 0.25))
    assert political_risk(2.5) == 0
    assert political_risk(-2.5) == 1
    assert political_risk(0.5) == pytest.approx(0.4)


def test_geopolrisk_reproduces_the_published_cases(shared):
    """Rows GPR-… of the published results, read where they lie: their terms forbid to ship them."""
    path = Path(shared) / "facts" / "published_risk.csv"
    if not path.exists():
        pytest.skip("the published results are not here, and must not be shipped: nothing to compare with")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["test_id"].startswith("GPR-")]
    cases = {row["test_id"] for row in rows}
    assert len(cases) == 3
    for case in cases:
        mine = [row for row in rows if row["test_id"] == case]

        def taken(item, mine=mine):
            return {row["country_iso3"]: float(row["value"]) for row in mine if row["item"] == item}

        found = geopolrisk(
            list(taken("mine production").values()),
            taken("import quantity into the USA"),
            taken("political instability g"),
            sum(taken("domestic production p").values()),
        )
        assert found.hhi == pytest.approx(taken("HHI of world mine production")[""], abs=1e-6)
        assert found.import_risk == pytest.approx(taken("import risk")[""], abs=1e-6)
        assert found.score == pytest.approx(taken("GeoPolRisk score")[""], abs=1e-6)


def test_geopolrisk_from_shares_is_the_same_where_all_is_imported():
    """Without output of its own, reliance is 1 and shares are f / F."""
    exact = geopolrisk([60, 40], {"A": 30, "B": 10}, {"A": 0.6, "B": 0.2}, 0)
    risk = weighted_risk([Producer("A", 75, 75, 0.6), Producer("B", 25, 25, 0.2)])
    assert from_shares(Interval(0.52, 0.52), Interval(1, 1), risk).low == pytest.approx(exact.score)


def test_a_full_cut_of_sixty_percent_of_imports_at_eighty_percent_reliance_loses_forty_eight():
    loss = lost(Interval(80, 80), Interval(60, 60), Shock(cut_pct=100, months=12))
    assert loss.first_pct == loss.left_pct == pytest.approx((48, 48))
    assert tonnes(loss.left_pct, Interval(1000, 1000), Shock(100, 6)) == pytest.approx((240, 240))


def test_others_and_the_stock_come_off_in_this_order():
    """48 %, of which a quarter is re-routed: 36 %; a stock of 73 days is 20 % of a year: 16 %."""
    loss = lost(Interval(80, 80), Interval(60, 60), Shock(100, 12, stock_days=73, rerouted_pct=25))
    assert loss.rerouted_pct == pytest.approx((36, 36))
    assert loss.left_pct == pytest.approx((16, 16))


def test_a_bound_is_carried_through():
    """Reliance '>75' is 75 to 100: a full cut of 40 % of imports loses 30 to 40 %."""
    assert known(75, 100) == (75, 100)
    assert lost(known(75, 100), Interval(40, 40), Shock(100, 12)).first_pct == pytest.approx((30, 40))
    assert lost(known(None, None, Interval(0, 100)), Interval(40, 40), Shock(50, 12)).first_pct == pytest.approx(
        (0, 20)
    )


def test_a_zero_cut_loses_zero():
    loss = lost(Interval(75, 100), Interval(0, 100), Shock(0, 12))
    assert loss.first_pct == loss.left_pct == (0, 0)


@given(*[st.floats(0, 100)] * 6, st.integers(0, 730), st.integers(1, 60))
def test_never_less_than_nothing_and_never_more_than_all(low, more, share, rest, cut, reroute, stock, months):
    ends = Interval(min(low, more), max(low, more)), Interval(min(share, rest), max(share, rest))
    loss = lost(*ends, Shock(cut, months, stock, reroute))
    for part in loss.first_pct, loss.rerouted_pct, loss.left_pct:
        assert 0 <= part.low <= part.high <= 100
    assert loss.left_pct.high <= loss.rerouted_pct.high <= loss.first_pct.high


@pytest.mark.parametrize("wrong", [{"cut_pct": 101}, {"cut_pct": -1}, {"months": 0}, {"stock_days": -1}])
def test_what_cannot_be_assumed_is_refused(wrong):
    with pytest.raises(ValueError, match=r"percent|lasts"):
        Shock(**({"cut_pct": 50, "months": 6} | wrong))


def test_a_supplier_without_a_row_may_be_among_the_others():
    """46 % listed; one more country is in the 16 % of unlisted ones, or not."""
    assert share_of([Interval(46, 46)], Interval(16, 16), 0) == (46, 46)
    assert share_of([Interval(46, 46)], Interval(16, 16), 1) == (46, 62)
    assert share_of([Interval(99, 100), Interval(20, 20)], Interval(0, 1), 1) == (100, 100)


def test_a_floor_costs_the_gap_and_nothing_above_it():
    """$110,000 over $60,000 on 5,000 t a year for 12 years: $250 M a year, $3 B in all."""
    cost = support(60_000, 110_000, 5_000, 12)
    assert (cost.gap_usd_t, cost.year_usd, cost.total_usd) == (50_000, 250e6, 3e9)
    assert support(120_000, 110_000, 5_000, 12).total_usd == 0
    with pytest.raises(ValueError, match="at least 0"):
        support(-1, 0, 0, 0)


def test_stocks_are_compared_and_never_added():
    assert meeting("held", "reported held") == MEETING[0]
    assert meeting("held", "target") == MEETING[1]
    assert meeting("held", None) == MEETING[2]
    assert meeting(None, "reported held") == MEETING[3]
    assert meeting("tracked", "target") == MEETING[4]
    assert meeting(None, None) == MEETING[5]
