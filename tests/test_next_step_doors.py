"""The door of a next step fits what the department would ask, or the step says that none on record does."""

from __future__ import annotations

import pytest
from pages_support import ask, facts
from questions_support import fresh_engine

from lodestone.answers import agencies, department
from lodestone.answers.first_questions import asking
from lodestone.answers.next_steps import next_steps


@pytest.mark.parametrize(
    ("unit", "organization", "door"),
    [
        ("u_ees", "NSF", "Door: Directorate for Geosciences (seen 25 Nov 2026)."),
        (
            "u_cee",
            "ARPA-E",
            ("No door for this field is on record; the general one is Frequently asked questions (seen 25 Nov 2026)."),
        ),
        ("u_mderfh", "EPA", "No working-level door is on record: ask Federal Relations."),
        (
            "u_isde",
            "Pentagon",
            "No door for this field is on record (what is known is for companies).",
        ),
        # Federal Relations is not sent to itself.
        (
            "u_ofr",
            "Commerce",
            (
                "No door for this is on record "
                "(what is known is for comments on import tariffs, companies and microelectronics)."
            ),
        ),
        # A portal for comments answers nobody; it takes them once the agency asks for some.
        (
            "u_ofr",
            "USTR",
            "No door for questions is on record; for comments, once asked for: Comment portal (seen 25 Nov 2026).",
        ),
        ("u_law", "Permitting Council", "Door for Federal Relations: FAST-41 program (seen 25 Nov 2026)."),
    ],
)
def test_a_door_fits_the_question_or_the_step_says_that_none_does(warehouse, unit, organization, door):
    book = fresh_engine()
    frames = {cell.key: ask(book, warehouse, "department", cell, department=unit).frames for cell in department.PAGE}
    (step,) = (one for one in next_steps(frames) if one.startswith(f"{organization}: "))
    assert step.endswith(f"? {door}")


def steps(warehouse, unit):
    book = fresh_engine()
    return next_steps(
        {cell.key: ask(book, warehouse, "department", cell, department=unit).frames for cell in department.PAGE}
    )


def test_an_office_is_not_handed_what_project_leaders_have_to_prepare(warehouse):
    prepare = {row["prepare"] for row in facts("facts/call_watch") if row["prepare"]}
    reasons = {row["reason"] for name in ("watch_units", "call_relations") for row in facts(f"facts/{name}")}
    for unit in [
        row["unit_id"] for row in facts("facts/units") if row["kind"] == "office" and row["closed"] == "false"
    ]:
        for said in steps(warehouse, unit):
            step = said.partition(" The same day: ")[0]
            assert not any(step.endswith(one) for one in prepare), step
            if step.startswith("Look again"):
                assert any(step.endswith(one) for one in reasons), step


def test_what_is_due_on_the_same_day_as_the_first_is_not_left_out(warehouse):
    # Both have 1 December 2026 as their day to look again, and both are Earth's natural business.
    step = steps(warehouse, "u_ees")[-1]
    assert step.startswith("Look again on 1 Dec 2026 for Office of Science open call; ")
    assert step.endswith(" The same day: Earth MRI new geologic mapping.")
    assert "The same day" not in steps(warehouse, "u_cbe")[-2], "one program has that day there"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        # By call_watch.csv and watch_units.csv: two clear entries of one day each, of one department one alone.
        ("u_ees", "8 programs to watch; look again on 1 Dec 2026: Office of Science open call and Earth MRI"),
        ("u_ovpr", "10 programs to watch; look again on 18 Dec 2026: Early Career Research Program and ASPIRE"),
        ("u_ccc", "3 programs to watch; look again on 17 Dec 2026: Genesis Mission: science and energy with AI"),
    ],
)
def test_the_watch_list_of_a_department_names_all_of_its_first_day(warehouse, unit, said):
    found = ask(fresh_engine(), warehouse, "department", department.WATCH, department=unit).finding
    assert found.startswith(said)


def test_a_program_without_a_day_is_a_step_where_no_day_comes_within_a_year(warehouse):
    # DLA's announcements have no day; the next thing with one is two years off.
    step = steps(warehouse, "u_spa")[-1]
    assert step.startswith("DLA strategic materials research; no next round known")
    assert step.endswith(". A university must be registered as an offeror before it can send a white paper.")


def test_no_question_is_sent_to_a_door_for_other_fields_or_people(warehouse):
    rows = ask(fresh_engine(), warehouse, "agencies", agencies.QUESTIONS).table
    contacts = [row for row in facts("facts/contacts") if row["channel"]]
    fits = {(row["contact_id"], row["unit_id"]) for row in facts("facts/contact_units")}
    units = {row["short_name"]: row["unit_id"] for row in facts("facts/units")}
    for row in rows.itertuples():
        mine = [one for one in contacts if one["organization_id"] == row.organization_id]
        taken = [one["office"] for one in mine if (one["contact_id"], units[row.unit]) in fits]
        general = [one["office"] for one in mine if one["for_whom"] == "university researchers" and not one["field"]]
        assert list(row.offices) == sorted(taken or general, key=[one["office"] for one in mine].index)[:2], row
    doors = dict(zip(rows["organization_id"], rows["offices"], strict=True))
    # Microelectronics, permit cases, grants for Africa and comments closed in 2025 take no question about minerals.
    assert doors["us-doi"] == doors["us-state"] == doors["us-doc"] == ()


def test_doors_are_matched_only_where_a_relation_gives_ground():
    related = {
        (row["unit_id"], row["organization_id"])
        for row in facts("facts/organization_relations")
        if int(row["grade"]) >= 2
    }
    organization = {row["contact_id"]: row["organization_id"] for row in facts("facts/contacts") if row["channel"]}
    for row in facts("facts/contact_units"):
        assert (row["unit_id"], organization[row["contact_id"]]) in related, row
        assert row["source_id"] == "s_lodestone"


def test_what_only_federal_relations_can_take_there_is_asked_through_it():
    # Whoever asks "once Federal Relations knows" writes himself: through a door for that office alone, he cannot.
    contacts = {row["contact_id"]: row for row in facts("facts/contacts")}
    doors = {}
    for row in facts("facts/contact_units"):
        door = contacts[row["contact_id"]]
        doors.setdefault((row["unit_id"], door["organization_id"]), set()).add(door["for_whom"])
    alone = {pair for pair, whom in doors.items() if whom == {"federal relations"} and pair[0] != "u_ofr"}
    assert alone == {("u_law", "us-permitting"), ("u_law", "us-blm"), ("u_law", "us-treasury")}
    for row in facts("facts/organization_relations"):
        if (row["unit_id"], row["organization_id"]) in alone:
            assert row["first_question"].startswith("Through Federal Relations: "), row


def test_federal_relations_does_not_ask_through_itself():
    own = [row for row in facts("facts/organization_relations") if row["unit_id"] == "u_ofr"]
    assert len(own) > 20
    assert not [row for row in own if "Federal Relations" in row["first_question"]]


def test_only_organizations_with_clear_business_are_named(warehouse):
    # JST and one more are thin for Chemistry.
    found = ask(fresh_engine(), warehouse, "department", department.AGENCIES, department="u_chem").finding
    assert found == "Clear business with 2 organizations: DOE and NSF; two thin, or seen by one reading only"


@pytest.mark.parametrize(
    ("question", "alone", "of_law"),
    [
        ("Is it open?", "Is it open?", "Law asks: Is it open?"),
        ("For the grants office: is it open?", "Ask the grants office: is it open?", "Law asks the grants office: is"),
        ("Through a friend: is it open?", "Through a friend, ask: is it open?", "Law asks, through a friend: is"),
        (
            "Once they know, for the Air Force: is it open?",
            "Once they know, ask the Air Force: is it open?",
            "Law asks the Air Force, once they know: is",
        ),
        (
            "Through the Institute for Space: is it open?",
            "Through the Institute for Space, ask: is it open?",
            "Law asks, through the Institute for Space: is",
        ),
        ("What is new: gallium?", "What is new: gallium?", "Law asks: What is new: gallium?"),
    ],
)
def test_a_question_is_put_as_something_to_do(question, alone, of_law):
    assert asking(question) == alone
    assert asking(question, "Law").startswith(of_law)
