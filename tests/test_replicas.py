"""Two notebooks serve what a third machine published; behind HAProxy, readers of one that dies go on with the other."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from browser_support import serve
from door_support import ask, view
from proxy_support import NAME, PATH, haproxy, make_certificate, running
from storage_support import BUCKET, Bucket, another, bucket_server, machine, until
from websockets.exceptions import WebSocketException

from lodestone.paths import Project
from lodestone.warehouse import Storage, build, publish
from lodestone.warehouse.builder import pointer

SECOND = "2" * 16
# A page as it was on a day, with one filter set.
PAGE, QUERY = "provisions", "as_of=2026-11-22&pillar=recycling"


@dataclass
class Installation:
    """A bucket, and two replicas with a folder of their own each."""

    bucket: Bucket
    machines: list[Project]
    addresses: list[str]
    processes: list[subprocess.Popen[bytes]]

    def have(self, version: str) -> bool:
        return all(pointer(one).get("version") == version for one in self.machines)


@pytest.fixture(scope="module")
def installation(_built_small, tmp_path_factory) -> Iterator[Installation]:
    folder, started = tmp_path_factory.mktemp("installation"), []
    surroundings = {
        "LODESTONE_STORAGE_URL": BUCKET,
        "LODESTONE_LOOK_SECONDS": "1",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": f"127.0.0.1 localhost {NAME}",
    }
    with contextlib.ExitStack() as stack:
        bucket = stack.enter_context(bucket_server())
        built, _ = build(_built_small)
        publish(_built_small, built, Storage(BUCKET))
        machines = [machine(folder / name) for name in ("one", "two")]
        addresses = [stack.enter_context(serve(one.root, PATH, started, **surroundings)) for one in machines]
        ready = Installation(bucket, machines, addresses, started)
        # Before anybody asked for a page.
        until(lambda: ready.have(built.name.split("-")[1]))
        publish(_built_small, another(built, folder, SECOND), Storage(BUCKET))
        until(lambda: ready.have(SECOND))
        yield ready


def texts(address: str, **way) -> list[str]:
    """What a view of the page says, warnings included."""
    shown = (one.new_element for one in view(address, PAGE, QUERY, **way))
    said = [(one.markdown.body or one.alert.body) for one in shown if one.WhichOneof("type") in ("markdown", "alert")]
    assert any("recycling" in one.lower() for one in said)
    return said


def test_what_is_published_is_served_by_both_and_a_page_says_when_the_storage_is_away(installation):
    assert texts(installation.addresses[0]) == texts(installation.addresses[1])
    assert not any("storage" in one for one in texts(installation.addresses[0]))
    installation.bucket.stop()
    sentence = "What is published cannot be taken from the storage now; this is the last version that was."
    until(lambda: sentence in texts(installation.addresses[0]))
    installation.bucket.start()
    publish(installation.machines[0], next(installation.machines[0].build.glob(f"*{SECOND}*")), Storage(BUCKET))
    until(lambda: sentence not in texts(installation.addresses[0]))


def test_readers_of_a_replica_that_is_killed_go_on_with_the_other_and_their_filters(installation, tmp_path):
    certificate = make_certificate(tmp_path)
    servers = [one.removeprefix("http://").removesuffix(f"/{PATH}") for one in installation.addresses]
    with running(haproxy, "haproxy.cfg", servers, certificate, tmp_path) as (_, safe):
        trust = ssl.create_default_context(cafile=str(certificate / "notebook.crt"))
        tls, host = (trust, NAME), f"{NAME}:{safe}"

        def cookie(**heads: str) -> str:
            heard = ask(f"https://127.0.0.1:{safe}", f"/{PATH}/", tls=tls, Host=host, **heads)
            assert heard.status == 200
            return heard.heads.get("set-cookie", "").partition(";")[0]

        def read(kept: str) -> list[str]:
            return texts(
                f"https://{host}/{PATH}",
                sock=socket.create_connection(("127.0.0.1", safe)),
                ssl=trust,
                server_hostname=NAME,
                origin=f"https://{host}",
                additional_headers={"Cookie": kept},
            )

        # New readers in turn; whoever has a cookie stays.
        kept = {cookie() for _ in range(4)}
        assert kept == {"lodestone_process=one", "lodestone_process=two"}
        assert [cookie(Cookie=one) for one in kept for _ in range(2)] == [""] * 4
        before = read("lodestone_process=one")
        installation.processes[0].kill()

        def other() -> list[str] | None:
            with contextlib.suppress(OSError, WebSocketException):
                return read("lodestone_process=one")
            return None

        assert until(other) == before
        assert cookie() == "lodestone_process=two"
