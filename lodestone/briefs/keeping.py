"""Imported briefs: many files at once, each read and kept or told why not; the same again adds nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from lodestone import brief_store
from lodestone.backends import freshen
from lodestone.brief_store import Entry, Kept
from lodestone.briefs.compared import differences
from lodestone.briefs.reading import MOST_BYTES, read_brief, read_file
from lodestone.briefs.record import from_json
from lodestone.build_lock import build_lock
from lodestone.content.files import read_regular
from lodestone.errors import BuildError, ImportRefused
from lodestone.paths import Project

# Titles of two versions of one file are at least this alike.
_ALIKE = 0.6
ADDED, SAME, REPLACED, REFUSED = "added", "unchanged", "replaced", "refused"


@dataclass(frozen=True)
class Given:
    """A document to import: its name for people, its bytes, and a mark of the place it came from (empty: none)."""

    name: str
    raw: bytes
    origin: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one document: `added`, `unchanged`, `replaced` or `refused`, and what differs or is wrong."""

    file_name: str
    what: str
    brief_id: str
    title: str
    flags: int
    said: tuple[str, ...] = ()


def import_files(
    project: Project,
    paths: Sequence[Path],
    day: date,
    tell: Callable[[int, Outcome], None] = lambda *_: None,
    by: str = "",
) -> list[Outcome]:
    """Import files. A bad one never stops the rest; all are kept in one step, so that a crash leaves those of before.

    `tell` hears of each file as it is read; what it raises stops the import and keeps what was read by then. They are
    kept in the name of `by`. Raises BuildError when the briefs cannot be written, Stale and NotTheirs when one has
    changed elsewhere in the meantime or belongs to another reader.
    """
    return _import(project, (_given(path) for path in paths), day, tell, by)


def import_many(
    project: Project,
    given: Sequence[Given],
    day: date,
    tell: Callable[[int, Outcome], None] = lambda *_: None,
    by: str = "",
) -> list[Outcome]:
    """Import documents that are at hand, as `import_files` does files."""
    return _import(project, given, day, tell, by)


def _given(path: Path) -> Given | Outcome:
    try:
        if path.stat().st_size <= MOST_BYTES:
            origin = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]
            return Given(path.name, read_regular(path, MOST_BYTES), origin)
    except OSError:
        pass
    failure = read_file(path).error
    return Outcome(path.name, REFUSED, "", "", 0, (failure.message if failure else "",))


def _import(
    project: Project, files: Iterable[Given | Outcome], day: date, tell: Callable[[int, Outcome], None], by: str
) -> list[Outcome]:
    try:
        with build_lock(project):
            freshen(project)
            before = brief_store.briefs(project)[0]
            held = _Held(before)
            found = []
            try:
                for number, one in enumerate(files, start=1):
                    outcome = one if isinstance(one, Outcome) else held.take(one, day)
                    found.append(outcome)
                    tell(number, outcome)
            finally:
                # Whoever stops it in the middle keeps what was read whole.
                if any(one.what in {ADDED, REPLACED} for one in found):
                    brief_store.publish(project, held.kept.values(), before=before, by=by)
            return found
    except OSError as error:
        raise BuildError(
            f"The briefs could not be written to {project.build.name}/imports/: {error.strerror or 'error'}. "
            "Free some space or check the folder's permissions, then import again."
        ) from error


def remove_brief(project: Project, brief_id: str, by: str = "") -> None:
    """Delete an imported brief, whole or damaged; raises ImportRefused when there is none, else as `import_files`."""
    try:
        with build_lock(project):
            freshen(project)
            kept, problems = brief_store.briefs(project)
            known = [one.entry.brief_id for one in kept]
            if brief_id not in known and not any(f"'{brief_id}'" in one.wrong for one in problems):
                raise ImportRefused(_unknown(brief_id, known))
            left = [one for one in kept if one.entry.brief_id != brief_id]
            brief_store.publish(project, left, brief_id, kept, by)
    except OSError as error:
        raise BuildError(
            f"The brief could not be removed: {error.strerror}. Check the folder's permissions."
        ) from error


def kept_brief(project: Project, brief_id: str) -> Kept:
    """An imported brief; raises ImportRefused when there is none."""
    kept = {one.entry.brief_id: one for one in brief_store.briefs(project)[0]}
    if brief_id not in kept:
        raise ImportRefused(_unknown(brief_id, list(kept)))
    return kept[brief_id]


def _unknown(brief_id: str, known: list[str]) -> str:
    listed = ", ".join(known[:20]) + (f" and {len(known) - 20} more" if len(known) > 20 else "")
    return f"There is no imported brief '{brief_id}'. Known: {listed or 'none'}."


class _Held:
    """The briefs kept so far, and what stands for the same one."""

    def __init__(self, kept: list[Kept]) -> None:
        self.kept = {one.entry.brief_id: one for one in kept}
        self.files = {one.entry.sha256: one.entry.brief_id for one in kept}
        self.titles = {_key(one.entry.title, one.entry.date): one.entry.brief_id for one in kept}
        self.origins = {one.entry.origin: one.entry.brief_id for one in kept if one.entry.origin}

    def take(self, given: Given, day: date) -> Outcome:
        """Read a document and keep it, unless it is kept already or is no brief."""
        mark = hashlib.sha256(given.raw).hexdigest()
        record = read_brief(given.raw, given.name)
        if record.error is not None:
            return Outcome(given.name, REFUSED, "", record.title or "", 0, (record.error.message,))
        text = json.dumps(record.as_json(), ensure_ascii=False).encode("utf-8", "replace")
        title = record.title or given.name
        # Read again all the same: the reader may have learned since.
        known = self.files.get(mark)
        earlier = self.kept[known] if known else self._earlier(title, record.date, given.origin)
        what, said = ADDED, tuple[str, ...]()
        if earlier is not None:
            if earlier.record == text:
                return Outcome(given.name, SAME, earlier.entry.brief_id, title, len(record.flags))
            what = REPLACED
            before = from_json(earlier.read())
            said = tuple(differences(before, record)) or ("levels, clocks or doubts are read otherwise than before",)
            self.files.pop(earlier.entry.sha256, None)
        brief_id = earlier.entry.brief_id if earlier else self._new_id(title, record.date)
        entry = Entry(
            brief_id, title, record.date, str(record.format), given.name, mark, given.origin, day.isoformat(),
            len(record.flags),
        )  # fmt: skip
        self.kept[brief_id] = Kept(entry, text)
        self.files[mark] = self.titles[_key(title, record.date)] = brief_id
        if given.origin:
            self.origins[given.origin] = brief_id
        return Outcome(given.name, what, brief_id, title, len(record.flags), said)

    def _earlier(self, title: str, day: str | None, origin: str) -> Kept | None:
        """The earlier version of a brief: of the same title and day, or from the same place and much alike."""
        if known := self.titles.get(_key(title, day)):
            return self.kept[known]
        if (known := self.origins.get(origin)) and known in self.kept:
            before = self.kept[known]
            if SequenceMatcher(None, before.entry.title.lower(), title.lower()).ratio() >= _ALIKE:
                return before
        return None

    def _new_id(self, title: str, day: str | None) -> str:
        name = slug(title) + (f"-{day}" if day else "")
        number = 1
        while (brief_id := name if number == 1 else f"{name}-{number}") in self.kept:
            number += 1
        return brief_id


def slug(title: str) -> str:
    """A title as an identifier: small letters, figures and hyphens, at most 60."""
    plain = (
        unicodedata.normalize("NFKD", re.sub(r"[\u2010-\u2015]", "-", title)).encode("ascii", "ignore").decode().lower()
    )
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return words[:60].rpartition("-")[0] or words[:60] if len(words) > 60 else words or "brief"


def _key(title: str, day: str | None) -> tuple[str, str]:
    return " ".join(re.findall(r"\w+", title.lower())), day or ""
