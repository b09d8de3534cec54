"""What all exported files have in common: text that any format can hold, bytes that do not change, whole files only."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from lodestone.errors import ExportError, QueryError

# A spreadsheet runs a text that starts with one of these, unless it is told that it is a text.
RUNS = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def clean(text: object) -> str:
    """The text without the characters that no XML file can hold; everything else stays as it is."""
    return _FORBIDDEN.sub("", "" if text is None else str(text))


def midnight(day: date) -> datetime:
    """The first moment of a day (UTC): the only time that stands in an exported file."""
    return datetime.combine(day, time(), tzinfo=UTC)


def stable_zip(data: bytes) -> bytes:
    """The same parts in a fixed order under a fixed time, so that equal parts make equal files."""
    first = ("[Content_Types].xml", "_rels/.rels")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name not in first, name)):
            new.writestr(_part(name), old.read(name))
    return made.getvalue()


def bundled(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one ZIP; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as bundle:
        for name, data in files.items():
            bundle.writestr(_part(name), data)
    return made.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    """A packed part under a fixed time."""
    part = zipfile.ZipInfo(name, _EPOCH)
    part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return part


def ending_of(out: Path, endings: Sequence[str]) -> str:
    """The ending of a file's name, which decides what is made; raises QueryError that names the choices."""
    ending = out.suffix.lower()
    if ending not in endings:
        choices = f"one of {', '.join(endings)}" if len(endings) > 1 else endings[0]
        raise QueryError(f"--out {out}: the ending decides what is made; write {choices}.")
    return ending


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step; raises ExportError when its place cannot be written, and leaves nothing half done."""
    draft = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # What mkstemp makes is for the owner alone; an export is an ordinary file.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except OSError as error:
        if draft is not None:
            with contextlib.suppress(OSError):
                Path(draft).unlink(missing_ok=True)
        raise ExportError(f"{path} cannot be written: {error.strerror or error}.") from error
