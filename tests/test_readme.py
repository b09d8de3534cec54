"""Every command that the README shows, run as it stands there, in a copy of the content."""

from __future__ import annotations

import re
import shlex

import docx
import pytest
from pptx import Presentation

from lodestone.__main__ import main
from lodestone.exports.chromium import find_chromium
from lodestone.paths import here

README = (here().root / "README.md").read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]
WORDS = [shlex.split(line, comments=True) for line in SHELL]
PROGRAM = ["-m", "lodestone"]
COMMANDS = [words[3:] for words in WORDS if words[1:3] == PROGRAM]
# What they need that a copy of the content does not have: files of the reader's own.
MINE = (
    "id,name,latitude,longitude,country,country_iso3,minerals,kind\n"
    "1,Hill,36.1,-86.8,United States,USA,gallium,deposit\n"
)


def test_every_line_is_a_command_of_the_notebook_or_one_of_two_of_make():
    assert [words for words in WORDS if words[1:3] != PROGRAM] == [["make", "run"], ["make", "test"]]
    assert len(COMMANDS) >= 15


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:4]))
def test_a_command_does_what_the_readme_says(words, built_small, monkeypatch, capsys):
    monkeypatch.chdir(built_small.root)
    if words[:2] == ["import", "sites"]:
        words = [*words[:2], words[2].removesuffix(".gz"), *words[3:]]
        mine = MINE.replace("minerals", "Commodity") if "minerals=Commodity" in words else MINE
        (built_small.root / words[2]).write_text(mine, encoding="utf-8")
    if words[0] == "brief":
        made = docx.Document()
        for line in ("A Title", "10/27/2025", "Key Actions", "- One."):
            made.add_paragraph(line)
        made.save(str(built_small.root / words[2]))
    if "--template" in words:
        Presentation().save(built_small.root / words[words.index("--template") + 1])
    if words[0] == "export" and find_chromium() is None and words[1] in {"figures", "briefing", "onepager"}:
        pytest.skip("no Chromium here to draw with")
    try:
        code = main(["--project", str(built_small.root), *words])
    except SystemExit as done:
        code = int(str(done.code))
    said = capsys.readouterr()
    assert code == 0, said.err
    assert said.out
    if "--out" in words:
        made = built_small.root / words[words.index("--out") + 1]
        assert made.exists()
        assert not made.is_file() or made.stat().st_size > 1000
