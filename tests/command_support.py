"""The command line called in process, as a shell would see it: exit code, standard output and standard error."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from unittest import mock

from lodestone.__main__ import main
from lodestone.paths import Project, here


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(project: Project, *arguments: object, **surroundings: str) -> Done:
    """One command on this project, with these environment variables; an error it does not tell itself is raised."""
    out, err = io.StringIO(), io.StringIO()
    words = ["--project", str(project.root), *map(str, arguments)]
    with (
        mock.patch.dict(os.environ, {"COLUMNS": "120", **surroundings}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main(words)
        except SystemExit as stopped:  # how argparse ends --help and wrong calls
            code = stopped.code
    return Done(int(code), out.getvalue(), err.getvalue())


def run_apart(project: Project, *arguments: object, **surroundings: str) -> Done:
    """The same in an interpreter of its own, which takes some seconds."""
    done = subprocess.run(
        [sys.executable, "-m", "lodestone", "--project", str(project.root), *map(str, arguments)],
        cwd=here().root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120", **surroundings},
    )
    assert "Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def printed(project: Project, *arguments: object) -> str:
    """What a command prints that ends well and complains of nothing."""
    done = run(project, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(project: Project, code: int, *arguments: object) -> str:
    """What a command complains of that ends with this code and prints nothing."""
    done = run(project, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr
    return done.stderr
