"""What readers keep in a PostgreSQL that several share: noticed elsewhere, told when it is away, never half."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading

import psycopg
import pytest
from command_support import run
from import_support import DAY, GOOD, take
from postgres_support import programs
from storage_support import until
from store_support import ANNA, BEN, book, brief, fresh, notebook, part, replica, sites, surroundings
from test_brief_import import TEXT

from lodestone import backends, store
from lodestone.backends import BRIEF, NOTEBOOK, SITES, WHATEVER, Change, StoreAway, folder_store, freshen
from lodestone.backends.migrate import files, migrate
from lodestone.briefs.keeping import import_files
from lodestone.briefs.naming import map_name
from lodestone.errors import NotebookRefused, SettingsError
from lodestone.imports.run import remove_sites
from lodestone.notebooks import kept
from lodestone.paths import Project, here
from lodestone.settings import Settings
from lodestone.warehouse import build, content_version, fingerprint, open_database

pytestmark = pytest.mark.xdist_group("postgresql")


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
    odd = run(here(), "store", "migrate", LODESTONE_DATABASE_URL=f"{postgres_server.url}?odd")
    assert odd.returncode == 2
    assert odd.stderr.startswith("LODESTONE_DATABASE_URL is no address that PostgreSQL knows.")
    assert "hush" not in odd.stderr


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


def test_the_command_copies_both_ways_and_reports_what_it_leaves(postgres_server, tmp_path):
    given, project, back = surroundings(fresh(postgres_server)), Project(tmp_path / "one"), Project(tmp_path / "two")
    folder_store(project).write([notebook(), brief(), sites()], ANNA)
    (project.build / "notebooks" / "spoilt.yaml").mkdir()
    done = run(project, "store", "copy", "--from", "folder", "--to", "postgresql", **given)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "notebook trial: copied", "brief first: copied", "sites mine: copied",
        "notebooks/spoilt.yaml: left. It is damaged.", "3 things copied, 0 there already, 0 left.",
    ]  # fmt: skip
    said = run(project, "store", "status", **given).stdout
    assert said.splitlines()[0].startswith("kept in: postgresql://keeper:***@127.0.0.1:")
    assert [line.split()[1] for line in said.splitlines()[1:]] == ["1", "1", "0", "1"]
    folder_store(back).write([notebook("title: Mine\n")], BEN)
    done = run(back, "store", "copy", "--from", "postgresql", "--to", "folder", **given)
    assert done.returncode == 2
    assert "notebook trial: left. “trial” was kept already by ben@example.edu on" in done.stdout
    assert "Look, then copy again with --replace" in done.stderr
    assert run(back, "store", "copy", "--from", "postgresql", "--to", "folder", "--replace", **given).returncode == 0
    for kind in backends.KINDS:
        assert folder_store(back).items(kind) == folder_store(project).items(kind)
    assert run(back, "store", "copy", "--from", "folder", "--to", "folder").returncode == 2


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
    until(lambda: len(copy.items(SITES)) == 1)
    assert part(copy.read(SITES, "mine"))["sites"] == b"PAR1" * 10
    assert copy.items(NOTEBOOK) == elsewhere.items(NOTEBOOK)
    assert copy.items(SITES) == elsewhere.items(SITES)
    elsewhere.write([Change(SITES, "mine", None, WHATEVER), brief(name="second")])
    until(lambda: len(copy.items(BRIEF)) == 2 and not copy.items(SITES))
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
