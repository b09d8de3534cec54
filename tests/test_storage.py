"""What is published reaches every machine whole: whatever becomes of the storage, the publisher or the files."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
from killing_support import nursery, publishes
from storage_support import BUCKET, PATIENCE, another, bucket_server, until

from lodestone.__main__ import main
from lodestone.backends import MAPPING, NOTEBOOK, Change, StoreAway, store_of
from lodestone.errors import StorageError
from lodestone.paths import Project, here
from lodestone.warehouse import Replica, Storage, build, keeper, publish, ready, sound
from lodestone.warehouse.storage import KEEP, POINTER, UNNAMED

SECOND, THIRD, FOURTH = (digit * 16 for digit in "234")
KILLS = {"folder": 44, "bucket": 6}


@pytest.fixture(scope="module")
def bucket():
    with bucket_server() as server:
        yield server


@pytest.fixture
def replicas(tmp_path):
    """Two machines that fetch from the bucket, look often, and have nothing of their own."""
    opened = []
    for name in ("one", "two"):
        project = Project(tmp_path / name)
        # Few questions: how many there are only takes time.
        shutil.copytree(here().queries / "sources", project.queries / "sources")
        opened.append(Replica(project, Storage(BUCKET, PATIENCE), 0.2))
    yield opened
    for one in opened:
        one.close()


def serves(replica: Replica, version: str) -> bool:
    return replica.current().version == version and replica.problem is None


def spoil(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def test_replicas_take_what_is_published_and_go_on_with_it_whatever_becomes_of_the_storage(
    bucket, replicas, built_small, tmp_path, monkeypatch, capsys
):
    for variable, value in (("URL", BUCKET), ("ROLE", "publisher")):
        monkeypatch.setenv(f"LODESTONE_STORAGE_{variable}", value)
    with pytest.raises(StorageError, match="Nothing is published in the storage yet"):
        replicas[0].current()

    # Published by one, taken by both.
    place, (built, _) = Storage(BUCKET, PATIENCE), build(built_small)
    assert main(["--project", str(built_small.root), "publish"]) == 0
    assert main(["--project", str(built_small.root), "publish"]) == 0
    first = built.name.split("-")[1]
    assert capsys.readouterr().out == f"published: {first}\npublished before: {first}\n"
    for one in replicas:
        until(lambda one=one: serves(one, first))
        assert one.current().path.read_bytes() == built.read_bytes()

    # Another, without a view between: the thread looks by itself, and beside it the one before can be read.
    before = replicas[0].current()
    publish(built_small, another(built, tmp_path, SECOND), place)
    for one in replicas:
        until(lambda one=one: serves(one, SECOND))
    assert before.cursor().execute("SELECT version FROM build_info").fetchall() == [(first,)]
    assert replicas[0].behind(before)

    # A file that is not the one that was published.
    third, elsewhere = another(built, tmp_path, THIRD), Storage(str(tmp_path / "elsewhere"))
    publish(built_small, third, elsewhere)
    spoil(third)
    place.put(third, elsewhere.pointer())
    place.point(elsewhere.pointer().after(place.pointer()))
    for one in replicas:
        until(lambda one=one: "is not the file that was published: its size or checksum is another" in str(one.problem))
        assert one.current().version == SECOND
    publish(built_small, another(built, tmp_path, THIRD), place, force=True)
    for one in replicas:
        until(lambda one=one: serves(one, THIRD))

    # Too slow, which no reader waits for: who reads does not ask the storage at all.
    asking = set()
    for one in replicas:
        monkeypatch.setattr(one._place, "_patience", 2.0)
        pointer = one._place.pointer
        monkeypatch.setattr(
            one._place, "pointer", lambda ask=pointer: (asking.add(threading.current_thread()), ask())[1]
        )
    # A look that is under way has the patience with which it began.
    until(lambda: len(asking) == 2)
    with bucket.without_an_answer():
        slow = "The storage of published builds did not answer within 2 seconds."
        until(lambda: all(str(one.problem) == slow for one in replicas))
        assert [one.current().version for one in replicas] == [THIRD, THIRD]
        assert len(asking) == 2
        assert threading.main_thread() not in asking
    for one in replicas:
        monkeypatch.setattr(one._place, "_patience", PATIENCE)
    until(lambda: all(serves(one, THIRD) for one in replicas))

    # Stopped, also for a machine that is started meanwhile; and back.
    bucket.stop()
    until(lambda: all("cannot be reached" in str(one.problem) for one in replicas))
    assert [one.current().version for one in replicas] == [THIRD, THIRD]
    again = Replica(replicas[0].project, Storage(BUCKET, PATIENCE), 0.2)
    assert again.current().version == THIRD
    again.close()
    bucket.start()
    publish(built_small, another(built, tmp_path, FOURTH), place)
    until(lambda: all(serves(one, FOURTH) for one in replicas))
    assert all(len(list(one.project.build.glob("*.duckdb"))) <= 2 for one in replicas)
    assert not [path for one in replicas for path in one.project.build.glob(".fetched-*")]

    # Its own file harmed: fetched anew.
    spoil(replicas[1].current().path)
    until(lambda: serves(replicas[1], FOURTH) and sound(replicas[1].project) == replicas[1].current().path)


def test_a_build_of_another_release_is_refused_with_the_question_it_cannot_answer(replicas, built_small, tmp_path):
    place, one = Storage(str(tmp_path / "storage")), replicas[0]
    one._place = place
    publish(built_small, build(built_small)[0], place)
    (one.project.queries / "newer.sql").write_text("-- Rows of a table to come.\nSELECT a FROM to_come\n", "utf-8")
    with pytest.raises(StorageError, match=r"does not answer the questions of this release \(queries/newer.sql"):
        one.current()


def test_a_storage_whose_bytes_come_one_by_one_is_given_up_after_its_time(monkeypatch):
    """Each byte comes in good time, the whole never."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            with contextlib.suppress(OSError):
                one, _ = listener.accept()
                with one:
                    one.recv(10_000)
                    one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                    while True:
                        one.sendall(b" ")
                        time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        surroundings = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{listener.getsockname()[1]}"}
        surroundings |= {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"}
        for variable, value in surroundings.items():
            monkeypatch.setenv(variable, value)
        place, began = Storage(BUCKET, 1.0), time.monotonic()
        with pytest.raises(StorageError, match="did not answer within 1 second"):
            place.pointer()
        assert time.monotonic() - began < 20, "it would have taken fifty"


@pytest.mark.parametrize("kind", KILLS)
def test_a_publisher_killed_at_random_moments_leaves_a_pointer_to_a_whole_file(kind, bucket, tmp_path):
    """Fifty kills, six of them before a bucket, whose server answers more slowly than a disk."""
    url = {"folder": str(tmp_path / "storage"), "bucket": f"{BUCKET}/killed"}[kind]
    project, chance = Project(tmp_path / "publisher"), random.Random(20251028)
    project.build.mkdir(parents=True)
    place, files, seen = Storage(url, PATIENCE), [], set()
    for number in range(2):
        files.append(project.build / f"lodestone-{str(number) * 16}-00000000.duckdb")
        files[number].write_bytes(chance.randbytes(1_000_000))

    def whole() -> None:
        named = place.pointer()
        place.fetch(named, tmp_path / "fetched")  # raises unless size and checksum are those of the pointer
        assert (tmp_path / "fetched").read_bytes() == files[int(named.version[0])].read_bytes()
        seen.add(named.name)

    with nursery(publishes, project.root, files, url, bucket.surroundings) as publishers:
        publishers.kill_at_random(KILLS[kind], 20251028, whole)
    assert len(seen) > 1, "some kills came after the pointer had moved"
    assert publish(project, files[0], place, force=True)


def test_old_builds_are_swept_but_for_the_last_and_what_another_publisher_may_be_at(tmp_path):
    project, folder = Project(tmp_path / "publisher"), tmp_path / "storage"
    project.build.mkdir(parents=True)
    place, names = Storage(f"file://{folder}"), []
    for number in range(KEEP + 3):
        path = project.build / f"lodestone-{number:016x}-00000000.duckdb"
        path.write_bytes(b"build %d" % number)
        if number == KEEP + 2:  # two hours later
            (folder / "lodestone-aaaaaaaaaaaaaaaa-00000000.duckdb").write_bytes(b"being published by another")
            (folder / "lodestone-bbbbbbbbbbbbbbbb-00000000.duckdb").write_bytes(b"left by one that was killed")
            (folder / "notes.txt").write_text("not ours")
            for old in folder.iterdir():
                if not old.name.startswith("lodestone-aa"):
                    os.utime(old, times=(time.time() - 2 * UNNAMED,) * 2)
        assert publish(project, path, place)
        names.append(place.pointer().name)
    left = {path.name for path in folder.iterdir()}
    assert left == {*names[-KEEP:], POINTER, "notes.txt", "lodestone-aaaaaaaaaaaaaaaa-00000000.duckdb"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "x"}', "..", "escape"])
def test_a_pointer_that_cannot_be_read_is_refused_and_written_anew(text, tmp_path):
    project, place = Project(tmp_path / "publisher"), Storage(str(tmp_path))
    project.build.mkdir(parents=True)
    path = project.build / "lodestone-0123456789abcdef-00000000.duckdb"
    path.write_bytes(b"build")
    publish(project, path, place)
    if text == "escape":  # the name of a file elsewhere
        text = json.dumps(json.loads((tmp_path / POINTER).read_text()) | {"name": "../../lodestone"})
    (tmp_path / POINTER).write_text(text)
    with pytest.raises(StorageError, match="cannot be read"):
        publish(project, path, place)
    assert publish(project, path, place, force=True)
    assert place.pointer().version == "0123456789abcdef"


def test_a_notebook_that_runs_as_publisher_publishes_what_it_built_and_a_replica_takes_no_imports(
    built_small, tmp_path, monkeypatch
):
    monkeypatch.setenv("LODESTONE_STORAGE_URL", str(tmp_path / "storage"))
    with pytest.raises(StoreAway, match="Nothing was kept: this notebook shows what another computer publishes"):
        store_of(built_small).write([Change(MAPPING, "DoD", b"department-of-war")])
    assert store_of(built_small).write([Change(NOTEBOOK, "mine", b"title: Mine")])
    monkeypatch.setenv("LODESTONE_STORAGE_ROLE", "publisher")
    publisher = keeper(built_small, 0.0)
    until(lambda: Storage(str(tmp_path / "storage")).pointer())
    assert Storage(str(tmp_path / "storage")).pointer().version == publisher.current().version
    assert publisher.problem is None
    monkeypatch.setenv("LODESTONE_STORAGE_ROLE", "replica")
    machine = Project(tmp_path / "machine")
    machine.root.mkdir()
    machine.queries.symlink_to(here().queries)
    assert [ready(machine)[1] for _ in range(2)] == [True, False]
    shutil.rmtree(tmp_path / "storage")
    assert ready(machine) == (sound(machine), False)
