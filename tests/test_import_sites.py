"""Files of mineral sites with every defect: what is kept, what is dropped, at which line and why."""

from __future__ import annotations

import csv
import gzip

import pytest
from import_support import GOOD, dropped, kept, take, write

from lodestone.errors import ContentError, ImportRefused
from lodestone.imports import lines, sites
from lodestone.imports.duplicates import same_name
from lodestone.imports.names import read_names
from lodestone.imports.sites import coordinates, kind_and_status
from lodestone.paths import here


def test_every_defect_is_dropped_with_its_line_and_reason(small_project):
    rows = [
        "1,Alpha,40.5,-120.5",
        "2,,40.6,-120.6",
        "3,Three,,-120.6",
        "4,Four,north,-120.6",
        "5,Five,91,-181",
        "6,Six,-120.5,40.5",
        "7,Seven,0,0.0",
        "1,Eight,42,-122",
        "9,Nine,43",
        "10,Ten,43,-123,more",
        "11,Elev\0en,43,-123",
        "12,álpha,40.505,-120.495",
        "13,Alpha,40.52,-120.5",
        "14,Fourteen,nan,-120.6",
        "15,Fifteen,1_0,-120.6",
        "16,Sixteen,40.1,inf",
        "",
        "17,Unnamed prospect,44,-124",
        "18,Unnamed Prospect,44,-124",
        '19,"Nineteen,45,-125',
        "20,Twenty,46,-126",
    ]
    report = take(small_project, "id,name,latitude,longitude\n" + "\n".join(rows) + "\n")
    assert dropped(report) == [
        (3, sites.NO_NAME),
        (4, sites.NO_COORDINATE),
        (5, sites.NO_NUMBER),
        (6, sites.OUT_OF_RANGE),
        (7, "latitude and longitude look swapped"),
        (8, sites.ZERO),
        (9, sites.SAME_ID),
        (10, lines.RAGGED),
        (11, lines.RAGGED),
        (12, lines.NUL),
        (13, sites.SAME_SITE),
        (15, sites.NO_NUMBER),
        (16, sites.NO_NUMBER),
        (17, sites.NO_NUMBER),
        (21, lines.BROKEN),
    ]
    assert [site["record_id"] for site in kept(small_project)] == ["1", "13", "17", "18", "20"]
    assert (report.rows_read, report.rows_kept, report.dropped.total(), report.duplicates) == (20, 5, 15, 2)
    with (small_project.root / report.dropped_file).open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [(int(row["line"]), row["reason"]) for row in listed] == dropped(report)
    assert listed[6]["detail"] == "1, as line 2"
    assert listed[4]["detail"] == "latitude -120.5, longitude 40.5"


def test_an_opened_quote_costs_one_row_however_much_it_swallows(small_project):
    many = "".join(f"{number},Site {number},{number / 1000:.3f},10\n" for number in range(2, 20_000))
    report = take(small_project, f'id,name,latitude,longitude\n1,"Open,1,1\n{many}')
    assert (report.rows_read, report.rows_kept, dropped(report)) == (19_999, 19_998, [(2, lines.BROKEN)])


def test_lines_are_counted_through_cells_of_several_lines(small_project):
    report = take(small_project, 'id,name,latitude,longitude\n1,"Two\nlines",1,1\n2,,2,2\n3,"One, ""two""",3,3\n')
    assert dropped(report) == [(4, sites.NO_NAME)]
    assert [site["name"] for site in kept(small_project)] == ["Two lines", 'One, "two"']


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_encodings_are_read_line_by_line(small_project, packed):
    raw = b"\xef\xbb\xbfid,name,latitude,longitude\r\n1,Ch\xe2teau,1,1\r\n"
    raw += b"2,Stra\xc3\x9fe,2,2\r\n3,\x91Q\x92,3,3\r\n4,\x81x,4,4"
    report = take(small_project, gzip.compress(raw) if packed else raw)
    assert [site["name"] for site in kept(small_project)] == ["Château", "Straße", "‘Q’", "x"]
    assert any("read as Windows-1252: 3" in note for note in report.notes)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "@SUM(A1)", "[x](http://y)", "'; DROP TABLE x; --"]
)
def test_hostile_names_are_texts_and_nothing_else(small_project, text):
    quoted = '"' + text.replace('"', '""') + '"'
    report = take(
        small_project, f"id,name,latitude,longitude\n{quoted},{quoted},1,1\n{quoted},x,2,2\n2,ok\x1b[31m,3,3\n"
    )
    first, second = kept(small_project)
    assert (first["record_id"], first["name"]) == (text, text)
    assert second["name"] == "ok [31m"
    listed = (small_project.root / report.dropped_file).read_text(encoding="utf-8").splitlines()[1]
    assert next(csv.reader([listed]))[2][0] not in "=+-@"


def test_endless_texts_are_cut(small_project):
    take(small_project, f"id,name,latitude,longitude,minerals\n1,{'x' * 5000},1,1,{'y' * 5000}\n")
    assert len(kept(small_project)[0]["name"]) == 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("id,name,latitude,longitude\n", "holds a header and no rows"),
        ("id,name,latitude,longitude\n1,,1,1\n", "none of its rows is a site"),
        ("what,where\n1,2\n", "no layout has this header: what, where"),
        ("what,where\n1,2\n", "mrds       dep_id, site_name, latitude, longitude (missing:"),
        ("id,name,latitude,longitude,Latitude\n1,A,1,1,1\n", "names latitude twice"),
        ("id,name,latitude,longitude\r1,A,1,1\r", "sites.csv:1: the header is not CSV"),
        (b"PK\x03\x04....", "ZIP or Excel"),
        ("id,name,latitude,longitude\n".encode("utf-16"), "holds a header and no rows"),
        (gzip.compress(GOOD.encode() * 50)[:-12], "cut short or damaged"),
        (b"\x1f\x8bnot gzip", "cut short or damaged"),
        (b"x" * 1_100_000, "longer than 1,000,000 bytes"),
    ],
    ids=[
        "empty",
        "blank lines",
        "header only",
        "no site",
        "unknown layout",
        "layouts said",
        "column twice",
        "carriage returns",
        "zip",
        "utf-16",
        "cut gzip",
        "not gzip",
        "endless line",
    ],
)
def test_what_is_no_file_of_sites_is_refused_with_the_reason(small_project, content, says):
    with pytest.raises(ImportRefused) as refused:
        take(small_project, content)
    assert says in str(refused.value)
    assert not list((small_project.build / "imports").glob("*")) or not small_project.build.exists()


def test_a_layout_that_is_asked_for_must_have_its_place_columns(small_project):
    with pytest.raises(ImportRefused, match="the header lacks mine name"):
        take(small_project, GOOD, layout="icmm")


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("40", "-120", (40.0, -120.0)),
        (" +4.5e1 ", "\u2013120", (45.0, -120.0)),
        ("90", "180", (90.0, 180.0)),
        ("0", "5", (0.0, 5.0)),
        ("-120", "40", sites.SWAPPED),
        ("-181", "40", sites.OUT_OF_RANGE),
        ("95", "95", sites.OUT_OF_RANGE),
        ("40", "181", sites.OUT_OF_RANGE),
        ("40,5", "1", sites.NO_NUMBER),
        ("40", " ", sites.NO_COORDINATE),
        ("-0", "0.000", sites.ZERO),
    ],
)
def test_coordinates(latitude, longitude, expected):
    if isinstance(expected, tuple):
        assert coordinates(latitude, longitude) == expected
    else:
        with pytest.raises(sites.Refused) as refused:
            coordinates(latitude, longitude)
        assert refused.value.reason == expected


@pytest.mark.parametrize(
    ("kind", "status", "graded", "expected"),
    [
        ("Surface/Underground", "Producer", True, ("mine", "producer")),
        ("", "Producer", True, ("mine", "producer")),
        ("Underground", "Occurrence", True, ("deposit", "prospect")),
        ("Underground", "Unknown", True, ("mine", "unknown")),
        ("", "Plant", True, ("processing plant", "unknown")),
        ("", "producer", False, (None, "producer")),
        ("Mine;Refinery;Plant", "", False, ("smelter or refinery", "unknown")),
        ("castle", "?", False, (None, "unknown")),
    ],
)
def test_kinds_and_statuses(kind, status, graded, expected):
    known = read_names(here().root).status_of(status) or "unknown"
    assert kind_and_status(kind, status, known, graded=graded) == expected


def test_names_are_compared_by_letters_and_figures():
    assert same_name("St. Élie  No. 2") == same_name("ST ELIE NO-2")
    assert same_name("Unnamed Prospects") == same_name("???") == ""
    assert same_name("Unnamedsson") != ""


def test_the_tables_of_names_hold_and_know_the_minerals_of_the_research(shared):
    names = read_names(here().root)
    with (shared / "facts" / "minerals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    more = {
        "thorium",
        "strontium",
        "gold",
        "molybdenum",
        "mica",
        "mercury",
        "iron",
        "heavy-mineral-sands",
        "cadmium",
        "selenium",
        "diamond",
        "feldspar",
        "bromine",
    }
    ours = {one for ids in names.minerals.values() for one in ids}
    assert ours == {row["mineral_id"] for row in rows} | more
    for row in rows:
        assert row["mineral_id"] in names.minerals_of(row["name"])[0], row["name"]
        # C is also coal and diamond.
        assert row["symbol"] in {"", "C"} or row["mineral_id"] in names.minerals_of(row["symbol"])[0], row["symbol"]


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("mineral_names", "REE,gold", "stands at line"),
        ("mineral_names", "Mithril,Mith Ril", "is not a mineral id"),
        ("mineral_names", "Mithril,", "a value is required"),
        ("country_names", "Narnia,Narnia,NA", "three capitals"),
    ],
)
def test_a_wrong_row_in_a_table_of_names_is_told_with_its_line(small_project, file, row, says):
    path = small_project.data / f"{file}.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(ContentError) as wrong:
        take(small_project, GOOD)
    assert f"data/{file}.csv:{line}:" in str(wrong.value)
    assert says in str(wrong.value)
    assert write(small_project, GOOD).exists()
