"""Search: finds each kind of entry and ranks it as said."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from pages_support import AS_OF, SIGNED, facts
from search_support import (
    HOSTILE,
    found,
    library,  # noqa: F401
    rows,
    seen,
)

from lodestone.answers import search
from lodestone.screen.highlight import marked
from lodestone.warehouse import build, open_database

# What is found -----------------------------------------------------------------------------------------------------


# Read off the files in data/.
@pytest.mark.parametrize(
    ("asked", "kind", "id_"),
    [
        ("gallium", "Mineral", "gallium"),
        ("Nd", "Mineral", "neodymium"),
        ("complementary stockpiles", "Provision", "P14"),
        ("P06", "Provision", "P06"),
        ("exchanges japanese institutions", "Opportunity", "us-japan-2025.opportunity.3"),
        ("federal agencies funding ask", "Action", "us-japan-2025.action.2"),
        ("strain mining", "Risk", "us-japan-2025.risk.3"),
        ("shift its research focus", "Program", "us-japan-2025.program.1"),
        ("grants favor", "Impact", "us-japan-2025.impact.2"),
        ("deregulate permits", "Summary", "us-japan-2025.summary.7"),
        ("180 days ministerial", "Deadline", "us-japan-2025.milestone.4"),
        ("takaichi", "Official", "us-japan-2025.signatory.2"),
        ("good faith", "Difference", "D02"),
        # By its topic: its name and the fields it names itself do not hold the word.
        ("geology", "University unit", "u_ees"),
        ("DE-FOA-0002618", "Call", "F011"),
        ("f016", "Call", "F016"),
        ("DARPA", "Watched program", "W08"),
        ("intl@gsj.jp", "Public door", "C050"),
        ("Consulate-General Nashville", "Public door", "C060"),
        # By what it is called elsewhere: the short name and the name of its date.
        ("gallium ban", "Event", "E079"),
        ("polysilicon price floors", "Event", "E091"),
        ("jogmec", "Organization", "jp-jogmec"),
        ("ARPA-E", "Organization", "us-arpa-e"),
        ("cttc", "University unit", "u_cttc"),
        ("desalination", "Expertise", "x03"),
        ("nims", "Partner", "jp_nims"),
        ("物質", "Partner", "jp_nims"),
        ("licensing startups", "Topic", "commercialization"),
        ("trans-pecos radiometric", "Mapping program", "earthmri-1014"),
        ("mountain pass", "Site", "usa-mountain-pass-deposit"),
        ("caremag plant", "Event", "E001"),
        ("e036", "Event", "E036"),
        ("germanium $18.1M", "Source", "s_followup_5n"),
    ],
)
def test_an_entry_of_each_kind_is_found_by_words_of_its_own(library, warehouse, asked, kind, id_):
    assert (kind, id_) in found(library, warehouse, asked)


def test_every_entry_is_found_by_its_title_and_nothing_is_left_out(library, warehouse):
    everything = rows(library, warehouse, None)
    counted = dict(search.counts(everything))
    # Sites are found by name only, and no brief has been imported here.
    assert list(counted) == [kind for kind in search.KINDS if kind not in ("Brief", search.BY_NAME)]
    assert sum(counted.values()) == len(everything) == everything["found"].iloc[0]
    for kind, name in {
        "Provision": "facts/provisions",
        "Difference": "facts/differences",
        "Call": "facts/calls",
        "Organization": "facts/organizations",
        "University unit": "facts/units",
        "Topic": "facts/topics",
        "Expertise": "facts/expertise",
        "Partner": "facts/partners",
        "Source": "sources",
        "Mapping program": "facts/mapping_programmes",
    }.items():
        ids = {next(iter(row.values())) for row in facts(name)}
        assert set(everything.loc[everything["kind"] == kind, "id"]) == ids, kind
    watched = {row["watch_id"] for row in facts("facts/call_watch") if not row["call_id"]}
    assert set(everything.loc[everything["kind"] == "Watched program", "id"]) == watched
    doors = {row["contact_id"] for row in facts("facts/contacts") if row["channel"]}
    assert set(everything.loc[everything["kind"] == "Public door", "id"]) == doors
    assert not everything.duplicated(["kind", "id"]).any()
    # What is not on record of an entry leaves no gap between separators.
    assert [text for text in everything["text"].dropna() if re.search(r"·\s*(·|$)|^\s*·", text)] == []
    for hit in everything.itertuples():
        assert hit.source_ids, hit.id
    opened = {row["mineral_id"] for row in facts("facts/minerals") if row["on_us_list"] == "true"}
    assert set(everything.loc[everything["kind"] == "Mineral", "id"]) == opened
    for kind in counted:
        hit = everything[everything["kind"] == kind].iloc[-1]
        assert (kind, hit["id"]) in found(library, warehouse, hit["title"])


def test_a_mineral_comes_first_under_its_name(library, warehouse):
    for name, mineral in (("gallium", "gallium"), ("Rare earths", "rare-earths"), ("tungsten", "tungsten")):
        assert found(library, warehouse, name)[0] == ("Mineral", mineral)


@pytest.mark.parametrize("asked", ["NIMS", "nims", "Nims", "  nims  ", "ńîms", "(NIMS)", "nims!"])
def test_case_accents_spaces_and_punctuation_do_not_matter(library, warehouse, asked):
    assert found(library, warehouse, asked) == [
        ("Partner", "jp_nims"),
        ("Public door", "C063"),
        ("Source", "ct_nims_icgp"),
    ]


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


def test_accents_and_markup_in_the_content_are_found_and_harmless(small_project, library):
    path = small_project.data / "facts" / "topics.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Magnets,", "Ámbar **x** :red[y],", 1), encoding="utf-8")
    opened = open_database(build(small_project)[0])
    try:
        for asked in ("ambar", "A\u0301MBAR", "red y"):
            assert found(library, opened, asked)[0] == ("Topic", "magnets")
    finally:
        opened.connection.close()
    assert seen(marked("Ámbar **x** :red[y]", "ambar red")) == ("Ámbar **x** :red[y]", ["Ámbar", "red"])


def test_only_events_known_on_the_day_are_found(library, warehouse):
    assert found(library, warehouse, "E047", day=date(2026, 2, 1)) == [("Event", "E047")]
    assert found(library, warehouse, "E047", day=date(2026, 1, 31)) == []


def test_what_was_folded_before_is_what_stood_on_each_day(library, warehouse):
    dates = {date.fromisoformat(row["date"]) for row in facts("facts/events")}
    days = sorted(dates | {one + timedelta(days=1) for one in dates})
    for day in [SIGNED, AS_OF, *days[::12]]:
        hits = rows(library, warehouse, None, day=day)
        said = {(hit.kind, hit.id): (hit.about or "", hit.text or "") for hit in hits.itertuples()}
        asked = warehouse.cursor()
        for sql, kind, place in (
            ("SELECT call_id, replace(state, 'unknown', 'state not known') FROM call_states($day)", "Call", 0),
            ("SELECT event_id, coalesce(open_question, '') FROM described_events($day)", "Event", 1),
            ("SELECT award_id, '' FROM known_awards($day)", "Award", 0),
            ("SELECT DISTINCT project_id, '' FROM known_awards($day) JOIN projects USING (project_id)", "Project", 0),
            ("SELECT mapping_id, '' FROM known_programmes($day)", "Mapping program", 0),
        ):
            right = dict(asked.execute(sql, {"day": day}).fetchall())
            assert {id_ for one, id_ in said if one == kind} == set(right), (day, kind)
            assert all(said[kind, id_][place].endswith(words) for id_, words in right.items()), (day, kind)


@pytest.mark.parametrize("asked", ["E999", "P77", "2031", "qwertz", "xyz"])
def test_a_number_or_a_word_unlike_any_is_not_taken_for_another(library, warehouse, asked):
    assert rows(library, warehouse, asked).empty


def test_where_no_entry_holds_every_word_those_with_most_come(library, warehouse):
    hits = rows(library, warehouse, "gallium japan qwertz")
    assert not hits["whole"].any()
    both = set(found(library, warehouse, "gallium japan"))
    assert both == set(hits[["kind", "id"]].itertuples(index=False, name=None))


def tables(warehouse) -> list[tuple[str, int]]:
    """Every table with its number of rows, and every view."""
    sql = "SELECT table_name, estimated_size FROM duckdb_tables() UNION ALL SELECT view_name, -1 FROM duckdb_views()"
    return sorted(warehouse.cursor().execute(sql).fetchall())


@pytest.mark.parametrize("asked", HOSTILE)
def test_a_hostile_search_is_just_words(library, warehouse, asked):
    words = re.findall(r"[a-z0-9]+", asked.lower())
    before = tables(warehouse)
    assert len(before) > 100, "tables and views"
    hits = rows(library, warehouse, asked)
    if not words:
        assert hits.empty
    for hit in hits[hits["whole"] & (hits["mended"].map(len) == 0)].itertuples():
        held = unicodedata.normalize("NFD", " ".join(filter(None, (hit.title, hit.also, hit.about, hit.text)))).lower()
        assert all(word in held for word in words)
    assert tables(warehouse) == before, "nothing was dropped"


# In which order ----------------------------------------------------------------------------------------------------


def test_whole_words_in_titles_then_beginnings_then_the_text(library, warehouse):
    hits = rows(library, warehouse, "stockpile")
    scores = {(hit.kind, hit.id): hit.score for hit in hits.itertuples()}
    assert scores["Event", "E010"] == 4, "U.S. order on a stockpile: a whole word of the title"
    assert scores["Provision", "P14"] == 3, "Complementary stockpiles: the beginning of one"
    assert list(hits["score"]) == sorted(hits["score"], reverse=True)
    magnetic = {(hit.kind, hit.id): hit.score for hit in rows(library, warehouse, "magnetic").itertuples()}
    # The title of a source counts as text.
    assert [magnetic["Expertise", "x14"], magnetic["Topic", "magnets"], magnetic["Source", "s_dod_evac"]] == [4, 2, 1]


def test_the_scores_of_the_words_add_up(library, warehouse):
    hits = rows(library, warehouse, "good faith")
    # 4 each in a title, 2 each in a text; and 2 each for standing as they were written.
    assert list(hits[["id", "score"]].itertuples(index=False, name=None)) == [("D02", 12), ("P00", 8)]
    hits = rows(library, warehouse, "faith good")
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
