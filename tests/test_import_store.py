"""Imported datasets on disk and in the database: kept through rebuilds, replaced, removed, left out if damaged."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from import_support import DAY, GOOD, take, write
from small_content import keeper_of

from lodestone import store
from lodestone.errors import BuildError, ImportRefused
from lodestone.imports import reading, run
from lodestone.imports.run import Wish, import_sites
from lodestone.paths import Project
from lodestone.queries import plain_frame
from lodestone.sandbox.asking import answer
from lodestone.warehouse import build, content_version, fingerprint, open_database

OTHER = "id,name,latitude,longitude\n7,Gamma,1,2\n"


def sites(project) -> list[tuple]:
    opened = open_database(build(project)[0])
    try:
        return (
            opened.cursor()
            .execute("SELECT dataset, record_id, name, latitude FROM imported_sites ORDER BY ALL")
            .fetchall()
        )
    finally:
        opened.connection.close()


def files(project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.folder(project).iterdir()}


def parquet(project, name: str = "sites") -> Path:
    (found,) = store.folder(project).glob(f"{name}.*.parquet")
    return found


def test_the_build_loads_what_was_imported(small_project):
    take(small_project, "id,name,latitude,longitude,minerals,kind,country\n1,Alpha,40.5,-120.5,REE;gold,mine,Japan\n")
    opened = open_database(build(small_project)[0])
    cursor = opened.cursor()
    assert cursor.execute("FROM imported_datasets").fetchall() == [("sites", "sites.csv", "generic", "sites.csv", 1)]
    assert cursor.execute("FROM imported_sites").fetchall() == [
        (
            "sites",
            "1",
            "Alpha",
            40.5,
            -120.5,
            "Japan",
            "JPN",
            None,
            ["rare-earths", "gold"],
            "rare-earths",
            "mine",
            "unknown",
            None,
            "says Japan, lies in United States; perhaps the longitude has a minus sign too many",
        )
    ]
    assert answer(opened, "SELECT count(*) AS n FROM imported_sites").frame["n"].tolist() == [1]
    opened.connection.close()


def test_importing_again_replaces_and_importing_the_same_changes_nothing(small_project):
    take(small_project, GOOD)
    before, version = files(small_project), content_version(small_project)
    take(small_project, GOOD)
    assert (files(small_project), content_version(small_project)) == (before, version)
    take(small_project, OTHER)
    assert content_version(small_project) != version
    assert sites(small_project) == [("sites", "7", "Gamma", 1.0)]
    assert len(list(store.folder(small_project).glob("*.parquet"))) == 1


def test_two_datasets_stand_side_by_side_and_one_is_removed(small_project):
    take(small_project, GOOD)
    take(small_project, OTHER, name="other.csv", title="Other sites")
    assert [row[:2] for row in sites(small_project)] == [("other", "7"), ("sites", "1"), ("sites", "2")]
    assert store.remove(small_project, "sites")
    assert not store.remove(small_project, "sites")
    assert [row[:2] for row in sites(small_project)] == [("other", "7")]
    assert {name.partition(".")[0] for name in files(small_project)} == {"other"}


def test_datasets_survive_every_rebuild(small_project):
    take(small_project, GOOD)
    before = files(small_project)
    for _ in range(3):
        build(small_project, force=True)
    (small_project.build / "current.json").unlink()
    path = small_project.data / "facts" / "units.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert len(sites(small_project)) == 2
    assert files(small_project) == before


def test_a_keeper_sees_imports_by_itself(built_small):
    keeper = keeper_of(built_small)
    empty = keeper.current()
    seen = fingerprint(built_small)
    take(built_small, GOOD)
    assert fingerprint(built_small) != seen
    filled = keeper.current()
    assert filled.version != empty.version
    assert filled.cursor().execute("SELECT count(*) FROM imported_sites").fetchone() == (2,)
    store.remove(built_small, "sites")
    again = keeper.current()
    assert again.version == empty.version
    assert again.cursor().execute("SELECT count(*) FROM imported_sites").fetchone() == (0,)


def spoil(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


@pytest.fixture(scope="module")
def two_sets(_built_small, tmp_path_factory):
    """A project with two datasets, and the database built with them."""
    project = Project(shutil.copytree(_built_small.root, tmp_path_factory.mktemp("sets") / "project"))
    take(project, GOOD)
    take(project, OTHER, name="other.csv")
    build(project)
    return project


def manifest(project, name: str) -> Path:
    return store.folder(project) / f"{name}.json"


HARMS = {
    "one-byte": lambda project, name: spoil(parquet(project, name)),
    "emptied": lambda project, name: parquet(project, name).write_bytes(b""),
    "removed": lambda project, name: parquet(project, name).unlink(),
    "half": lambda project, name: manifest(project, name).write_text("{"),
    "nested": lambda project, name: manifest(project, name).write_text("[" * 100_000),
    "lacking": lambda project, name: manifest(project, name).write_text(f'{{"dataset": "{name}"}}'),
    "outside": lambda project, name: manifest(project, name).write_text(
        manifest(project, name).read_text().replace('"file": "', '"file": "../../')
    ),
}


def test_a_damaged_dataset_is_told_and_left_out(two_sets, tmp_path):
    project = Project(shutil.copytree(two_sets.root, tmp_path / "project"))
    for name in HARMS:
        take(project, GOOD, name=f"{name}.csv")
    keeper = keeper_of(project)
    whole = keeper.current().cursor().execute("SELECT count(*) FROM imported_sites").fetchone()
    assert whole == (3 + 2 * len(HARMS),)
    assert keeper.left_out == []
    for name, harm in HARMS.items():
        harm(project, name)
    served = keeper.current()
    assert served.cursor().execute("SELECT DISTINCT dataset FROM imported_sites ORDER BY ALL").fetchall() == [
        ("other",), ("sites",),
    ]  # fmt: skip
    assert keeper.problem is None
    told = {problem.file: str(problem) for problem in keeper.left_out}
    assert set(told) == {f"build/imports/{name}.json" for name in HARMS}
    for name in HARMS:
        assert f"'{name}' is left out" in told[f"build/imports/{name}.json"]
        assert f"import remove {name}" in told[f"build/imports/{name}.json"]
        take(project, GOOD, name=f"{name}.csv")
    found, problems = store.datasets(project)
    assert ([one.dataset for one in found], problems) == (sorted(["other", "sites", *HARMS]), [])


def test_a_damaged_dataset_that_is_imported_again_is_served_again(two_sets, tmp_path):
    project = Project(shutil.copytree(two_sets.root, tmp_path / "project"))
    spoil(parquet(project))
    keeper = keeper_of(project)
    assert keeper.current().cursor().execute("SELECT count(*) FROM imported_sites").fetchone() == (1,)
    take(project, GOOD)
    assert keeper.current().cursor().execute("SELECT count(*) FROM imported_sites").fetchone() == (3,)
    assert keeper.left_out == []


def test_a_sound_file_of_other_words_is_left_out_too(built_small, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(reading, "Cleaner", odd_cleaner(reading.Cleaner))
        take(built_small, GOOD)
    take(built_small, OTHER, name="other.csv")
    assert [row[0] for row in sites(built_small)] == ["other"]


def odd_cleaner(cleaner: type) -> type:
    class Odd(cleaner):
        def site(self, cells, line):
            found = list(super().site(cells, line))
            found[9] = "castle"
            return tuple(found)

    return Odd


def test_a_refused_file_leaves_the_dataset_that_was_there(small_project):
    take(small_project, GOOD)
    before = files(small_project)
    for content in ("", "a,b\n", "id,name,latitude,longitude\n1,,1,1\n"):
        with pytest.raises(ImportRefused):
            take(small_project, content)
    assert files(small_project) == before


def test_a_full_disk_is_a_build_error_and_leaves_the_dataset_that_was_there(small_project, monkeypatch):
    take(small_project, GOOD)
    before = files(small_project)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for room, name in ((run, "checksum"), (store, "publish")):
        with monkeypatch.context() as patched:
            patched.setattr(room, name, full)
            with pytest.raises(BuildError, match="No space left"):
                take(small_project, OTHER)
        assert files(small_project) == before


def test_leftovers_of_a_killed_import_are_swept_by_the_next(small_project):
    take(small_project, GOOD)
    (store.folder(small_project) / ".draft-sites.parquet").write_bytes(b"half")
    (store.folder(small_project) / "sites.0123456789ab.parquet").write_bytes(
        b"whole, but the manifest was not replaced"
    )
    assert len(sites(small_project)) == 2
    take(small_project, OTHER)
    assert sorted(files(small_project)) == [parquet(small_project).name, "sites.dropped.csv", "sites.json"]


@pytest.mark.parametrize(
    ("file", "wanted", "expected"),
    [
        ("MRDS (2011).csv.gz", None, "mrds-2011"),
        ("Größe.csv", None, "grosse"),
        ("x.csv", "my-sites", "my-sites"),
        ("日本.csv", None, None),
        ("x.csv", "../x", None),
        ("x.csv", "A", None),
        ("x.csv", "", None),
        ("x.csv", "a" * 41, None),
        ("x" * 60 + ".csv", None, "x" * 40),
    ],
)
def test_names_of_datasets(file, wanted, expected):
    if expected is None:
        with pytest.raises(ImportRefused, match="cannot name a dataset"):
            run.dataset_name(wanted, Path(file))
    else:
        assert run.dataset_name(wanted, Path(file)) == expected


def test_a_title_too_long_for_the_notebook_is_refused(small_project):
    with pytest.raises(ImportRefused, match="60 characters"):
        import_sites(small_project, write(small_project, GOOD), DAY, Wish(title="x" * 61))


def test_the_manifest_says_what_was_imported(small_project):
    take(small_project, GOOD + "3,,1,1\n", title=" Two\nsites ")
    manifest = json.loads((store.folder(small_project) / "sites.json").read_text(encoding="utf-8"))
    assert (manifest["title"], manifest["rows_read"], manifest["rows_kept"]) == ("Two sites", 3, 2)
    assert (manifest["imported_at"], manifest["file_name"]) == ("2026-11-22", "sites.csv")
    assert manifest["sha256"] == store.checksum(small_project.root.parent / "sites.csv")
    assert manifest["file_sha256"] == store.checksum(parquet(small_project))
    told = manifest["report"].splitlines()
    assert told[0].startswith("No mineral was read for any site")
    assert {"        3 rows read", "        2 kept", "        1 dropped, 0 of them duplicates", "columns:"} <= set(told)
    # An earlier release kept no report, and a later one may keep more than this one knows.
    del manifest["report"]
    (store.folder(small_project) / "sites.json").write_text(json.dumps(manifest | {"more": [1]}), encoding="utf-8")
    assert [(one.dataset, one.report) for one in store.datasets(small_project)[0]] == [("sites", "")]


def test_what_is_no_file_is_refused(small_project, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "nowhere.csv", tmp_path / "pipe"):
        with pytest.raises(ImportRefused, match=path.name):
            import_sites(small_project, path, DAY, Wish())


def test_lists_come_back_as_tuples(small_project):
    take(small_project, "name,latitude,longitude,minerals\nA,1,1,gold;silver\n")
    opened = open_database(build(small_project)[0])
    frame = opened.cursor().execute("SELECT minerals FROM imported_sites").df()
    assert plain_frame(frame, {"minerals": "VARCHAR[]"})["minerals"].tolist() == [("gold", "silver")]
    opened.connection.close()
