"""The import commands: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time

import pytest
from import_support import GOOD, write
from test_command_line import printed, refused, run

from lodestone import store
from lodestone.paths import here


def test_a_file_is_imported_listed_queried_and_removed(project):
    path = write(project, GOOD + "3,Gamma,100,10\n3,,1,1\n", "My sites.csv")
    assert printed(project, "import", "list") == "no imported datasets\n"
    said = printed(project, "import", "sites", str(path), "--title", "Mine")
    assert said.startswith(
        "imported: my-sites (Mine), layout generic, from My sites.csv\n        4 rows read\n        2 kept\n"
    )
    assert "line 4: latitude 100, longitude 10" in said
    assert "every dropped line: build/imports/my-sites.dropped.csv" in said
    listed = printed(project, "import", "list")
    assert len(listed.splitlines()) == 1
    assert all(word in listed for word in ("my-sites", "Mine", "generic", "2 rows"))
    counted = printed(project, "sql", "SELECT count(*) AS n FROM imported_sites", "--format", "csv")
    assert counted == "n\n2\n"
    assert printed(project, "import", "remove", "my-sites") == "removed: my-sites\n"
    assert printed(project, "sql", "SELECT count(*) AS n FROM imported_sites", "--format", "csv") == "n\n0\n"
    assert list(store.folder(project).iterdir()) == []


def test_the_report_as_json(project):
    path = write(
        project,
        GOOD.replace("longitude", "longitude,minerals").replace("0.5\n", "0.5,Gold;Dust\n").replace("1.5\n", "1.5,\n")
        + "2,Again,1,1,\n4,Four,100,10,\n",
    )
    report = json.loads(printed(project, "import", "sites", str(path), "--name", "mine", "--format", "json"))
    assert {
        key: report[key] for key in ("dataset", "layout", "rows_read", "rows_kept", "rows_dropped", "duplicates")
    } == {"dataset": "mine", "layout": "generic", "rows_read": 4, "rows_kept": 2, "rows_dropped": 2, "duplicates": 1}
    assert report["words_without_a_mineral"] == {"Dust": 1}
    assert sorted(one["first"][0]["line"] for one in report["dropped"]) == [4, 5]
    (listed,) = json.loads(printed(project, "import", "list", "--format", "json"))
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
def test_a_wrong_call_ends_with_2(project, arguments):
    path = write(project, GOOD)
    refused(project, 2, *(str(path) if one == "FILE" else one for one in arguments))
    assert not list(project.build.rglob("*.json"))


def test_a_wrong_table_of_names_ends_with_1(project):
    (project.data / "mineral_names.csv").write_text("name,mineral\nGold,gold\n", encoding="utf-8")
    said = refused(project, 1, "import", "sites", str(write(project, GOOD)))
    assert "data/mineral_names.csv:1: the columns are not name, mineral_id" in said


def test_a_folder_that_cannot_be_written_ends_with_3(project):
    project.build.write_text("a file where the folder belongs")
    assert "could not be written" in refused(project, 3, "import", "sites", str(write(project, GOOD)))


def test_a_damaged_dataset_is_told_by_build_and_list_and_can_be_removed(built_project):
    printed(built_project, "import", "sites", str(write(built_project, GOOD)))
    (damaged,) = store.folder(built_project).glob("*.parquet")
    damaged.write_bytes(b"PAR1")
    done = run(built_project, "build")
    assert done.returncode == 0
    assert "build/imports/sites.json: the imported dataset 'sites' is left out" in done.stderr
    assert "is damaged" in printed(built_project, "import", "list")
    (listed,) = json.loads(printed(built_project, "import", "list", "--format", "json"))
    assert listed["dataset"] == "sites"
    assert "is damaged" in listed["problem"]
    printed(built_project, "import", "remove", "sites")
    assert run(built_project, "build").stderr == ""


def test_an_import_killed_at_any_moment_leaves_the_old_dataset_or_the_new(project):
    rows = "".join(f"{number},Site {number},{number / 1000:.3f},10\n" for number in range(60_000))
    path = write(project, "id,name,latitude,longitude\n" + rows)
    printed(project, "import", "sites", str(write(project, GOOD, "old.csv")), "--name", "mine")
    began = time.monotonic()
    printed(project, "import", "sites", str(path), "--name", "other")
    whole, chance = time.monotonic() - began, random.Random(7)
    for _ in range(6):
        command = [
            sys.executable,
            "-m",
            "lodestone",
            "--project",
            str(project.root),
            "import",
            "sites",
            str(path),
            "--name",
            "mine",
        ]
        process = subprocess.Popen(command, cwd=here().root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(whole * 0.3, whole))
        process.kill()
        process.wait(60)
        found, problems = store.datasets(project)
        assert problems == []
        assert {one.dataset: one.rows_kept for one in found} in (
            {"mine": 2, "other": 60_000},
            {"mine": 60_000, "other": 60_000},
        )
    printed(project, "import", "sites", str(path), "--name", "mine")
    assert not list(store.folder(project).glob(".draft*"))
    assert len(list(store.folder(project).glob("*.parquet"))) == 2


def test_help_names_the_layouts(project):
    said = printed(project, "import", "sites", "--help")
    assert all(layout in said for layout in ("mrds", "california", "pp1802", "icmm", "generic"))
