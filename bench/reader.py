"""A reader without a browser: speaks the protocol of Streamlit's own page, and notes how long each answer takes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

# No answer at all within this many seconds is an error, and the run says so.
PATIENCE = 120.0


@dataclass
class Reader:
    """One open page of one reader.

    `boxes` are the select boxes seen, by their key in the program, as (id, options); `taken` are the bytes received.
    Large messages are kept by their hash for some views, as a browser does: the server then sends the hash alone.
    """

    socket: ClientConnection
    address: str
    query: str
    script: str = ""
    boxes: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    taken: int = 0
    failures: list[str] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    views: int = 0
    most_views: int = 0

    async def first_view(self) -> float:
        """Seconds from asking for the page to the end of its first run."""
        return await self._ask(BackMsg())

    async def choose(self, key: str, value: str) -> float:
        """Seconds from choosing `value` in a select box to the end of the run that answers it."""
        self.chosen[self.boxes[key][0]] = value
        return await self._ask(BackMsg())

    async def again(self) -> float:
        """Seconds that a run takes in which nothing changed."""
        return await self._ask(BackMsg())

    async def _ask(self, message: BackMsg) -> float:
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.script
        state.page_name = "" if self.script else urlsplit(self.address).path.strip("/")
        state.context_info.timezone, state.context_info.locale = "UTC", "en"
        state.context_info.url, state.context_info.color_scheme = self.address, "light"
        self.views += 1
        self.kept = {one: seen for one, seen in self.kept.items() if self.views - seen <= self.most_views + 1}
        state.cached_message_hashes.extend(self.kept)
        for name, value in self.chosen.items():
            state.widget_states.widgets.add(id=name, string_value=value)
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self._answered(), PATIENCE)
        return time.perf_counter() - started

    async def _answered(self) -> None:
        while True:
            received = await self.socket.recv()
            assert isinstance(received, bytes)
            self.taken += len(received)
            message = ForwardMsg.FromString(received)
            kind = message.WhichOneof("type")
            if kind == "delta":
                if message.metadata.cacheable:
                    self.kept[message.hash] = self.views
                self._note(message)
            elif kind == "ref_hash":
                self.kept[message.ref_hash] = self.views
            elif kind == "new_session":
                self.most_views = message.new_session.config.max_cached_message_age
            elif kind == "navigation":
                self.script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
            ):
                return

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            key = element.selectbox.id.split("-", 2)[-1]
            self.boxes[key] = (element.selectbox.id, list(element.selectbox.options))
        elif kind in {"exception", "alert"}:
            self.failures.append(str(getattr(element, kind))[:200])


async def open_reader(server: str, path: str = "/", query: str = "") -> Reader:
    """A reader who has come to a page of `server` and has not asked for it yet."""
    parts = urlsplit(server)
    socket = await connect(
        f"ws://{parts.netloc}{parts.path}/_stcore/stream",
        origin=f"{parts.scheme}://{parts.netloc}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
        compression=None,
    )
    return Reader(socket, f"{server}{path}", query)
