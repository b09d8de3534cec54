"""A built database opened read-only and locked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from lodestone.content.sql import GUARDED
from lodestone.errors import BuildError, without_paths
from lodestone.shared_rows import Desks


@dataclass(frozen=True)
class Warehouse:
    """An open database. `version` identifies its content; equal versions give equal answers."""

    version: str
    path: Path
    connection: duckdb.DuckDBPyConnection
    doubted: threading.Event = field(default_factory=threading.Event, compare=False, repr=False)
    desks: Desks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Give it its desks, where the questions are asked."""
        object.__setattr__(self, "desks", Desks(self.connection))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one query in one thread."""
        return self.connection.cursor()

    def reason(self, error: duckdb.Error) -> str:
        """What failed, for a reader. After an error of the file itself the keeper looks whether it is whole still."""
        # A page whose checksum is wrong comes as an error of no kind.
        of_the_file = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException)
        if type(error) is duckdb.Error or isinstance(error, of_the_file):
            self.doubted.set()
            return "The database could not be read and is being looked after. Open the page again in a moment."
        return without_paths(str(error))


def open_database(path: Path) -> Warehouse:
    """Open a built database read-only and locked; raises BuildError when it is not one."""
    try:
        con = duckdb.connect(str(path), read_only=True, config=dict(GUARDED))
        try:
            version = str(con.table("build_info").project("version").fetchall()[0][0])
        except (duckdb.Error, IndexError):
            con.close()
            raise
    except (duckdb.Error, IndexError, OSError) as error:
        raise BuildError(
            f"{path.name} cannot be opened: {without_paths(str(error))}. Delete it and build again."
        ) from error
    return Warehouse(version, path, con)
