"""Every question loads, explains its parameters and runs."""

from __future__ import annotations

import json
from datetime import date

import duckdb
import pytest

from lodestone import queries as module
from lodestone.paths import here
from lodestone.queries import KINDS, Library, Parameter

NAMES = sorted(path.relative_to(here().queries).with_suffix("").as_posix() for path in here().queries.rglob("*.sql"))
# Values that stand in the real content, by parameter and else by type.
SAMPLES = {
    "term_kinds": ("grade", "word"),
    "as_of": date(2026, 11, 22),
    "since": date(2026, 8, 1),
    "within": 60,
    "brief": "us-japan-2025",
    "among": ("us-japan-2025",),
    "pair": ("us-japan-2025",),
    "request": date(2026, 1, 15),
    "notice": date(2026, 2, 15),
    "q": "rare earth",
    "provision": "P06",
    "lanes": ("Funding", "Agreements"),
    "countries": ("Japan",),
    "pillars": ("Investment",),
    "statuses": ("no public evidence", "not due"),
    "department": "u_ees",
    "organization": "us-doe",
    "cell": "u_ees|Geoscience",
    "opened": "F001",
    "partner": "jp_nims",
    "roles": ("lead", "lead or partner"),
    "kinds": ("action", "opportunity", "call"),
    "shortlist": ("us-japan-2025.action.1", "us-japan-2025.opportunity.1", "F001"),
    "weights": (60, 15, 10, 10, 5),
    "schools": ("College of Arts and Science",),
    "topics": ("separations", "geoscience"),
    "call_states": ("unknown", "closed"),
    "min_fit": 1,
    "seats": ("United States",),
    "types": ("cabinet department",),
    "mentions": ("explicit",),
    "minerals": ("rare-earths", "copper"),
    "mineral_groups": ("Rare earths", "Base and precious metals"),
    "lands": ("United States", "Australia"),
    "site_kinds": ("deposit", "mine", "smelter or refinery"),
    "sides": ("United States", "Other partner countries"),
    "metal": "copper",
    "datasets": ("mine",),
    "site": "usa-mountain-pass-deposit",
    "most": 10_000,
    "layers": ("Processing plants", "Funded projects", "Survey programs", "Survey areas"),
    "stages": ("mining", "separation", "magnet"),
    "instruments": ("loan", "grant", "equity"),
    "funder_countries": ("United States", "Japan"),
    "levels": ("firm", "conditional"),
    "ties": ("both countries", "one country"),
    "products": ("permanent magnets", "batteries"),
    "years": ("2025", "2026", "undated"),
    "by": "mineral",
    "project": "mp-10x",
    "crossing": "rare-earths|separation",
    "area": "Tennessee",
    "element": "rare-earths",
    "DATE": date(2026, 11, 22),
    "VARCHAR": "s_brief",
    "INTEGER": 5,
    "DOUBLE": 0.5,
    "BOOLEAN": True,
    "VARCHAR[]": ("s_brief", "s_worldjpn"),
    "INTEGER[]": (1, 2, 3),
}
# Questions about what the reader keeps or asks for: without it their right answer is empty.
EMPTY_WITHOUT = {
    "opportunities/shortlist": "shortlist",
    "geology/site": "site",
    "geology/nearest": "site",
    "geology/money": "site",
    "geology/layers": "layers",
}


# These hold rows only where a reader imported briefs.
OF_IMPORTS = {"briefs/side_by_side", "briefs/unknown", "search/not_chosen"}


def sample(parameter: Parameter) -> module.Value:
    return SAMPLES.get(parameter.name, SAMPLES[parameter.type])


def test_there_are_questions():
    assert {"timeline/clocks", "timeline/events"} <= set(NAMES)
    assert list(Library(here().queries).queries) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("optional", [False, True], ids=["optionals empty", "optionals set"])
def test_every_question_runs_on_the_real_content(warehouse, library, name, optional):
    query = library.get(name)
    values = {key: sample(p) if optional or not p.optional else None for key, p in query.parameters.items()}
    answer = library.ask(warehouse, name, values)
    assert len(answer.frame.columns) > 0
    assert len(set(answer.frame.columns)) == len(answer.frame.columns)
    if not optional and name in EMPTY_WITHOUT:
        assert values[EMPTY_WITHOUT[name]] is None
        assert len(answer.frame) == 0
        kept = values | {EMPTY_WITHOUT[name]: SAMPLES[EMPTY_WITHOUT[name]]}
        found = len(library.ask(warehouse, name, kept).frame)
        asked = kept[EMPTY_WITHOUT[name]]
        assert found == len(asked) if name == "opportunities/shortlist" else found > 0
    elif name in OF_IMPORTS:
        assert len(answer.frame) == 0
    elif not optional and "provision" not in values and "ids" not in values:
        assert len(answer.frame) > 0


def final_selects(node: dict) -> list[dict]:
    return (
        [part for child in node["children"] for part in final_selects(child)]
        if node["type"] == "SET_OPERATION_NODE"
        else [node]
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_explained_and_names_its_columns(library, name):
    query = library.get(name)
    assert query.summary[0].isupper()
    assert query.summary.endswith(".")
    for parameter in query.parameters.values():
        assert len(parameter.meaning) >= 8, parameter.name
        if parameter.optional:
            assert parameter.type in KINDS
    tree = json.loads(duckdb.execute("SELECT json_serialize_sql($sql)", {"sql": query.sql}).fetchone()[0])
    selects = final_selects(tree["statements"][0]["node"])
    assert selects
    for select in selects:
        assert "STAR" not in {column["class"] for column in select["select_list"]}


@pytest.mark.parametrize("name", NAMES)
def test_no_question_calls_today(library, name):
    """The as-of date is a parameter, so that any past view can be had again."""
    text = library.get(name).sql.lower()
    assert not [
        word for word in ("current_date", "now()", "today()", "current_timestamp", "get_current") if word in text
    ]
