"""A built database opened read-only and locked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from lodestone.errors import BuildError

# No file, network or extension access, no Python variables, and no way to switch any of it back on.
LOCKED = {
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_unsigned_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "temp_directory": "",  # what does not fit into memory is refused, not spread over the disk
    "threads": "2",
    "lock_configuration": "true",
}


@dataclass(frozen=True)
class Warehouse:
    """An open database. `version` identifies its content; equal versions give equal answers."""

    version: str
    path: Path
    connection: duckdb.DuckDBPyConnection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one query in one thread."""
        return self.connection.cursor()


def open_database(path: Path) -> Warehouse:
    """Open a built database read-only and locked; raises BuildError when it is not one."""
    try:
        con = duckdb.connect(str(path), read_only=True, config=dict(LOCKED))
        try:
            version = str(con.table("build_info").project("version").fetchall()[0][0])
        except (duckdb.Error, IndexError):
            con.close()
            raise
    except (duckdb.Error, IndexError, OSError) as error:
        raise BuildError(f"{path.name} cannot be opened: {error}. Delete it and build again.") from error
    return Warehouse(version, path, con)
