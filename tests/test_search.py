"""Search: finds each kind of entry, ranks it as said, opens it where it is shown, and takes no text for markup."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_support import AS_OF, SIGNED, facts, page, real_bounds, texts, view

from lodestone.cells.marking import marked, snippet, spans
from lodestone.cells.model import Notebook
from lodestone.cells.search import SHOWN, place
from lodestone.filters.model import LONGEST_SEARCH, from_address
from lodestone.notebook import search
from lodestone.paths import here
from lodestone.site import PAGES, entry
from lodestone.warehouse import build, open_database

JOINER = "\u2060"
REGISTERED = {one.url_path for one in PAGES}
HOSTILE = ["<script>alert(1)</script>", "%", "_", "'", "*", "$", ":red[x]", "'; DROP TABLE sources; --", "**", r"\\", "[a](/x)",
           "$q", "((", "{x}", "a|b", ":material/home:", "P06' OR '1'='1"]
# The query each page asks with q, and the column in which it names its rows.
ASKS = {"brief": ("brief/items", "item_id"), "sources": ("sources/sources", "source_id"), "timeline": ("timeline/events", "event_id")}


def rows(library, warehouse, asked, *, day=AS_OF, number=search.ROWS):
    return library.ask(warehouse, "search/everything", {"as_of": day, "q": asked, "rows": number}).frame


def found(library, warehouse, asked, **options) -> list[tuple[str, str]]:
    return list(rows(library, warehouse, asked, **options)[["kind", "id"]].itertuples(index=False, name=None))


def seen(markdown: str) -> tuple[str, list[str]]:
    """What a reader sees of Markdown that `marked` wrote: the characters, and the parts in bold."""
    shown, bold, inside, place_ = "", [], False, 0
    while place_ < len(markdown):
        if markdown[place_] == "\\":
            char, place_ = markdown[place_ + 1], place_ + 2
        elif markdown.startswith("**", place_):
            inside, place_ = not inside, place_ + 2
            bold += [""] if inside else []
            continue
        else:
            char, place_ = markdown[place_], place_ + 1
        if char != JOINER:
            shown += char
            if inside:
                bold[-1] += char
    assert not inside
    return shown, bold


# What is found -----------------------------------------------------------------------------------------------------

# Read off the files in data/.
@pytest.mark.parametrize(("asked", "kind", "id_"), [
    ("complementary stockpiles", "Provision", "P14"), ("P06", "Provision", "P06"),
    ("exchanges japanese institutions", "Opportunity", "us-japan-2025.opportunity.3"),
    ("federal agencies funding ask", "Action", "us-japan-2025.action.2"),
    ("strain mining", "Risk", "us-japan-2025.risk.3"),
    ("shift its research focus", "Program", "us-japan-2025.program.1"),
    ("grants favor", "Impact", "us-japan-2025.impact.2"),
    ("deregulate permits", "Summary", "us-japan-2025.summary.7"),
    ("180 days ministerial", "Deadline", "us-japan-2025.milestone.4"),
    ("takaichi", "Official", "us-japan-2025.signatory.2"),
    ("good faith", "Difference", "D02"), ("DE-FOA-0002618", "Call", "F011"), ("f016", "Call", "F016"),
    ("jogmec", "Organization", "jp-jogmec"), ("ARPA-E", "Organization", "us-arpa-e"),
    ("cttc", "University unit", "u_cttc"), ("desalination", "Expertise", "x03"),
    ("nims", "Partner", "jp_nims"), ("物質", "Partner", "jp_nims"),
    ("licensing startups", "Topic", "commercialization"), ("caremag plant", "Event", "E001"), ("e036", "Event", "E036"),
    ("germanium $18.1M", "Source", "s_followup_5n")])
def test_an_entry_of_each_kind_is_found_by_words_of_its_own(library, warehouse, asked, kind, id_):
    assert (kind, id_) in found(library, warehouse, asked)


def test_every_entry_is_found_by_its_title_and_nothing_is_left_out(library, warehouse):
    everything = rows(library, warehouse, None)
    counted = dict(search.counts(everything))
    assert list(counted) == list(search.KINDS)
    assert sum(counted.values()) == len(everything) == everything["found"].iloc[0]
    for kind, name in {"Provision": "facts/provisions", "Difference": "facts/differences", "Call": "facts/calls",
                       "Organization": "facts/organizations", "University unit": "facts/units", "Topic": "facts/topics",
                       "Expertise": "facts/expertise", "Partner": "facts/partners", "Source": "sources"}.items():
        ids = {next(iter(row.values())) for row in facts(name)}
        assert set(everything.loc[everything["kind"] == kind, "id"]) == ids, kind
    assert not everything.duplicated(["kind", "id"]).any()
    for hit in everything.itertuples():
        assert hit.source_ids, hit.id
    for kind in search.KINDS:
        hit = everything[everything["kind"] == kind].iloc[-1]
        assert (kind, hit["id"]) in found(library, warehouse, hit["title"])


@pytest.mark.parametrize("asked", ["NIMS", "nims", "Nims", "  nims  ", "ńîms", "(NIMS)", "nims!"])
def test_case_accents_spaces_and_punctuation_do_not_matter(library, warehouse, asked):
    assert found(library, warehouse, asked) == [("Partner", "jp_nims")]


def test_words_are_found_by_their_beginning_never_by_their_middle(library, warehouse):
    whole = found(library, warehouse, "desalination")
    assert set(whole) <= set(found(library, warehouse, "desal"))
    assert ("Expertise", "x03") not in found(library, warehouse, "salination")


def test_every_word_must_occur_in_any_order_and_saying_it_twice_changes_nothing(library, warehouse):
    assert found(library, warehouse, "earth rare") == found(library, warehouse, "rare earth")
    assert found(library, warehouse, "rare rare earth") == found(library, warehouse, "rare earth")
    assert found(library, warehouse, "rare zzzz") == []
    both = set(found(library, warehouse, "japan stockpile"))
    assert both == set(found(library, warehouse, "japan")) & set(found(library, warehouse, "stockpile"))


def test_a_sign_of_japanese_may_stand_anywhere(library, warehouse):
    names = {row["partner_id"] for row in facts("facts/partners") if "研究" in row["name_ja"]}
    assert len(names) > 3
    assert {id_ for _, id_ in found(library, warehouse, "研究")} == names
    assert found(library, warehouse, "究研") == []


def test_accents_and_markup_in_the_content_are_found_and_harmless(project, library):
    path = project.data / "facts" / "topics.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Magnets,", "Ámbar **x** :red[y],", 1), encoding="utf-8")
    opened = open_database(build(project)[0])
    try:
        for asked in ("ambar", "A\u0301MBAR", "red y"):
            assert found(library, opened, asked)[0] == ("Topic", "magnets")
    finally:
        opened.connection.close()
    assert seen(marked("Ámbar **x** :red[y]", "ambar red")) == ("Ámbar **x** :red[y]", ["Ámbar", "red"])


def test_only_events_known_on_the_day_are_found(library, warehouse):
    assert found(library, warehouse, "E047", day=date(2026, 2, 1)) == [("Event", "E047")]
    assert found(library, warehouse, "E047", day=date(2026, 1, 31)) == []


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_hostile_search_is_just_words(library, warehouse, asked):
    words = re.findall(r"[a-z0-9]+", asked.lower())
    hits = rows(library, warehouse, asked)
    if not words:
        assert hits.empty
    for hit in hits.itertuples():
        held = unicodedata.normalize("NFD", " ".join(filter(None, (hit.title, hit.also, hit.about, hit.text)))).lower()
        assert all(word in held for word in words)
    assert len(rows(library, warehouse, None)) > 700, "nothing was dropped"


# In which order ----------------------------------------------------------------------------------------------------

def test_whole_words_in_titles_then_beginnings_then_the_text(library, warehouse):
    hits = rows(library, warehouse, "stockpile")
    scores = {(hit.kind, hit.id): hit.score for hit in hits.itertuples()}
    assert scores["Event", "E010"] == 4, "U.S. order on a stockpile: a whole word of the title"
    assert scores["Provision", "P14"] == 3, "Complementary stockpiles: the beginning of one"
    assert list(hits["score"]) == sorted(hits["score"], reverse=True)
    magnetic = {(hit.kind, hit.id): hit.score for hit in rows(library, warehouse, "magnetic").itertuples()}
    assert [magnetic["Expertise", "x14"], magnetic["Source", "s_dod_evac"], magnetic["Topic", "magnets"]] == [4, 3, 2]


def test_the_scores_of_the_words_add_up(library, warehouse):
    hits = rows(library, warehouse, "good faith")
    assert list(hits[["id", "score"]].itertuples(index=False, name=None)) == [("D02", 8), ("P00", 4)]


def test_a_number_opens_with_its_own_entry(library, warehouse):
    assert found(library, warehouse, "P04")[0] == ("Provision", "P04")
    assert {kind for kind, _ in found(library, warehouse, "P04")[1:]} == {"Difference"}


def test_ties_go_by_kind_then_title(library, warehouse):
    hits = rows(library, warehouse, "rare earth")
    order = list(search.KINDS)
    keys = [(-hit.score, order.index(hit.kind), hit.title) for hit in hits.itertuples()]
    assert keys == sorted(keys)
    assert len({(hit.score, hit.kind) for hit in hits.itertuples()}) < len(hits)


def test_no_more_rows_than_asked_for_and_the_number_of_all(library, warehouse):
    few = rows(library, warehouse, "japan", number=3)
    every = rows(library, warehouse, "japan")
    assert len(few) == 3 < len(every) == few["found"].iloc[0]
    assert list(few["id"]) == list(every["id"][:3])


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
    for hit in rows(library, warehouse, None).itertuples():
        if hit.page in ASKS and hit.parameter == "q" and hit.kind != "Expertise":
            where = place(hit, view("search", warehouse), real_bounds(warehouse))
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
    if "opportunities" in REGISTERED:
        call = next(rows(library, warehouse, "F011").itertuples())
        assert place(call, past, bounds)[1]["shortlist"] == "f003"


def test_a_hit_whose_page_is_not_there_has_no_link(library, warehouse, monkeypatch):
    from lodestone.cells import search as module

    monkeypatch.setattr(module, "PAGES", ())
    hit = next(rows(library, warehouse, "E036").itertuples())
    assert place(hit, view("search", warehouse), real_bounds(warehouse)) is None


@pytest.mark.parametrize(("asked", "title"), [
    ("P14", "Complementary stockpiles"), ("D02", ""), ("grants favor", "Grants may favor mineral projects"),
    ("germanium $18.1M", "$18.1M for germanium refining"), ("E036", "")])
def test_the_page_behind_a_link_opens_without_complaint(library, warehouse, asked, title):
    hit = next(rows(library, warehouse, asked).itertuples()) if asked != "D02" else next(
        rows(library, warehouse, "good faith").itertuples())
    url_path, address = place(hit, view("search", warehouse), real_bounds(warehouse))
    at = page(url_path, **address)
    assert not at.exception
    assert not at.warning
    assert not at.error
    if title:
        tables = " ".join(str(one.value.to_dict("list")) for one in at.dataframe)
        assert title in seen(texts(at).replace("**", ""))[0] + tables


# What is marked ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "asked", "bold"), [
    ("Rare earths in Japan", "rare earth", ["Rare", "earth"]), ("earthearth", "earth", ["earth"]),
    ("unearthed earthworks", "earth", ["earth"]), ("Électro", "electro", ["Électro"]), ("E\u0301lectro", "él", ["E\u0301l"]),
    ("U.S.–Japan", "u.s.-japan", ["U.S.–Japan"]), ("We use it", "u.s", []), ("研究グループ", "グ", ["グ"]),
    ("rare-earth", "rare-e", ["rare-e"]), ("a*b*c", "b", ["b"]), ("(x)", "(x)", ["x"]), ("ab abc", "ab abc", ["ab", "abc"]),
    (":red[x]", ":red[x]", ["red[x"]), ("<b>bold</b>", "<b>", ["b", "bold", "b"]), ("", "x", []), ("x", "", []), ("x", "%", [])])
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
    return [(one.proto.page, one.proto.label, one.proto.query_string) for one in at.get("page_link")]


def searched(asked, **address):
    at = page("search", q=asked, **address)
    assert not at.exception
    assert not at.error
    return at


def test_an_empty_search_says_what_there_is():
    at = searched("")
    assert [one.value for one in at.title] == ["Search"]
    shown = texts(at)
    assert "738 entries of 18 kinds can be searched" in shown
    assert {"**20** provisions", "**79** events", "**395** sources"} <= {one.value for one in at.markdown}
    assert links(at) == []


def test_a_search_shows_its_hits_marked_and_linked():
    at = searched("P14")
    where, label, address = links(at)[0]
    assert (where, label) == ("provisions", "Complementary stockpiles")
    assert "provision=p14" in address.lower()
    assert "**P14**" in texts(at)
    assert [label for _, label, _ in links(searched("germanium refining"))][:1] == [r"\$18.1M for **germanium** **refining**"]


def test_a_long_list_is_cut_and_says_so():
    at = searched("a")
    assert f"These are the best {SHOWN}; the table above holds all " in texts(at)
    assert "17 hits for “magnet”" in texts(searched("magnet"))


def test_a_search_without_a_hit_says_what_was_looked_for():
    at = searched("zzzz")
    assert "No entry holds every word of “zzzz”" in texts(at)
    assert "Looked for: containing “zzzz”, as of 22 Nov 2026" in texts(at)
    assert "holds no letter or digit to look for" in texts(searched("%"))


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_hostile_search_is_shown_as_written(asked):
    at = searched(asked)
    assert not at.warning
    heading = next(one.value for one in at.markdown if one.value.startswith("#### "))
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
    told = Notebook(here()).tell(warehouse, search.HITS, view("search", warehouse, as_of=day, q=asked))
    assert 12 <= len(told.answer) <= 160
    assert "\n" not in told.answer
    assert set(told.sources["source_id"]) == {one for many in told.table["source_ids"] for one in many}
