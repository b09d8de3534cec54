"""The university's pages through the front door: right sentences, and the address decides what is shown."""

from __future__ import annotations

import itertools

import fit_support as second
import pytest
from pages_support import page, texts
from university_support import SILENT, UNITS, slug, sound, whole

from lodestone.answers.relevance import WEIGHTS
from lodestone.screen.selection import clicked as picked

PAGES = ("opportunities", "department", "relevance", "calls")


# Pages about departments open for every kind; the others for one that is named, and for those that fit nothing.
@pytest.mark.parametrize(
    ("url_path", "unit"),
    [
        *itertools.product(PAGES, UNITS),
        *itertools.product(
            ("overview", "provisions", "timeline", "brief", "agencies"), ("earth-env-sciences", *sorted(SILENT))
        ),
    ],
)
def test_every_page_opens_for_every_kind_of_department(url_path, unit):
    at = page(url_path, department=unit)
    sound(at)
    assert at.selectbox(key="filter_department").value == UNITS[unit]


@pytest.mark.parametrize("url_path", PAGES)
def test_the_pages_open_without_a_department(url_path):
    at = page(url_path)
    sound(at)
    assert (
        at.title[0].value
        == {
            "opportunities": "Opportunities",
            "department": "My department",
            "relevance": "Relevance",
            "calls": "Calls and partners",
        }[url_path]
    )
    if url_path == "department":
        assert "Choose a department" in texts(at)
        assert len(at.table) == 0


def test_the_best_fits_are_named():
    best = sorted(second.shown(second.expected(second.published())).items(), key=lambda one: -one[1][1])[:2]
    assert [key for key, _ in best] == [("u_ees", "Geoscience"), ("u_eng", "Investment")]
    assert "Sciences on geoscience (4.1 of 5); then Engineering on investment (3.2)" in whole(page("opportunities"))


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        (
            "biomedical-engineering",
            "Biomedical Engineering fits no pillar: not suggested for Projects chosen jointly (P03): Catalysts",
        ),
        ("u-s-japan-center-closed", "U.S.-Japan Center (closed) fits no pillar: closed July 2021"),
    ],
)
def test_a_department_without_a_fit_is_told_why(unit, says):
    assert says in texts(page("opportunities", department=unit))
    assert "Nothing to rank" in texts(page("relevance", department=unit))


def published(at):
    return next(one for one in at.button if one.label == "Published weights")


@pytest.mark.parametrize("key", ["filter_department", "filter_department_page"])
def test_a_department_chosen_on_the_page_or_beside_it_is_shown(key):
    at = page("department")
    at.selectbox(key=key).set_value("u_ees").run()
    sound(at)
    assert at.title[0].value == "Department of Earth and Environmental Sciences"
    assert at.selectbox(key="filter_department").value == "u_ees"


# Weights ------------------------------------------------------------------------------------------------------------


def test_weights_in_the_address_set_the_sliders_and_the_shares():
    at = page("relevance", weights="5,40,0,70,15")
    sound(at)
    assert [at.slider(key=f"weight_{term}").value for term in second.TERMS] == [5, 40, 0, 70, 15]
    # Of 130 points: 3.8, 30.8, 0, 53.8 and 11.5 per cent.
    for share in ("4 %", "31 %", "0 %", "54 %", "12 %"):
        assert f"{share} of the score" in texts(at)
    assert "Weights of your own" in texts(at)
    assert [at.slider(key=f"weight_{term}").value for term in second.TERMS] != list(second.published())


def test_weights_in_the_address_change_the_ranking():
    # By partner alone many fit fully, and none has 4.1.
    usual, partner = whole(page("opportunities")), whole(page("opportunities", weights="0,0,0,0,10"))
    assert "Sciences on geoscience (4.1 of 5)" in usual
    assert "(4.1 of 5)" not in partner
    # As published the action has 30 + 25 + 10 + 7.5 + 10 = 82.5 of 100; on business alone, as natural owner, all of 5.
    assert "expand mapping and resource research (4.1 of 5)" in texts(page("department", department=slug("u_ees")))
    assert "(5.0 of 5)" in texts(page("department", department=slug("u_ees"), weights="0,10,0,0,0"))


def test_a_slider_moves_the_weights_and_a_button_brings_them_back():
    at = page("relevance")
    assert published(at).disabled
    at.slider(key="weight_named").set_value(0).run()
    sound(at)
    assert at.session_state["view_values"]["weights"] == (0, 25, 20, 15, 10)
    assert "Weights of your own" in texts(at)
    published(at).click().run()
    assert at.session_state["view_values"]["weights"] == ()
    assert at.slider(key="weight_named").value == 30


def test_all_sliders_at_zero_bring_the_published_weights_back():
    at = page("relevance", weights="0,0,0,0,10")
    at.slider(key="weight_partner").set_value(0).run()
    sound(at)
    assert [at.slider(key=f"weight_{term}").value for term in second.TERMS] == list(second.published())


@pytest.mark.parametrize(
    "wrong", ["0,0,0,0,0", "1,2,3", "30,25,20,15,10,5", "a,b,c,d,e", "30,25,20,15,101", "-1,2,3,4,5", "1;2;3;4;5"]
)
@pytest.mark.parametrize("url_path", ["opportunities", "relevance"])
def test_wrong_weights_are_told_and_the_published_ones_count(url_path, wrong):
    at = page(url_path, weights=wrong)
    assert not at.exception
    assert len(at.error) == 0
    assert f"“{wrong}” does not fit “Weights”: 5 numbers from 0 to 100." in at.warning[0].value.replace("\\", "")
    assert at.session_state["view_values"]["weights"] == ()


def test_the_table_of_terms_says_each_weight():
    titles = [column.title for column in WEIGHTS.columns]
    assert titles[2:] == ["Published weight (points)", "Weight in use (points)", "Share (%)"]


# Cell and shortlist -------------------------------------------------------------------------------------------------


def test_a_cell_in_the_address_shows_what_stands_behind_it():
    at = page("opportunities", cell="u-ees-geoscience")
    sound(at)
    assert "## Earth & Env. Sciences and Geoscience" in texts(at)
    frame = next(one.value for one in at.dataframe if {"Kind", "Why it fits"} <= set(one.value.columns))
    items = frame[frame["Kind"].isin(["action", "program", "opportunity"])]
    assert dict(zip(items["What"], items["Why it fits"], strict=True)) == {
        "Expand mapping and resource research": "the brief names the department",
        "More call for mapping expertise": "the brief names the department",
    }
    calls = frame[frame["Kind"] == "call"]
    assert list(calls["What"]) == [
        "NSF letter on critical minerals (GEO-CM)",
        "USGS external mineral research",
        "Earth MRI mine waste, FY2026",
        "Responsible mining (FIRM-CM)",
        "Intermountain minerals seed fund",
    ]
    # Three clear ones, one thin, and last the one for the faculty of other states, said to be not suggested.
    assert [why.partition(": ")[0] for why in calls["Why it fits"]] == [
        "natural owner",
        "natural owner",
        "clear business",
        "possible, but thin",
        "not suggested",
    ]
    assert set(calls["State of the call"]) == {"closed", "unknown"}
    assert set(frame["State of the call"]) == {"closed", "unknown", "not a call"}


def test_the_box_of_departments_and_pillars_offers_those_that_the_filters_leave():
    assert len(page("opportunities").selectbox(key="filter_cell").options) > 400
    box = page("opportunities", department="u-ees", pillar="geoscience", cell="u-law-investment").selectbox(
        key="filter_cell"
    )
    assert len(box.options) == 2, "the one fit, and the one that is opened"


@pytest.mark.parametrize("cell", ["u-bme-recycling", "u-law-general-provisions", "u-usjc-international-partners"])
def test_a_cell_of_a_department_without_a_fit_opens_too(cell):
    sound(page("opportunities", cell=cell))


def test_a_shortlist_in_the_address_shows_its_rows():
    at = page("opportunities", shortlist="us-japan-2025-action-4,f016", cell="u-ees-geoscience")
    sound(at)
    assert "2 entries kept" in texts(at)
    assert at.multiselect(key="filter_shortlist").value == ["us-japan-2025.action.4", "F016"]
    kept = next(
        one.value
        for one in at.dataframe
        if list(one.value.columns) == ["Kind", "What", "State of the call", "In short"]
    )
    assert kept[["Kind", "What", "State of the call"]].to_numpy().tolist() == [
        ["action", "Expand mapping and resource research", "not a call"],
        ["call", second.CALLS["F016"]["title"], "unknown"],
    ]


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ({"cell": "u-ees-gold"}, "“u-ees-gold” is not one of the choices for department and pillar."),
        ({"shortlist": "f016,f999"}, "“f999” is not one of the choices for shortlist."),
        ({"department": "alchemy"}, "“alchemy” is not one of the choices for department."),
    ],
)
def test_a_wrong_word_is_told(address, complaint):
    at = page("opportunities", **address)
    assert not at.exception
    assert complaint in at.warning[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("points", "chosen"),
    [
        ([{"customdata": "u_ees|Geoscience"}], "u_ees|Geoscience"),
        ([{"customdata": ["P06", 1]}], "P06"),
        ([{"customdata": ("us-doe",)}], "us-doe"),
        ([{"x": 1}, {"customdata": "later"}], "later"),
        ([], None),
        ([{"customdata": []}], None),
        ([{"customdata": 7}], None),
        ([{"x": 1}], None),
    ],
)
def test_a_selection_is_the_first_identifier_it_names(points, chosen):
    assert picked(points) == chosen
