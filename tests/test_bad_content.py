"""Files that are missing, broken or strange: everything is told at once, and the last good database stays."""

from __future__ import annotations

import pytest
from corrupting import BRIEF, build_files, complaints, problem_after
from small_content import keeper_of

from lodestone.content import read_content
from lodestone.errors import BuildError, ContentError
from lodestone.warehouse import Keeper, build

UNITS = "data/facts/units.csv"


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        (UNITS, b"", 1, "the file is empty"),
        (UNITS, b" \n\n", 1, "the file is empty"),
        (UNITS, b"unit_id,name,short_name,kind,source_id\n", 1, "there is no row of content"),
        (UNITS, b",,,,\n,,,,\n", 1, "there is no row of content"),
        (UNITS, b"\x7fELF\x02\x01\x01\n\xff\xfe\xfa\n", 2, "this is not UTF-8 text"),
        (
            UNITS,
            "unit_id,name,short_name,kind,source_id\nu_x,École,École,school,s_brief\n".encode("latin-1"),
            2,
            "this is not UTF-8 text",
        ),
        (UNITS, "unit_id,name,short_name,kind,source_id\n".encode("utf-16"), 1, "this is not UTF-8 text"),
        (UNITS, "unit_id,name,short_name,kind,source_id\n".encode("utf-16-le"), 1, "a control character"),
        (BRIEF, b"", 1, "the file is empty"),
        (BRIEF, b"brief:\n  title: \x00\n", 2, "a control character"),
        (BRIEF, b"\x89PNG\r\n\x1a\n", 1, "this is not UTF-8 text"),
        ("data/sources.csv", b"", 1, "the file is empty"),
        ("data/schema/time.sql", b"", 1, "the file is empty"),
        ("data/views/fit.sql", "-- Ã\n".encode("latin-1"), 1, "this is not UTF-8 text"),
    ],
    ids=[
        "empty",
        "blank",
        "header only",
        "header of nothing",
        "binary",
        "latin-1",
        "utf-16",
        "utf-16 without mark",
        "empty brief",
        "zero byte in the brief",
        "picture as brief",
        "empty sources",
        "empty schema",
        "views in latin-1",
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(built_small, name, content, line, says):
    (built_small.root / name).write_bytes(content)
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line, problem.field) == (name, line, "")
    assert says in problem.wrong


@pytest.mark.parametrize(
    "name", ["data/schema/lists.sql", "data/views/words.sql", "data/sources.csv", UNITS, "data/facts/events.csv"]
)
def test_a_missing_file_is_told(built_small, name):
    (built_small.root / name).unlink()
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == (name, 0)
    assert "missing" in problem.wrong


def test_a_folder_in_place_of_a_file_is_told(built_small):
    (built_small.root / UNITS).unlink()
    (built_small.root / UNITS).mkdir()
    (problem,) = complaints(built_small).problems
    assert problem.file == UNITS


def test_a_brief_folder_without_briefs_is_told(built_small):
    (built_small.root / BRIEF).unlink()
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == ("data/briefs", 0)


@pytest.mark.parametrize(
    "name",
    [
        "data/facts/event.csv",
        "data/facts/notes.txt",
        "data/briefs/us-japan.yml",
        "data/facts/more/units.csv",
        "data/briefs/2026/next.yaml",
        "data/facts/sources.csv",
        "data/briefs/schema.sql",
        "data/schema/more.sql",
        "data/views/word.sql",
    ],
)
def test_a_stranger_among_the_files_is_told(built_small, name):
    """Also one in a folder below, and one whose name is right elsewhere: none of them would ever be read."""
    path = built_small.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("unit_id\nu_x\n", encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == (name, 0)
    assert "nothing reads a file of this name" in problem.wrong


def test_hidden_files_are_no_strangers(built_small):
    (built_small.data / "facts" / ".events.csv.swp").write_bytes(b"\x00")
    assert read_content(built_small.root).row_count > 1000


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/schema/units.sql", "CREATE TABLE units", "CREATE TABEL units"),
        (
            "data/schema/organizations.sql",
            "REFERENCES brief_items,\n    organization_id",
            "REFERENCES brief_itemz,\n    organization_id",
        ),
        ("data/views/events.sql", "FROM events e", "FROM evnts e"),
    ],
    ids=["syntax", "unknown table", "views"],
)
def test_a_broken_schema_is_refused_by_name(built_small, name, old, new):
    path = built_small.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problem = problem_after(built_small)
    assert isinstance(problem, (BuildError, ContentError))
    assert name in str(problem)


def test_three_spoiled_files_are_told_together(built_small):
    edits = {
        BRIEF: ("    score: 3\n", "    score: 7\n"),
        "data/facts/events.csv": ("E001,2025-03-17", "E001,2025-02-30"),
        "data/sources.csv": (",2025-10-27,in full,compiled", ",2025-13,in full,compiled"),
    }
    expected = set()
    for name, (old, new) in edits.items():
        path = built_small.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        expected.add((name, text.count("\n", 0, text.index(old)) + 1))
    error = complaints(built_small)
    assert {(p.file, p.line) for p in error.problems} == expected
    assert str(error).startswith("3 problems in the content:")
    assert all(f"{name}:{line}:" in str(error) for name, line in expected)


def test_two_faults_in_one_entry_are_told_together(built_small):
    path = built_small.root / BRIEF
    text = path.read_text(encoding="utf-8").replace(
        "    score: 3\n    rationale: Moderate", "    score: 7\n    source_id: nobody\n    rationale: Moderate"
    )
    path.write_text(text, encoding="utf-8")
    assert {p.field for p in complaints(built_small).problems} == {"score", "source_id"}


def test_a_wrong_default_is_told_once_where_it_stands(built_small):
    path = built_small.root / BRIEF
    path.write_text(
        path.read_text(encoding="utf-8").replace("  source_id: s_brief\n", "  source_id: s_breif\n", 1),
        encoding="utf-8",
    )
    (problem,) = complaints(built_small).problems
    assert (problem.line, problem.field) == (3, "source_id")


def test_nothing_is_built_from_bad_content_where_nothing_was_built_before(small_project):
    (small_project.root / UNITS).unlink()
    with pytest.raises(ContentError):
        build(small_project)
    with pytest.raises(ContentError):
        Keeper(small_project).current()
    assert not list(small_project.build.glob("*.duckdb"))
    assert not (small_project.build / "current.json").exists()


def test_a_keeper_takes_good_content_again_and_forgets_the_problem(built_small):
    path = built_small.root / UNITS
    good = path.read_bytes()
    keeper = keeper_of(built_small)
    version = keeper.current().version
    path.write_bytes(good.replace(b"u_geo,Global Education Office,", b"u_geo,"))
    assert keeper.current().version == version
    assert isinstance(keeper.problem, ContentError)
    assert keeper.current().version == version, "asked again without a change, it still serves"
    path.write_bytes(good.replace(b"u_geo,Global Education Office", b"u_geo,Office of Global Education"))
    assert keeper.current().version != version
    assert keeper.problem is None
    assert keeper.current().cursor().execute("SELECT name FROM units WHERE unit_id = 'u_geo'").fetchone() == (
        "Office of Global Education",
    )


@pytest.fixture(scope="module")
def unspoiled(_built_small):
    return read_content(_built_small.root)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.rstrip(b"\n"),
        lambda raw: raw + b"\n\n",
    ],
    ids=["byte order mark", "Windows line ends", "no last line end", "blank lines at the end"],
)
def test_what_editors_add_changes_nothing(small_project, unspoiled, change):
    for name in ("data/facts/events.csv", "data/facts/provisions.csv", "data/sources.csv", BRIEF):
        path = small_project.root / name
        path.write_bytes(change(path.read_bytes()))
    after = read_content(small_project.root)
    assert unspoiled.row_count > 1000
    assert {table: rows.to_pylist() for table, rows in after.tables.items()} == {
        table: rows.to_pylist() for table, rows in unspoiled.tables.items()
    }


def test_lines_are_counted_the_same_with_windows_line_ends(built_small):
    path = built_small.root / "data/facts/events.csv"
    spoiled = path.read_bytes().replace(b"E045,2026-01-26", b"E045,2026-01-36")
    path.write_bytes(spoiled.replace(b"\n", b"\r\n"))
    (problem,) = complaints(built_small).problems
    assert problem.line == spoiled[: spoiled.index(b"E045,")].count(b"\n") + 1


def test_a_row_after_a_cell_of_two_lines_is_told_at_its_own_first_line(built_small):
    path = built_small.root / UNITS
    text = (
        path.read_text(encoding="utf-8")
        .replace("u_eng,School of Engineering,", 'u_eng,"School of\nEngineering",')
        .replace("Federal Relations,office,", "Federal Relations,bureau,")
    )
    path.write_text(text, encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert (problem.line, problem.field) == (text[: text.index("u_ofr")].count("\n") + 1, "kind")


def test_the_failed_build_leaves_every_byte_when_forced(built_small):
    (built_small.root / UNITS).write_bytes(b"")
    before = build_files(built_small)
    with pytest.raises(ContentError):
        build(built_small, force=True)
    assert build_files(built_small) == before
