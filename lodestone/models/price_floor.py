"""What holding a price costs: the gap to a floor times the volume. An illustration, not a forecast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Support:
    """Cost of a floor: a tonne, a year and in all, in dollars; 0 where the market pays the floor or more."""

    gap_usd_t: float
    year_usd: float
    total_usd: float


def support(market_usd_t: float, floor_usd_t: float, volume_t_year: float, years: float) -> Support:
    """Dollars a tonne: max(0, floor - market); a year: that x volume; in all: that x years, undiscounted.

    The market price is held the same for all years. Raises ValueError for a negative number.
    """
    if min(market_usd_t, floor_usd_t, volume_t_year, years) < 0:
        raise ValueError("prices, volume and years are at least 0")
    gap = max(0.0, floor_usd_t - market_usd_t)
    return Support(gap, gap * volume_t_year, gap * volume_t_year * years)
