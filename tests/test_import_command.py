"""The import commands: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import random
import time

import pytest
from command_support import printed, refused, run
from import_support import GOOD, write
from processes_support import finish, start

from lodestone import store


def test_a_file_is_imported_listed_queried_and_removed(small_project):
    path = write(small_project, GOOD + "3,Gamma,100,10\n3,,1,1\n", "My sites.csv")
    assert printed(small_project, "import", "list") == "no imported datasets\n"
    said = printed(small_project, "import", "sites", str(path), "--title", "Mine")
    assert "imported: my-sites (Mine), layout generic, from My sites.csv\n        4 rows read\n        2 kept\n" in said
    assert said.startswith("No mineral was read for any site: no column was taken for it (looked for minerals).\n")
    assert "line 4: latitude 100, longitude 10" in said
    assert "every dropped line: build/imports/my-sites.dropped.csv" in said
    listed = printed(small_project, "import", "list")
    assert len(listed.splitlines()) == 1
    assert all(word in listed for word in ("my-sites", "Mine", "generic", "2 rows"))
    counted = printed(small_project, "sql", "SELECT count(*) AS n FROM imported_sites", "--format", "csv")
    assert counted == "n\n2\n"
    assert printed(small_project, "import", "remove", "my-sites") == "removed: my-sites\n"
    assert printed(small_project, "sql", "SELECT count(*) AS n FROM imported_sites", "--format", "csv") == "n\n0\n"
    assert list(store.folder(small_project).iterdir()) == []


def test_the_report_as_json(small_project):
    path = write(
        small_project,
        GOOD.replace("longitude", "longitude,minerals").replace("0.5\n", "0.5,Gold;Dust\n").replace("1.5\n", "1.5,\n")
        + "2,Again,1,1,\n4,Four,100,10,\n",
    )
    report = json.loads(printed(small_project, "import", "sites", str(path), "--name", "mine", "--format", "json"))
    assert {
        key: report[key] for key in ("dataset", "layout", "rows_read", "rows_kept", "rows_dropped", "duplicates")
    } == {"dataset": "mine", "layout": "generic", "rows_read": 4, "rows_kept": 2, "rows_dropped": 2, "duplicates": 1}
    assert report["words_without_a_mineral"] == {"Dust": 1}
    assert sorted(one["first"][0]["line"] for one in report["dropped"]) == [4, 5]
    (listed,) = json.loads(printed(small_project, "import", "list", "--format", "json"))
    assert (listed["dataset"], listed["rows"], listed["problem"]) == ("mine", 2, None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "mines"),
        ("import", "sites"),
        ("import", "sites", "nowhere.csv"),
        ("import", "sites", "."),
        ("import", "sites", "FILE", "--layout", "xls"),
        ("import", "sites", "FILE", "--layout", "icmm"),
        ("import", "sites", "FILE", "--name", "A B"),
        ("import", "sites", "FILE", "--format", "csv"),
        ("import", "remove"),
        ("import", "remove", "nothing"),
        ("import", "remove", "../current"),
        ("import", "list", "all"),
    ],
)
def test_a_wrong_call_ends_with_2(small_project, arguments):
    path = write(small_project, GOOD)
    refused(small_project, 2, *(str(path) if one == "FILE" else one for one in arguments))
    assert not list(small_project.build.rglob("*.json"))


def test_a_wrong_table_of_names_ends_with_1(small_project):
    (small_project.data / "mineral_names.csv").write_text("name,mineral\nGold,gold\n", encoding="utf-8")
    said = refused(small_project, 1, "import", "sites", str(write(small_project, GOOD)))
    assert "data/mineral_names.csv:1: the columns are not name, mineral_id" in said


def test_a_folder_that_cannot_be_written_ends_with_3(small_project):
    small_project.build.write_text("a file where the folder belongs")
    assert "could not be written" in refused(small_project, 3, "import", "sites", str(write(small_project, GOOD)))


def test_a_damaged_dataset_is_told_by_build_and_list_and_can_be_removed(built_small):
    printed(built_small, "import", "sites", str(write(built_small, GOOD)))
    (damaged,) = store.folder(built_small).glob("*.parquet")
    damaged.write_bytes(b"PAR1")
    done = run(built_small, "build")
    assert done.returncode == 0
    assert "build/imports/sites.json: the imported dataset 'sites' is left out" in done.stderr
    assert "is damaged" in printed(built_small, "import", "list")
    (listed,) = json.loads(printed(built_small, "import", "list", "--format", "json"))
    assert listed["dataset"] == "sites"
    assert "is damaged" in listed["problem"]
    printed(built_small, "import", "remove", "sites")
    assert run(built_small, "build").stderr == ""


def test_an_import_killed_at_any_moment_leaves_the_old_dataset_or_the_new(small_project):
    rows = "".join(f"{number},Site {number},{number / 1000:.3f},10\n" for number in range(60_000))
    path = write(small_project, "id,name,latitude,longitude\n" + rows)
    printed(small_project, "import", "sites", write(small_project, GOOD, "old.csv"), "--name", "mine")
    began = time.monotonic()
    finish(small_project, "import", "sites", str(path), "--name", "other")
    whole, chance = time.monotonic() - began, random.Random(7)
    for _ in range(6):
        process = start(small_project, "import", "sites", str(path), "--name", "mine")
        process.join(chance.uniform(0, whole))
        process.kill()
        process.join(60)
        found, problems = store.datasets(small_project)
        assert problems == []
        assert {one.dataset: one.rows_kept for one in found} in (
            {"mine": 2, "other": 60_000},
            {"mine": 60_000, "other": 60_000},
        )
    printed(small_project, "import", "sites", path, "--name", "mine")
    assert not list(store.folder(small_project).glob(".draft*"))
    assert len(list(store.folder(small_project).glob("*.parquet"))) == 2


def test_help_names_the_layouts(small_project):
    said = printed(small_project, "import", "sites", "--help")
    assert all(layout in said for layout in ("mrds", "california", "pp1802", "icmm", "generic"))
