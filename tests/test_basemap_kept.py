"""Outlines spoiled while the notebook runs: maps are drawn from the last good ones, also for the first time."""

from __future__ import annotations

from pathlib import Path

import pytest
from corrupting import problem_after
from import_support import preview

from lodestone.content.outlines import OUTLINES
from lodestone.figures.outlines import rings
from lodestone.figures.site_legend import names
from lodestone.paths import Project, here
from lodestone.screen import door
from lodestone.warehouse import build, builder

WORLD = (-180.0, -60.0, 180.0, 85.0)
ABROAD = "id,name,latitude,longitude,country\n1,Hill,36.1,-86.8,Japan\n"


def spoil(project: Project) -> None:
    for name in OUTLINES:
        (project.data / "basemap" / name).write_bytes(b'{"features": [')


def test_maps_not_yet_drawn_are_drawn_from_the_last_good_outlines(built_small):
    good = {name: (built_small.data / "basemap" / name).read_bytes() for name in OUTLINES}
    spoil(built_small)
    assert "the JSON is broken" in str(problem_after(built_small))
    assert {name: (built_small.basemap / name).read_bytes() for name in OUTLINES} == good
    assert len(rings(built_small.basemap / "countries.geojson", WORLD)) > 200
    assert names(built_small.basemap / "us_states.geojson")["US-TN"] == "Tennessee"


def test_the_live_maps_are_given_them_too(built_small, monkeypatch):
    monkeypatch.setattr(door, "here", lambda: built_small)
    served = door.LastGoodOutlines(check_dir=False)
    good = (built_small.data / "basemap" / "countries.geojson").read_bytes()
    spoil(built_small)
    assert Path(served.lookup_path("countries.geojson")[0]).read_bytes() == good
    # Before the first build there are only those in data/.
    for path in built_small.kept_basemap.iterdir():
        path.unlink()
    assert Path(served.lookup_path("countries.geojson")[0]).read_bytes() == b'{"features": ['
    assert served.lookup_path("../sources.csv") == ("", None)


def test_imported_points_are_held_against_them(built_small):
    spoil(built_small)
    report = preview(built_small, ABROAD).report
    assert report.off_country == 1
    assert "says Japan, lies in United States" in report.off_country_first[0][1]


def test_new_outlines_are_taken_over_with_the_build_that_checked_them(built_small):
    path = built_small.data / "basemap" / "us_states.geojson"
    path.write_bytes(path.read_bytes().replace(b'"Tennessee"', b'"Tennessee State"'))
    assert b"Tennessee State" not in (built_small.basemap / path.name).read_bytes()
    build(built_small)
    assert (built_small.basemap / path.name).read_bytes() == path.read_bytes()
    assert not list(built_small.build.glob(".draft-*"))


def test_outlines_that_change_after_they_were_checked_are_left_for_the_next_build(built_small):
    good = (built_small.basemap / "surveys.geojson").read_bytes()
    version = builder.content_version(built_small)
    spoil(built_small)
    builder._keep_outlines(built_small, version)
    assert (built_small.basemap / "surveys.geojson").read_bytes() == good


@pytest.mark.parametrize("room", ["answers", "figures", "imports", "exports", "cells", "models", "filters"])
def test_no_map_reads_what_stands_in_data_now(room):
    files = sorted((here().root / "lodestone" / room).glob("*.py"))
    assert [one.name for one in files if 'data / "basemap"' in one.read_text(encoding="utf-8")] == []
