"""One database file, built whole or not at all, rebuilt by itself, the same for every builder and reader."""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest
from processes_support import CONTEXT
from small_content import event_count, keeper_of

from lodestone.content import read_content
from lodestone.errors import BuildError
from lodestone.paths import Project, here
from lodestone.warehouse import Keeper, Warehouse, build, content_version, open_database
from lodestone.warehouse import builder as module

UNITS = "data/facts/units.csv"


def databases(project: Project) -> list[Path]:
    return sorted(project.build.glob("*.duckdb"))


def pointer(project: Project) -> dict[str, str]:
    return json.loads((project.build / "current.json").read_text(encoding="utf-8"))


def right_values(opened: Warehouse) -> bool:
    """Whether the open database says what the sources say."""
    return opened.cursor().execute(
        "SELECT (SELECT count(*) FROM events), (SELECT score FROM scores WHERE section = 'opportunity'), "
        "(SELECT due_date FROM milestones WHERE provision_id = 'P06')"
    ).fetchall() == [(event_count(here()), 4, date(2026, 4, 26))]


def change_a_byte(project: Project) -> None:
    path = project.root / UNITS
    raw = path.read_bytes()
    assert raw.count(b"u_geo,Global Education Office,") == 1
    path.write_bytes(raw.replace(b"u_geo,Global Education Office,", b"u_geo,Global Education OfficE,"))


@pytest.fixture
def written_fast(built_small, monkeypatch) -> Project:
    """The same project, whose unchanged content is written by a copy: where it matters what is served, not its rows."""
    whole = databases(built_small)[0].read_bytes()
    monkeypatch.setattr(module, "_write", lambda path, *_: path.write_bytes(whole))
    return built_small


def test_unchanged_content_is_not_built_again(built_small):
    first, built = build(built_small)
    assert (built, databases(built_small)) == (False, [first])
    before = first.stat().st_mtime_ns, first.read_bytes()
    assert build(built_small) == (first, False)
    assert (first.stat().st_mtime_ns, first.read_bytes()) == before


def test_touching_a_file_without_changing_it_builds_nothing(built_small):
    path = built_small.root / UNITS
    path.write_bytes(path.read_bytes())
    assert build(built_small)[1] is False


@pytest.mark.parametrize(
    "name",
    [
        *(UNITS, "data/sources.csv", "data/schema/words.sql", "data/views/words.sql"),
        "data/briefs/us-japan-critical-minerals.yaml",
    ],
)
def test_any_changed_file_is_another_version(built_small, name):
    version = content_version(built_small)
    path = built_small.root / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert content_version(built_small) != version


def test_a_keeper_switches_to_changed_content_without_restart(built_small):
    keeper = keeper_of(built_small)
    before = keeper.current()
    assert keeper.current() is before
    change_a_byte(built_small)
    after = keeper.current()
    assert after.version != before.version
    assert after.cursor().execute("SELECT name FROM units WHERE unit_id = 'u_geo'").fetchone() == (
        "Global Education OfficE",
    )
    assert before.cursor().execute("SELECT name FROM units WHERE unit_id = 'u_geo'").fetchone() == (
        "Global Education Office",
    )


def test_opening_gives_the_version_that_was_built(built_small):
    path, _ = build(built_small)
    opened = open_database(path)
    assert opened.version == content_version(built_small) == pointer(built_small)["version"]
    rows = read_content(built_small.root).row_count
    assert opened.cursor().execute("SELECT row_count FROM build_info").fetchall() == [(rows,)]
    assert pointer(built_small)["file"] == path.name


def damage_first_page(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[:64] = b"\xff" * 64
    path.write_bytes(raw)


def damage_one_byte_in_the_middle(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\0" * path.stat().st_size),
        lambda path: path.write_text("not a database"),
        damage_first_page,
        damage_one_byte_in_the_middle,
    ],
    ids=["removed", "truncated", "emptied", "zeroed", "replaced", "first page", "one byte"],
)
def test_a_harmed_database_is_built_again_by_itself(written_fast, harm):
    harm(databases(written_fast)[0])
    served = keeper_of(written_fast).current()
    assert served.path.name == pointer(written_fast)["file"]
    assert right_values(served)
    assert build(written_fast) == (served.path, False)


HARMED_POINTERS = [
    None,
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    "{}",
    '{"file": "x.duckdb"}',
    '{"file": 5, "version": [], "sha256": {}}',
    '{"file": "../../etc/passwd", "version": "x", "sha256": "y"}',
    "\x00",
    "[" * 100_000,
]


def harm_pointer(project: Project, text: str | None) -> None:
    path = project.build / "current.json"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("text", HARMED_POINTERS)
def test_a_harmed_pointer_names_no_database(built_small, text):
    assert module.sound(built_small) == module.sound(built_small, content_version(built_small)) is not None
    harm_pointer(built_small, text)
    assert module.sound(built_small) is None
    assert module.sound(built_small, content_version(built_small)) is None


@pytest.mark.parametrize("text", [None, "{", HARMED_POINTERS[-3], HARMED_POINTERS[-1]])
def test_a_harmed_pointer_is_written_again_by_itself(written_fast, text):
    harm_pointer(written_fast, text)
    served = keeper_of(written_fast).current()
    assert pointer(written_fast)["file"] == served.path.name
    assert right_values(served)


def test_a_pointer_without_version_beside_a_whole_file_is_no_pointer(written_fast):
    found = pointer(written_fast)
    del found["version"]
    (written_fast.build / "current.json").write_text(json.dumps(found), encoding="utf-8")
    path, built = build(written_fast)
    assert built
    assert right_values(open_database(path))


def test_two_builds_hold_equal_rows(built_project):
    first, _ = build(built_project)
    second, built = build(built_project, force=True)
    assert built
    assert first != second
    one, other = open_database(first), open_database(second)
    listed = one.cursor().execute("SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
    names = [f"{schema}.{table}" for schema, table in listed]
    assert [sum(name.startswith(f"{schema}.") for name in names) for schema in ("main", "worked_out")] == [107, 74]
    for name in names:
        rows = one.cursor().execute(f"FROM {name}").fetchall()
        assert bool(rows) == (not name.partition(".")[2].startswith("imported_")), name
        assert other.cursor().execute(f"FROM {name}").fetchall() == rows, name


def test_a_changed_schema_begins_a_database_anew_and_the_one_before_it_comes_back(built_small):
    schema = built_small.data / "schema" / "build.sql"
    before = schema.read_text("utf-8")

    def said():
        with contextlib.closing(duckdb.connect(str(build(built_small)[0]), read_only=True)) as con:
            views = con.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'only_here'").fetchone()[0]
            words = con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'events'").fetchone()[0]
            return views, words, con.execute("SELECT count(*) FROM events").fetchone()[0]

    first = said()
    schema.write_text(
        f"{before}\nCOMMENT ON TABLE events IS 'Said anew.';\nCREATE VIEW only_here AS FROM events;\n", "utf-8"
    )
    assert said() == (1, "Said anew.", first[2])
    schema.write_text(before, "utf-8")
    assert said() == first
    assert first[0] == 0
    assert first[1] not in (None, "Said anew.")


def test_at_most_two_databases_remain_and_drafts_go(written_fast):
    (written_fast.build / ".draft-0000-99999999.duckdb").write_bytes(b"half")
    (written_fast.build / ".draft-0000-99999999.duckdb.wal").write_bytes(b"half")
    (written_fast.build / ".draft-0000.duckdb.tmp").mkdir()
    (written_fast.build / ".draft-x.json").write_text("{")
    made = [build(written_fast, force=True)[0] for _ in range(3)]
    assert databases(written_fast) == sorted(made[-2:])
    assert list(written_fast.build.glob(".draft*")) == []
    assert right_values(open_database(made[-1]))


def test_a_build_that_fails_midway_leaves_the_old_database(built_small, monkeypatch):
    before = {path.name: path.read_bytes() for path in built_small.build.glob("[!.]*")}

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    change_a_byte(built_small)
    for name in ("_write", "checksum"):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, full_disk)
            with pytest.raises(BuildError, match="No space left"):
                build(built_small, force=True)
        assert {path.name: path.read_bytes() for path in built_small.build.glob("[!.]*")} == before
        assert list(built_small.build.glob(".draft*")) == []


def test_a_keeper_serves_the_old_database_while_building_fails_and_tries_again(built_small):
    keeper = keeper_of(built_small)
    version = keeper.current().version
    change_a_byte(built_small)
    lock = built_small.build / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert keeper.current().version == version
    assert isinstance(keeper.problem, BuildError)
    assert str(built_small.root) not in str(keeper.problem)
    lock.rmdir()
    assert keeper.current().version != version, "there is room again: no change of content is needed"
    assert keeper.problem is None


def test_a_build_folder_that_cannot_be_made_is_a_build_error(small_project):
    small_project.build.write_text("a file stands where the folder belongs")
    with pytest.raises(BuildError, match="check the folder's permissions"):
        build(small_project)


def test_what_is_no_database_cannot_be_opened(tmp_path):
    for name, content in (("empty.duckdb", b""), ("text.duckdb", b"hello"), ("missing.duckdb", None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(BuildError, match=name):
            open_database(tmp_path / name)
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(BuildError, match=r"other\.duckdb"):
        open_database(tmp_path / "other.duckdb")


def _build_and_read(root: str, force: bool, gate: object, answers: object) -> None:
    gate.wait(60)
    project = Project(Path(root))
    try:
        build(project, force=force)
        answers.put((right_values(Keeper(project).current()), ""))
    except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
        answers.put((False, repr(error)))


def test_builders_at_once_all_succeed(small_project):
    """The first database, and then one beside it."""
    for force in (False, True):
        gate, answers = CONTEXT.Barrier(4), CONTEXT.Queue()
        # Two read through the pointer alone: whatever it names at any moment must be whole.
        workers = [
            CONTEXT.Process(target=_build_and_read, args=(str(small_project.root), force and number < 2, gate, answers))
            for number in range(4)
        ]
        for worker in workers:
            worker.start()
        found = [answers.get(timeout=120) for _ in workers]
        for worker in workers:
            worker.join(60)
        assert found == [(True, "")] * 4
        assert right_values(open_database(small_project.build / pointer(small_project)["file"]))
        assert len(databases(small_project)) <= 2


def test_threads_that_build_at_once_agree(small_project):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: build(small_project), range(8)))
    assert len({path for path, _ in made}) == 1
    assert sum(built for _, built in made) == 1
