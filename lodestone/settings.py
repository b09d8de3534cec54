"""Everything that the surroundings of a process set: one typed object, read from environment variables.

Each is declared once below, with its variable, its meaning and how it is read; `python -m lodestone settings` and the
table of docs/hosting.md are made from these declarations.
"""

from __future__ import annotations

import difflib
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from lodestone.errors import SettingsError

PREFIX = "LODESTONE_"
_SECRET_WORDS = re.compile(r"(?i)((?:password|passwd|secret|token|key)[^=&;\s]*=)[^&;\s]+")


def _text(given: str) -> str:
    return given


def _url(*schemes: str) -> Callable[[str], str]:
    """Reads an address; a folder's path is one where `file` is among the schemes."""

    def read(given: str) -> str:
        try:
            parts = urlsplit(given)
            scheme, _ = parts.scheme, parts.port
        except ValueError:
            raise ValueError("is no address") from None
        if re.search(r"%(?![0-9A-Fa-f]{2})", given):
            raise ValueError("has a % that is not written as %25")
        if "file" in schemes and (given.startswith("/") or re.match(r"[A-Za-z]:[\\/]", given)):
            return given
        if scheme not in schemes or not given.startswith(f"{scheme}://"):
            raise ValueError(f"does not begin with {' or '.join(f'{one}://' for one in schemes)}")
        return given

    return read


def _number(least: float, most: float, *, whole: bool = False) -> Callable[[str], float]:
    def read(given: str) -> float:
        try:
            value = int(given) if whole else float(given)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise ValueError(f"is no {'whole ' if whole else ''}number from {least:g} to {most:g}")
        return value

    return read


def _choice(*allowed: str) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given.lower() not in allowed:
            raise ValueError(f"is none of: {', '.join(allowed)}")
        return given.lower()

    return read


def _schema(given: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", given) or given.startswith("pg_"):
        raise ValueError("is no name of small letters, digits and underscores")
    return given


def _set(
    variable: str, default: Any, meaning: str, read: Callable[[str], Any], *, without: str = "", secret: bool = False
) -> Any:
    """One setting: its variable, what holds without it (said as `without`), its meaning, and whether it is a secret."""
    told = {"variable": variable, "meaning": meaning, "read": read, "secret": secret}
    return field(default=default, metadata=told | {"without": without or str(default)})


@dataclass(frozen=True)
class Settings:
    """What is set for this process. None, or an empty text, stands where nothing is."""

    sign_in: str = _set(
        f"{PREFIX}SIGN_IN",
        "",
        "`required`: nobody reads unless sign-in is set up (below)",
        _choice("required", "optional"),
        without="sign-in is on where the secrets have `[auth]`",
    )
    metrics_token: str = _set(
        f"{PREFIX}METRICS_TOKEN",
        "",
        "the word by which `/_stcore/metrics` answers",
        _text,
        without="it answers to nobody",
        secret=True,
    )
    owner_rule: str = _set(
        f"{PREFIX}OWNER_RULE",
        "anyone",
        "who may change or remove what a reader keeps: `anyone`, or `owner`: whoever kept it, where readers sign in",
        _choice("anyone", "owner"),
    )
    database_url: str | None = _set(
        f"{PREFIX}DATABASE_URL",
        None,
        "the PostgreSQL that holds what readers keep: `postgresql://user:password@host/database`",
        _url("postgresql", "postgres"),
        without="folders below `build/`",
    )
    database_schema: str = _set(
        f"{PREFIX}DATABASE_SCHEMA", "lodestone", "the schema in that database that holds it all", _schema
    )
    database_connections: int = _set(
        f"{PREFIX}DATABASE_CONNECTIONS", 4, "the most connections that one process opens", _number(1, 100, whole=True)
    )
    database_patience: float = _set(
        f"{PREFIX}DATABASE_PATIENCE",
        3.0,
        "seconds that a reader waits for that database before the page says that it is away",
        _number(0.1, 60),
    )
    storage_url: str | None = _set(
        f"{PREFIX}STORAGE_URL",
        None,
        "where built databases are published and fetched: a folder, or `s3://bucket/folder`",
        _url("s3", "file"),
        without="each process builds its own",
    )
    storage_role: str = _set(
        f"{PREFIX}STORAGE_ROLE",
        "replica",
        "what this process does with that storage: `replica` fetches and builds nothing, `publisher` builds and "
        "publishes",
        _choice("replica", "publisher"),
    )
    look_seconds: float = _set(
        f"{PREFIX}LOOK_SECONDS",
        10.0,
        "seconds between looks at what other processes have published or kept",
        _number(0.1, 3600),
    )
    chromium: str = _set(
        "CHROMIUM",
        "",
        "the Chromium that draws pictures, PDF and figures on slides",
        _text,
        without="the first that is installed",
    )

    @property
    def replica(self) -> bool:
        """Whether this process serves what another publishes, and builds nothing itself."""
        return self.storage_url is not None and self.storage_role == "replica"


def read_settings(surroundings: Mapping[str, str]) -> Settings:
    """The settings in these variables; an empty one counts as not set. Raises SettingsError, with all that is wrong."""
    found, wrong = {}, []
    for one in fields(Settings):
        variable, given = one.metadata["variable"], surroundings.get(one.metadata["variable"], "").strip()
        if not given:
            continue
        try:
            found[one.name] = one.metadata["read"](given)
        except ValueError as error:
            # The value itself may hold a password, and is not repeated.
            wrong.append(f"{variable} {error}. Meant is {_bare(one.metadata['meaning'])}. Mend it, or leave it out")
    if wrong:
        raise SettingsError("\n".join(f"{one}." for one in wrong))
    return Settings(**found)


def settings() -> Settings:
    """What is set for this process now; raises SettingsError."""
    return _known(tuple(os.environ.get(one.metadata["variable"], "") for one in fields(Settings)))


@lru_cache(maxsize=8)
def _known(given: tuple[str, ...]) -> Settings:
    names = (one.metadata["variable"] for one in fields(Settings))
    return read_settings(dict(zip(names, given, strict=True)))


def unknown(surroundings: Iterable[str]) -> list[str]:
    """A sentence for each variable that begins like ours and is none of them."""
    known = [one.metadata["variable"] for one in fields(Settings)]
    said = []
    for name in sorted(one for one in surroundings if one.startswith(PREFIX) and one not in known):
        near = difflib.get_close_matches(name, known, 1, 0.8)
        said.append(f"{name} is no setting and is ignored." + (f" Is {near[0]} meant?" if near else ""))
    return said


def without_secrets(text: str) -> str:
    """An address without the passwords in it, fit to be printed."""
    try:
        parts = urlsplit(text)
        before, at, host = parts.netloc.rpartition("@")
        if ":" in before:
            text = urlunsplit(parts._replace(netloc=f"{before.partition(':')[0]}:***{at}{host}"))
    except ValueError:
        return "***"
    return _SECRET_WORDS.sub(r"\1***", text)


def listed(current: Settings) -> list[tuple[str, str, str]]:
    """Variable, value without secrets, and meaning of each setting."""
    rows = []
    for one in fields(Settings):
        value = getattr(current, one.name)
        unset = value is None or value == ""
        shown = f"({one.metadata['without']})" if unset else "***" if one.metadata["secret"] else str(value)
        rows.append((one.metadata["variable"], _bare(without_secrets(shown)), _bare(one.metadata["meaning"])))
    return rows


def markdown() -> str:
    """All settings as the table of docs/hosting.md."""
    rows = ["| variable | meaning | without it |", "| --- | --- | --- |"]
    for one in fields(Settings):
        told = one.metadata
        rows.append(f"| `{told['variable']}` | {told['meaning']} | {told['without']} |")
    return "\n".join(rows) + "\n"


def _bare(text: str) -> str:
    """A meaning without its marks of code."""
    return text.replace("`", "")
