"""Fits of everyone: who fits nothing and why, every combination, and what a department narrows."""

from __future__ import annotations

import itertools

import fit_support as second
import pytest
from fit_support import PILLARS, UNITS, WITHOUT, book, matrix  # noqa: F401
from pages_support import AS_OF, ask, bearing, facts, provision

from lodestone.answers import brief, department, opportunities, overview, provisions, timeline
from lodestone.answers.next_steps import next_steps

CALL_PILLARS = {key: row["pillars"] for key, row in second.CALLS.items()}
NOT_SEEN = "no business seen by either reading"
NOT_BME = (
    "not suggested for Projects chosen jointly (P03): Catalysts, magnets, batteries and optical materials are listed; "
    "health technology makes none of them."
)
# Each department with three pillars in turn, so that each pillar meets about ten departments.
PAIRS = [(unit, PILLARS[(place + 4 * step) % len(PILLARS)]) for place, unit in enumerate(UNITS) for step in range(3)]


def elsewhere(unit):
    """What a unit has clear business with beside provisions, as the reason says it."""
    clear = {
        kind: sum(one == unit and second.strength(row) == "clear" for (one, _), row in second.relations(kind).items())
        for kind in ("call", "organization", "partner")
    }
    said = [f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in clear.items() if number]
    return f"; clear business all the same with {', '.join(said)}" if said else ""


def test_departments_without_a_fit_are_exactly_the_rest_each_with_the_reason(matrix, book, warehouse):
    silent = ask(book, warehouse, "opportunities", opportunities.SILENT).table.set_index("unit_id")
    fitting = {unit for unit, _ in second.expected(second.published())}
    assert {unit for unit, _ in matrix()} <= fitting
    assert set(silent.index) == set(UNITS) - fitting
    assert {"u_bme", "u_usjc", "u_cs"} <= set(silent.index)
    assert silent.loc["u_bme", "reason"] == NOT_BME
    for unit in set(silent.index) - {"u_usjc"}:
        read = sorted(key for one, key in second.relations("provision") if one == unit)
        first = second.relations("provision")[unit, read[0]]["reason"] if read else None
        ours = f"not suggested for {provision(read[0])['title']} ({read[0]}): {first}" if first else NOT_SEEN
        said = "the brief names it for Exchanges with Japanese institutions; " if unit == "u_geo" else ""
        assert silent.loc[unit, "reason"] == (said + ours + elsewhere(unit)).replace(".; ", "; ")
    # Named in the brief, and the natural door of two universities in Japan: not without business at all.
    assert silent.loc["u_geo", "reason"].endswith("clear business all the same with 2 partners")
    assert silent.loc["u_usjc", "reason"] == "closed July 2021" == UNITS["u_usjc"]["status_note"]


@pytest.mark.parametrize(
    ("unit", "says"),
    [
        ("u_bme", f"Biomedical Engineering fits no pillar: {NOT_BME}"),
        ("u_usjc", "U.S.-Japan Center (closed) fits no pillar: closed July 2021"),
    ],
)
def test_a_department_alone_that_fits_nothing_is_told_why(book, warehouse, unit, says):
    one = ask(book, warehouse, "opportunities", opportunities.MATRIX, department=unit)
    assert one.table.empty
    assert one.finding == says


@pytest.mark.parametrize("unit", ["u_bme", "u_usjc"])
def test_nothing_follows_for_a_department_that_fits_nothing(book, warehouse, unit):
    frames = {
        cell.key: ask(book, warehouse, "department", cell, department=unit).frames for _, cell in department.SECTIONS
    }
    assert next_steps(frames) == []


def test_organizations_at_hand_are_those_a_department_has_clear_business_with(matrix):
    organizations = {row["organization_id"]: row["short_name"] for row in facts("facts/organizations")}
    known = {row["event_id"] for row in facts("facts/events") if row["date"] <= AS_OF.isoformat()} | {""}
    levers = {
        (row["organization_id"], second.PILLAR[row["provision_id"]])
        for row in facts("facts/organization_provisions")
        if (row["event_id"] or "") in known
    }
    for (unit, pillar), row in matrix().items():
        clear = {
            key
            for (one, key), read in second.relations("organization").items()
            if one == unit and second.strength(read) == "clear" and (key, pillar) in levers
        }
        assert list(row.contacts) == sorted(organizations[key] for key in clear), (unit, pillar)
        assert row.readiness == (row.call > 0) + (row.expertise > 0) + (row.partner > 0) + bool(clear)


# Every combination --------------------------------------------------------------------------------------------------


def test_every_department_and_pillar_can_be_asked_for(library, warehouse):
    assert len(UNITS) == 38
    assert len(PILLARS) == 11
    wanted = second.expected(second.published())
    asked = [*itertools.product([None], [(pillar,) for pillar in PILLARS]), *itertools.product(UNITS, [None])]
    # Each department with all pillars, each pillar with all departments, and pairs of both in turn.
    asked += [(unit, (pillar,)) for unit, pillar in PAIRS[::2]]
    for unit, pillars in asked:
        values = {"as_of": AS_OF} | WITHOUT | {"department": unit, "pillars": pillars}
        frame = library.ask(warehouse, "opportunities/matrix", values).frame
        # A school asked for by name is shown also where a department stands for it, with what is clear for departments.
        mine = wanted if unit else second.shown(wanted)
        below = second.departments(unit) if unit else ()
        assert set(zip(frame["unit_id"], frame["pillar"], strict=True)) == {
            key
            for key in mine
            if (unit in {None, key[0]} or (key[0] in below and second.clear(key[0], "pillar", key[1])))
            and (pillars is None or key[1] in pillars)
        }, (unit, pillars)
        assert list(frame["clear"]) == sorted(frame["clear"], reverse=True), "clear business comes first"


def test_what_stands_behind_every_department_and_pillar_can_be_asked_for(library, warehouse):
    for unit, pillar in PAIRS:
        frame = library.ask(warehouse, "opportunities/behind", {"as_of": AS_OF, "cell": f"{unit}|{pillar}"}).frame
        shown = set(frame[frame["kind"].isin(["action", "opportunity", "program", "risk"])]["id"])
        assert shown == {
            key
            for key, item in second.items().items()
            if item["kind"] in {"action", "opportunity", "program", "risk"}
            and pillar in {second.PILLAR[one] for one in item["provisions"]}
            and unit in item.get("units", [])
        }, (unit, pillar)
        for kind, at in (("provision", second.PILLAR), ("call", CALL_PILLARS)):
            told = frame[frame["kind"] == kind]
            assert dict(zip(told["id"], told["strength"], strict=True)) == {
                key: second.strength(row)
                for (one, key), row in second.relations(kind).items()
                if one == unit and pillar in at[key].split(";")
            }, (unit, pillar, kind)
        order = [("clear", "thin", "rejected").index(word) for word in frame["strength"]]
        assert order == sorted(order), "what was rejected stands last"


# Tags and what a department narrows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "key", "rows"),
    [
        ("unit", "unit_id", ("facts/units",)),
        ("provision", "provision_id", ("facts/provisions",)),
        ("item", "item_id", ()),
        ("call", "call_id", ("facts/calls",)),
        ("partner", "partner_id", ("facts/partners", "facts/partner_statements")),
    ],
)
def test_the_words_of_a_tag_stand_in_the_row_they_tag(table, key, rows):
    for tag in facts(f"facts/{table}_topics"):
        mine = [row for name in rows for row in facts(name) if row[key] == tag[key]] or [second.items()[tag[key]]]
        texts = [
            str(text)
            for row in mine
            for name, text in row.items()
            if not name.endswith("_id") and name not in {"url", "units", "provisions"}
        ]
        assert len(tag["words"]) > 2
        assert any(tag["words"] in text for text in texts), tag


def test_the_provisions_that_concern_a_department_say_why(warehouse):
    found = warehouse.cursor().execute("SELECT unit_id, provision_id, reasons FROM unit_provisions").fetchall()
    shown = {(unit, one): set(reasons) for unit, one, reasons in found}
    assert len(found) == len(shown)
    assert shown == {(unit, one): reasons for unit in UNITS for one, reasons in second.concerning(unit).items()}
    assert shown["u_ees", "P12"] == {
        "the brief names it: Expand mapping and resource research, More call for mapping expertise",
        "natural owner: "
        + next(
            row["reason"]
            for row in facts("facts/provision_relations")
            if (row["unit_id"], row["provision_id"]) == ("u_ees", "P12")
        ),
    }
    # Rejected by a reading, whatever words the two share.
    assert ("u_cbe", "P07") not in shown
    # Price floors are no business of the geologists, nor of their school through them.
    assert ("u_ees", "P08") not in shown
    assert any(reason.startswith("Earth & Env. Sciences, natural owner: ") for reason in shown["u_as", "P12"])


@pytest.mark.parametrize("unit", ["u_as", "u_ees", "u_law", "u_bme"])
def test_a_department_narrows_provisions_events_and_items(book, warehouse, unit):
    def ids(page, cell, key):
        return set(ask(book, warehouse, page, cell, department=unit).table[key])

    mine = second.concerning(unit)
    concerns = second.concerning_items(unit)
    assert ids("provisions", provisions.PROVISIONS, "provision_id") == set(mine)
    assert ids("timeline", timeline.EVENTS, "event_id") == {
        row["event_id"] for row in facts("facts/events") if bearing(row) & set(mine)
    }
    assert ids("brief", brief.ITEMS, "item_id") == concerns
    assert ids("overview", overview.OPPORTUNITIES, "item_id") == {one for one in concerns if ".opportunity." in one}
    assert bool(mine) == bool(concerns) == (unit != "u_bme")
