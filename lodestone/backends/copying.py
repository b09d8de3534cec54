"""What readers keep from one backend into another, each thing with its owner, its version and its times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lodestone.backends.things import KINDS, WHATEVER, Change, Store, StoreAway, changed_since
from lodestone.errors import LodestoneError

COPIED, SAME, LEFT = "copied", "there already", "left"


@dataclass(frozen=True)
class Copied:
    """What came of one thing: copied, there already, or left, and then why."""

    kind: str
    name: str
    what: str
    why: str = ""


def copy(source: Store, target: Store, *, replace: bool = False) -> Iterator[Copied]:
    """Copy everything, one after the other; nothing is removed anywhere.

    What the target holds otherwise is left as it is there, unless it is to be replaced. Raises StoreAway when one of
    the two cannot be reached: what was copied before stays, and copying again goes on from there.
    """
    for kind in KINDS:
        there = {one.name: one for one in target.items(kind)}
        for item in source.items(kind):
            found = there.get(item.name)
            if found is not None and found.version == item.version:
                yield Copied(kind, item.name, SAME)
                continue
            if found is not None and not replace:
                yield Copied(kind, item.name, LEFT, f"{changed_since(found, known=False)}, and is another one")
                continue
            yield _copied(source, target, kind, item.name)


def _copied(source: Store, target: Store, kind: str, name: str) -> Copied:
    thing = source.read(kind, name)
    if thing is None:
        return Copied(kind, name, LEFT, "it was removed in the meantime")
    try:
        target.write(
            [Change(kind, name, thing.content, WHATEVER, thing.parts, thing.item.stamp)], thing.item.stamp.owner
        )
    except StoreAway:
        raise
    except (LodestoneError, OSError) as error:
        return Copied(kind, name, LEFT, getattr(error, "strerror", None) or str(error))
    return Copied(kind, name, COPIED)
