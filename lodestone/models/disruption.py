"""What is lost when suppliers stop: an accounting what-if, not a forecast of prices or of behaviour.

For one mineral and one importer, in percent of its consumption over the time of the disruption:

    lost at first   = reliance x share of the suppliers x cut
    after others    = lost at first x (1 - re-routed)
    after the stock = what of it a stock of so many days of consumption does not cover, at least 0

Reliance is net import reliance (share of consumption), the share that of imports, cut and re-routed are from 0 to 1.
Tonnes are percent of consumption x consumption of a year x months / 12. A bound stays a bound; nothing exceeds 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass

from lodestone.models.bounds import Interval

DAYS_OF_A_MONTH = 365 / 12
WHOLE = Interval(0.0, 100.0)


@dataclass(frozen=True)
class Shock:
    """What is assumed: cut and re-routed in percent, duration in months, a stock in days of consumption."""

    cut_pct: float
    months: float
    stock_days: float = 0.0
    rerouted_pct: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.cut_pct <= 100 and 0 <= self.rerouted_pct <= 100):
            raise ValueError("cut and re-routing are percent from 0 to 100")
        if self.months <= 0 or self.stock_days < 0:
            raise ValueError("a disruption lasts for some time, and a stock is at least 0")


@dataclass(frozen=True)
class Loss:
    """What is lost in percent of consumption over the time: at first, after re-routing, and after the stock."""

    first_pct: Interval
    rerouted_pct: Interval
    left_pct: Interval


def lost(reliance_pct: Interval, share_pct: Interval, shock: Shock) -> Loss:
    """The loss of one importer; `reliance_pct` of its consumption, `share_pct` of its imports, each 0 to 100."""
    first = reliance_pct.times(share_pct).scaled(shock.cut_pct / 10_000).within(0, 100)
    after = first.scaled(1 - shock.rerouted_pct / 100)
    covered = 100 * shock.stock_days / (shock.months * DAYS_OF_A_MONTH)
    left = Interval(after.low - covered, after.high - covered).within(0, 100)
    return Loss(first, after, left)


def tonnes(loss_pct: Interval, consumption_t_year: Interval, shock: Shock) -> Interval:
    """A loss in tonnes over the time: percent x consumption of a year x months / 12."""
    return loss_pct.times(consumption_t_year).scaled(shock.months / 12 / 100)


def share_of(listed: list[Interval], others: Interval, unlisted: int) -> Interval:
    """The share of imports of several suppliers, in percent: those listed, and `unlisted` ones among the others.

    A supplier without a row of its own may supply nothing or all of what 'other countries' supply together.
    """
    low = sum(one.low for one in listed)
    high = sum(one.high for one in listed) + (others.high if unlisted else 0.0)
    return Interval(low, high).within(0, 100)
