"""What the browser that draws pictures answers, read message by message to its end."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from typing import Any

from choreographer.channels import ChannelClosedError, Pipe

# What stands after the browser's last answer, when it is gone.
_END = b"{bye}\n"


class WholeMessages(Pipe):
    """A pipe to Chromium that knows its end also where that comes in one read with the last answer.

    Choreographer's own waits for the rest of a message then, for ever: a file of which all pictures were drawn took two
    minutes longer now and then, on a machine at work.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ended = False

    def read_jsons(self, *, blocking: bool = True) -> tuple[Sequence[Any], float]:
        """The messages that came, at least one, and when; ChannelClosedError where no more will come."""
        try:
            data = b"" if self._ended or not self.is_ready() else self._read(blocking)
        except BlockingIOError:
            return [], time.perf_counter()
        except OSError:
            data = b""
        self._ended = not data or data.endswith(_END)
        messages = data.removesuffix(_END).split(b"\0")[:-1]
        if not messages:
            self.close()
            raise ChannelClosedError
        return [json.loads(one) for one in messages], time.perf_counter()

    def _read(self, blocking: bool) -> bytes:
        """What is there, up to the end of a message or of the browser."""
        place = self._read_from_browser
        os.set_blocking(place, blocking)
        data = more = os.read(place, 2**16)
        os.set_blocking(place, True)
        while more and not data.endswith((b"\0", _END)):
            more = os.read(place, 2**16)
            data += more
        return data
