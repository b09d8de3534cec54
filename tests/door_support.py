"""A helper for the tests of the door: what the server answers to a request or a websocket, heads and all."""

from __future__ import annotations

import base64
import contextlib
import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


@dataclass(frozen=True)
class Heard:
    """What came back: status, heads with names in small letters, and what they head."""

    status: int
    heads: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


def ask(
    address: str,
    path: str = "/",
    *,
    method: str = "GET",
    body: bytes | None = None,
    tls: tuple[ssl.SSLContext, str] | None = None,
    **heads: str,
) -> Heard:
    """One request; `Host` and `Origin` can be given as any other head ('_' stands for '-').

    `tls`: what to trust and the name that the certificate must bear.
    """
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    if tls:
        connection.connect()
        connection.sock = tls[0].wrap_socket(connection.sock, server_hostname=tls[1])
    with contextlib.closing(connection):
        given = {name.replace("_", "-"): value for name, value in heads.items()}
        connection.request(method, parts.path + path, body, {"Host": parts.netloc} | given)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Heard(answer.status, named, b"" if answer.status == 101 else answer.read())


def open_socket(address: str, **heads: Any) -> int:
    """The status with which the server answers to a browser that opens the notebook's websocket; 101 lets it in."""
    key = base64.b64encode(os.urandom(16)).decode()
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": key,
        "Sec_WebSocket_Protocol": "streamlit",
    }
    return ask(address, "/_stcore/stream", **upgrade, **heads).status


def waiting_for(url: str, server: subprocess.Popen[Any]) -> None:
    """Wait until something answers at an address, whatever it says; the server may not end meanwhile."""
    parts = urlsplit(url)
    while True:
        with contextlib.suppress(OSError), socket.create_connection((parts.hostname or "", parts.port or 80)):
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.1)
            raise AssertionError("the server ended by itself")


@contextlib.contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A place on this computer, as host and port, where each request is noted and none is answered."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def note() -> None:
            with contextlib.suppress(OSError):
                while True:
                    one, _ = listener.accept()
                    with one:
                        asked.append(one.recv(200).decode(errors="replace"))

        watcher = threading.Thread(target=note, daemon=True)
        watcher.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", asked
        listener.shutdown(socket.SHUT_RDWR)
    watcher.join(60)


@contextlib.contextmanager
def way_out() -> Iterator[tuple[dict[str, str], list[str]]]:
    """A stand-in for the way to other hosts: the surroundings that lead a server there, and what it asked for."""
    with listening() as (place, asked):
        proxy = f"http://{place}"
        yield {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": ""}, asked


def view(address: str, page: str, query: str = "", zone: str = "", **way: Any) -> list[Any]:
    """What one view of a page sends to a browser in the time zone `zone`, element by element.

    `way`: how the websocket gets there, as websockets' own `connect` takes it.
    """
    said = BackMsg()
    said.rerun_script.query_string, said.rerun_script.page_name = query, page
    if zone:
        said.rerun_script.context_info.timezone = zone
    deltas = []
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"], max_size=None, proxy=None, **way) as socket_:
        socket_.send(said.SerializeToString())
        while True:
            heard = ForwardMsg.FromString(socket_.recv(timeout=180))
            if heard.WhichOneof("type") == "delta":
                deltas.append(heard.delta)
            if heard.WhichOneof("type") == "script_finished":
                return deltas
