"""The fit score and its stability: by hand, against exact counts, and whatever the order of the rows."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.models.scoring import TERMS, fit, stability, ties, verdict, weight_influence
from lodestone.paths import here

PUBLISHED = (30, 25, 20, 15, 10)
# With 2,000 draws a share is off by 0.011 (one standard error) at most.
NEAR = 0.035


def frame(*rows, index=None) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(TERMS), index=index, dtype=float)


def wide(number: int, seed: int = 1) -> pd.DataFrame:
    return frame(*np.random.default_rng(seed).choice([0, 0.5, 1], size=(number, 5)))


# Score -------------------------------------------------------------------------------------------------------------


def test_the_score_by_hand():
    rows = frame((1, 1, 1, 1, 1), (1, 0.5, 0, 0.5, 0), (0, 0.5, 0.5, 0, 1), index=["a", "b", "c"])
    # For b it is 5 times 30 + 12.5 + 7.5 of 100 points, for c 5 times 12.5 + 10 + 10.
    assert fit(rows, PUBLISHED).to_dict() == {"a": 5.0, "b": 2.5, "c": 1.625}
    # Two terms of equal weight, of which b has the one and c the other.
    assert fit(rows, (1, 0, 0, 0, 1)).to_dict() == {"a": 5.0, "b": 2.5, "c": 2.5}
    assert fit(rows, [0.3, 0.25, 0.2, 0.15, 0.1]).tolist() == pytest.approx([5, 2.5, 1.625]), "only proportions count"


def test_terms_and_weights_are_those_of_the_scoring_file():
    terms = yaml.safe_load((here().data / "scoring.yaml").read_text(encoding="utf-8"))["terms"]
    assert tuple(one["term"] for one in terms) == TERMS
    assert tuple(one["weight"] for one in terms) == PUBLISHED


def test_the_score_is_that_of_the_database(warehouse):
    rows = warehouse.cursor().execute("SELECT * FROM fit_terms(DATE '2026-11-22')").df()
    sql = (
        warehouse.cursor()
        .execute(
            "SELECT 5 * (30 * named + 25 * business + 20 * expertise + 15 * call + 10 * partner) / 100 AS fit "
            "FROM fit_terms(DATE '2026-11-22')"
        )
        .df()["fit"]
    )
    assert len(rows) > 100
    assert sorted(fit(rows, PUBLISHED).round(6)) == sorted(sql.astype(float).round(6))


@pytest.mark.parametrize(
    "weights", [(0, 0, 0, 0, 0), (1, 1, 1, 1), (1, 1, 1, 1, -1), (1, 1, 1, 1, float("nan")), (1, 1, 1, 1, 1, 1)]
)
def test_weights_that_mean_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weight"):
        fit(frame((1, 0, 0, 0, 0)), weights)


@pytest.mark.parametrize("value", [1.5, -0.1, float("nan")])
def test_a_term_outside_its_bounds_is_refused(value):
    with pytest.raises(ValueError, match="from 0 to 1"):
        fit(frame((value, 0, 0, 0, 0)), PUBLISHED)
    with pytest.raises(ValueError, match="from 0 to 1"):
        stability(frame((value, 0, 0, 0, 0)))


# Stability ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [
        # Two active terms: the first takes a part r of their weight, and r is uniform from 0 to 1,
        # whatever the others take.
        ((1, 0, 0, 0, 0), (0, 1, 0, 0, 0), 1 / 2),  # r > 1 - r
        ((1, 0, 0, 0, 0), (0, 0.5, 0, 0, 0), 2 / 3),  # r > (1 - r) / 2
        ((0.5, 0, 0, 0, 0), (0, 0, 0, 0, 1), 1 / 3),  # r / 2 > 1 - r
        ((1, 0, 0, 0.5, 0), (0.5, 0, 0, 1, 0), 1 / 2),  # r / 2 > (1 - r) / 2
        # Three: one weight against the sum of two others; of three parts, the sum of two
        # stays below 1/2 in 1 of 4 cases.
        ((1, 0, 0, 0, 0), (0, 1, 1, 0, 0), 1 / 4),
        ((1, 1, 1, 1, 1), (1, 1, 1, 1, 0.5), 1),
    ],
)
def test_the_chance_to_outrank_is_the_exact_one(better, worse, chance):
    shares = stability(frame(better, worse), top=1)["share_in_top"]
    assert shares[0] == pytest.approx(chance, abs=NEAR if chance < 1 else 0)
    assert shares.sum() == pytest.approx(1, abs=1e-12)


def test_three_rows_agree_with_a_fine_grid_of_all_weightings():
    rows = frame((1, 0, 0.5, 0, 0), (0, 1, 0.5, 0, 0), (0.4, 0.4, 0.6, 0, 0))
    steps = 120
    # Centers of a grid over the weights of the three active terms; the other two weigh on none of the rows.
    grid = (
        np.array(
            [
                (i + 1 / 3, j + 1 / 3, steps - i - j - 2 / 3)
                for i, j in itertools.product(range(steps), repeat=2)
                if i + j < steps
            ]
        )
        / steps
    )
    scores = grid @ rows.to_numpy()[:, :3].T
    first = np.bincount(scores.argmax(axis=1), minlength=3) / len(grid)
    two = 1 - np.bincount(scores.argmin(axis=1), minlength=3) / len(grid)
    assert stability(rows, top=1)["share_in_top"].to_numpy() == pytest.approx(first, abs=NEAR)
    assert stability(rows, top=2)["share_in_top"].to_numpy() == pytest.approx(two, abs=NEAR)
    assert stability(rows, top=1, draws=200_000)["share_in_top"].to_numpy() == pytest.approx(first, abs=0.008)


def test_three_rows_by_hand():
    # With two active terms: the first leads for r > 0.6, the second for r < 0.4, the third between.
    shares = stability(frame((1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0.6, 0.6, 0, 0, 0)), top=1)["share_in_top"]
    assert shares.to_numpy() == pytest.approx([0.4, 0.4, 0.2], abs=NEAR)


def test_a_row_that_beats_all_others_has_the_first_rank_always():
    measured = stability(frame((0, 0, 0, 0, 0), (1, 1, 1, 1, 1), (0.5, 0.5, 0.5, 0.5, 0.5)), top=1)
    assert measured["share_in_top"].tolist() == [0, 1, 0]
    for column in ("rank_low", "rank_median", "rank_high"):
        assert measured[column].tolist() == [3, 1, 2]


def test_equal_rows_get_equal_shares_and_their_mean_rank():
    measured = stability(frame(*[(1, 0.5, 0, 0, 1)] * 4, (0, 0, 0, 0, 0)), top=3)
    assert measured["share_in_top"].tolist() == [0.75] * 4 + [0]
    assert measured["rank_median"].tolist() == [2.5] * 4 + [5]
    everyone = stability(frame(*[(0, 0, 0, 0, 0)] * 10))
    assert everyone["share_in_top"].tolist() == [0.5] * 10
    assert everyone["rank_low"].tolist() == everyone["rank_high"].tolist() == [5.5] * 10


@pytest.mark.parametrize(("number", "top"), [(1, 5), (3, 5), (5, 5), (6, 5), (40, 5), (40, 1), (40, 40)])
def test_shares_add_up_to_the_places_there_are(number, top):
    shares = stability(wide(number), top=top, draws=300)["share_in_top"]
    assert shares.sum() == pytest.approx(min(top, number), abs=1e-9)
    assert shares.between(0, 1).all()


def test_the_order_of_the_rows_does_not_matter():
    rows = wide(60)
    shuffled = rows.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(stability(shuffled).loc[rows.index], stability(rows), check_exact=True)
    assert list(stability(shuffled).index) == list(shuffled.index)


def test_equal_seeds_give_equal_results_and_others_nearly_so():
    rows = wide(30)
    pd.testing.assert_frame_equal(stability(rows), stability(rows), check_exact=True)
    other = stability(rows, seed=1)
    assert not other.equals(stability(rows))
    assert (other["share_in_top"] - stability(rows)["share_in_top"]).abs().max() < 2 * NEAR


def test_ranks_stand_in_order_and_within_the_rows():
    measured = stability(wide(80))
    assert (measured["rank_low"] <= measured["rank_median"]).all()
    assert (measured["rank_median"] <= measured["rank_high"]).all()
    assert measured["rank_low"].min() >= 1
    assert measured["rank_high"].max() <= 80


def test_nothing_and_one_can_be_measured():
    assert stability(frame()).empty
    assert stability(frame((0, 0, 0, 0, 0), index=["x"])).loc["x"].tolist() == [1, 1, 1, 1]


# Which weight matters ----------------------------------------------------------------------------------------------


def test_influence_by_hand():
    # Scores 50, 40, 30: only "named" lifts a over b and c; without it a is last. b over c rests on "business".
    rows = frame((1, 0, 0, 0, 0), (0, 0.8, 0, 0, 0), (0, 0.6, 0, 0, 0))
    answer = weight_influence(rows, (50, 50, 0, 0, 0), top=1)
    # Without "named": 0, 40, 30. Of three pairs two turn round: tau = (1 - 2) / 3.
    assert answer.loc["named"].to_dict() == pytest.approx({"weight": 50, "changed": 4 / 3, "top_changed": 1})
    # Without "business": 50, 0, 0. Two pairs agree, one is tied on one side: tau-b = 2 / sqrt(3 * 2).
    assert answer.loc["business"].to_dict() == pytest.approx(
        {"weight": 50, "changed": 1 - 2 / 6**0.5, "top_changed": 0}
    )
    assert answer.loc["call"].tolist() == [0, 0, 0], "a weight of 0 does nothing"
    assert list(answer.index) == ["named", "business", "expertise", "call", "partner"]


def test_the_most_telling_weight_comes_first_though_it_is_not_the_heaviest():
    # All rows share "named"; only "partner" tells them apart.
    rows = frame((1, 0, 0, 0, 1), (1, 0, 0, 0, 0.5), (1, 0, 0, 0, 0))
    answer = weight_influence(rows, PUBLISHED, top=1)
    assert answer.index[0] == "partner"
    assert answer.loc["partner"].tolist() == pytest.approx([10, 1, 2 / 3]), "three tied rows divide the place"
    assert answer.loc["named", "changed"] == 0


def test_the_only_weight_loses_all_order_and_no_order_cannot_be_lost():
    rows = frame((1, 0, 0, 0, 0), (0, 1, 0, 0, 0))
    assert weight_influence(rows, (9, 0, 0, 0, 0)).loc["named", "changed"] == 1
    assert weight_influence(frame((1, 0, 0, 0, 0), (1, 0, 0, 0, 0)), PUBLISHED)["changed"].tolist() == [0] * 5


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 5), min_size=2, max_size=12))
def test_tau_agrees_with_counting_pairs(rows):
    table = frame(*rows)
    before = fit(table, PUBLISHED).round(9)
    after = fit(table, (0, *PUBLISHED[1:])).round(9)
    agree = [
        np.sign(before[i] - before[j]) * np.sign(after[i] - after[j])
        for i, j in itertools.combinations(range(len(rows)), 2)
    ]
    orders = [sum(one[i] != one[j] for i, j in itertools.combinations(range(len(rows)), 2)) for one in (before, after)]
    influence = weight_influence(table, PUBLISHED).loc["named", "changed"]
    if all(orders):
        assert influence == pytest.approx(1 - sum(agree) / (orders[0] * orders[1]) ** 0.5, abs=1e-8)
    else:
        assert influence == (0 if not any(orders) else 1)


# What is said ------------------------------------------------------------------------------------------------------


def test_ties_are_counted_over_all_that_share():
    assert ties(pd.Series([1.0, 2.0, 2.0, 3.0, 3.0, 3.0])) == 5
    assert ties(pd.Series([1.0, 2.0])) == 0
    assert ties(pd.Series([0.1 + 0.2, 0.3])) == 2, "the same but for the last digit"
    assert ties(pd.Series([], dtype=float)) == 0


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "There is nothing to rank."),
        ([(1, 1, 1, 1, 1)], "There is a single entry: nothing to rank it against."),
        ([(0, 0, 0, 0, 0)] * 3, "Every score is 0: nothing on record speaks for any of them."),
        (
            [(1, 1, 1, 1, 1)] * 3,
            "Read this ranking with care: all three have one score between them, so their order says little.",
        ),
        ([(1, 1, 1, 1, 1)] * 5 + [(1, 1, 1, 1, 0.5)], "the first five have one score between them"),
        ([(1, 1, 1, 1, 1)] * 2 + [(1, 1, 1, 1, 0.5)] * 6, "the first five have only two scores between them"),
        (
            [(1, 1, 1, 1, 1)] * 2 + [(1, 1, 1, 1, 0.5)] * 6,
            "6 share the score at place 5, so who is among the first five is chance",
        ),
        (
            [(1, 0, 0, 0, 0), (0.5, 0, 0, 0, 0), (0, 1, 0, 0, 0)],
            "80 % of all terms are 0, so it rests on thin evidence",
        ),
    ],
)
def test_a_ranking_that_means_little_is_called_so(rows, says):
    assert says in verdict(frame(*rows), PUBLISHED)


def test_a_ranking_that_tells_apart_is_not_warned_of():
    rows = frame(*[(1, 1, 1, 1, step / 7) for step in range(8)])
    assert verdict(rows, PUBLISHED) == (
        "The ranking tells the best apart: the first five have five different scores. "
        "Of all 8 entries, none shares its score with another."
    )
    assert "Of all 9 entries, 2 share theirs" in verdict(frame(*rows.to_numpy(), rows.to_numpy()[0]), PUBLISHED)
