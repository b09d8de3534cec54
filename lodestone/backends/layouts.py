"""How each kind of what readers keep lies in a folder; the folder is the store where no database is set.

Whatever is written is a draft until it is on the disk, and then takes the place of what was there in one step.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from lodestone.backends.things import MOST_CONTENT, NAME, Change
from lodestone.content.files import read_regular

# Some 16,000 briefs.
MOST_BRIEFS = 500_000_000
BRIEFS, NAMES = "briefs.jsonl", "brief-names.json"
BRIEF_LINE = re.compile(rb"([a-z0-9][a-z0-9-]{0,79})\t([0-9a-f]{64})\t")


class Layout(Protocol):
    """The files of one kind."""

    def contents(self, only: str | None = None) -> Iterator[tuple[str, bytes]]:
        """Name and content of everything that can be read, or of one thing, in the order of keeping."""

    def parts(self, name: str, content: bytes) -> dict[str, Path]:
        """The files that belong to a thing."""

    def change(self, changes: Sequence[Change]) -> None:
        """Write and remove; raises OSError, and then what was there is there."""


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; raises OSError."""
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def put(path: Path, content: bytes) -> None:
    """One step: what was there before stays until the new content is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".draft-{secrets.token_hex(4)}-{path.name}"
    try:
        draft.write_bytes(content)
        sync(draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


class OneFileEach:
    """Notebooks: NAME.yaml."""

    def __init__(self, room: Path, ending: str) -> None:
        self._room, self._ending = room, ending

    def contents(self, only: str | None = None) -> Iterator[tuple[str, bytes]]:
        """Every file of the folder that can be read, by name."""
        for path in sorted(self._room.glob(f"*{self._ending}")):
            if NAME.fullmatch(path.stem) and only in {None, path.stem}:
                with contextlib.suppress(OSError):
                    yield path.stem, read_regular(path, MOST_CONTENT)

    def parts(self, name: str, content: bytes) -> dict[str, Path]:  # noqa: ARG002, as the protocol has it
        """Nothing belongs to it."""
        return {}

    def change(self, changes: Sequence[Change]) -> None:
        """What is new first: stopped between the two, a renamed one is there twice."""
        for one in changes:
            if one.content is not None:
                put(self._room / f"{one.name}{self._ending}", one.content)
        for one in changes:
            if one.content is None:
                (self._room / f"{one.name}{self._ending}").unlink(missing_ok=True)


class Mapped:
    """What names in briefs mean: one file, under one name."""

    NAME = "brief-names"

    def __init__(self, room: Path) -> None:
        self._path = room / NAMES

    def contents(self, only: str | None = None) -> Iterator[tuple[str, bytes]]:
        """The one, where it is."""
        with contextlib.suppress(OSError):
            if only in {None, self.NAME}:
                yield self.NAME, read_regular(self._path, MOST_CONTENT)

    def parts(self, name: str, content: bytes) -> dict[str, Path]:  # noqa: ARG002, as the protocol has it
        """Nothing belongs to it."""
        return {}

    def change(self, changes: Sequence[Change]) -> None:
        """Put it, or take it away."""
        for one in changes:
            if one.content is None:
                self._path.unlink(missing_ok=True)
            else:
                put(self._path, one.content)


class Lines:
    """Imported briefs: all in one file, a line each with its id, its checksum and its content."""

    def __init__(self, room: Path) -> None:
        self._path = room / BRIEFS

    def contents(self, only: str | None = None) -> Iterator[tuple[str, bytes]]:
        """Every line whose checksum holds."""
        for line in self._lines():
            wanted = only is None or line.startswith(f"{only}\t".encode())
            if wanted and (content := whole_line(line)) is not None:
                yield line.split(b"\t", 1)[0].decode(), content

    def damaged(self) -> list[int]:
        """The numbers of lines that are not whole."""
        return [number for number, line in enumerate(self._lines(), start=1) if line and whole_line(line) is None]

    def _lines(self) -> list[bytes]:
        try:
            return read_regular(self._path, MOST_BRIEFS).split(b"\n")
        except FileNotFoundError:
            return []

    def parts(self, name: str, content: bytes) -> dict[str, Path]:  # noqa: ARG002, as the protocol has it
        """Nothing belongs to it."""
        return {}

    def change(self, changes: Sequence[Change]) -> None:
        """The whole file anew. Lines that are damaged stay, but those whose brief is named in a change."""
        new = {one.name.encode(): one.content for one in changes}
        lines = []
        for number, line in enumerate(self._lines(), start=1):
            name = line.split(b"\t", 1)[0]
            if not line or (name not in new and b"line-%d" % number in new and whole_line(line) is None):
                continue
            if name not in new:
                lines.append(line)
            elif whole_line(line) is not None and (content := new.pop(name)) is not None:
                lines.append(brief_line(name, content))
        lines += [brief_line(name, content) for name, content in new.items() if content is not None]
        put(self._path, b"".join(line + b"\n" for line in lines))


def brief_line(name: bytes, content: bytes) -> bytes:
    """A brief as a line."""
    return b"%s\t%s\t%s" % (name, hashlib.sha256(content).hexdigest().encode(), content)


def whole_line(line: bytes) -> bytes | None:
    """The content of a line; None where its checksum, which stands for all that follows it, does not hold."""
    named = BRIEF_LINE.match(line)
    content = line[named.end() :] if named else b""
    return content if named and hashlib.sha256(content).hexdigest().encode() == named[2] else None


class Manifests:
    """Imported sites: a manifest NAME.json, the Parquet file that it names, and the lines that were not taken."""

    def __init__(self, room: Path) -> None:
        self._room = room

    def contents(self, only: str | None = None) -> Iterator[tuple[str, bytes]]:
        """Every manifest whose Parquet file is there."""
        for path in (one for one in manifests(self._room) if only in {None, one.stem} and NAME.fullmatch(one.stem)):
            with contextlib.suppress(OSError):
                content = read_regular(path, MOST_CONTENT)
                if self._file(content) is not None:
                    yield path.stem, content

    def _file(self, content: bytes) -> Path | None:
        try:
            read = json.loads(content)
            name = read["file"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        path = self._room / Path(str(name)).name
        return path if path.is_file() else None

    def parts(self, name: str, content: bytes) -> dict[str, Path]:
        """The Parquet file, and the list where there is one."""
        listed, file = dropped(self._room, name), self._file(content)
        return ({"sites": file} if file else {}) | ({"dropped": listed} if listed.is_file() else {})

    def change(self, changes: Sequence[Change]) -> None:
        """Files that are on the disk come before the manifest that names them, which comes in one step.

        Nothing can bring a reader's dataset back but the reader.
        """
        self._room.mkdir(parents=True, exist_ok=True)
        for one in changes:
            path = self._room / f"{one.name}.json"
            if one.content is None:
                path.unlink(missing_ok=True)
                dropped(self._room, one.name).unlink(missing_ok=True)
                self._sweep(one.name)
                continue
            file = Path(str(json.loads(one.content)["file"])).name
            names = {"sites": self._room / file, "dropped": dropped(self._room, one.name)}
            self._place({names[part]: given for part, given in one.parts.items()})
            put(path, one.content)
            self._sweep(one.name, file)
        sync(self._room.parent)

    def _sweep(self, name: str, file: str = "") -> None:
        """Delete what was there before: a build counts every Parquet file."""
        sync(self._room)
        for old in self._room.glob(f"{name}.*.parquet"):
            if old.name != file:
                with contextlib.suppress(OSError):
                    old.unlink()

    def _place(self, files: Mapping[Path, Path | bytes]) -> None:
        for path, given in files.items():
            if isinstance(given, bytes):
                put(path, given)
            elif given.parent == self._room:
                sync(given)
                given.replace(path)
            else:
                put(path, given.read_bytes())
        sync(self._room)


def unread(root: Path) -> list[str]:
    """What lies in a folder of what readers keep and cannot be read, in words: each is whole no more."""
    rooms: tuple[Layout, ...] = (OneFileEach(root / "notebooks", ".yaml"), Manifests(root / "imports"))
    there = (sorted((root / "notebooks").glob("[!.]*.yaml")), manifests(root / "imports"))
    found = []
    for layout, paths in zip(rooms, there, strict=True):
        whole = {name for name, _ in layout.contents()}
        found += [f"{path.parent.name}/{path.name}" for path in paths if path.stem not in whole]
    return found + [f"line {number} of imports/{BRIEFS}" for number in Lines(root / "imports").damaged()]


def manifests(room: Path) -> list[Path]:
    """The manifests of a folder, by name."""
    return sorted(path for path in room.glob("[!.]*.json") if path.name != NAMES)


def dropped(room: Path, name: str) -> Path:
    """The list of lines of a dataset's file that were not taken."""
    return room / f"{name}.dropped.csv"
