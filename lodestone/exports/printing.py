"""A web page printed as PDF by the Chromium of this computer; nothing is asked of any other host."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from pypdf.errors import PyPdfError

from lodestone.errors import ExportError
from lodestone.exports.chromium import MISSING, find_chromium
from lodestone.exports.pdf_about import described
from lodestone.exports.pictures import ALSO_HERE, NOWHERE, TRUE_WIDTHS
from lodestone.remembered import Remembered

_SECONDS = 60
_LOG = logging.getLogger(__name__)
# What was printed, for who asks for the same: at most 32 MB.
KEPT: Remembered[bytes] = Remembered(32, most=32 * 2**20, size=len)


def printed(page: bytes, day: date) -> bytes:
    """A web page as PDF, dated by `day`, that says its author, title and language and where each link leads.

    What was printed before is not printed again. A Chromium that dies or does not answer in time is started once more.
    Raises ExportError where it is missing or fails twice.
    """
    chromium = find_chromium()
    if chromium is None:
        raise ExportError(MISSING)
    return KEPT.get((chromium, hashlib.sha256(page).digest(), day), lambda: _tried(chromium, page, day))


def _tried(chromium: str, page: bytes, day: date) -> bytes:
    for _ in range(2):
        try:
            return described(_print(chromium, page), day)
        except (OSError, subprocess.SubprocessError, PyPdfError) as error:
            _LOG.warning("Chromium could not print: %s", error)
    raise ExportError("Chromium could not print, although it was tried twice. The web page needs no printing.")


def _print(chromium: str, page: bytes) -> bytes:
    """What one start of Chromium prints; raises OSError or SubprocessError when it fails."""
    with tempfile.TemporaryDirectory(prefix="lodestone-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--proxy-server={NOWHERE}",
            ALSO_HERE,
            TRUE_WIDTHS,
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            # Bookmarks from the headings.
            "--generate-pdf-document-outline",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603, no shell, our own words only
        return target.read_bytes()
