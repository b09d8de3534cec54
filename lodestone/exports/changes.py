"""Does what `python -m lodestone changes` asks for: the digest as text, or as a file whose ending says its kind."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date

from lodestone.cells.engine import Engine
from lodestone.exports.arguments import DIGESTS, present_day
from lodestone.exports.digest import Digest, digest, digest_page, digest_pdf, digest_text
from lodestone.exports.digest_docx import digest_docx
from lodestone.exports.files import ending_of, write_whole
from lodestone.exports.gather import request_from_words
from lodestone.paths import Project
from lodestone.warehouse import compare

MAKERS: Mapping[str, Callable[[Digest, date], bytes]] = dict(
    zip(DIGESTS, (lambda made, _: digest_page(made), digest_pdf, digest_docx), strict=True)
)


def run(project: Project, options: argparse.Namespace) -> None:
    """Print the digest or write it; raises LodestoneError."""
    ending = ending_of(options.out, DIGESTS) if options.out else ""
    engine = Engine(project)
    until = options.until or present_day()
    words = [f"since={options.since}", *([f"department={options.department}"] if options.department else [])]
    request = request_from_words(engine, until, words, ("since", "department"))
    made = digest(request, compare(options.against, request.warehouse) if options.against else None)
    if options.out is None:
        print(digest_text(made), end="")
        return
    write_whole(options.out, MAKERS[ending](made, request.as_of))
    print(options.out)
