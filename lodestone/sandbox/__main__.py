"""A worker: runs one reader's statement after another, as its standard input tells, and says what came of each.

Started by lodestone.sandbox.worker, never by a person: `python -m lodestone sql` is for people. Both ways a message is
its length in four bytes and then JSON. Nothing that a statement can do reaches beyond this process: the database is
open read-only and locked, and the system holds the process to its limits.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, BinaryIO

import duckdb

from lodestone.errors import StatementRefused, without_paths
from lodestone.own_output import own_output
from lodestone.sandbox.composed import Composed, compose
from lodestone.sandbox.limits import Limits, allow, hold_down
from lodestone.sandbox.mistakes import in_plain_words
from lodestone.sandbox.rows import collected, kinds_of, shown_as_text
from lodestone.statements import Names, known_names

Message = dict[str, Any]
# Said once, when it can be asked.
READY = b"here"


class Worker:
    """One open database, and the statements that are asked of it."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._path = ""
        self._con: duckdb.DuckDBPyConnection | None = None
        self._names = Names(*[frozenset[str]()] * 4)

    def answer(self, job: Message) -> Message:
        """What one statement gives, or why it gives nothing."""
        limits = Limits.from_words(job["limits"])
        allow(limits.seconds)
        try:
            cursor = self._open(job["path"], job["config"]).cursor()
        except duckdb.Error as error:
            return {"unreadable": without_paths(str(error))}
        composed = None
        try:
            composed = compose(cursor, self._names, job)
            return self._run(cursor, composed, job, limits)
        except StatementRefused as refused:
            return _told(refused)
        except RecursionError:
            return {"refused": "This is nested too deeply; write it with WITH or IN."}
        except (duckdb.OutOfMemoryException, MemoryError):
            return {"refused": f"This needs more than {limits.memory} MB of memory and was stopped. Narrow it down."}
        except duckdb.Error as error:
            return _told(in_plain_words(error, composed, job["sql"]))
        finally:
            cursor.close()

    def _open(self, path: str, guarded: Message) -> duckdb.DuckDBPyConnection:
        if self._con is None or self._path != path:
            if self._con is not None:
                self._con.close()
            own = {"threads": "1", "memory_limit": f"{self._memory}MB", "errors_as_json": "true"}
            self._con = duckdb.connect(path, read_only=True, config={**guarded, **own})
            self._path, self._names = path, known_names(self._con.cursor())
        return self._con

    @staticmethod
    def _run(cursor: duckdb.DuckDBPyConnection, composed: Composed, job: Message, limits: Limits) -> Message:
        started = time.perf_counter()
        values = composed.values
        text = f"SELECT * FROM ({composed.sql}\n) LIMIT 0" if job["dry"] else composed.sql  # noqa: S608, checked above
        result = cursor.execute(text, values) if values else cursor.execute(text)
        kinds = kinds_of(result)
        if plainer := shown_as_text(composed.sql, kinds):
            result = cursor.execute(plainer, values) if values else cursor.execute(plainer)
            kinds = kinds_of(result)
        rows, cut = collected(result, limits)
        return {
            "kinds": [list(one) for one in kinds],
            "rows": rows,
            "cut": cut,
            "seconds": time.perf_counter() - started,
            "cells": list(composed.cells),
            "parameters": sorted(values),
            "tables": sorted(composed.tables),
        }


def _told(refused: StatementRefused) -> Message:
    return {
        "refused": refused.reason,
        "line": refused.line,
        "column": refused.column,
        "word": refused.word,
        "cell": refused.cell,
    }


def read(stream: BinaryIO) -> Message | None:
    """The next message; None when there is none any more."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    body = stream.read(int.from_bytes(head, "big"))
    message: Message = json.loads(body)
    return message


def write(stream: BinaryIO, message: Message) -> None:
    """Send one message."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


def main(memory: str, space: str) -> None:
    """Answer until nothing is asked any more."""
    asked, told = sys.stdin.buffer, own_output()
    hold_down(int(space))
    worker = Worker(int(memory))
    told.write(READY)
    told.flush()
    while (job := read(asked)) is not None:
        try:
            answer = worker.answer(job)
        except MemoryError:
            answer = {"refused": "This needs more memory than a statement may use and was stopped. Narrow it down."}
        except Exception:  # noqa: BLE001, whatever DuckDB makes of it: the next statement must find the worker
            answer = {"refused": "This cannot be run here; only a plain SELECT can."}
        allow(0)
        write(told, answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
