"""A bench measures what is there: one whose questions have changed fails here, and not for whoever measures next."""

from __future__ import annotations

import importlib.util
import re

from questions_support import fresh_library

from lodestone.paths import here
from lodestone.warehouse import build


def test_the_bench_of_the_ground_asks_all_its_questions_and_draws_what_was_added(built_small, monkeypatch, capsys):
    spec = importlib.util.spec_from_file_location("bench_geology", here().root / "bench" / "geology.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    monkeypatch.setattr(bench, "RUNS", 1)
    for size in (0, 300):
        bench.measure(built_small, build(built_small)[0], size, fresh_library())
    shipped, more = capsys.readouterr().out.split("\n300 sites")
    for said in (shipped, more):
        assert len(re.findall(r"geology/\w+ .*ms", said)) == 7
    # Sites that were added stand on the map: its cells take more bytes.
    cells = [int(re.search(r"cells of 1°: ([\d,]+) bytes", said)[1].replace(",", "")) for said in (shipped, more)]
    assert cells[1] > cells[0]
