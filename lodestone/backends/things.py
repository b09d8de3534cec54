"""What a reader keeps, as every backend has it: bytes under a kind and a name, with an owner, a version and times."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from lodestone.errors import BuildError, LodestoneError
from lodestone.language import fmt_date

# Of a brief the record, of sites the manifest; mappings are what names in briefs mean, all in one.
NOTEBOOK, BRIEF, MAPPING, SITES = KINDS = ("notebook", "brief", "mapping", "sites")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
# Bytes of a thing, and of a file that belongs to it, where a database holds them.
MOST_CONTENT, MOST_PART = 16_000_000, 200_000_000
# Stands for `seen` where whatever is there may be replaced.
WHATEVER = "*"
_NOUNS = {NOTEBOOK: "notebook", BRIEF: "imported brief", MAPPING: "meaning of names", SITES: "imported dataset"}


class StoreAway(BuildError):
    """What readers keep cannot be reached, or cannot be changed; says why, and what was not done."""


class Stale(LodestoneError):
    """Somebody else has changed it, or kept another under its name, since; says who and when. `there` is theirs."""

    def __init__(self, there: Item, *, known: bool) -> None:
        self.there = there
        super().__init__(f"The {_NOUNS[there.kind]} {changed_since(there, known=known)}. Nothing was saved.")


class NotTheirs(LodestoneError):
    """Only its owner may change it, where the owner rule says so."""


@dataclass(frozen=True)
class Stamp:
    """Whose a thing is, who changed it last, and when (UTC). An empty address: a reader who is not known."""

    owner: str
    changed_by: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Item:
    """What is known of a thing without its bytes; `version` tells its content from any other."""

    kind: str
    name: str
    version: str
    stamp: Stamp


@dataclass(frozen=True)
class Thing:
    """A thing with its bytes, and the files that belong to it: in place, or their bytes."""

    item: Item
    content: bytes
    parts: Mapping[str, Path | bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One thing to be kept, or removed where `content` is None.

    `seen` is the version that it grew from, None where nothing was there. A part that is a file below the folder of
    the store is moved, any other is copied. `stamp` is given where a thing is brought from elsewhere as it was.
    """

    kind: str
    name: str
    content: bytes | None
    seen: str | None = None
    parts: Mapping[str, Path | bytes] = field(default_factory=dict)
    stamp: Stamp | None = None


class Store(Protocol):
    """Where what readers keep lies. All of its methods may raise StoreAway."""

    def items(self, kind: str) -> list[Item]:
        """Everything of a kind that is whole: briefs in the order of keeping, all else by name."""

    def read(self, kind: str, name: str) -> Thing | None:
        """One thing; None where there is none that is whole."""

    def write(self, changes: Sequence[Change], by: str = "") -> list[Item]:
        """Keep and remove, all or nothing, in the name of a reader; what is kept now, in the order given.

        Raises Stale and NotTheirs before anything is changed.
        """

    def state(self) -> str:
        """A word that is another one after every change; cheap to ask for."""


def version_of(content: bytes) -> str:
    """Sixteen hexadecimal digits that stand for this content."""
    return hashlib.sha256(content).hexdigest()[:16]


def allow(change: Change, there: Item | None, by: str, rule: str) -> None:
    """Raise Stale or NotTheirs unless this change may take the place of what is there (None: nothing)."""
    if not NAME.fullmatch(change.name):
        raise ValueError(f"{change.name!r} names nothing that can be kept")
    if there is None:
        return
    same = change.content is not None and there.version == version_of(change.content)
    if change.seen not in {WHATEVER, there.version} and not same:
        raise Stale(there, known=change.seen is not None)
    if rule == "owner" and there.stamp.owner and there.stamp.owner != by:
        raise NotTheirs(
            f"The {_NOUNS[there.kind]} “{there.name}” is kept by {who(there.stamp.owner)}, who alone may change or "
            "remove it. Keep yours under another name."
        )


def stamped(change: Change, there: Item | None, by: str, at: datetime) -> Stamp:
    """Whose the changed thing is and since when: its owner stays."""
    if change.stamp is not None:
        return change.stamp
    if there is None:
        return Stamp(by, by, at, at)
    return Stamp(there.stamp.owner, by, there.stamp.created_at, at)


def changed_since(there: Item, *, known: bool) -> str:
    """That somebody changed it, or kept another under its name, with who and when."""
    done = "was changed" if known else "was kept already"
    by, at = who(there.stamp.changed_by), moment(there.stamp.changed_at)
    return f"“{there.name}” {done} by {by} on {at}"


def who(address: str) -> str:
    """A reader's address in a sentence; without sign-in nobody knows whose window it was."""
    return address or "a reader in another window"


def moment(at: datetime) -> str:
    """A day and a time in words."""
    at = at.astimezone(UTC)
    return f"{fmt_date(at.date())} at {at:%H:%M} UTC"
