"""Streamlit's own scripts and styles, sent packed: a first view asks for ten megabytes of them, a quarter when packed.

Streamlit leaves that to a proxy, because it would pack a file anew for each who asks. Here each is packed once.
"""

from __future__ import annotations

import contextlib
import gzip
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from lodestone.remembered import Remembered
from lodestone.screen.door import below

# Their names change with what is in them, so that a browser need not ask again.
_FOR_GOOD = "public, immutable, max-age=31536000"
_TEXTS = (".js", ".css", ".json", ".svg")
# All of them together take six megabytes when packed.
_PACKED: Remembered[bytes] = Remembered(512, most=8_000_000, size=len)
FOLDER = Path(file_util.get_static_dir()) / "static"


class Packed:
    """Answers for these files in the place of Streamlit, which lets no route do so; all else is left to it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = _Files(directory=FOLDER)
        self._root = below("static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        if scope["type"] == "http" and scope["path"].startswith(f"{self._root}/"):
            inside = {**scope, "root_path": self._root}
            with contextlib.suppress(HTTPException):
                answer = await self._files.get_response(self._files.get_path(inside), inside)
                await answer(inside, receive, send)
                return
        await self._app(scope, receive, send)


class _Files(StaticFiles):
    """Files that never change, as whoever asks can take them: packed, or as they are."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The answer to one request for the file at `path`; raises HTTPException where there is none."""
        plain = await super().get_response(path, scope)
        plain.headers["cache-control"] = _FOR_GOOD
        if not isinstance(plain, FileResponse) or not path.endswith(_TEXTS):
            return plain
        plain.headers["vary"] = "Accept-Encoding"
        heads = Headers(scope=scope)
        if scope["method"] != "GET" or "range" in heads or "gzip" not in heads.get("accept-encoding", ""):
            return plain
        body = await run_in_threadpool(_PACKED.get, path, partial(_pack, Path(plain.path)))
        kept = {name: plain.headers[name] for name in ("cache-control", "content-type", "last-modified", "vary")}
        return Response(body, headers=kept | {"content-encoding": "gzip"})


def _pack(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
