"""The decks in another program: LibreOffice turns them into a PDF and pictures, whole and with nothing cut off."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from exports_support import DECKS, GROUP
from PIL import Image, ImageChops
from pptx import Presentation
from pypdf import PdfReader

pytestmark = [
    GROUP,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="no LibreOffice: install libreoffice-impress to convert the decks"
    ),
]
NEEDS_POPPLER = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="no poppler: install poppler-utils to look at the pages"
)


@pytest.fixture(scope="module")
def pdfs(drawn_deck, tmp_path_factory) -> Path:
    """The folder of all decks and of the PDFs that one LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("decks")
    for show in DECKS:
        (folder / f"{show}.pptx").write_bytes(drawn_deck(show))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    decks = [str(folder / f"{show}.pptx") for show in DECKS]
    subprocess.run([*command, "--outdir", str(folder), *decks], check=True, capture_output=True, timeout=400)
    return folder


@pytest.fixture(params=list(DECKS))
def converted(request: pytest.FixtureRequest, drawn_deck, pdfs) -> tuple[object, Path]:
    """The slides of a deck, and its PDF."""
    return list(Presentation(io.BytesIO(drawn_deck(request.param))).slides), pdfs / f"{request.param}.pdf"


def words(text: str) -> Counter:
    """The words of a text of at least four letters, in whatever order they come."""
    return Counter(re.findall(r"[A-Za-z]{4,}", text))


def test_every_slide_is_a_page_of_16_to_9_with_all_its_words(converted):
    slides, path = converted
    pages = PdfReader(path).pages
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert width / height == pytest.approx(16 / 9, rel=0.01)
        parts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        parts += [
            cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells
        ]
        # A word that is broken at a hyphen comes in two lines.
        shown = words(page.extract_text().replace("-\n", "-"))
        missing = words(" ".join(parts)) - shown
        assert not missing, slide.shapes.title.text_frame.text


@NEEDS_POPPLER
def test_no_word_reaches_beyond_its_page(converted):
    _, path = converted
    found = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    for page in found.split("<page ")[1:]:
        width, height = (float(one) for one in re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        boxes = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)', page)
        assert boxes
        for left, top, right, bottom, word in boxes:
            assert float(left) >= 0, word
            assert float(top) >= 0, word
            assert float(right) <= width, word
            assert float(bottom) <= height, word


@NEEDS_POPPLER
def test_no_slide_is_an_empty_picture(converted, tmp_path):
    slides, path = converted
    subprocess.run(
        ["pdftoppm", "-png", "-r", "50", str(path), str(tmp_path / "slide")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pictures = sorted(tmp_path.glob("slide-*.png"))
    assert len(pictures) == len(slides)
    for picture in pictures:
        with Image.open(picture) as image:
            grey = image.convert("L")
        ground = Image.new("L", grey.size, grey.getpixel((grey.width - 2, grey.height // 2)))
        left, top, right, bottom = ImageChops.difference(grey, ground).getbbox()
        assert right - left > grey.width / 3, picture.name
        assert bottom - top > grey.height / 3, picture.name
