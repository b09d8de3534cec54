"""Does what a walk in docs/ says, in a copy: writes files, inserts lines, appends rows, runs commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from small_content import keep_few_sites

from lodestone.paths import Project, here

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ("lodestone", "pages", "data", "queries", "static", ".streamlit", "app.py")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file it names, if any, and its text."""

    language: str
    file: str
    text: str


def blocks(document: str) -> list[Block]:
    """The fenced blocks of a document in docs/, in order."""
    text = (here().root / "docs" / document).read_text(encoding="utf-8")
    return [Block(language, file, body) for language, file, body in _BLOCK.findall(text)]


def copy_of_the_project(root: Path) -> Path:
    """Everything a page needs, to be changed at will, with few sites: no walk asks for their number."""
    root.mkdir()
    for name in COPIED:
        source = here().root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    keep_few_sites(Project(root))
    return root


def do(block: Block, root: Path) -> str:
    """Do what a block says; returns what its commands print."""
    if block.language == "sh":
        return "".join(run(line, root) for line in block.text.splitlines())
    path = root / block.file
    if block.language == "diff":
        insert(path, block.text)
    elif block.language == "csv":
        path.write_text(path.read_text(encoding="utf-8") + block.text, encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    return ""


def insert(path: Path, diff: str) -> None:
    """Put the lines marked with + behind the one line marked with a space, which must stand once in the file."""
    before = "".join(line[1:] for line in diff.splitlines(keepends=True) if line.startswith(" "))
    added = "".join(line[1:] for line in diff.splitlines(keepends=True) if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} must stand once in {path.name}"
    path.write_text(text.replace(before, before + added), encoding="utf-8")


def run(command: str, root: Path, *more: str) -> str:
    """Run a command of a walk in the copy; `python` is this interpreter."""
    words = [sys.executable if word == "python" else word for word in command.split()]
    done = subprocess.run(
        [*words, *more],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
