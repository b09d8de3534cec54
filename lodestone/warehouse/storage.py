"""Where builds are published: a folder, or a bucket of any storage that speaks S3, both through fsspec.

A published build is a file that nobody changes. A small pointer names the newest one, its size and its checksum; it is
replaced in one step when the file is whole in its place, so that whoever follows it finds a whole file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lodestone.backends.layouts import sync
from lodestone.errors import StorageError
from lodestone.language import counted

POINTER = "published.json"
NAME = re.compile(r"lodestone-[0-9a-f]{16}-[0-9a-f]{8}\.duckdb")
# Files that stay, the newest among them: a slow replica may still be fetching the one before.
KEEP = 3
# Seconds that what nothing points to is left alone: another publisher may be about to point to it.
UNNAMED = 3600.0
# Bytes asked for at once, of a pointer at most, and of a build at most; seconds for all of an upload or a fetch.
PART, MOST_POINTER, MOST_BUILD = 1 << 20, 100_000, 50_000_000_000
TRANSFER = 600.0
AGAIN = "Run: python -m lodestone publish --force."


@dataclass(frozen=True)
class Published:
    """What the pointer says of a file: name, SHA-256, size in bytes, version of its content, and when built (UTC).

    `earlier` are the names that it pointed to before, the newest first.
    """

    name: str
    sha256: str
    bytes: int
    version: str
    built: str
    earlier: tuple[str, ...] = ()

    def holds_together(self) -> bool:
        """Whether it names a file that a publisher may have written."""
        named = NAME.fullmatch(self.name) and self.version == self.name.split("-")[1]
        size = type(self.bytes) is int and 0 < self.bytes <= MOST_BUILD
        return bool(named and size and re.fullmatch(r"[0-9a-f]{64}", self.sha256))

    def after(self, before: Published | None) -> Published:
        """The same, knowing what the pointer said before."""
        known = (before.name, *before.earlier) if before else ()
        return replace(self, earlier=tuple(one for one in dict.fromkeys(known) if one != self.name)[: KEEP - 1])


class Storage:
    """A folder or bucket. Every method raises StorageError, in words, when it cannot be used within its time.

    `patience`: seconds for one answer. Keys and the address of the storage are read as every S3 client does it, from
    `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT_URL` and what else botocore knows.
    """

    def __init__(self, url: str, patience: float = 10.0) -> None:
        import fsspec  # noqa: PLC0415, whoever has no storage does not wait for it

        # One try: whoever asks here comes again, and says meanwhile that there was no answer.
        config = {"connect_timeout": patience, "read_timeout": patience, "retries": {"max_attempts": 0}}
        given = {"use_listings_cache": False, "config_kwargs": config} if url.startswith("s3://") else {}
        self._fs, self._root = fsspec.core.url_to_fs(url, skip_instance_cache=True, **given)
        self._fs.retries = 1
        self._patience = patience

    def pointer(self) -> Published | None:
        """What is published now; None where nothing is."""
        try:
            raw = self._do("cat_file", self._at(POINTER), start=0, end=MOST_POINTER)
        except FileNotFoundError:
            return None
        try:
            read = json.loads(raw)
            told = Published(**read | {"earlier": tuple(read["earlier"])})
            datetime.fromisoformat(told.built)
            if told.holds_together():
                return told
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
        raise StorageError(f"The pointer {POINTER} in the storage cannot be read. {AGAIN}")

    def put(self, path: Path, told: Published) -> None:
        """Bring a built file to its place; nothing points to it yet."""
        if not self._fs.async_impl:
            self._do("makedirs", self._root, exist_ok=True)
        self._do("put_file", str(path), self._at(told.name), seconds=TRANSFER)
        self._sync(told.name)

    def holds(self, told: Published) -> bool:
        """Whether the file stands there in its full length."""
        try:
            return int(self._do("info", self._at(told.name))["size"]) == told.bytes
        except FileNotFoundError:
            return False

    def point(self, told: Published) -> None:
        """Move the pointer, in one step. The file must stand there."""
        if not self.holds(told):
            raise StorageError(f"{told.name} did not arrive whole in the storage. Publish again.")
        text = json.dumps(asdict(told), indent=2).encode()
        if self._fs.async_impl:  # an object of a bucket appears whole or not at all
            self._do("pipe_file", self._at(POINTER), text)
            return
        draft = f".draft-{secrets.token_hex(4)}.json"
        self._do("pipe_file", self._at(draft), text)
        self._sync(draft)
        Path(self._at(draft)).replace(self._at(POINTER))
        self._sync("")

    def fetch(self, told: Published, draft: Path) -> None:
        """Write the published file to `draft`; raises StorageError when what comes is not what was published."""
        digest, began = hashlib.sha256(), time.monotonic()
        wrong = StorageError(
            f"{told.name} in the storage is not the file that was published: its size or checksum is another. {AGAIN}"
        )
        with draft.open("wb") as file:
            for start in range(0, told.bytes, PART):
                if time.monotonic() - began > TRANSFER:
                    raise StorageError(f"{told.name} was not fetched within {counted(int(TRANSFER), 'second')}.")
                try:
                    part = self._do("cat_file", self._at(told.name), start=start, end=min(start + PART, told.bytes))
                except FileNotFoundError:
                    raise wrong from None
                digest.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != told.sha256 or not self.holds(told):
            raise wrong

    def sweep(self, told: Published) -> None:
        """Delete builds that the pointer named long ago, and what nothing names and has lain there for an hour."""
        listed = {Path(one["name"]).name: one for one in self._do("ls", self._root, detail=True)}
        # The storage's own clock: it wrote the pointer a moment ago.
        now = _age(listed[POINTER]) if POINTER in listed else 0.0
        for name, one in listed.items():
            ours = NAME.fullmatch(name) or name.startswith(".draft-")
            if ours and name not in (told.name, *told.earlier) and now - _age(one) > UNNAMED:
                self._do("rm_file", one["name"])

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _sync(self, name: str) -> None:
        """Wait until a file or the names of a folder are on the disk; a bucket's are when it answers."""
        if not self._fs.async_impl:
            sync(Path(self._at(name)))

    def _do(self, what: str, *given: Any, seconds: float | None = None, **named: Any) -> Any:
        """One request, ended after its time however slowly its answer comes; FileNotFoundError where nothing is."""
        from fsspec.asyn import sync as waited_for  # noqa: PLC0415

        most = seconds or self._patience
        try:
            if self._fs.async_impl:
                return waited_for(self._fs.loop, getattr(self._fs, f"_{what}"), *given, timeout=most, **named)
            return getattr(self._fs, what)(*given, **named)
        except FileNotFoundError:
            raise
        except Exception as error:
            # What is below raises errors of four libraries; they name hosts and paths, which stay in the log.
            raise StorageError(f"The storage of published builds {_reason(error, most)}.") from error


def _age(entry: dict[str, Any]) -> float:
    """When a listed file was written, in seconds by the storage's clock."""
    when = entry.get("LastModified")
    return when.timestamp() if isinstance(when, datetime) else float(entry.get("mtime", 0.0))


def _reason(error: Exception, seconds: float) -> str:
    if isinstance(error, PermissionError) or "Credentials" in type(error).__name__:
        return "does not let this notebook in: look at its keys and what they may do"
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return f"did not answer within {seconds:g} second{'' if seconds == 1 else 's'}"
    return f"cannot be reached or does not answer as it should ({type(error).__name__})"
