"""One mineral opened: what is said of its trade and of who controls its export, read off data/facts by hand."""

from __future__ import annotations

from datetime import date

import pytest
from pages_support import ask
from questions_support import fresh_engine

from lodestone.answers import one_mineral


@pytest.fixture(scope="module")
def said(warehouse):
    engine = fresh_engine()

    def finding(cell, mineral, **values):
        return ask(engine, warehouse, "board", cell, element=mineral, **values).finding

    return finding


def test_trade_names_the_first_three_suppliers_how_many_more_and_the_years(said):
    assert said(one_mineral.TRADE, "gallium") == (
        "The United States imports it from Canada (28 %), Japan (22 %), China (18 %) and 1 more (2021–2024); "
        "for Japan no supplier is on record"
    )
    # Two countries, figures of two spans of time.
    assert said(one_mineral.TRADE, "lithium") == (
        "The United States imports it from Chile (54 %) and Argentina (43 %) (2021–2024); "
        "Japan imports lithium oxide and hydroxide, HS 282520 from China (84.1 %) (2024)"
    )


def test_controls_listed_once_are_followed_by_the_latest_event_known_by_the_day(said):
    listed = "Export controls listed in November 2025: China (licensing, 2023)"
    pause = "; latest on record: “Pause of China's ban on three metals for U.S. buyers ends”, 27 Nov 2026"
    assert said(one_mineral.CONTROLS, "gallium") == f"{listed}{pause}"
    # The pause, and with it its end, became known on 9 November 2025.
    assert said(one_mineral.CONTROLS, "gallium", as_of=date(2025, 11, 8)) == listed
    # What is told of a group is told of its minerals.
    assert "rare earths across Japanese industry”, 9 Jan 2026" in said(one_mineral.CONTROLS, "neodymium")
    assert said(one_mineral.CONTROLS, "vanadium") == "No export control was listed in November 2025"
