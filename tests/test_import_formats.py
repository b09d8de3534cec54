"""Excel workbooks, GeoJSON and GeoPackages as files of sites."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import sqlite3
import struct
import zipfile

import pytest
from import_support import dropped, kept, preview, take, write
from openpyxl import Workbook

from lodestone.errors import ImportRefused
from lodestone.imports.table import Limits


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SHEET = [["Sites of 2026"], [], ["Name", "Latitude", "Longitude", "Minerals", None], ["A", 35.5, "139,7", "gold"]]


@pytest.mark.parametrize("packed", [lambda raw: raw, gzip.compress], ids=["plain", "gz"])
def test_an_excel_workbook_is_read_from_the_sheet_that_has_sites(small_project, packed):
    raw = workbook(("Notes", [["Read me"]]), ("Data", [*SHEET, [None, 1, 2], [], ["C", 7, 8, "tin", None, "more"]]))
    report = take(small_project, packed(raw), "sites.xlsx")
    (site,) = kept(small_project)
    assert (site["name"], site["latitude"], site["longitude"], site["minerals"]) == ("A", 35.5, 139.7, ["gold"])
    assert (site["record_id"], dropped(report)) == (
        "row 4",
        [(5, "the name is missing"), (7, "the row has cells beyond the header")],
    )
    said = report.as_text()
    assert "The sheet “Data” was read." in said
    assert "Not read: the sheet “Notes”." in said
    assert "2 rows stand above the header" in said


def test_numbers_of_a_workbook_are_texts_as_a_person_reads_them(small_project):
    take(
        small_project,
        workbook(("S", [["id", "name", "latitude", "longitude"], [7.0, 12, 1, 2]])),
        "sites.xlsx",
    )
    assert (kept(small_project)[0]["record_id"], kept(small_project)[0]["name"]) == ("7", "12")


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(*at: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": at}


def test_geojson_is_read_with_the_place_of_its_geometry(small_project):
    text = collection(
        feature(point(139.7, 35.5), name="A", minerals=["gold", "tin"], Latitude=1),
        feature({"type": "MultiPoint", "coordinates": [[1.0, 2.0, 300]]}, name="B"),
        feature({"type": "Polygon", "coordinates": []}, name="C"),
        feature(None, name="D"),
        feature(point("x", "y"), name="E"),
    )
    report = take(small_project, text, "sites.geojson")
    first, second = kept(small_project)
    assert (first["latitude"], first["longitude"], first["minerals"]) == (35.5, 139.7, ["gold", "tin"])
    assert (second["latitude"], second["longitude"], second["record_id"]) == (2.0, 1.0, "feature 2")
    assert dropped(report) == [(line, "the geometry is not one point") for line in (3, 4, 5)]
    assert "The columns Latitude were not read: the geometry says where a site lies." in report.notes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"type": "Topology"}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [', "begins as JSON does and is none"),
        (collection(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "is not in degrees"),
        (collection(feature(point(1, 2), title="A")), "--map name=title"),
        (collection(feature(point(10**400, 2), name="A")), "none of its rows is a site"),
    ],
)
def test_json_that_holds_no_sites_is_refused(small_project, text, says):
    with pytest.raises(ImportRefused) as refused:
        preview(small_project, text, "sites.json")
    assert says in str(refused.value)


def geometry(longitude: float, latitude: float, order: str = "<", box: bool = False) -> bytes:
    head = b"GP\0" + bytes([(2 if box else 0) | (order == "<")]) + struct.pack(f"{order}i", 4326)
    head += struct.pack(f"{order}4d", longitude, longitude, latitude, latitude) if box else b""
    return head + bytes([order == "<"]) + struct.pack(f"{order}I2d", 1, longitude, latitude)


def geopackage(project, system: int = 4326, kind: str = "POINT") -> bytes:
    path = write(project, b"", "made.gpkg")
    path.unlink()
    with sqlite3.connect(path) as con:
        con.executescript(
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, "
            "srs_id INTEGER);"
            f"INSERT INTO gpkg_contents VALUES ('my \"sites\"', 'features');"
            f"INSERT INTO gpkg_geometry_columns VALUES ('my \"sites\"', 'geom', '{kind}', {system});"
            'CREATE TABLE "my ""sites""" (fid INTEGER, geom BLOB, name TEXT, minerals TEXT)'
        )
        rows = [
            (1, geometry(139.7, 35.5), "A", "gold"),
            (2, geometry(1, 2, ">", True), "B", None),
            (3, b"x", "C", None),
        ]
        con.executemany('INSERT INTO "my ""sites""" VALUES (?, ?, ?, ?)', rows)
    con.close()
    return path.read_bytes()


@pytest.mark.parametrize("packed", [lambda raw: raw, gzip.compress], ids=["plain", "gz"])
def test_a_geopackage_is_read_with_the_place_of_its_geometry(small_project, packed):
    report = take(small_project, packed(geopackage(small_project)), "sites.gpkg")
    first, second = kept(small_project)
    assert (first["latitude"], first["longitude"], first["minerals"]) == (35.5, 139.7, ["gold"])
    assert (second["latitude"], second["longitude"]) == (2.0, 1.0)
    assert dropped(report) == [(3, "the geometry is not one point")]
    assert 'The layer “my "sites"” was read.' in report.notes


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda project: geopackage(project, 3857), "number 3857"),
        (lambda project: geopackage(project, kind="POLYGON"), "without a layer of points"),
        (lambda _: b"SQLite format 3\0" + b"x" * 200, "cannot be read as a GeoPackage"),
    ],
    ids=["meters", "polygons", "damaged"],
)
def test_a_geopackage_without_points_in_degrees_is_refused(small_project, made, says):
    with pytest.raises(ImportRefused) as refused:
        preview(small_project, made(small_project), "sites.gpkg")
    assert says in str(refused.value)


def test_a_workbook_that_unpacks_to_too_much_is_refused(small_project):
    raw = workbook(("S", [["name", "latitude", "longitude"], *([f"N{n}", n / 1000, 1] for n in range(2_000))]))
    assert len(raw) < 60_000
    with pytest.raises(ImportRefused, match="is too large"):
        preview(small_project, raw, "s.xlsx", limits=Limits(whole=60_000))


def test_a_workbook_that_declares_entities_is_refused(small_project):
    raw = io.BytesIO(workbook(("S", SHEET)))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr("xl/more.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(ImportRefused, match="declares a document type"):
        preview(small_project, raw.getvalue(), "s.xlsx")


def test_damage_anywhere_in_a_file_ends_in_a_sentence(small_project):
    chance = random.Random(11)
    whole = {"s.xlsx": workbook(("S", SHEET)), "s.gpkg": geopackage(small_project), "s.csv": b"a;b\n" * 9}
    for name, raw in whole.items():
        for _ in range(25):
            spoiled = bytearray(raw)
            for _ in range(chance.choice([1, 3, 30])):
                spoiled[chance.randrange(len(raw))] = chance.randrange(256)
            with contextlib.suppress(ImportRefused):
                preview(small_project, bytes(spoiled[: chance.choice([len(raw), len(raw) // 2])]), name)
