"""The door of the server: who may ask it, for what, and what every answer tells a browser.

It stands before all of Streamlit's own routes, so that HTTP and the websocket are held to one rule and nothing is
looked up elsewhere before a stranger is turned away. What it goes by are Streamlit's own settings:
`server.allowedHosts` and `server.corsAllowedOrigins`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from lodestone.paths import here
from lodestone.settings import settings

_METRICS, _UPLOADS, _AGENT = "/_stcore/metrics", "/_stcore/upload_file/", "/_stcore/agent"
# What a browser can ask over the websocket for everybody at once, or about the server: no page of the notebook does.
_NOT_FOR_READERS = frozenset({"clear_cache", "load_git_info", "set_run_on_save"})
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_POLICY = {
    "default-src": "'self'",
    # Streamlit loads the small scripts of a component from a blob that it makes itself, and unpacks tables with a
    # module of WebAssembly; text that becomes script stays forbidden.
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    # Charts, tables and Streamlit's own theme are styled from scripts.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


class Door:
    """The outermost layer of the server: turns away what is not for readers and adds the headers of every answer.

    `uploads` says whether any page takes files; where none does, nothing can be sent to the server.
    """

    def __init__(self, app: ASGIApp, *, uploads: bool) -> None:
        self._app = app
        self._uploads = uploads
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or one websocket, as ASGI has it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if scope["type"] == "http":
            answer: ASGIApp = PlainTextResponse(refused[1], refused[0]) if refused else self._app
            await answer(scope, receive, self._telling(send))
        elif refused:
            await send({"type": "websocket.close", "code": 1008, "reason": refused[1]})
        else:
            await self._app(scope, _for_one_reader(receive), send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence for a request that is turned away; None for one that may pass."""
        headers, path = Headers(scope=scope), scope["path"].rstrip("/")
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not is_host_allowed(hosts[0]):
            return 421, "This server does not answer by that name. See server.allowedHosts in docs/hosting.md.\n"
        if not same_origin(headers.getlist("origin"), hosts[0], st.get_option("server.corsAllowedOrigins")):
            return 403, "Another site may not ask this server. See server.corsAllowedOrigins in docs/hosting.md.\n"
        hidden = (
            (path.endswith(_METRICS) and not _knows_the_word(headers))
            or (_UPLOADS in path and not self._uploads)
            or _AGENT in path
        )
        return (404, "Not Found\n") if hidden else None

    def _telling(self, send: Send) -> Send:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        return told


class LastGoodOutlines(StaticFiles):
    """The outlines of the live maps: the last good ones, or those in `data/` before the first build."""

    def get_directories(self, *_: object) -> list[str | os.PathLike[str]]:
        """Where they are looked for, in this order."""
        return [here().kept_basemap, here().data / "basemap"]


def same_origin(origins: Iterable[str], host: str, others: Iterable[str]) -> bool:
    """Whether a request comes from a page of this very host and port, from one of the `others`, or from no page."""
    welcome = {one.strip().rstrip("/").lower() for one in others}
    return all(origin.lower() in welcome or _host_of(origin) == host.lower() for origin in origins)


def security_headers() -> dict[str, str]:
    """What every answer tells a browser: nothing is loaded from elsewhere, nothing embedded, no address passed on."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    # Streamlit's page has a line of script inside it: that very text is allowed, no other.
    inside = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(page))
    policy = _POLICY | {"script-src": f"{_POLICY['script-src']} {inside}".strip()}
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }


def below(path: str) -> str:
    """A path of our own, below the one under which the whole notebook is served (`server.baseUrlPath`)."""
    return "/".join(["", *filter(None, [str(st.get_option("server.baseUrlPath")).strip("/")]), path.strip("/")])


def ask_no_other_host() -> None:
    """Keep Streamlit from asking an outside host for this computer's address; it does so for a stranger's origin.

    There is no setting for it. Called once, when the server starts.
    """
    net_util.get_external_ip = lambda: None


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _knows_the_word(headers: Headers) -> bool:
    word = settings().metrics_token
    given = headers.get("authorization", "")
    return bool(word) and hmac.compare_digest(given.encode(), f"Bearer {word}".encode())


def _for_one_reader(receive: Receive) -> Receive:
    """What a browser says over the websocket, without what would reach beyond its own reader."""

    async def heard() -> Message:
        while True:
            message = await receive()
            if _kind(message.get("bytes")) not in _NOT_FOR_READERS:
                return message

    return heard


def _kind(data: bytes | None) -> str | None:
    try:
        return BackMsg.FromString(data).WhichOneof("type") if data else None
    except DecodeError:
        # Streamlit closes the connection for it.
        return None
