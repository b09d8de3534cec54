"""A PostgreSQL of what readers keep that is away, hangs, or is killed: told in words, nothing lost, nothing half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from store_support import book, fresh, notebook, part, postgres_store, replica, sites, surroundings

from lodestone import backends
from lodestone.backends import NOTEBOOK, SITES, StoreAway
from lodestone.notebooks import kept
from lodestone.paths import Project, here

pytestmark = pytest.mark.xdist_group("postgresql")


def test_while_it_is_away_what_is_known_is_read_saving_is_refused_in_words_and_it_comes_back(
    postgres_server, tmp_path, monkeypatch
):
    settings = fresh(postgres_server, database_patience=0.5)
    with replica(monkeypatch, settings, Project(tmp_path)) as project:
        stays_readable(project, postgres_server)


def stays_readable(project: Project, postgres_server) -> None:
    first = kept.save(project, "mine", book("first"), None)
    with postgres_server.away():
        for _ in range(3):
            assert kept.load(project, "mine").book == book("first")
            assert kept.names(project) == ["mine"]
        for act in (
            lambda: kept.save(project, "mine", book("second"), first.version),
            lambda: kept.remove(project, "mine"),
            lambda: backends.freshen(project),
        ):
            with pytest.raises(StoreAway, match=r"it does not answer\. Nothing was saved; try again later") as told:
                act()
            assert not any(word in str(told.value) for word in ("hush", "keeper", "127.0.0.1", "Traceback"))
    second = kept.save(project, "mine", book("second"), first.version)
    assert kept.load(project, "mine").version == second.version


def test_a_server_that_hangs_holds_nobody_for_ever(postgres_server):
    with postgres_store(postgres_server, database_patience=0.5) as store:
        store.write([notebook()])
        # Somebody holds the row that every change needs.
        with psycopg.connect(postgres_server.url) as other:
            other.execute(f"UPDATE {store._tables['kept_state'].as_string(other)} SET change = change")
            began = time.monotonic()
            with pytest.raises(StoreAway, match="it does not answer"):
                store.write([notebook("title: B\n", "second")])
            assert time.monotonic() - began < 10
            assert [one.name for one in store.items(NOTEBOOK)] == ["trial"]
        store.write([notebook("title: B\n", "second")])


def test_whatever_was_confirmed_is_there_after_writers_and_server_were_killed_at_any_moment(postgres_server):
    settings = fresh(postgres_server)
    postgres_server.stop()
    postgres_server.start(safe=True)
    chance, confirmed = random.Random(7), set()
    writers = [subprocess.Popen(
        [sys.executable, "-c", WRITER, str(number)], cwd=here().root, stdout=subprocess.PIPE, text=True,
        env=os.environ | surroundings(settings) | {"LODESTONE_DATABASE_PATIENCE": "1"},
    ) for number in range(2)]  # fmt: skip
    ready = [one.stdout.readline() for one in writers]
    assert ready == ["ready\n"] * 2
    for round_ in range(15):
        # A child of the writer that does the work is killed; the writer starts another.
        pids = [int(one.stdout.readline()) for one in writers]
        time.sleep(chance.uniform(0, 0.03))
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        for one in writers:
            while (line := one.stdout.readline()) != "dead\n":
                confirmed.add(line.strip())
        if round_ == 7:
            postgres_server.stop(signal.SIGQUIT)  # as if the power had failed
            postgres_server.start(safe=True)
    for one in writers:
        one.kill()
        one.wait()
        one.stdout.close()
    store = backends.postgres(settings)
    names = {item.name for item in store.items(SITES)}
    assert len(confirmed) > 20
    assert confirmed <= names
    for name in names:
        found = store.read(SITES, name)
        assert part(found) == dict(sites(b"x" * 20_000, name).parts)
        assert found.content == sites(b"x" * 20_000, name).content
        # Its twin came in the same change.
        assert store.read(NOTEBOOK, name).content == name.encode()
    store.close()
    postgres_server.stop()
    postgres_server.start()


# Forks children that keep pairs and say so, one line each, until they are killed; each child has its own connections.
WRITER = """
import os, sys
sys.path.insert(0, "tests")
from command_support import run
from import_support import DAY, GOOD, take
from store_support import Change, notebook, sites
from lodestone import backends
from lodestone.settings import settings
print("ready", flush=True)
for child in range(15):
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        store = backends.postgres(settings())
        number = 0
        while True:
            name = f"of-{sys.argv[1]}-{child}-{number}"
            try:
                store.write([notebook(name, name), sites(b"x" * 20_000, name)])
            except backends.StoreAway:
                continue
            os.write(write, f"{name}\\n".encode())
            number += 1
    os.close(write)
    with os.fdopen(read) as told:
        first = told.readline()
        print(pid, flush=True)
        print(first, end="")
        for line in told:
            if line.endswith("\\n"):
                print(line, end="")
    os.waitpid(pid, 0)
    print("dead", flush=True)
sys.stdin.read()
"""
