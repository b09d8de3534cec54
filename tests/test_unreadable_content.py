"""What is no readable text file is told in words, never waited for, never an error nobody catches."""

from __future__ import annotations

import os
import sys

import pytest
from corrupting import BRIEF, complaints

from lodestone.content import files, read_content
from lodestone.content.reading import read_text, read_yaml
from lodestone.errors import ContentError
from lodestone.warehouse import content_version, fingerprint

UNITS = "data/facts/units.csv"
needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


def put(project, name: str, make) -> None:
    (project.root / name).unlink(missing_ok=True)
    make(project.root / name)


IRREGULAR = {
    "pipe": os.mkfifo,
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "folder": lambda path: path.mkdir(),
}


@needs_unix
def test_files_that_are_none_are_told_beside_the_last_good_version(built_small):
    """All at once: a table, a brief, the sources, the scoring and the views, each of another kind."""
    names = [UNITS, "data/sources.csv", "data/scoring.yaml", "data/facts/terms.csv", BRIEF]
    for name, make in zip(names, IRREGULAR.values(), strict=True):
        put(built_small, name, make)
    told = {(one.file, one.line) for one in complaints(built_small).problems}
    assert {(name, 0) for name in names} <= told


@needs_unix
@pytest.mark.parametrize("name", ["data/schema/lists.sql", "data/facts/notes.pipe"])
def test_a_pipe_elsewhere_is_told(built_small, name):
    put(built_small, name, os.mkfifo)
    (problem,) = complaints(built_small).problems
    assert (problem.file, problem.line) == (name, 0)


@needs_unix
def test_a_link_that_leads_round_is_no_way_without_end(built_small):
    (built_small.data / "facts" / "round").symlink_to(".")
    (built_small.data / "facts" / "up").symlink_to("..")
    assert len(fingerprint(built_small)) < 1000
    assert read_content(built_small.root).row_count > 1000


@needs_unix
@pytest.mark.parametrize("name", [b"facts/caf\xe9.csv", b"briefs/caf\xe9.yaml", b"facts/two\nlines.csv"])
def test_a_file_name_that_is_no_plain_text_is_told_in_plain_text(built_small, name):
    (built_small.data / os.fsdecode(name)).write_bytes(b"x\n")
    assert fingerprint(built_small)
    assert content_version(built_small)
    (problem,) = complaints(built_small).problems
    assert str(problem).isprintable()
    assert problem.file.encode("ascii").startswith(b"data/")
    assert r"\xe9" in problem.file or r"\n" in problem.file


def test_a_file_larger_than_the_limit_is_refused_with_the_limit(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(files.MOST + 1)
    problems = []
    assert read_text(path, "large.csv", problems) is None
    assert "larger than 16 MB" in str(problems)
    path = path.rename(tmp_path / "large.yaml")
    os.truncate(path, files.MOST_YAML + 1)
    assert read_yaml(path, "large.yaml", problems) is None
    assert "larger than 2 MB" in str(problems[1])


# Each would stand in a text unseen, turn the reading direction, or stop the database from taking it.
UNSEEN = [
    0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200D, 0x200E, 0x2028, 0x202A,
    0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0xE0001, 0xE0041,
]  # fmt: skip
HALVES = [0xD800, 0xDBFF, 0xDC00, 0xDFFF]


@pytest.mark.parametrize("code", UNSEEN, ids=[f"{code:04X}" for code in UNSEEN])
def test_a_character_that_nobody_sees_is_told_in_any_file(tmp_path, code):
    path = tmp_path / "x.csv"
    path.write_bytes(f"a,b\nc,d{chr(code)}e\n".encode())
    problems = []
    assert read_text(path, "x.csv", problems) is None
    ((line, wrong),) = [(one.line, one.wrong) for one in problems]
    assert line == 2
    assert f"(U+{code:04X})" in wrong


def test_characters_of_every_language_stay(tmp_path):
    path = tmp_path / "x.csv"
    text = "é ñ ü 鹿児島県 葛\U000e0100 – “x” \u00a0 ½ \U0001f600\ttab\r\nZoë Ōta\n"
    path.write_bytes(text.encode())
    problems = []
    assert read_text(path, "x.csv", problems) == text
    assert problems == []


def test_an_escape_brings_no_such_character_into_a_brief(built_small):
    """One entry each, in one brief: the line of each is told, and the whole goes on being served."""
    codes = [*(code for code in UNSEEN if code > 0x7F or code < 9), *HALVES]
    path = built_small.root / BRIEF
    text = path.read_text(encoding="utf-8")
    first = text.count("\n") + 1
    extra = "".join(f'    - "a\\U{code:08x}b"\n' for code in codes)
    path.write_text(text + "notes:\n" + extra, encoding="utf-8")
    told = {one.line: one.wrong for one in complaints(built_small).problems}
    assert [told[first + 1 + number].split("(")[1][:6] for number in range(len(codes))] == [
        f"U+{code:04X}"[:6] for code in codes
    ]


def test_half_a_character_in_a_title_is_told_at_its_line(built_small):
    path = built_small.root / BRIEF
    text = path.read_text(encoding="utf-8")
    assert text.count("    title: Risk\n") == 1
    path.write_text(text.replace("    title: Risk\n", '    title: "Ri\\ud800sk"\n'), encoding="utf-8")
    (problem,) = complaints(built_small).problems
    assert problem.line == text.count("\n", 0, text.index("    title: Risk\n")) + 1
    assert "half a character (U+D800)" in problem.wrong


def test_an_escape_beyond_all_characters_is_told(small_project):
    path = small_project.root / BRIEF
    text = path.read_text(encoding="utf-8").replace("    title: Risk\n", '    title: "\\U00110000"\n')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="stands for no character"):
        read_content(small_project.root)
