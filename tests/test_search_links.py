"""Search: opens a hit where it is shown, marks it safely, and takes no text for markup."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_support import AS_OF, SIGNED, facts, page, real_bounds, texts, view
from questions_support import fresh_engine
from search_support import (
    ASKS,
    HOSTILE,
    JOINER,
    REGISTERED,
    library,  # noqa: F401
    rows,
    seen,
)

from lodestone.answers import search
from lodestone.filters import LONGEST_SEARCH, from_address
from lodestone.page_list import entry
from lodestone.screen.highlight import marked, snippet, spans
from lodestone.screen.search import SHOWN, place

# Where it leads ----------------------------------------------------------------------------------------------------


def test_every_link_is_accepted_by_its_page_and_sets_what_it_names(library, warehouse):
    bounds, here_ = real_bounds(warehouse), view("search", warehouse, department="u_eng")
    for hit in rows(library, warehouse, None).itertuples():
        where = place(hit, here_, bounds)
        assert (where is None) == (hit.page not in REGISTERED)
        if where is None:
            continue
        names = entry(where[0]).filters
        assert where[1], "an empty address would keep the filters of the page before"
        values, complaints = from_address(where[1], names, bounds)
        assert complaints == [], hit.id
        assert values.get("department") in {None, hit.target}, "what narrows the search page does not narrow the next"
        if hit.parameter in names:
            value = values[hit.parameter]
            # A text is cut at a word's end where a page would not take all of it.
            cut = len(hit.target) > LONGEST_SEARCH and hit.target.startswith(f"{value} ")
            assert cut or value in (hit.target, (hit.target,)), hit.id


def test_a_page_that_is_searched_finds_the_hit(library, warehouse):
    here_, bounds = view("search", warehouse), real_bounds(warehouse)
    for hit in rows(library, warehouse, None).itertuples():
        if hit.page in ASKS and hit.parameter == "q" and hit.kind not in ("Expertise", "Public door"):
            where = place(hit, here_, bounds)
            # Of the many sources each third, and all whose words hold more than letters, figures and common marks.
            if hit.kind == "Source" and hit.Index % 3 and re.fullmatch(r"[\w .,:;()’'–-]*", where[1]["q"]):
                continue
            name, column = ASKS[hit.page]
            given_ = dict.fromkeys(library.get(name).parameters) | {"q": where[1]["q"]}
            given_ |= {"as_of": AS_OF} if "as_of" in given_ else {}
            assert hit.id in set(library.ask(warehouse, name, given_).frame[column]), hit.id


def test_the_day_and_what_was_kept_go_along(library, warehouse):
    hit = next(rows(library, warehouse, "E036").itertuples())
    past = view("search", warehouse, as_of=date(2026, 3, 1), shortlist=("F003",), q="E036")
    bounds = real_bounds(warehouse)
    assert place(hit, past, bounds) == ("timeline", {"as_of": "2026-03-01", "q": "E036"})
    assert place(hit, view("search", warehouse), bounds) == ("timeline", {"q": "E036"})
    topic = next(hit for hit in rows(library, warehouse, "magnets").itertuples() if hit.kind == "Topic")
    assert place(topic, past, bounds) == (
        "opportunities",
        {"as_of": "2026-03-01", "topic": "magnets", "shortlist": "f003"},
    )


def test_a_hit_whose_page_is_not_there_has_no_link(library, warehouse, monkeypatch):
    from lodestone.screen import search as module

    monkeypatch.setattr(module, "PAGES", ())
    hit = next(rows(library, warehouse, "E036").itertuples())
    assert place(hit, view("search", warehouse), real_bounds(warehouse)) is None


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("P14", "Complementary stockpiles"),
        ("D02", ""),
        ("grants favor", "Grants may favor mineral projects"),
        ("germanium $18.1M", "$18.1M for germanium refining"),
        ("E036", ""),
    ],
)
def test_the_page_behind_a_link_opens_without_complaint(library, warehouse, asked, title):
    hit = (
        next(rows(library, warehouse, asked).itertuples())
        if asked != "D02"
        else next(rows(library, warehouse, "good faith").itertuples())
    )
    url_path, address = place(hit, view("search", warehouse), real_bounds(warehouse))
    at = page(url_path, **address)
    assert not at.exception
    assert not at.warning
    assert not at.error
    if title:
        tables = " ".join(str(one.value.to_dict("list")) for one in at.dataframe)
        assert title in seen(texts(at).replace("**", ""))[0] + tables


# What is marked ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asked", "bold"),
    [
        ("Rare earths in Japan", "rare earth", ["Rare", "earth"]),
        ("earthearth", "earth", ["earth"]),
        ("unearthed earthworks", "earth", ["earth"]),
        ("Électro", "electro", ["Électro"]),
        ("E\u0301lectro", "él", ["E\u0301l"]),
        ("U.S.–Japan", "u.s.-japan", ["U.S.–Japan"]),
        ("We use it", "u.s", []),
        ("研究グループ", "グ", ["グ"]),
        ("rare-earth", "rare-e", ["rare-e"]),
        ("a*b*c", "b", ["b"]),
        ("(x)", "(x)", ["x"]),
        ("ab abc", "ab abc", ["ab", "abc"]),
        (":red[x]", ":red[x]", ["red[x"]),
        ("<b>bold</b>", "<b>", ["b", "bold", "b"]),
        ("", "x", []),
        ("x", "", []),
        ("x", "%", []),
    ],
)
def test_what_was_looked_for_is_bold_and_all_else_is_as_it_was(text, asked, bold):
    bold = ["b", "b", "b"] if text.startswith("<b>") else bold
    assert seen(marked(text, asked)) == (text, bold)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="abAé*_`[]<>$~#|{}\\:-. 1研", max_size=30), st.text(alphabet="abé*[]<>$:. \\1研", max_size=8))
def test_marking_shows_exactly_the_characters(text, asked):
    shown, bold = seen(marked(text, asked))
    assert shown == text
    assert bold == [text[start:end] for start, end in spans(text, asked)]
    assert all(part[0].isalnum() and part[-1].isalnum() for part in bold)
    ends = [place_ for pair in spans(text, asked) for place_ in pair]
    assert ends == sorted(set(ends)), "marks that touch would run together"


def test_a_colour_or_a_formula_in_a_text_stays_as_written():
    assert marked(":red[x] $y$", "zz") == rf":{JOINER}red\[x\] \$y\$"
    assert seen(marked("`x` [x](/x)", "x")) == ("`x` [x](/x)", ["x", "x", "x"])


def test_a_snippet_shows_the_first_word_that_was_looked_for():
    long = "lorem ipsum " * 60 + "needle in here " + "dolor sit " * 60
    cut = snippet(long, "needle")
    assert "needle" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 280
    assert set(cut.strip("… ").split()) <= set(long.split()), "no word is cut in two"
    assert snippet(long, "lorem").startswith("lorem ipsum")
    assert snippet("short\n text", "x") == "short text"
    assert snippet(None, "x") == ""
    assert len(snippet("x" * 1000, "x")) < 280
    assert "needle" in snippet("x" * 1000 + " needle", "needle")


# On screen ---------------------------------------------------------------------------------------------------------


def links(at) -> list[tuple[str, str, str]]:
    return [(one.proto.page, one.proto.label, one.proto.query_string) for one in at.main.get("page_link")]


def searched(asked, **address):
    at = page("search", q=asked, **address)
    assert not at.exception
    assert not at.error
    return at


def test_an_empty_search_says_what_there_is():
    at = searched("")
    assert [one.value for one in at.title] == ["Search"]
    shown = texts(at)
    parts = {
        kind: int(count.replace(",", ""))
        for count, kind in re.findall(r"^\*\*([\d,]+)\*\* ([a-z ]+)$", shown, re.MULTILINE)
    }
    assert (parts["provisions"], parts["events"], parts["sources"]) == (
        20,
        len(facts("facts/events")),
        len(facts("sources")),
    )
    assert f"{sum(parts.values()):,} entries of {len(parts)} kinds can be searched" in shown
    assert links(at) == []


def test_a_search_shows_its_hits_marked_and_linked():
    at = searched("P14")
    where, label, address = links(at)[0]
    assert (where, label) == ("provisions", "Complementary stockpiles")
    assert "provision=p14" in address.lower()
    assert "**P14**" in texts(at)
    labels = [label for _, label, _ in links(searched("germanium refining"))]
    assert "**Germanium** zone **refining**" in labels[:3]
    assert r"\$18.1M for **germanium** **refining**" in labels[:4]


def test_a_long_list_is_cut_and_says_so():
    at = searched("a")
    assert f"These are the best {SHOWN}; the table under Check holds all " in texts(at)
    assert "52 hits for “magnet”" in texts(searched("magnet"))


def test_a_search_without_a_hit_says_what_was_looked_for():
    at = searched("zzzz")
    assert "No entry holds every word of “zzzz”" in texts(at)
    assert "Looked for: containing “zzzz”, as of 22 Nov 2026" in texts(at)
    assert "holds no letter or digit to look for" in texts(searched("%"))


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_hostile_search_is_shown_as_written(asked):
    at = searched(asked)
    assert not at.warning
    heading = next(one.value for one in at.markdown if one.value.startswith("### "))
    assert f"“{asked}”" in re.sub(r"\\(.)", r"\1", heading.replace(JOINER, ""))
    bare = re.sub(r":(gray|small)(-badge)?\[", "", texts(at))
    assert not re.search(r":[a-z]+\[|(?<!\\)[<$`]|:material/home:", bare)


def test_the_search_stands_on_its_page_and_not_in_the_sidebar():
    at = searched("japan")
    assert [one.key for one in at.main.text_input] == ["filter_q"]
    assert [one.key for one in at.sidebar.text_input] == []


@pytest.mark.parametrize("asked", ["", "japan", "zzzz", "%", "w" * LONGEST_SEARCH])
@pytest.mark.parametrize("day", [SIGNED, AS_OF])
def test_the_answer_is_one_short_line(warehouse, asked, day):
    answer = fresh_engine().answer(warehouse, search.HITS, view("search", warehouse, as_of=day, q=asked))
    assert 12 <= len(answer.finding) <= 160
    assert "\n" not in answer.finding
    assert set(answer.sources["source_id"]) == {one for many in answer.table["source_ids"] for one in many}
