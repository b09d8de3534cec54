"""Pages through the front door: each opens, obeys its filters, remembers them, and says what it did not understand."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from pages_support import SIGNED, column, page, texts, value

from lodestone.page_list import PAGES, entry

OVERVIEW_TITLE = "What the U.S.–Japan minerals framework means for Vanderbilt"


def titles(at) -> list[str]:
    return [one.value for one in at.title]


@pytest.mark.parametrize(
    ("url_path", "title", "charts", "tables"),
    [
        ("overview", OVERVIEW_TITLE, 1, 0),
        ("provisions", "Provisions", 1, 1),
        ("timeline", "Timeline", 2, 1),
        ("brief", "The brief", 0, 2),
        ("sources", "Sources", 1, 1),
    ],
)
def test_a_page_opens_with_its_title_figures_and_tables(url_path, title, charts, tables):
    at = page(url_path)
    assert not at.exception
    assert not at.warning
    assert not at.error
    assert titles(at) == [title]
    assert len(at.get("plotly_chart")) == charts
    assert len(at.dataframe) == tables


def test_every_page_is_among_those_opened_above():
    own_tests = {
        "changes",
        "agencies",
        "atlas",
        "board",
        "calls",
        "disruption",
        "funding",
        "geology",
        "opportunities",
        "department",
        "relevance",
        "search",
        "glossary",
        "imports",
        "notebook",
        "newbrief",
        "briefs",
        "takeaway",
    }
    assert {one.url_path for one in PAGES} == {"overview", "provisions", "timeline", "brief", "sources"} | own_tests


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.url_path)
def test_a_page_draws_exactly_the_filters_it_obeys(one):
    at = page(one.url_path)
    drawn = {
        widget.key
        for widget in [
            *at.multiselect,
            *at.date_input,
            *at.text_input,
            *at.selectbox,
            *at.slider,
            *at.number_input,
            *at.segmented_control,
        ]
    }
    # Drawn only once something is opened, or as something else: weights are sliders, the calculator has four boxes.
    elsewhere = {
        "provisions": {"request", "notice"},
        "opportunities": {"weights"},
        "department": {"weights"},
        "relevance": {"weights"},
        "search": {"weights"},
        "board": {"priorities"},
        "disruption": {"floor"},
        "takeaway": {"show", "pick"},
        "geology": {"layer", "group", "dataset"},
        # Those that its SQL names stand above its cells; test_notebook_page.py looks there.
        "notebook": set(one.filters) - {"as_of"},
    }.get(one.url_path, set())
    drawn = {key for key in drawn if not key.startswith(("weight_", "priority_", "floor_", "own_"))} - {
        "filter_department_page",
        "meeting",
    }
    # With one brief alone there is no choice of briefs to offer.
    elsewhere |= {"among", "pair"}
    assert drawn == {f"filter_{name}" for name in set(one.filters) - elsewhere}


def test_the_overview_shows_five_scores_the_clocks_and_three_opportunities():
    at = page("overview")
    lines = [line.rstrip() for line in texts(at).splitlines()]
    assert [line for line in lines if " of 5** " in line] == [
        "Risk **3 of 5** :yellow[●●●○○]",
        "Opportunity **4 of 5** :yellow[●●●●○]",
        "Timeline **5 of 5** :yellow[●●●●●]",
        "Agencies **2 of 5** :yellow[●●○○○]",
        "Officials **5 of 5** :yellow[●●●●●]",
    ]
    assert ":small[:gray[Rates timeline for implementation: no reason stated in the brief.]]" in lines
    assert [line.split(" :")[0] for line in lines if ":material/event:" in line] == [
        "**China's pause of its gallium ban**"
    ]
    assert (
        ":small[**Then:** U.S. polysilicon price floors begin, 4 Dec 2026; "
        "prolonged truce with China ends, 10 Jan 2027.]"
    ) in lines
    assert (
        ":small[:gray[One more day ahead; two clocks wait for a request or a notice; two of related decisions passed, "
        "outcome not found.]]"
    ) in lines
    assert [line.rstrip() for line in lines if line.startswith(("**1.", "**2.", "**3.", "**4."))] == [
        "**1. Lead on sustainable mining and processing** · Engineering",
        "**2. Exchanges with Japanese institutions** · Global Education",
        "**3. Programs across disciplines** · no department named",
    ]


def test_the_overview_has_the_urgent_first():
    """One screen on a projector; in a narrower window what leadership acts on comes before the brief's own scores."""
    urgent, acted_on = ["What is next", "To decide or do"], ["The money", "Best opportunities", "Latest"]
    at = page("overview")
    for window, order in (
        ("medium", [*urgent, *acted_on, "scores", "To worry about"]),
        ("wide", [*urgent, "scores", "To worry about", *acted_on]),
    ):
        at.session_state["window_step"] = window
        at.run()
        shown = [
            "scores" if " of 5** " in one.value else one.value for one in at.main if one.type in {"header", "markdown"}
        ]
        assert list(dict.fromkeys(one for one in shown if one in order)) == order


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-04-25", "Next date set: Investment Ministerial, 26 Apr 2026, in 1 day."),
        ("2026-04-26", "Next date set: Investment Ministerial, 26 Apr 2026, today."),
        (
            "2026-04-27",
            (
                "Next date set: Finance for selected projects, 28 Apr 2026, in 1 day; of two dated commitments of the "
                "Framework, one is not yet due and one has no public evidence."
            ),
        ),
        (
            "2027-01-17",
            (
                "No dated thing lies ahead on record; both dated commitments of the Framework fell due in April 2026 "
                "without public evidence."
            ),
        ),
    ],
)
def test_the_day_decides_what_is_due(day, says):
    assert says in texts(page("overview", as_of=day))


def test_without_a_day_in_the_address_the_reader_s_own_day_counts(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime(2026, 4, 24, 12, tzinfo=UTC)

    monkeypatch.setattr("lodestone.screen.clock.datetime", Clock)
    assert "26 Apr 2026, in 2 days" in texts(page("overview", as_of=""))


def test_a_provision_in_the_address_opens_it_whatever_else_is_filtered():
    at = page("provisions", provision="P06", pillar="recycling")
    shown = texts(at)
    assert "## P06 · Mining, Minerals and Metals Investment Ministerial" in shown
    assert "No public evidence; it was due on 26 Apr 2026" in shown
    assert value(at, "provision") == "P06"
    # The events that bear on it and the items of the brief, under the figure; then the list.
    assert column(at, len(at.dataframe) - 1, "No.") == ["P10"]
    assert set(column(at, 0, "Id")) == {"E026", "E058", "E061"}


def test_a_day_entered_for_a_request_starts_its_clock():
    at = page("provisions", provision="P16", request="2026-12-01")
    assert "By the day entered, it runs out on 11 Dec 2026" in texts(at)
    timeline = page("timeline", request="2026-12-01", notice="2026-11-30")
    assert value(timeline, "request") == date(2026, 12, 1)
    spec = timeline.get("plotly_chart")[0].proto.spec
    assert "11 Dec 2026" in spec
    assert "30 Dec 2026" in spec


@pytest.mark.parametrize(
    ("url_path", "address", "says"),
    [
        ("timeline", {"as_of": "2026-02-30"}, "2026-02-30"),
        ("timeline", {"as_of": "1999-01-01"}, "1 Jan 1999 lies outside the days"),
        ("timeline", {"pillar": "gold"}, "“gold” is not one of the choices for pillar."),
        ("provisions", {"provision": "P77"}, "“P77” is not one of the choices for provision."),
        ("overview", {"pillar": "recycling"}, "“pillar” is not a filter of this page."),
        ("atlas", {"mineral": "xyz"}, "Its filters: element, indicator, department and as_of."),
        ("brief", {"colour": "red"}, "“colour” is not a filter of this page."),
        ("sources", {"q": "x" * 200}, "The search was cut to 80 characters."),
    ],
)
def test_a_wrong_address_is_told_and_the_page_still_works(url_path, address, says):
    at = page(url_path, **address)
    assert not at.exception
    assert len(at.warning) == 1
    assert says in at.warning[0].value.replace("\\", "")
    assert titles(at)[0] in {OVERVIEW_TITLE, "Provisions", "Timeline", "Mineral atlas", "The brief", "Sources"}


def test_a_page_without_a_wrong_address_gives_no_warning_after_one():
    at = page("timeline", pillar="gold")
    assert at.warning
    at.switch_page(entry("brief").script).run()
    assert not at.warning


def test_values_go_along_from_page_to_page():
    at = page("timeline", pillar="recycling", q="scrap")
    at.switch_page(entry("brief").script).run()
    assert (value(at, "pillar"), value(at, "q")) == (["Recycling"], "scrap")
    assert column(at, 0, "Item") == ["Recycling and scrap"]
    at.switch_page(entry("overview").script).run()
    at.switch_page(entry("provisions").script).run()
    assert column(at, 0, "No.") == ["P10"]


def test_a_widget_changes_the_view():
    at = page("provisions")
    at.multiselect(key="filter_pillar").set_value(["Stockpiling"]).run()
    assert column(at, 0, "No.") == ["P14"]
    at.date_input(key="filter_as_of").set_value(SIGNED + timedelta(days=1)).run()
    assert column(at, 0, "Events by both countries, or naming the Framework") == [0]
    at.text_input(key="filter_q").set_value("  no   such  ").run()
    assert value(at, "q") == "no such"


def test_reset_clears_every_filter_on_every_page():
    at = page("provisions", as_of="", pillar="recycling", q="scrap", provision="P10")
    assert not at.button(key="reset_filters").disabled
    at.button(key="reset_filters").click().run()
    assert (value(at, "pillar"), value(at, "q"), value(at, "provision")) == ([], "", None)
    assert len(column(at, 0, "No.")) == 20
    assert at.button(key="reset_filters").disabled
    at.switch_page(entry("timeline").script).run()
    assert value(at, "pillar") == []


@pytest.mark.parametrize(
    ("url_path", "address"),
    [
        ("provisions", {"q": "zzzz"}),
        ("provisions", {"status": "met"}),
        ("timeline", {"q": "zzzz", "status": "met"}),
        ("timeline", {"q": "zzzz"}),
        ("timeline", {"status": "met"}),
        ("brief", {"q": "zzzz"}),
        ("sources", {"q": "zzzz"}),
        ("brief", {"section": "signatories", "department": "engineering"}),
    ],
)
def test_a_view_without_rows_says_so_and_what_was_looked_for(url_path, address):
    at = page(url_path, **address)
    assert not at.exception
    assert not at.error
    shown = texts(at)
    assert any(word in shown for word in ("fits these filters", "No clock fits")) or address == {"status": "met"}
    if url_path in {"provisions", "sources"}:
        assert "Looked for: " in shown
        assert "as of 22 Nov 2026" in shown
        assert not at.get("plotly_chart")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE events; --",
        "$1 OR 1=1",
        "[a](javascript:alert(1))",
        ":smile: :material/home: $x^2$ **b** `c`",
        "x\u0000y",
        "\u202ertl",
    ],
)
@pytest.mark.parametrize("url_path", ["provisions", "timeline", "brief", "sources"])
def test_hostile_text_finds_nothing_and_runs_nothing(url_path, text):
    at = page(url_path, q=text)
    assert not at.exception
    assert not at.error
    for shown in at.markdown:
        assert not shown.allow_html
        assert not re.search(r"(?<!\\)[<\[](script|img|a\])", shown.value)
    assert value(at, "q") == " ".join(text.split())
    assert all(len(table.value) in {0, 4} for table in at.dataframe), "only the four officials are not searched"
