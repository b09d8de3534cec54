"""How much of a mineral's output or of a country's imports lies with few: Herfindahl-Hirschman index and leader.

HHI = sum of p^2 / (sum of p)^2, from nearly 0 (many equal ones) to 1 (a single one), p the output of each country in
tonnes (U.S. Department of Justice and others; as used in Koyamparambath and others 2024,
doi.org/10.1016/j.resconrec.2024.107801). Weighted by governance: sum of p^2 x g / (sum of p)^2, g a country's political
risk from 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lodestone.models.bounds import UNKNOWN, Interval


@dataclass(frozen=True)
class Producer:
    """One country's share of something: how much (`low` to `high`, any unit), and its political risk, 0 to 1.

    `others` stands for all countries that are not listed; `low` and `high` are None where the amount is withheld.
    """

    name: str
    low: float | None
    high: float | None
    risk: float | None = None
    others: bool = False


@dataclass(frozen=True)
class Concentration:
    """HHI (0 to 1) plain and weighted by risk, the leader with its share in percent, and whose amount is not known."""

    hhi: Interval
    weighted: Interval
    leader: str
    leader_share_pct: Interval
    unknown: tuple[str, ...]


def hhi(amounts: Sequence[float]) -> float:
    """The index of exact amounts, none negative and not all 0: sum of squares over the square of the sum."""
    total = sum(amounts)
    if total <= 0:
        raise ValueError("at least one amount must be more than 0")
    return sum(one * one for one in amounts) / (total * total)


def concentration(producers: Sequence[Producer]) -> Concentration | None:
    """The concentration of all producers together; None where no country with an amount above 0 is listed.

    Exact amounts of listed countries enter as they are. The rest widens the interval:

    - what countries that are not listed make counts as spread among very many (lower bound) or as one country's
      (upper); so does an amount that is itself a range;
    - an amount that is withheld may be anything from nothing to that of the leader: with k of them the index lies
      between HHI / (1 + k x HHI), its least value over all amounts, and its value with up to k equal to the leader.
    """
    exact = [one for one in producers if not one.others and one.low is not None and one.low == one.high and one.low > 0]
    if not exact:
        return None
    loose = [one.high or 0.0 for one in producers if one.low is not None and (one.others or one.low != one.high)]
    unknown = tuple(one.name for one in producers if one.low is None)
    amounts = [float(one.low or 0.0) for one in exact]
    leader = max(exact, key=lambda one: float(one.low or 0.0))
    most, total = float(leader.low or 0.0), sum(amounts) + sum(loose)
    squares, risky = sum(one * one for one in amounts), [_square(one) for one in exact]
    spread = sum(one * one for one in loose)
    low, high = squares / total**2, (squares + spread) / total**2
    weighted_low = sum(one.low for one in risky) / total**2
    weighted_high = (sum(one.high for one in risky) + spread) / total**2
    k = len(unknown)
    as_leader = [(number, (total + number * most) ** 2) for number in range(1, k + 1)]
    high = max(high, *[(squares + spread + n * most**2) / all_ for n, all_ in as_leader], 0.0)
    weighted_high = max(weighted_high, *[(weighted_high * total**2 + n * most**2) / all_ for n, all_ in as_leader], 0.0)
    shrink = 1 / (1 + k * low)
    return Concentration(
        Interval(low * shrink, high).within(0, 1),
        Interval(weighted_low * (total / (total + k * most)) ** 2, weighted_high).within(0, 1),
        leader.name,
        Interval(100 * most / (total + k * most), 100 * most / total),
        unknown,
    )


def weighted_risk(shares: Sequence[Producer], elsewhere: Interval = UNKNOWN) -> Interval:
    """The political risk of a country's imports: sum of share x g over its suppliers, 0 to 1.

    `shares` are in percent of imports; what is not listed has a risk anywhere in `elsewhere`.
    """
    listed = [one for one in shares if not one.others and one.low is not None]
    low = sum(float(one.low or 0) * _risk(one, elsewhere).low for one in listed) / 100
    high = sum(float(one.high or 0) * _risk(one, elsewhere).high for one in listed) / 100
    rest = Interval(
        max(0.0, 1 - sum(float(one.high or 0) for one in listed) / 100),
        max(0.0, 1 - sum(float(one.low or 0) for one in listed) / 100),
    )
    return Interval(low, high).plus(rest.times(elsewhere)).within(0, 1)


def _risk(one: Producer, elsewhere: Interval) -> Interval:
    return elsewhere if one.risk is None or math.isnan(one.risk) else Interval(one.risk, one.risk)


def _square(one: Producer) -> Interval:
    amount = float(one.low or 0.0)
    return _risk(one, UNKNOWN).scaled(amount * amount)
