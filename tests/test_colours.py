"""Colours: figures and pages use the same ones, and every one can be seen on what it stands on."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations

import pytest

from lodestone.figures.tokens import DARK, LIGHT, STATUS, Tokens, tokens
from lodestone.paths import here

HUES = ("yellow", "blue", "green", "red", "violet", "orange", "gray")
THEMES = pytest.mark.parametrize(("name", "look"), [("light", LIGHT), ("dark", DARK)], ids=["light", "dark"])


def settings() -> dict:
    return tomllib.loads((here().root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    assert re.fullmatch(r"#[0-9A-Fa-f]{6}", colour), colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_figures_take_the_colours_of_the_page(name, look: Tokens):
    page = settings()["theme"][name]
    assert (look.page, look.band, look.ink, look.line, look.primary) == (
        page["backgroundColor"],
        page["secondaryBackgroundColor"],
        page["textColor"],
        page["borderColor"],
        page["primaryColor"],
    )
    for hue in HUES:
        assert look.hue(hue).text == page[f"{hue}TextColor"], hue
        assert look.hue(hue).mark == page[f"{hue}Color"], hue
    assert list(look.categorical) == page["chartCategoricalColors"]
    assert list(look.sequential) == page["chartSequentialColors"]


@THEMES
def test_words_can_be_read_on_page_and_band(name, look: Tokens):
    for ground in (look.page, look.band):
        for colour in (look.ink, look.mute, look.primary, *(look.hue(hue).text for hue in HUES)):
            assert contrast(colour, ground) >= 4.5, (colour, ground)


@THEMES
def test_words_of_a_badge_can_be_read_on_its_ground(name, look: Tokens):
    page = settings()["theme"][name]
    for hue in HUES:
        assert contrast(page[f"{hue}TextColor"], page[f"{hue}BackgroundColor"]) >= 4.5, hue
    assert contrast(page["linkColor"], page["backgroundColor"]) >= 4.5
    side = settings()["theme"][name]["sidebar"]
    for ground in (side["backgroundColor"], side["secondaryBackgroundColor"]):
        assert contrast(page["textColor"], ground) >= 4.5
        assert contrast(page["grayTextColor"], ground) >= 4.5
    assert contrast(page["dataframeHeaderTextColor"], page["dataframeHeaderBackgroundColor"]) >= 4.5
    assert contrast(page["codeTextColor"], page["codeBackgroundColor"]) >= 4.5


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour of which so much covers the ground."""
    both = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02X}" for one, other in both)


@THEMES
def test_chips_of_filters_and_what_streamlit_writes_faintly_can_be_read(name, look: Tokens):
    page = settings()["theme"][name]
    # Streamlit writes the words of a chip in white on the main colour, in both themes.
    assert contrast("#FFFFFF", page["sidebar"].get("primaryColor", page["primaryColor"])) >= 4.5
    # A head that can be folded out is written with 60 % of the text colour.
    assert contrast(mixed(page["textColor"], page["backgroundColor"], 0.6), page["backgroundColor"]) >= 4.5


@THEMES
def test_marks_stand_out_from_the_page(name, look: Tokens):
    for colour in (*look.categorical, *(look.hue(hue).mark for hue in HUES)):
        assert contrast(colour, look.page) >= 3, colour


@THEMES
def test_no_two_colours_of_a_theme_s_palette_are_the_same(name, look: Tokens):
    assert len(set(look.categorical)) == len(look.categorical)
    steps = [luminance(colour) for colour in look.sequential]
    assert steps == sorted(steps, reverse=name == "light"), "a sequence goes one way"


def test_statuses_differ_in_word_shape_colour_and_sign():
    assert list(STATUS) == ["met", "in progress", "overdue", "no public evidence", "conditional", "not due"]
    for one, other in combinations(STATUS.values(), 2):
        assert one.glyph != other.glyph
        assert one.symbol != other.symbol
        assert one.colour != other.colour
        assert one.icon != other.icon
    assert {status.colour for status in STATUS.values()} <= set(HUES)
    assert all(status.word == word and status.icon.startswith(":material/") for word, status in STATUS.items())


def test_only_the_word_dark_means_the_dark_theme():
    assert tokens("dark") is DARK
    assert tokens("light") is tokens("anything else") is LIGHT


def test_streamlit_is_told_to_ask_no_other_host():
    chosen = settings()
    assert chosen["browser"]["gatherUsageStats"] is False
    assert chosen["server"]["enableStaticServing"] is True
    assert "http" not in (here().root / ".streamlit" / "config.toml").read_text(encoding="utf-8")
