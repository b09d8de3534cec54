"""What cannot be made again: datasets on the disk before they are named, drafts swept, earlier ones still loaded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from import_support import GOOD, take

from lodestone import store
from lodestone.warehouse import build, open_database


def loaded(project) -> int:
    """How many imported sites the database holds."""
    opened = open_database(build(project)[0])
    try:
        return opened.cursor().execute("SELECT count(*) FROM imported_sites").fetchone()[0]
    finally:
        opened.connection.close()


def test_a_dataset_of_before_points_were_held_against_countries_is_loaded_all_the_same(small_project):
    take(small_project, GOOD)
    manifest = store.folder(small_project) / "sites.json"
    file = next(store.folder(small_project).glob("*.parquet"))
    pq.write_table(pq.read_table(file).drop_columns("off_country"), file)
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"file_sha256": store.checksum(file)}))
    assert store.datasets(small_project)[1] == []
    assert loaded(small_project) == 2


def test_a_dataset_is_on_the_disk_before_it_is_named_and_its_folder_too(small_project, monkeypatch):
    done: list[tuple[str, str]] = []
    replace = Path.replace

    def noted(path: Path, target: Path) -> Path:
        done.append(("named", Path(target).name if Path(target).suffix == ".json" else Path(target).suffix))
        return replace(path, target)

    def synced(number: int) -> None:
        path = Path(f"/proc/self/fd/{number}").readlink()
        done.append(
            ("synced", "folder" if path.is_dir() else path.name.partition("-")[2].partition("-")[2] or path.suffix)
        )

    monkeypatch.setattr(Path, "replace", noted)
    monkeypatch.setattr(os, "fsync", synced)
    take(small_project, GOOD)
    for file, draft in ((".parquet", ".parquet"), (".csv", ".csv"), ("sites.json", "sites.json")):
        assert done.index(("synced", draft)) < done.index(("named", file))
    last = done.index(("named", "sites.json"))
    assert last > max(
        done.index(("named", ".parquet")), done.index(("named", ".csv")), done.index(("named", "kept.json"))
    )
    assert ("synced", "folder") in done[done.index(("named", ".parquet")) : last]
    assert ("synced", "folder") in done[last:]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
@pytest.mark.parametrize("kind", ["json", "parquet"])
@pytest.mark.parametrize(
    ("put", "says"),
    [
        (os.mkfifo, "no regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "no regular file"),
        (Path.mkdir, "no regular file"),
        (lambda path: (path.touch(), os.truncate(path, 2_000_000_000)), "larger than"),
    ],
    ids=["pipe", "endless link", "folder", "two gigabytes"],
)
def test_what_is_no_regular_file_of_a_bounded_size_is_left_out_and_told(small_project, kind, put, says):
    """None of it is opened: to open a pipe is to wait, and to read two gigabytes takes the memory."""
    take(small_project, GOOD)
    (path,) = store.folder(small_project).glob(f"*.{kind}")
    path.unlink()
    put(path)
    found, (problem,) = store.datasets(small_project)
    assert found == []
    assert "the imported dataset 'sites' is left out" in problem.wrong
    assert (says if kind == "parquet" else "the manifest cannot be read") in problem.wrong
    assert loaded(small_project) == 0


def test_a_build_sweeps_the_drafts_of_a_killed_import(small_project):
    take(small_project, GOOD)
    draft = store.folder(small_project) / ".draft-sites.parquet"
    draft.write_bytes(b"half")
    build(small_project)
    assert not draft.exists()
    assert loaded(small_project) == 2
