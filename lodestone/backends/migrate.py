"""The tables of the PostgreSQL backend: numbered files, each applied once, one after the other."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import psycopg
from psycopg import sql

from lodestone.backends.things import StoreAway
from lodestone.errors import SettingsError
from lodestone.settings import Settings

FOLDER = Path(__file__).with_name("migrations")


def migrate(settings: Settings) -> list[str]:
    """Bring the schema up to date; the names of the files that were applied now.

    Safe when several do so at once: the others wait. Raises StoreAway, and then the file that failed has done nothing.
    """
    schema = settings.database_schema
    key = int.from_bytes(hashlib.sha256(f"lodestone {schema}".encode()).digest()[:8], "big", signed=True)
    table = sql.Identifier(schema, "migrations")
    done = []
    try:
        with psycopg.connect(settings.database_url or "", connect_timeout=10, autocommit=True) as con:
            con.execute("SELECT pg_advisory_lock(%s)", (key,))
            # Who may use a schema that is there need not be allowed to make one.
            if con.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone() is None:
                con.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
            if con.execute("SELECT to_regclass(%s)", (f'"{schema}".migrations',)).fetchone() == (None,):
                con.execute(
                    sql.SQL(
                        "CREATE TABLE {} (number integer PRIMARY KEY, name text NOT NULL, "
                        "applied_at timestamptz NOT NULL DEFAULT clock_timestamp())"
                    ).format(table)
                )
            rows = con.execute(sql.SQL("SELECT number FROM {}").format(table)).fetchall()
            known = {number for (number,) in rows}
            for number, path in files():
                if number in known:
                    continue
                text = sql.SQL(path.read_text(encoding="utf-8"))
                with con.transaction():
                    con.execute(text.format(schema=sql.Identifier(schema)))
                    con.execute(sql.SQL("INSERT INTO {} VALUES (%s, %s)").format(table), (number, path.name))
                done.append(path.name)
    except psycopg.Error as error:
        if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
            # The driver's own words would repeat parts of the address.
            raise SettingsError(
                "LODESTONE_DATABASE_URL is no address that PostgreSQL knows. Look at its end."
            ) from None
        told = (error.diag.message_primary or str(error)).strip().splitlines()[0]
        raise StoreAway(
            f"The database could not be brought up to date: {told}. Its tables are as they were."
        ) from error
    return done


def files() -> list[tuple[int, Path]]:
    """The migrations in their order, by number."""
    found = sorted(FOLDER.glob("*.sql"))
    named = [(re.match(r"(\d{4})_", path.name), path) for path in found]
    return [(int(number[1]), path) for number, path in named if number]
