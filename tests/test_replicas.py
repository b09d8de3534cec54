"""Two notebooks serve what a third machine published, with what readers keep in one PostgreSQL, behind HAProxy."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import IncompleteRead
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_support import serve
from door_support import ask, view
from proxy_support import NAME, PATH, haproxy, make_certificate, running
from storage_support import BUCKET, Bucket, another, bucket_server, machine, until
from store_support import fresh, notebook, surroundings
from websockets.exceptions import ConnectionClosed

from lodestone import backends
from lodestone.backends import NOTEBOOK
from lodestone.paths import Project
from lodestone.settings import Settings
from lodestone.warehouse import Replica, Storage, build, publish
from lodestone.warehouse.builder import pointer

pytestmark = pytest.mark.xdist_group("postgresql")
SECOND, THIRD = "2" * 16, "3" * 16
# A page as it was on a day, with one filter set.
PAGE, QUERY = "provisions", "as_of=2026-11-22&pillar=recycling"
AWAY, COMING = Replica.late, Replica.coming


@dataclass
class Installation:
    """A bucket, a database, and two replicas with a folder of their own each."""

    bucket: Bucket
    database: Settings
    publisher: Project
    built: Path
    machines: list[Project]
    addresses: list[str] = field(default_factory=list)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, stack: ExitStack, place: int) -> None:
        """Start one of them, where it was if it was started before."""
        told = surroundings(self.database) | {
            "LODESTONE_STORAGE_URL": BUCKET,
            "LODESTONE_LOOK_SECONDS": "1",
            "STREAMLIT_SERVER_ALLOWED_HOSTS": f"127.0.0.1 localhost {NAME}",
        }
        port = urlsplit(self.addresses[place]).port if place < len(self.addresses) else 0
        started: list[subprocess.Popen[bytes]] = []
        address = stack.enter_context(serve(self.machines[place].root, PATH, started, port or 0, **told))
        self.addresses[place : place + 1], self.processes[place : place + 1] = [address], started

    def publish(self, version: str, folder: Path) -> None:
        publish(self.publisher, another(self.built, folder, version), Storage(BUCKET))

    def have(self, version: str) -> bool:
        return all(pointer(one).get("version") == version for one in self.machines)


@pytest.fixture(scope="module")
def installation(postgres_server, _built_small, tmp_path_factory) -> Iterator[tuple[Installation, ExitStack]]:
    folder = tmp_path_factory.mktemp("installation")
    with ExitStack() as stack:
        bucket = stack.enter_context(bucket_server())
        built, _ = build(_built_small)
        publish(_built_small, built, Storage(BUCKET))
        machines = [machine(folder / name) for name in ("one", "two")]
        ready = Installation(bucket, fresh(postgres_server), _built_small, built, machines)
        for place in range(2):
            ready.start(stack, place)
        # Before anybody asked for a page.
        until(lambda: ready.have(built.name.split("-")[1]))
        yield ready, stack


def texts(address: str, **way) -> list[str]:
    """What a view of the page says, warnings included."""
    shown = (one.new_element for one in view(address, PAGE, QUERY, **way))
    said = [(one.markdown.body or one.alert.body) for one in shown if one.WhichOneof("type") in ("markdown", "alert")]
    assert any("recycling" in one.lower() for one in said)
    return said


def test_what_is_published_is_served_by_both_and_a_page_says_when_the_storage_is_away(installation, tmp_path):
    one, _ = installation
    assert texts(one.addresses[0]) == texts(one.addresses[1])
    assert not any("storage" in said for said in texts(one.addresses[0]))
    one.bucket.stop()
    until(lambda: AWAY in texts(one.addresses[0]))
    one.bucket.start()
    one.publish(SECOND, tmp_path)
    until(lambda: AWAY not in texts(one.addresses[0]))


@dataclass
class Through:
    """Readers before the proxy."""

    safe: int
    trust: ssl.SSLContext
    reading: bool = True
    cut: list[str] = field(default_factory=list)
    views: int = 0

    def cookie(self, **heads: str) -> str:
        """The cookie that an open page gives; empty where the browser has one that is good."""
        tls, host = (self.trust, NAME), f"{NAME}:{self.safe}"
        heard = ask(f"https://127.0.0.1:{self.safe}", f"/{PATH}/", tls=tls, Host=host, **heads)
        assert heard.status == 200
        return heard.heads.get("set-cookie", "").partition(";")[0]

    def read(self, kept: str) -> list[str]:
        return texts(
            f"https://{NAME}:{self.safe}/{PATH}",
            sock=socket.create_connection(("127.0.0.1", self.safe)),
            ssl=self.trust,
            server_hostname=NAME,
            origin=f"https://{NAME}:{self.safe}",
            additional_headers={"Cookie": kept},
            open_timeout=180,
        )

    def go_on(self, kept: str, before: list[str]) -> None:
        """Load the page and see it drawn, again and again: the same words, and never an error instead of a page.

        What is cut in the middle is asked for again, as a browser or its reader does. A page may also say that another
        build is on its way, or that the storage did not answer in time, as happens on a machine that works hard.
        """
        while self.reading:
            try:
                self.cookie(Cookie=kept)
                said = self.read(kept)
            except (ConnectionClosed, IncompleteRead):
                self.cut.append("in the middle")
                continue
            except Exception as error:  # noqa: BLE001, a thread: it is told at the end
                self.cut.append(f"{type(error).__name__}: {error}")
                continue
            finally:
                time.sleep(0.3)
            self.views += 1
            if others := (set(said) ^ set(before)) - {AWAY, COMING}:
                self.cut.append("\n".join(others))

    @contextmanager
    def going(self, acts: list[Callable[[], None]]) -> Iterator[None]:
        """All of these at once and over and over, until what is within has ended."""
        threads = [threading.Thread(target=act) for act in acts]
        try:
            for one in threads:
                one.start()
            yield
        finally:
            self.reading = False
            for one in threads:
                one.join(180)

    def see(self, more: int) -> None:
        """Wait until so many more pages were seen."""
        seen = self.views
        until(lambda: self.views >= seen + more)


def test_readers_go_on_while_a_replica_is_killed_and_both_are_brought_up_to_date(installation, tmp_path):
    """One dies; it comes back with another release, a build is published, and the other is updated in its turn.

    Meanwhile two readers open pages through the proxy and a third keeps a notebook, over and over.
    """
    one, stack = installation
    certificate = make_certificate(tmp_path)
    servers = [address.removeprefix("http://").removesuffix(f"/{PATH}") for address in one.addresses]
    with running(haproxy, "haproxy.cfg", servers, certificate, tmp_path) as (_, safe):
        trust = ssl.create_default_context(cafile=str(certificate / "notebook.crt"))
        # The websocket's two threads share what Python before 3.13 does not lock: a ticket that TLS 1.3 sends after the
        # handshake sometimes swallows the request.
        trust.maximum_version = ssl.TLSVersion.TLSv1_2
        proxy = Through(safe, trust)
        # New readers in turn; whoever has a cookie stays.
        kept = {proxy.cookie() for _ in range(4)}
        assert kept == {"lodestone_process=one", "lodestone_process=two"}
        assert [proxy.cookie(Cookie=cookie) for cookie in kept for _ in range(2)] == [""] * 4
        before = proxy.read("lodestone_process=one")
        saved, store = [], backends.postgres(one.database)

        def keep() -> None:
            seen = None
            while proxy.reading:
                text = f"title: Rolling {len(saved)}\n"
                (done,) = store.write([notebook(text, "rolling", seen)])
                seen = done.version
                saved.append(text)
                time.sleep(0.1)

        acts = [keep, *(partial(proxy.go_on, cookie, before) for cookie in sorted(kept))]
        with proxy.going(acts):
            proxy.see(2)
            one.processes[0].kill()
            one.processes[0].wait()
            assert proxy.cookie() == "lodestone_process=two"
            proxy.see(2)
            release(one.machines[0])
            one.start(stack, 0)
            one.publish(THIRD, tmp_path)
            until(lambda: one.have(THIRD))
            until(lambda: "lodestone_process=one" in {proxy.cookie() for _ in range(2)})
            one.processes[1].terminate()
            one.processes[1].wait()
            proxy.see(2)
            release(one.machines[1])
            one.start(stack, 1)
            until(lambda: "lodestone_process=two" in {proxy.cookie() for _ in range(2)})
            proxy.see(2)
    # Once for each replica that ended, at most; nothing else was ever noticed.
    assert set(proxy.cut) <= {"in the middle"}
    assert len(proxy.cut) <= 2
    assert len(saved) > 10
    assert store.read(NOTEBOOK, "rolling").content.decode() == saved[-1]
    store.close()
    for project in one.machines:
        until(lambda project=project: saved[-1].encode() in copies(project))


def copies(project: Project) -> set[bytes]:
    """What a replica has of the notebooks in the database, should that be away."""
    return {path.read_bytes() for path in (project.build / "from-database").rglob("rolling*")}


def release(project: Project) -> None:
    """Put another release in the place of the one of a machine."""
    path = project.root / "lodestone" / "__init__.py"
    text, count = re.subn(r'__version__ = "([^"]+)"', r'__version__ = "\1.1"', path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
