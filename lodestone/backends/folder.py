"""The default backend: a folder on this computer, in the layout that each kind has always had.

Whose a thing is, and its times, stand beside it in `kept.json`. What was kept before there was such a file belongs to
no reader in particular and has the times of its file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lodestone.backends.layouts import BRIEFS, NAMES, Layout, Lines, Manifests, Mapped, OneFileEach, put
from lodestone.backends.things import (
    BRIEF,
    KINDS,
    MAPPING,
    NOTEBOOK,
    SITES,
    Change,
    Item,
    Stamp,
    Thing,
    allow,
    stamped,
    version_of,
)
from lodestone.content.files import read_regular

_LEDGER = "kept.json"
_MOST_LEDGER = 50_000_000
Notes = dict[str, list[dict[str, str]]]


@dataclass(frozen=True)
class FolderStore:
    """What readers keep below `root`; `turn` is held while something is changed, `rule` says who may change it."""

    root: Path
    turn: Callable[[], AbstractContextManager[None]]
    rule: str = "anyone"

    def _layout(self, kind: str) -> Layout:
        imports = self.root / "imports"
        if kind == NOTEBOOK:
            return OneFileEach(self.root / "notebooks", ".yaml")
        layouts: dict[str, Callable[[Path], Layout]] = {BRIEF: Lines, MAPPING: Mapped, SITES: Manifests}
        return layouts[kind](imports)

    def items(self, kind: str) -> list[Item]:
        """Everything of a kind that is whole: briefs in the order of keeping, all else by name."""
        notes = self._notes()
        return [self._item(kind, name, content, notes) for name, content in self._layout(kind).contents()]

    def read(self, kind: str, name: str) -> Thing | None:
        """One thing; None where there is none that is whole."""
        layout = self._layout(kind)
        content = next((content for _, content in layout.contents(name)), None)
        if content is None:
            return None
        return Thing(self._item(kind, name, content, self._notes()), content, layout.parts(name, content))

    def write(self, changes: Sequence[Change], by: str = "") -> list[Item]:
        """Keep and remove; raises Stale, NotTheirs and OSError before anything of a kind is changed."""
        with self.turn():
            there = {(one.kind, one.name): one for kind in {c.kind for c in changes} for one in self.items(kind)}
            for one in changes:
                allow(one, there.get((one.kind, one.name)), by, self.rule)
            at = datetime.now(UTC)
            stamps = [stamped(one, there.get((one.kind, one.name)), by, at) for one in changes]
            items = [
                Item(one.kind, one.name, version_of(one.content), stamp)
                for one, stamp in zip(changes, stamps, strict=True)
                if one.content is not None
            ]
            if any(one.content is not None for one in changes):
                self.root.mkdir(parents=True, exist_ok=True)
                self._note(items, list(there.values()))
            for kind in KINDS:
                if mine := [one for one in changes if one.kind == kind]:
                    self._layout(kind).change(mine)
            return items

    def state(self) -> str:
        """Name, size and change time of every file."""
        files = [
            *self.root.glob("notebooks/*.yaml"),
            *self.root.glob("imports/[!.]*.json"),
            self.root / "imports" / BRIEFS,
        ]
        states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(files) if path.is_file()]
        return version_of(json.dumps(states).encode())

    def _item(self, kind: str, name: str, content: bytes, notes: Notes) -> Item:
        version = version_of(content)
        for one in notes.get(f"{kind}/{name}", ()):
            if one["version"] == version:
                times = (datetime.fromisoformat(one["created_at"]), datetime.fromisoformat(one["changed_at"]))
                return Item(kind, name, version, Stamp(one["owner"], one["changed_by"], *times))
        return Item(kind, name, version, Stamp("", "", *[self._file_time(kind, name)] * 2))

    def _file_time(self, kind: str, name: str) -> datetime:
        file = {NOTEBOOK: f"notebooks/{name}.yaml", SITES: f"imports/{name}.json", MAPPING: f"imports/{NAMES}"}
        try:
            seconds = (self.root / file.get(kind, f"imports/{BRIEFS}")).stat().st_mtime
        except OSError:
            seconds = 0
        return datetime.fromtimestamp(seconds, UTC)

    def _notes(self) -> Notes:
        """What `kept.json` says; nothing where it cannot be read: what is kept is worth more than whose it is."""
        try:
            read: Any = json.loads(read_regular(self.root / _LEDGER, _MOST_LEDGER))
            return {name: [dict(one) for one in notes if _complete(one)] for name, notes in read.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _note(self, items: Sequence[Item], there: Sequence[Item]) -> None:
        """Write down whose the new ones are, before they come: stopped between the two, those of before have theirs."""
        notes = self._notes()
        for one in there:
            if kept := [note for note in notes.get(f"{one.kind}/{one.name}", ()) if note["version"] == one.version]:
                notes[f"{one.kind}/{one.name}"] = kept
        for one in items:
            told = {
                "version": one.version,
                "owner": one.stamp.owner,
                "changed_by": one.stamp.changed_by,
                "created_at": one.stamp.created_at.isoformat(),
                "changed_at": one.stamp.changed_at.isoformat(),
            }
            before = [note for note in notes.get(f"{one.kind}/{one.name}", ()) if note["version"] != one.version]
            notes[f"{one.kind}/{one.name}"] = [*before, told]
        put(self.root / _LEDGER, json.dumps(notes, ensure_ascii=False, indent=1).encode())


def _complete(note: Any) -> bool:
    try:
        datetime.fromisoformat(note["created_at"])
        datetime.fromisoformat(note["changed_at"])
        return all(isinstance(note[one], str) for one in ("version", "owner", "changed_by"))
    except (KeyError, TypeError, ValueError):
        return False
