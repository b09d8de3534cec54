"""The document's own characters are kept; white space, what is invisible, HTML and bold marks are normalised."""

from __future__ import annotations

import pytest
from brief_support import HEAD, items, kinds, read, texts, under


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- A\u00a0b\u2009c\u3000d  e\tf", "A b c d e f"),
        ("- A\u200bb\u2060c\ufeffd\u00ade", "Abcde"),
        ("- “Curly” ‘quotes’ — and – dashes", "“Curly” ‘quotes’ — and – dashes"),
        ("- non‑market ‐ policy − minus", "non‑market ‐ policy − minus"),
        ("- １２ ＡＢ：供給網（重要鉱物）", "１２ ＡＢ：供給網（重要鉱物）"),
        ("- R&amp;D &lt;5% &#8217; &nbsp;x", "R&D <5% ’ x"),
        ("- R&D at AT&T; P&L", "R&D at AT&T; P&L"),
        ("- <b>Bold</b> and <a href='https://x.y'>a link</a>.<br/>", "Bold and a link."),
        ("- One<br>two", "One two"),
        ("- a < b and c > d", "a < b and c > d"),
        ("- <redacted> stays", "<redacted> stays"),
        ("- **Bold** and __bold__ and snake__case__name", "Bold and bold and snake__case__name"),
        ("- ***Both*** 2 * 3 * 4", "Both 2 * 3 * 4"),
        ("- **Never closed: text", "Never closed: text"),
        ("- =SUM(A1:A2)", "=SUM(A1:A2)"),
        ("•No space", "No space"),
        ("* Star", "Star"),
        ("– En dash", "En dash"),
        ("\uf0b7 Word's own sign", "Word's own sign"),
        ("<li>From a list</li>", "From a list"),
    ],
)
def test_the_text_of_an_item(line, text):
    assert [one["text"] for one in items("Key Actions", line)] == [text]


def test_bold_over_two_lines_and_a_bold_number():
    assert [one["text"] for one in items("Key Actions", "- **The long", "  label:** text", "**2.** Second")] == [
        "The long label: text",
        "Second",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_ends_of_lines_and_a_byte_order_mark_change_nothing(start, end):
    text = (HEAD + "Key Actions\n- One.\n- Two.\nRelevance Score: 9\n").replace("\n", end)
    found = read(start + text.encode())
    assert found["title"] == "Adjusting Imports of Copper into the United States"
    assert texts(found) == {"key_actions": ["One.", "Two."]}
    assert kinds(found) == [("score_out_of_range", 6)]


def test_utf_16_with_its_mark_is_read():
    assert texts(read((HEAD + "Key Actions\n- 日本の例.\n").encode("utf-16"))) == {"key_actions": ["日本の例."]}


def test_windows_1252_is_read_and_told():
    found = read((HEAD + "Risks & Considerations\n• Vanderbilt’s “café” – costs\n").encode("cp1252"))
    assert texts(found) == {"risks": ["Vanderbilt’s “café” – costs"]}
    assert kinds(found) == [("encoding", 4)]
    assert "Windows-1252" in found["flags"][0]["message"]


def test_shift_jis_is_read_and_told():
    found = read((HEAD + "Key Actions\n- レアアースの供給.\n").encode("cp932"))
    assert texts(found) == {"key_actions": ["レアアースの供給."]}
    assert kinds(found) == [("encoding", 4)]


def test_code_fences_and_rules_are_no_content():
    found = read("```markdown\n# A Title\n---\n10/27/2025\n\n## Key Actions\n- One.\n***\n- Two.\n```\n")
    assert (found["title"], found["date"]) == ("A Title", "2025-10-27")
    assert texts(found) == {"key_actions": ["One.", "Two."]}
    assert found["outcome"] == "ok"


@pytest.mark.parametrize(
    "line",
    [
        "- No text was provided for this executive order.",
        "No text was provided.",
        "I'm sorry, but the text of the order was not provided.",
        "- Please provide the text of the document to summarize.",
        "• **No content was provided to summarize.**",
    ],
)
def test_a_line_in_place_of_a_summary_is_told_and_no_content(line):
    found = read(f"{HEAD}Action Summary\n{line}\nKey Actions\n- One.\n")
    assert texts(found) == {"action_summary": [], "key_actions": ["One."]}
    assert kinds(found) == [("no_text_provided", 4)]


def test_the_same_words_elsewhere_are_content():
    assert (
        items("Financial Impact", "- No information was provided on costs.")[0]["text"]
        == "No information was provided on costs."
    )
    assert len(items("Action Summary", "- No document was submitted in time.", "- The order stands.")) == 2


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("10/27/2025", "2025-10-27"),
        ("March 28, 2025", "2025-03-28"),
        ("2025-03-28", "2025-03-28"),
        ("28 March 2025", "2025-03-28"),
        ("Friday, March 28, 2025", "2025-03-28"),
        ("Date: Mar. 28, 2025", "2025-03-28"),
        ("**March 28th, 2025**", "2025-03-28"),
        ("１０/２７/２０２５", "2025-10-27"),
        ("2025年10月27日", "2025-10-27"),
        ("5/5/2025", "2025-05-05"),
        ("28/3/2025", "2025-03-28"),
        ("2/29/2024", "2024-02-29"),
    ],
)
def test_the_date_of_a_brief(line, date):
    found = read(f"A Title\n{line}\nKey Actions\n- Due by May 1, 2027.\n")
    assert (found["title"], found["date"], found["outcome"]) == ("A Title", date, "ok")


@pytest.mark.parametrize("line", ["06/11/2026", "6-11-26", "6.11.2026", "Date: 6/11/2026"])
def test_a_date_whose_month_may_be_its_day_is_read_with_the_month_first_and_told(line):
    found = read(f"A Title\n{line}\nKey Actions\n- One.\n")
    assert (found["date"], kinds(found)) == ("2026-06-11", [("day_in_doubt", 2)])
    assert "2026-06-11" in found["flags"][0]["message"]
    assert "2026-11-06" in found["flags"][0]["message"]


def test_a_date_in_an_item_or_in_the_title_is_not_that_of_the_brief():
    assert read("A Title\nKey Actions\n- 10/27/2025\n- Signed March 28, 2025.\n")["date"] is None
    assert read("Remarks of March 28, 2025\nKey Actions\n- One.\n")["date"] is None


def test_a_day_that_is_none_is_told():
    found = read("A Title\n2/30/2025\nKey Actions\n- One.\n")
    assert (found["date"], found["title"], kinds(found)) == (None, "A Title", [("bad_date", 2)])


def test_a_title_over_two_lines_is_one():
    found = read("Framework for Securing the Supply of\nCritical Minerals\n10/27/2025\nKey Actions\n- One.\n")
    assert found["title"] == "Framework for Securing the Supply of Critical Minerals"


def test_400_items_with_one_of_20000_characters_are_read_whole():
    """bench/briefs.py prints how long that takes; what took steps without end would never come back here."""
    lines = [f"- Item {n}: within {n} days the office acts (see annex {n})." for n in range(399)]
    for long in (
        "word " * 4000,
        "a" * 20000,
        "(" * 20000,
        "within 30 " * 2000,
        "**" * 10000,
        "- " * 10000,
        "<!--" * 5000,
    ):
        for heading in ("Timeline for Implementation", "Impacted Government Organizations"):
            found = under(heading, *lines[:200], f"- {long}", *lines[200:], "Relevance Score: 3 (" + "x (" * 5000)
            assert len(found["sections"][0]["items"]) >= 399, (heading, long[:10])
