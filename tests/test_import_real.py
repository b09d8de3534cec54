"""The three real files, counted a second time with pandas: rows, drops, places and minerals."""

from __future__ import annotations

import csv
import math
import re
import shutil
import unicodedata
from functools import cache

import pandas as pd
import pytest
from import_support import DAY, kept

from lodestone.imports.run import Wish, import_sites
from lodestone.paths import Project, here

CALIFORNIA, PP1802, ICMM = "mrds_california.csv.gz", "pp1802_critmin_pts.csv", "icmm_global_mining_dataset_2025.csv.gz"


@pytest.fixture(scope="module")
def taken(_small: Project, tmp_path_factory, shared):
    """The report on a real file and the sites kept of it, imported when it is first asked for."""
    project = Project(shutil.copytree(_small.root, tmp_path_factory.mktemp("real") / "project"))

    @cache
    def take(file: str):
        report = import_sites(project, shared / "data" / file, DAY, Wish(name="real"))
        return report, kept(project, "real")

    return take


@cache
def frame(shared, name: str) -> pd.DataFrame:
    """The file as pandas reads it; nothing may change it."""
    read = pd.read_csv(shared / "data" / name, dtype=str, keep_default_na=False)
    read.columns = [column.strip().casefold() for column in read.columns]
    return read


def ids(given: pd.DataFrame, key: str | None) -> pd.Series:
    """The rows' own ids, or the lines they start on; a cell may hold a line end."""
    if key:
        return given[key]
    ends = given.apply(lambda cells: cells.str.count("\n")).sum(axis=1)
    return "line " + (2 + pd.Series(range(len(given))) + ends.cumsum() - ends).astype(str)


def plain(name: str) -> str:
    text = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def expected(names: pd.Series, latitudes: pd.Series, longitudes: pd.Series) -> list[int]:
    """Numbers of the rows that stay: of each name, those farther than 0.01 degrees from all that stayed before."""
    stay = []
    for name, rows in names.groupby(names.map(plain)).groups.items():
        near: list[tuple[float, float]] = []
        for row in rows:
            at = latitudes[row], longitudes[row]
            named = name and not name.startswith(
                ("unnamed", "unknown", "no name", "not named", "name unknown", "nameless")
            )
            if named and any(abs(at[0] - y) < 0.01 + 1e-9 and abs(at[1] - x) < 0.01 + 1e-9 for y, x in near):
                continue
            near.append(at)
            stay.append(row)
    return sorted(stay)


@pytest.mark.parametrize(
    ("file", "layout", "columns", "read", "stay"),
    [
        (CALIFORNIA, "california", ("site_name", "record_id"), 42_744, 36_243),
        (PP1802, "pp1802", ("deposit_name", None), 2_121, 2_121),
        (ICMM, "icmm", ("mine name", "icmmid"), 8_508, 8_508),
    ],
)
def test_as_many_sites_are_kept_as_pandas_keeps(taken, shared, file, layout, columns, read, stay):
    report, ours = taken(file)
    given = frame(shared, file)
    assert (report.layout, report.rows_read, report.rows_kept) == (layout, read, stay)
    assert len(given) == read
    assert report.rows_kept + report.dropped.total() == read
    name, key = columns
    numbers = [given[column].str.replace("\u2212", "-").astype(float) for column in ("latitude", "longitude")]
    rows, known = expected(given[name], *numbers), ids(given, key)
    assert len(rows) == len(ours)
    for row, site in zip(rows, ours, strict=True):
        assert site["record_id"] == known[row]
        assert (site["latitude"], site["longitude"]) == (numbers[0][row], numbers[1][row])
        assert math.isfinite(site["latitude"] + site["longitude"])


@pytest.mark.parametrize(
    ("file", "columns", "word", "mineral"),
    [
        (CALIFORNIA, ["commodities"], "Tungsten", "tungsten"),
        (CALIFORNIA, ["commodities"], "Mercury", "mercury"),
        (CALIFORNIA, ["commodities"], "Fluorine-Fluorite", None),
        (PP1802, ["critical_mineral"], "Gallium", "gallium"),
        (PP1802, ["critical_mineral"], "Niobium and Tantalum", "tantalum"),
        (PP1802, ["critical_mineral"], "Platinum-Group Elements", "platinum-group-metals"),
        (ICMM, ["primary commodity", "secondary commodity", "other commodities"], "antimony", "antimony"),
        (ICMM, ["primary commodity", "secondary commodity", "other commodities"], "germanium", "germanium"),
    ],
)
def test_minerals_are_those_that_the_rows_name(taken, shared, file, columns, word, mineral):
    _, ours = taken(file)
    given = frame(shared, file)
    joined = given[columns[0]].str.cat([given[column] for column in columns[1:]], sep=";")
    cells = joined.str.split(";").map(lambda parts: [part.strip() for part in parts])
    key = {"mrds": "record_id", "icmm": "icmmid"}.get(file[:4])
    theirs = set(ids(given, key)[cells.map(lambda parts: word in parts)])
    there = {site["record_id"] for site in ours}
    assert theirs & there
    if mineral is None:
        assert all("fluorspar" in site["minerals"] for site in ours if site["record_id"] in theirs)
    else:
        assert {site["record_id"] for site in ours if mineral in site["minerals"]} == theirs & there


def test_every_word_of_the_real_files_is_a_mineral_or_told(taken, shared):
    """No word is lost: what stands for no mineral is counted in the report, and what is counted stands for none."""
    with (here().data / "mineral_names.csv").open(encoding="utf-8", newline="") as file:
        known = {row["name"].casefold() for row in csv.DictReader(file)}
    for file, column in ((CALIFORNIA, "commodities"), (PP1802, "critical_mineral")):
        report, _ = taken(file)
        given = frame(shared, file)
        words = {word.strip() for cell in given[column] for word in cell.split(";") if word.strip()}
        assert set(report.words) <= words
        assert not {word for word in report.words if word.casefold() in known}
        whole = {word for word in words if word.casefold() not in known and ">" not in word}
        assert len(whole - set(report.words)) <= 3, "words of dropped rows only"


def test_mines_of_the_icmm_file_are_in_the_countries_it_names(taken, shared):
    ours = pd.DataFrame(taken(ICMM)[1])
    given = frame(shared, ICMM)
    assert ours["country_iso3"].notna().all()
    for country, code in (("United States", "USA"), ("Japan", "JPN"), ("Turkey", "TUR"), ("Côte d'Ivoire", "CIV")):
        assert (ours["country_iso3"] == code).sum() == (given["country"] == country).sum() > 0
    smelts = given["asset type"].str.contains("Smelter|Refinery")
    assert (ours["kind"] == "smelter or refinery").sum() == smelts.sum()
    assert (ours["kind"] == "mine").sum() == (given["asset type"].str.contains("Mine") & ~smelts).sum()
