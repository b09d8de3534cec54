"""The page Import sites does what the command does: read, show, let columns be chosen, add, remove."""

from __future__ import annotations

import json

import pytest
from import_support import kept, take
from pages_support import page, texts

from lodestone import store
from lodestone.screen import frame
from lodestone.screen.imports import MOST_MB

OTHER = "Mine,Lat,Long,Commodity,Stage\nAlpha,35.5,139.7,gallium,Active\nBeta,36.5,139.7,nickel,humming\n,1,2,gold,\n"
OWN = (
    "name,latitude,longitude,minerals,country\nAlpha,35.5,139.7,gallium,Japan\nLost,37.1,118.1,tungsten,United States\n"
)


@pytest.fixture
def project(built_small, monkeypatch):
    """The notebook on a project of its own, with outlines."""
    frame.engine.clear()
    monkeypatch.setattr(frame, "here", lambda: built_small)
    yield built_small
    frame.engine.clear()


def opened(name: str = "", content: str | bytes = ""):
    at = page("imports")
    if name:
        raw = content if isinstance(content, bytes) else content.encode()
        at.file_uploader[0].set_value((name, raw, "text/csv")).run()
    assert not at.exception
    return at


def box(at, start: str):
    return next(one for one in [*at.selectbox, *at.multiselect, *at.text_input] if one.key.startswith(start))


def metrics(at) -> dict[str, str]:
    return {one.label: one.value for one in at.metric}


def press(at, key: str):
    next(one for one in at.button if one.key == key).click().run()
    assert not at.exception


def test_a_file_is_read_shown_and_added_and_its_set_removed(project):
    at = opened("My sites.csv", OWN)
    assert not at.error
    assert metrics(at) == {"Rows read": "2", "Sites kept": "2", "Rows dropped": "0", "Off their country": "1"}
    assert not store.datasets(project)[0]
    deck = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    points = {one["id"]: [row["n"] for row in one["data"]] for one in deck["layers"] if isinstance(one["data"], list)}
    assert points == {"imported": ["Alpha"], "off-country": ["Lost"]}
    assert list(at.dataframe[0].value["Used as"]) == ["name", "latitude", "longitude", "minerals", "country"]
    press(at, "import_add")
    assert "Added: 2 sites as My sites.csv" in at.success[0].value
    assert [site["name"] for site in kept(project, "my-sites")] == ["Alpha", "Lost"]
    assert "**My sites.csv** · 2 sites" in texts(at)
    assert ["        2 kept" in one.value.splitlines() for one in at.code] == [True]
    press(at, "remove_now_my-sites")
    assert store.datasets(project)[0] == []
    assert "None so far." in texts(at)


def test_columns_called_otherwise_are_guessed_and_can_be_chosen(project):
    at = opened("other.csv", OTHER)
    assert box(at, "import_latitude").value == "Lat"
    assert box(at, "import_minerals").value == ["Commodity"]
    box(at, "import_status").set_value("").run()
    assert metrics(at)["Sites kept"] == "2"
    assert "No status was read for any site" in at.warning[0].value
    box(at, "import_status").set_value("Stage").run()
    assert "No status" not in at.warning[0].value
    assert "Status words that are not known: humming (1)" in texts(at)
    assert list(at.dataframe[1].value["Reason"]) == ["The name is missing"]
    press(at, "import_add")
    assert [site["status"] for site in kept(project, "other")] == ["producer", "unknown"]


def test_without_name_or_place_the_page_asks_for_the_columns(project):
    at = opened("odd.csv", "what,where,whither\nA,1,2\n")
    assert at.info[0].value == "Choose the column of name, latitude and longitude to go on."
    for use, column in (("name", "what"), ("latitude", "where"), ("longitude", "whither")):
        box(at, f"import_{use}_").set_value(column).run()
    assert metrics(at)["Sites kept"] == "1"


def test_names_in_another_encoding_are_shown_with_the_doubt_and_can_be_read_otherwise(project):
    rows = "name,latitude,longitude\n春日鉱山,31.28,130.28\n"
    at = opened("sjis.csv", rows.encode("cp932"))
    assert "The text is not UTF-8. It was read as Shift-JIS" in texts(at)
    assert "--encoding" not in texts(at)
    box(at, "import_encoding").set_value("cp1251").run()
    assert list(at.dataframe[1].value["Name"]) == [
        rows.encode("cp932").decode("cp1251", "replace").splitlines()[1].split(",")[0]
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.csv", b"", "x.csv is empty"),
        ("x.xlsx", b"PK\x03\x04....", "cut short or damaged"),
        ("x.csv", b"name,latitude,longitude\n,1,2\n", "none of its rows is a site"),
        ("../../x.csv", b"%PDF", "is a PDF"),
        ("x.csv", b"name,latitude,longitude\n" + b"x,1,1\n" * 100_001, "more than 100,000 rows"),
    ],
    ids=["empty", "damaged", "no site", "pdf", "too long"],
)
def test_what_cannot_be_read_is_said_without_a_path(project, name, content, says):
    at = opened(name, content)
    assert says in at.error[0].value
    assert "/" not in at.error[0].value
    assert not [one for one in at.button if one.key == "import_add"]


def test_a_name_that_is_taken_says_what_it_replaces_and_a_wrong_one_is_refused(project):
    take(project, OWN, "first.csv")
    at = opened("second.csv", OWN)
    box(at, "import_dataset").set_value("first").run()
    assert "There is a data set of this name, 2 sites of first.csv: it will be replaced." in texts(at)
    box(at, "import_dataset").set_value("../x").run()
    press(at, "import_add")
    assert "cannot name a dataset" in at.error[0].value


def test_the_size_limit_is_said_and_kept_by_the_box(project):
    at = opened()
    assert f"at most {MOST_MB} MB" in at.file_uploader[0].label
    assert at.file_uploader[0].proto.max_upload_size_mb == MOST_MB


def test_a_damaged_set_is_listed_and_can_be_removed(project):
    take(project, OWN, "mine.csv")
    next(store.folder(project).glob("*.parquet")).write_bytes(b"PAR1")
    at = opened()
    assert "is damaged" in texts(at)
    press(at, "remove_now_mine")
    assert store.datasets(project) == ([], [])
