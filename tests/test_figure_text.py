"""Widths of words: against their own logic and against the browser that draws them."""

import base64
import importlib.util
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from pages_support import facts

from lodestone.exports.chromium import find_chromium
from lodestone.exports.pictures import TRUE_WIDTHS
from lodestone.figures import text

SENTENCES = (
    "Finance for selected projects (6 months)",
    "due 26 Apr 2026: no public evidence, 210 days past",
    "METI and Commerce ministers meet on first projects",
)


def test_a_longer_or_larger_or_bolder_text_is_wider():
    words = "U.S.-Japan Framework signed in Tokyo"
    widths = [text.text_width(words[:end], 12) for end in range(1, len(words) + 1)]
    assert widths == sorted(widths)
    assert widths[0] > 0
    assert text.text_width(words, 14) == pytest.approx(text.text_width(words, 12) * 14 / 12)
    assert text.text_width(words, 12, bold=True) > text.text_width(words, 12)
    assert text.safe_width(words, 12) >= text.text_width(words, 12)


def test_without_the_font_file_widths_stay_close(monkeypatch):
    shipped = [text.text_width(words, 13) for words in SENTENCES]
    text._em_width.cache_clear()
    monkeypatch.setattr(text, "_font", lambda _bold, _serif: None)
    estimated = [text.text_width(words, 13) for words in SENTENCES]
    text._em_width.cache_clear()
    assert estimated == pytest.approx(shipped, rel=0.15)


def test_wrapped_lines_fit_and_keep_every_word():
    sentence = " ".join(SENTENCES)
    lines = text.wrap(sentence, 22, 420, serif=True)
    assert " ".join(lines) == sentence
    assert len(lines) > 1
    assert all(text.text_width(line, 22, serif=True) <= 420 for line in lines)
    assert text.wrap("", 22, 420) == []
    assert text.wrap("Wirtschaftswissenschaften", 22, 10) == ["Wirtschaftswissenschaften"]


@pytest.mark.parametrize(("serif", "safe"), [(True, True), (True, False), (False, True)])
def test_each_line_is_as_full_as_measuring_every_line_would_make_it(serif, safe):
    measure = text.safe_width if safe else text.text_width
    titles = [row["title"] for name in ("events", "provisions", "calls") for row in facts(f"facts/{name}")]
    for title in titles:
        lines = text.wrap(title, 22, 300, serif=serif, safe=safe)
        assert all(" " not in line or measure(text.held(line), 22, serif=serif) <= 300 for line in lines)
        for line, after in pairwise(lines):
            word = re.split(" ", text.held(after))[0]
            assert measure(f"{text.held(line)} {word}", 22, serif=serif) > 300, title


def test_cut_text_fits_and_says_so():
    assert text.cut("short", 12, 400) == "short"
    shorter = text.cut(SENTENCES[1], 12, 120)
    assert shorter.endswith("…")
    assert text.safe_width(shorter, 12) <= 120
    assert len(text.cut_chars("x" * 60, 46)) == 46
    assert text.cut_chars("Second group of Japanese investment projects, about USD 73 billion", 46) == (
        "Second group of Japanese investment projects…"
    )


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("firm money of known amount is $2.3 B and 52 % of it goes to mining", ("$2.3 B", "52 %")),
        (
            "the most copper lies in El Teniente, 128.5 million t of it as of 22 Nov 2026",
            ("128.5 million", "22 Nov 2026"),
        ),
        ("May 2026 and 3 Becks are no units, 45.7 M is", ("45.7 M",)),
    ],
)
def test_a_number_stays_on_the_line_of_its_unit_and_a_day_of_its_month(words, kept):
    for width in range(60, 500, 7):
        lines = text.wrap(words, 14, width)
        assert " ".join(lines) == words
        assert all(any(one in line for line in lines) for one in kept)


def test_a_title_ends_in_no_single_word():
    title = "Engineering and investment stay in the top five under 83 % of weightings; 1 of 66 do so under 80 % or more"
    plain, fair = text.wrap(title, 22, 1216, serif=True), text.wrap_title(title, 22, 1216)
    assert " ".join(fair) == " ".join(plain) == title
    assert len(fair) == len(plain) == 2
    assert len(plain[1].split()) <= 3, "a stub to begin with"
    assert text.safe_width(fair[1], 22, serif=True) > 0.5 * text.safe_width(fair[0], 22, serif=True)
    assert text.wrap_title("Short", 22, 980) == ["Short"]


def test_a_phone_s_lines_are_as_long_as_the_page_s_font_allows():
    sentence = "26 events up to the day of the signing, 45 since; most since then: funding (15)"
    free, safe = (text.wrap(sentence, 22, 324, serif=True, safe=safe)[0] for safe in (False, True))
    assert len(free) > len(safe)
    assert text.text_width(free, 22, serif=True) <= 324


def test_markup_signs_are_escaped():
    assert text.escape("R&D <b>") == "R&amp;D &lt;b&gt;"


@pytest.mark.parametrize("bold", [False, True])
def test_widths_agree_with_the_browser(bold):
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium here to measure with")
    sync_api = pytest.importorskip("playwright.sync_api")
    root = Path(importlib.util.find_spec("streamlit").submodule_search_locations[0])
    face = next((root / "static" / "static" / "media").glob("SourceSansVF-Upright*"))
    data = base64.b64encode(face.read_bytes()).decode()
    page_text = (
        f"<style>@font-face {{font-family: Shipped; font-weight: 200 900; src: url(data:font/woff2;base64,{data})}}"
        f"span {{font: {700 if bold else 400} 13px Shipped; white-space: pre}}</style>"
        + "".join(f"<div><span>{words}</span></div>" for words in SENTENCES)
    )
    # In a thread of its own: another test of this process may have a browser open already.
    with ThreadPoolExecutor() as pool:
        drawn = pool.submit(drawn_widths, sync_api, chromium, page_text, bold).result()
    assert [text.text_width(words, 13, bold=bold) for words in SENTENCES] == pytest.approx(drawn, rel=0.1)


def drawn_widths(sync_api, chromium, page_text, bold):
    flags = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", TRUE_WIDTHS]  # fmt: skip
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=flags)
        try:
            page = browser.new_page()
            page.set_content(page_text)
            page.evaluate(f"document.fonts.load('{700 if bold else 400} 13px Shipped').then(() => true)")
            return page.eval_on_selector_all("span", "all => all.map(one => one.getBoundingClientRect().width)")
        finally:
            browser.close()
