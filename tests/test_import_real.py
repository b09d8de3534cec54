"""The three real files, counted a second time with pandas: rows, drops, places and minerals."""

from __future__ import annotations

import csv
import math
import re
import unicodedata

import pandas as pd
import pytest
from import_support import DAY, kept

from lodestone.imports.run import Wish, import_sites
from lodestone.paths import here

CALIFORNIA, PP1802, ICMM = "mrds_california.csv.gz", "pp1802_critmin_pts.csv", "icmm_global_mining_dataset_2025.csv.gz"


def frame(shared, name: str) -> pd.DataFrame:
    read = pd.read_csv(shared / "data" / name, dtype=str, keep_default_na=False)
    read.columns = [column.strip().casefold() for column in read.columns]
    return read


def ids(given: pd.DataFrame, key: str | None) -> pd.Series:
    """The rows' own ids, or the lines they start on; a cell may hold a line end."""
    ends = given.agg("".join, axis=1).str.count("\n")
    return given[key] if key else "line " + (2 + pd.Series(range(len(given))) + ends.cumsum() - ends).astype(str)


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
def test_as_many_sites_are_kept_as_pandas_keeps(small_project, shared, file, layout, columns, read, stay):
    report = import_sites(small_project, shared / "data" / file, DAY, Wish(name="real"))
    given = frame(shared, file)
    assert (report.layout, report.rows_read, report.rows_kept) == (layout, read, stay)
    assert len(given) == read
    assert report.rows_kept + report.dropped.total() == read
    name, key = columns
    numbers = [given[column].str.replace("\u2212", "-").astype(float) for column in ("latitude", "longitude")]
    rows, known = expected(given[name], *numbers), ids(given, key)
    ours = kept(small_project, "real")
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
def test_minerals_are_those_that_the_rows_name(small_project, shared, file, columns, word, mineral):
    import_sites(small_project, shared / "data" / file, DAY, Wish(name="real"))
    given = frame(shared, file)
    cells = given[columns].agg(";".join, axis=1).str.split(";").map(lambda parts: [part.strip() for part in parts])
    key = {"mrds": "record_id", "icmm": "icmmid"}.get(file[:4])
    theirs = set(ids(given, key)[cells.map(lambda parts: word in parts)])
    ours = kept(small_project, "real")
    there = {site["record_id"] for site in ours}
    assert theirs & there
    if mineral is None:
        assert all("fluorspar" in site["minerals"] for site in ours if site["record_id"] in theirs)
    else:
        assert {site["record_id"] for site in ours if mineral in site["minerals"]} == theirs & there


def test_every_word_of_the_real_files_is_a_mineral_or_told(small_project, shared):
    """No word is lost: what stands for no mineral is counted in the report, and what is counted stands for none."""
    with (here().data / "mineral_names.csv").open(encoding="utf-8", newline="") as file:
        known = {row["name"].casefold() for row in csv.DictReader(file)}
    for file, column in ((CALIFORNIA, "commodities"), (PP1802, "critical_mineral")):
        report = import_sites(small_project, shared / "data" / file, DAY, Wish(name="real"))
        given = frame(shared, file)
        words = {word.strip() for cell in given[column] for word in cell.split(";") if word.strip()}
        assert set(report.words) <= words
        assert not {word for word in report.words if word.casefold() in known}
        whole = {word for word in words if word.casefold() not in known and ">" not in word}
        assert len(whole - set(report.words)) <= 3, "words of dropped rows only"


def test_mines_of_the_icmm_file_are_in_the_countries_it_names(small_project, shared):
    import_sites(small_project, shared / "data" / ICMM, DAY, Wish(name="real"))
    ours = pd.DataFrame(kept(small_project, "real"))
    given = frame(shared, ICMM)
    assert ours["country_iso3"].notna().all()
    for country, code in (("United States", "USA"), ("Japan", "JPN"), ("Turkey", "TUR"), ("Côte d'Ivoire", "CIV")):
        assert (ours["country_iso3"] == code).sum() == (given["country"] == country).sum() > 0
    smelts = given["asset type"].str.contains("Smelter|Refinery")
    assert (ours["kind"] == "smelter or refinery").sum() == smelts.sum()
    assert (ours["kind"] == "mine").sum() == (given["asset type"].str.contains("Mine") & ~smelts).sum()
