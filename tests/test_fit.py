"""Fits: the score by hand and by a second method, and calls on a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import fit_support as second
import pytest
from fit_support import TERMS, book, matrix  # noqa: F401
from pages_support import AS_OF, ask, view

from lodestone.answers import opportunities, relevance
from lodestone.errors import QueryError

SPRING = date(2026, 5, 1)
ROUNDED = Fraction(1, 200) + Fraction(1, 10**9)


@pytest.fixture
def ranked(library, warehouse):
    """The rows of department/ranked by identifier."""

    def ask(unit, day=AS_OF):
        values = {"as_of": day, "weights": None, "department": unit, "kinds": ("action", "opportunity", "call")}
        return {row.id: row for row in library.ask(warehouse, "department/ranked", values).frame.itertuples()}

    return ask


def of(row):
    return tuple(getattr(row, term) for term in TERMS)


# By hand: the sum of weight x term out of 100, times 5 --------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "pillar", "terms", "score"),
    [
        # Named in "Expand mapping and resource research" (P12), of which it is the natural owner by both readings; its
        # work is undated; the NSF letter's state is unknown; AIST, GSJ, Kato: 30 + 25 + 20/2 + 15/2 + 10 = 82.5.
        ("u_ees", "Geoscience", (1, 1, 0.5, 0.5, 1), 4.125),
        # Named in an action on P02, thin there (1/6); clear at P03 (2/3); no work; the hub's state is unknown; NEDO and
        # NIMS: 30 + 50/3 + 0 + 15/2 + 10 = 64.17.
        ("u_eng", "Investment", (1, 2 / 3, 0, 0.5, 1), 3.2083),
        # Not named; P08 is clear (2/3); world trade law is undated; the comment is closed; no clear partner:
        # 0 + 50/3 + 10 + 0 + 0 = 26.67.
        ("u_law", "Markets and pricing", (0, 2 / 3, 0.5, 0, 0), 1.3333),
        # P02 in one reading and P03 at grade 1 are thin: the better counts 1/6; membranes of 2021 stand behind P02;
        # F022 is clear, but a notice that no call followed; Kyushu and Tohoku: 0 + 25/6 + 20 + 0 + 10 = 34.17.
        ("u_cbe", "Investment", (0, 1 / 6, 1, 0, 1), 1.7083),
    ],
)
def test_the_fit_of_a_department_and_a_pillar_is_the_sum_worked_out_by_hand(matrix, unit, pillar, terms, score):
    row = matrix(department=unit)[unit, pillar]
    assert of(row) == pytest.approx(terms)
    assert row.fit == pytest.approx(score, abs=0.00501)


@pytest.mark.parametrize(
    ("unit", "subject", "terms", "score", "day"),
    [
        # Named; the natural owner of P12: as for its pillar.
        ("u_ees", "us-japan-2025.action.4", (1, 1, 0.5, 0.5, 1), 4.13, AS_OF),
        # P01 is clear by one reading only (grade 2 of 6); undated work behind it; no call for that pillar:
        # 0 + 25/3 + 10 + 0 + 0 = 18.33.
        ("u_law", "us-japan-2025.action.3", (0, 1 / 3, 0.5, 0, 0), 0.92, AS_OF),
        # Clear (2/3), membranes of 2021, the call itself open: 0 + 50/3 + 20 + 15 + 10 = 61.67; closed: 46.67.
        ("u_cbe", "F001", (0, 2 / 3, 1, 1, 1), 3.08, SPRING),
        ("u_cbe", "F001", (0, 2 / 3, 1, 0, 1), 2.33, AS_OF),
        # Named in the exchange, though both readings see nothing for it in P11: 30 + 10 (Akita, Tohoku) = 40.
        ("u_geo", "us-japan-2025.opportunity.3", (1, 0, 0, 0, 1), 2.0, AS_OF),
    ],
)
def test_the_fit_of_an_action_and_of_a_call_is_the_sum_worked_out_by_hand(ranked, unit, subject, terms, score, day):
    row = ranked(unit, day)[subject]
    assert of(row) == pytest.approx(terms)
    assert row.fit == pytest.approx(score, abs=0.00501)


def test_a_rejected_provision_gives_no_fit_though_an_item_on_it_names_the_unit(matrix):
    assert ("u_geo", "International partners") not in matrix(department="u_geo")
    assert ("u_cttc", "Permitting") not in matrix(department="u_cttc")


def test_work_older_than_five_years_counts_half(matrix):
    # Chemical Engineering's newest is of 2021: full to the end of 2026. 25/6 + 20 + 10 = 34.17; then 24.17.
    for day, term, score in ((date(2026, 12, 31), 1, 1.7083), (date(2027, 1, 1), 0.5, 1.2083)):
        row = matrix(day)["u_cbe", "Investment"]
        assert row.expertise == term
        assert row.fit == pytest.approx(score, abs=0.00501)
    assert matrix()["u_law", "Markets and pricing"].expertise == 0.5, "the course on world trade law is undated"


# By a second method: every term and score out of the files ----------------------------------------------------------


@pytest.mark.parametrize("day", [date(2025, 10, 28), date(2026, 3, 1), SPRING, AS_OF, date(2027, 6, 1)])
@pytest.mark.parametrize("weights", [None, (5, 40, 0, 70, 15)])
def test_all_terms_and_scores_agree_with_a_second_method(matrix, weights, day):
    rows = matrix(day, weights=weights)
    wanted = second.shown(second.expected(weights or second.published(), day))
    assert rows.keys() == wanted.keys()
    assert len(wanted) > 40
    for key, (terms, score) in wanted.items():
        assert of(rows[key]) == pytest.approx([float(term) for term in terms]), key
        assert rows[key].clear == second.clear(key[0], "pillar", key[1]), key
        assert abs(Fraction(rows[key].fit) - score) <= ROUNDED, key
        assert 0 <= rows[key].fit <= 5


@pytest.mark.parametrize("unit", ["u_ees", "u_eng", "u_law", "u_owen", "u_ins"])
@pytest.mark.parametrize("day", [SPRING, AS_OF])
def test_actions_opportunities_and_calls_agree_with_a_second_method(ranked, unit, day):
    every = ranked(unit, day)
    # What a school has through a department is proven in test_schools.py.
    rows = {key: row for key, row in every.items() if row.through is None}
    kinds = {"action": [], "opportunity": [], "call": list(second.CALLS)}
    for key, item in second.items().items():
        kinds.get(item["kind"], []).append(key)
    wanted = {
        key[1]: found
        for kind, many in kinds.items()
        for key, found in second.expected(second.published(), day, kind, many).items()
        if key[0] == unit and key[1] not in every.keys() - rows.keys()
    }
    assert {key for key, row in rows.items() if row.fit} == wanted.keys()
    for key, (terms, score) in wanted.items():
        assert of(rows[key]) == pytest.approx([float(term) for term in terms]), key
        assert abs(Fraction(rows[key].fit) - score) <= ROUNDED, key


@pytest.mark.parametrize("number", range(5))
def test_with_one_weight_alone_the_fit_is_five_times_that_term(matrix, number):
    everything = matrix()
    alone = matrix(weights=tuple(40 if one == number else 0 for one in range(5)))
    assert {key: row.fit for key, row in alone.items()} == {
        key: pytest.approx(5 * of(row)[number], abs=0.00501) for key, row in everything.items() if of(row)[number]
    }


@pytest.mark.parametrize("weights", [("30", "25", "20", "15", "10"), (30, 25, 20, 15, 10.0), (True, 0, 0, 0, 0)])
def test_weights_that_are_not_whole_numbers_are_refused(matrix, weights):
    with pytest.raises(QueryError, match="weights takes INTEGER"):
        matrix(weights=weights)


def test_the_weights_in_use_and_their_shares_are_told(book, warehouse):
    one = ask(book, warehouse, "relevance", relevance.WEIGHTS, weights=(0, 10, 10, 10, 10))
    assert list(one.table["published"]) == list(second.published()) == [30, 25, 20, 15, 10]
    assert list(one.table["in_use"]) == [0, 10, 10, 10, 10]
    assert list(one.table["share_pct"]) == [0, 25, 25, 25, 25]
    assert one.finding.startswith("Weights of your own: ")
    assert ask(book, warehouse, "relevance", relevance.WEIGHTS).finding.startswith("Published weights: ")


def test_the_ring_follows_the_picked_mark(book, warehouse):
    def ringed(**values):
        looking = view("opportunities", warehouse, **values)
        figure = book.answer(warehouse, opportunities.MATRIX, looking).draw()
        return [
            (x, y)
            for trace in figure.select_traces({"type": "scatter"})
            if trace.marker.symbol == "circle-open"
            for x, y in zip(trace.x, trace.y, strict=True)
        ]

    assert ringed() == []
    assert ringed(cell="u_ees|Geoscience") == [("Geoscience", "Earth & Env. Sciences")]
    assert ringed(cell="u_law|Markets and pricing") == [("Markets and pricing", "Law School")]


# Calls on a day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "day", "state"),
    [
        ("F001", date(2026, 4, 6), "not yet open"),
        ("F001", date(2026, 4, 7), "open"),
        ("F001", SPRING, "open"),
        ("F001", date(2026, 7, 20), "open"),
        ("F001", date(2026, 7, 21), "closed"),
        ("F001", AS_OF, "closed"),
        ("F002", SPRING, "unknown"),
        ("F002", date(2026, 11, 21), "unknown"),
        ("F002", AS_OF, "closed"),
        ("F016", SPRING, "unknown"),
        ("F016", AS_OF, "unknown"),
        ("F013", SPRING, "closed"),
    ],
)
def test_a_call_s_state_is_that_of_the_day(library, warehouse, call, day, state):
    frame = library.ask(warehouse, "opportunities/shortlist", {"as_of": day, "shortlist": (call,)}).frame
    assert list(frame["state"]) == [state]
    assert second.state(second.CALLS[call], day) == state


@pytest.mark.parametrize(
    ("unit", "best", "says"),
    [
        # Recycling fits civil engineering by 2.6 of 5 with all five terms; of the first two, business alone: 5 x 5/11.
        (
            "u_cee",
            "Best fit: Civil & Environmental Eng. on recycling (2.6 of 5)",
            "None of 3 fits reaches a relevance of 2.5 of 5",
        ),
        ("u_ccc", "Only thin fits, at most 0.2 of 5", "The one fit stays below a relevance of 2.5 of 5"),
    ],
)
def test_relevance_is_not_told_as_fit(book, warehouse, unit, best, says):
    assert ask(book, warehouse, "opportunities", opportunities.MATRIX, department=unit).finding.startswith(best)
    assert ask(book, warehouse, "opportunities", opportunities.QUADRANTS, department=unit).finding == says
