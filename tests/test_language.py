"""Content as Markdown: `plain` shows exactly the characters given, whatever they would mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lodestone.language import days, file_size, first_lower, fmt_within, joined, plain


@pytest.mark.parametrize(
    ("number", "said"), [(210, "210 days ago"), (1, "1 day ago"), (0, "today"), (-1, "in 1 day"), (-5, "in 5 days")]
)
def test_days_from_a_day_are_said_in_words(number, said):
    assert days(number) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "undated"),
        (date(2025, 6, 1), date(2025, 6, 30), "Jun 2025"),
        (date(2021, 1, 1), date(2021, 6, 30), "Jan 2021 to Jun 2021"),
        (None, date(2011, 3, 31), "by 31 Mar 2011"),
    ],
)
def test_a_time_of_which_only_bounds_are_known_is_said_as_far_as_it_is(first, last, said):
    assert fmt_within(first, last) == said


@pytest.mark.parametrize(
    ("text", "within"),
    [("April or May 2027", "April or May 2027"), ("Any time", "any time"), ("NSF letter", "NSF letter")],
)
def test_a_month_keeps_its_capital_within_a_sentence(text, within):
    assert first_lower(text) == within


JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("`code`", r"\`code\`"),
        ("[a](/x)", r"\[a\](/x)"),
        ("![a](/x)", r"!\[a\](/x)"),
        ("http://x.org", f"http:{JOINER}//x.org"),
        ("WWW.x.org", f"WWW{JOINER}.x.org"),
        ("me@x.org", f"me{JOINER}@x.org"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("$x^2$", r"\$x^2\$"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("# head", r"\# head"),
        ("a | b", r"a \| b"),
        ("{x}", r"\{x\}"),
        (r"a\b", r"a\\b"),
        (":smile:", f":{JOINER}smile:"),
        (":material/home:", f":{JOINER}material/home:"),
        (":+1:", f":{JOINER}+1:"),
        (":red[x]", rf":{JOINER}red\[x\]"),
        ("- a\n+ b\n1. c\n2) d", "\\- a\n\\+ b\n1\\. c\n2\\) d"),
    ],
)
def test_what_would_be_markup_is_escaped(text, safe):
    assert plain(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "Signed in Tokyo on 28 October 2025.",
        "10:30, 11:45",
        "P06 (due)",
        "a - b",
        "-5 days",
        "日本、½ – “x”",
        "AT&T",
        "",
    ],
)
def test_ordinary_words_stay_as_they_are(text):
    assert plain(text) == text


def test_nothing_gives_nothing():
    assert plain(None) == ""


@settings(deadline=None)
@given(st.text(alphabet="*_`[]<>$~#|{}\\ab", max_size=30))
def test_every_sign_that_could_mean_something_is_escaped_once(text):
    shown = plain(text)
    assert shown.replace("\\", "") == text.replace("\\", "")
    escaped = iter(shown)
    back = "".join(next(escaped) if sign == "\\" else sign for sign in escaped)
    assert back == text


def test_a_name_that_holds_an_and_parts_from_the_list_before_it():
    assert (
        joined(["Chemistry", "Engineering", "Physics and Astronomy"])
        == "Chemistry, Engineering, and Physics and Astronomy"
    )
    assert joined(["Chemistry", "Economics", "Law School"]) == "Chemistry, Economics and Law School"


@pytest.mark.parametrize(("number", "said"), [(12, "1 kB"), (43_210, "43 kB"), (1_240_000, "1.2 MB")])
def test_a_file_s_size_is_never_said_to_be_nothing(number, said):
    assert file_size(number) == said
