"""What readers keep in a PostgreSQL that several share: noticed elsewhere, told when it is away, never half."""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time

import psycopg
import pytest
from command_support import run
from import_support import DAY, GOOD, take
from postgres_support import programs
from store_support import ANNA, BEN, brief, fresh, notebook, part, postgres_store, replica, sites, surroundings
from test_brief_import import TEXT

from lodestone import backends, store
from lodestone.backends import BRIEF, NOTEBOOK, SITES, WHATEVER, Change, StoreAway, freshen
from lodestone.backends.migrate import files, migrate
from lodestone.briefs.keeping import import_files
from lodestone.briefs.naming import map_name
from lodestone.errors import NotebookRefused, SettingsError
from lodestone.imports.run import remove_sites
from lodestone.notebooks import kept
from lodestone.notebooks.document import Notebook, TextCell
from lodestone.paths import Project, here
from lodestone.settings import Settings
from lodestone.warehouse import build, content_version, fingerprint, open_database

pytestmark = pytest.mark.xdist_group("postgresql")


def book(text: str) -> Notebook:
    return Notebook("Trial", cells=(TextCell(text),))


@pytest.fixture
def shared_project(postgres_server, tmp_path, monkeypatch):
    """A project whose readers keep things in a database, and the settings for it."""
    settings = fresh(postgres_server)
    with replica(monkeypatch, settings, Project(tmp_path)) as project:
        yield project, settings


def test_tables_are_made_once_also_when_two_do_so_at_once_and_the_command_says_what_it_did(postgres_server):
    settings = Settings(database_url=postgres_server.url, database_schema="at_once")
    done: list[list[str]] = []
    threads = [threading.Thread(target=lambda: done.append(migrate(settings))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done, key=len) == [[], [], [], [path.name for _, path in files()]]
    assert [number for number, _ in files()] == list(range(1, len(files()) + 1))
    said = run(here(), "store", "migrate", **surroundings(settings))
    assert (said.returncode, said.stdout, said.stderr) == (0, "up to date: schema at_once\n", "")
    unset = run(here(), "store", "migrate")
    assert (unset.returncode, unset.stderr[:33]) == (2, "LODESTONE_DATABASE_URL is not set")
    wrong = run(here(), "store", "migrate", LODESTONE_DATABASE_URL=postgres_server.url.replace("hush-hush", "guess"))
    assert wrong.returncode == 3
    assert "password authentication failed" in wrong.stderr
    assert "guess" not in wrong.stderr


def test_a_migration_that_fails_leaves_the_tables_as_they_were(postgres_server, tmp_path, monkeypatch):
    settings = fresh(postgres_server)
    for _, path in files():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "0099_half.sql").write_text("CREATE TABLE {schema}.half (a int); CREATE TABLE {schema}.kept (a int);")
    monkeypatch.setattr("lodestone.backends.migrate.FOLDER", tmp_path)
    with pytest.raises(StoreAway, match=r'relation "kept" already exists\. Its tables are as they were'):
        migrate(settings)
    with psycopg.connect(postgres_server.url) as con:
        assert con.execute("SELECT to_regclass(%s)", (f"{settings.database_schema}.half",)).fetchone() == (None,)


def test_a_database_without_tables_or_with_another_word_says_so_and_shows_no_word(postgres_server):
    store = backends.postgres(Settings(database_url=postgres_server.url, database_schema="none_here"))
    with pytest.raises(StoreAway, match="holds no tables of Lodestone yet: run python -m lodestone store migrate"):
        store.write([notebook()])
    store.close()
    wrong = postgres_server.url.replace("hush-hush", "guess")
    store = backends.postgres(Settings(database_url=wrong, database_patience=0.3))
    with pytest.raises(StoreAway) as told:
        store.items(NOTEBOOK)
    store.close()
    assert str(told.value) == (
        "The database that holds what readers keep cannot be used: it does not answer. Nothing was saved; "
        "try again later."
    )
    with pytest.raises(SettingsError, match="LODESTONE_DATABASE_URL is not set"):
        backends.postgres(Settings())


def test_the_role_of_the_hosting_page_can_do_its_work_and_no_more(postgres_server):
    settings = fresh(postgres_server)
    grants = (here().root / "docs" / "hosting" / "roles.sql").read_text(encoding="utf-8")
    with psycopg.connect(postgres_server.url, autocommit=True) as con:
        con.execute(grants.replace("SCHEMA lodestone", f"SCHEMA {settings.database_schema}").replace("'…'", "'w'"))
    url = postgres_server.url.replace("keeper:hush-hush", "lodestone_app:w")
    store = backends.postgres(Settings(database_url=url, database_schema=settings.database_schema))
    (first,) = store.write([sites()], ANNA)
    store.write([sites(b"12345678", seen=first.version), notebook()], BEN)
    store.write([Change(NOTEBOOK, "trial", None, WHATEVER)])
    assert part(store.read(SITES, "mine"))["sites"] == b"12345678"
    store.close()
    with psycopg.connect(url) as con, pytest.raises(psycopg.errors.InsufficientPrivilege):
        con.execute(f"DROP TABLE {settings.database_schema}.kept")


def test_a_dump_of_the_hosting_page_brings_everything_back_and_copies_notice_it(shared_project):
    project, settings = shared_project
    store_ = backends.store_of(project)
    first = store_.write([sites(), notebook(), brief()], ANNA)
    page = (here().root / "docs" / "hosting.md").read_text(encoding="utf-8")
    dump, restore = (
        shlex.split(re.search(rf"^{word} .*$", page, re.MULTILINE)[0]) for word in ("pg_dump", "pg_restore")
    )
    filled = {
        "--schema=lodestone": f"--schema={settings.database_schema}",
        "$LODESTONE_DATABASE_URL": settings.database_url,
    }

    def call(words: list[str]) -> None:
        told = [
            one.replace("$LODESTONE_DATABASE_URL", settings.database_url) for one in (filled.get(w, w) for w in words)
        ]
        subprocess.run([programs() / told[0], *told[1:]], cwd=project.root, check=True)

    call(dump)
    store_.write([notebook("title: Later\n", seen=first[1].version), Change(SITES, "mine", None, WHATEVER)], BEN)
    assert store_.copy.items(SITES) == []
    call(restore)
    freshen(project)
    for item in first:
        assert store_.read(item.kind, item.name).item == item
        assert store_.copy.items(item.kind) == [item]
    assert part(store_.copy.read(SITES, "mine")) == dict(sites().parts)


def test_what_is_kept_on_one_replica_is_read_and_told_on_another(shared_project):
    project, settings = shared_project
    first = kept.save(project, "mine", book("first"), None, ANNA)
    code = (
        "import sys; from pathlib import Path; from lodestone.notebooks import kept\n"
        "from lodestone.paths import Project; from lodestone.notebooks.document import Notebook, TextCell\n"
        "one = Project(Path(sys.argv[1])); found = kept.load(one, 'mine'); print(found.book.cells[0].text)\n"
        f"kept.save(one, 'mine', Notebook('Trial', cells=(TextCell('second'),)), found.version, '{BEN}')"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(project.root.parent / "other")],
        cwd=here().root, env=os.environ | surroundings(settings), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert other.stdout == "first\n"
    assert kept.load(project, "mine").book == book("second")
    with pytest.raises(NotebookRefused, match=rf"“mine” was changed by {BEN} on .* UTC"):
        kept.save(project, "mine", book("third"), first.version, ANNA)
    kept.rename(project, "mine", "ours", BEN)
    kept.duplicate(project, "ours", BEN)
    assert kept.names(project) == ["ours", "ours-2"]
    assert [one.stamp.owner for one in kept.listed(project)] == [ANNA, BEN]
    assert not (project.build / "notebooks").exists()


def test_a_change_elsewhere_reaches_the_copy_that_pages_read_by_itself(shared_project):
    project, settings = shared_project
    backends.look(project)
    copy = backends.store_of(project).copy
    elsewhere = backends.postgres(settings)
    elsewhere.write([sites(b"PAR1" * 10), brief(), notebook()], ANNA)
    wait(lambda: len(copy.items(SITES)) == 1)
    assert part(copy.read(SITES, "mine"))["sites"] == b"PAR1" * 10
    assert copy.items(NOTEBOOK) == elsewhere.items(NOTEBOOK)
    assert copy.items(SITES) == elsewhere.items(SITES)
    elsewhere.write([Change(SITES, "mine", None, WHATEVER), brief(name="second")])
    wait(lambda: len(copy.items(BRIEF)) == 2 and not copy.items(SITES))
    elsewhere.close()


def test_a_build_holds_what_another_replica_was_given(shared_project, small_project, tmp_path):
    project, _ = shared_project
    project = Project(shutil.copytree(small_project.root, project.root / "one"))
    before = fingerprint(project)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    import_files(project, [tmp_path / "a.txt"], DAY, by=ANNA)
    map_name(project, "Unknown Office", "us-doe")
    take(project, GOOD, by=ANNA)
    assert fingerprint(project) != before
    assert not (project.build / "imports").exists()
    freshen(small_project)
    assert content_version(small_project) == content_version(project)
    opened = open_database(build(small_project)[0])
    counts = opened.cursor().execute(
        "SELECT (SELECT count(*) FROM imported_sites), (SELECT count(*) FROM imported_briefs), "
        "(SELECT target_id FROM imported_names)"
    )
    assert counts.fetchall() == [(2, 1, "us-doe")]
    opened.connection.close()
    # Of two who import the same name, the second replaces the first; what one removed is gone for the other.
    take(small_project, GOOD.replace("Beta", "Gamma"), by=BEN)
    remove_sites(small_project, "sites", BEN)
    freshen(project)
    assert [path.name for path in store.folder(project).glob("*sites*")] == []


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


def wait(come) -> None:
    """Until something has come."""
    until = time.monotonic() + 30
    while not come():
        assert time.monotonic() < until
        time.sleep(0.02)
