"""What bench/fuzz.py starts from: addresses of real choices, statements over real tables, files of sites."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import sqlite3
import struct
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests")]

from fuzz_spoil import ODD, spoiled_text  # noqa: E402
from statement_cases import REFUSED  # noqa: E402

from lodestone.filters import FILTERS, Bounds  # noqa: E402
from lodestone.paths import Project  # noqa: E402
from lodestone.query_files import query_files  # noqa: E402
from lodestone.warehouse import Warehouse  # noqa: E402

_NAME = re.compile(r"\b[a-z_]+\b")


def address(choice: random.Random, names: Sequence[str], bounds: Bounds) -> dict[str, str]:
    """An address of a page: some of its filters and of others', set to real choices, odd texts, or both."""
    given = {}
    for _ in range(choice.choice([0, 1, 2, 4, 10])):
        name = choice.choice(names) if names and choice.random() < 0.8 else choice.choice([*FILTERS, *ODD])
        real = [*bounds.options.get(name, ()), "2026-01-01", "3", "1,2,3,4,5", "off"]
        picked = [str(choice.choice(real)) for _ in range(choice.choice([1, 1, 2, 5, 40]))]
        called = [bounds.word(name, one) if choice.random() < 0.4 else one for one in picked]
        text = choice.choice([",", ", ", ";", " "]).join(called)
        given[name] = text if choice.random() < 0.4 else spoiled_text(choice, text, real)
    if choice.random() < 0.002:
        given[choice.choice(names or ["x"])] = choice.choice(ODD) * choice.choice([10_000, 100_000])
    return given


def statements(project: Project, warehouse: Warehouse) -> tuple[list[str], list[str]]:
    """Statements to spoil, and words to put into them: tables, columns, functions, clauses."""
    texts = [path.read_text(encoding="utf-8") for path in query_files(project.queries).values()]
    texts += [one for many in REFUSED.values() for one in many]
    with warehouse.cursor() as cursor:
        found = cursor.execute(
            "select table_name from duckdb_tables() union select view_name from duckdb_views() union all "
            "select distinct column_name from duckdb_columns() union all "
            "select distinct function_name || '(' from duckdb_functions()"
        ).fetchall()
    tables = [str(row[0]) for row in cursor_tables(warehouse)]
    texts += [f"select * from {name} limit 5" for name in tables] * 5
    texts += [f"select count(*), min(a.{name}) from {name} as a" for name in tables]
    clauses = (
        "select from where group by order having limit offset union all intersect except with recursive as join left "
    )
    clauses += (
        "lateral on using case when then else end cast over partition window qualify sample pivot unpivot values "
    )
    clauses += (
        "distinct any exists in between like ilike similar null is not and or array struct map list lambda x: -> ::"
    )
    return texts, [str(row[0]) for row in found] + clauses.split() * 8 + ODD


def cursor_tables(warehouse: Warehouse) -> list[tuple[str]]:
    """The notebook's own tables and views."""
    with warehouse.cursor() as cursor:
        return cursor.execute(
            "select table_name from duckdb_tables() where not internal union "
            "select view_name from duckdb_views() where not internal order by 1"
        ).fetchall()


def statement(choice: random.Random, seeds: tuple[list[str], list[str]]) -> str:
    """A statement: a real one spoiled, two of them woven together, or words in any order."""
    texts, known = seeds
    what = choice.random()
    if what < 0.1:
        return " ".join(choice.choice(known) for _ in range(choice.choice([1, 3, 8, 30])))
    text = choice.choice(texts).replace("$", "" if choice.random() < 0.5 else "$")
    if what < 0.3:
        form = choice.choice(
            [
                "select * from ({}) as t",
                "with t as ({}) select * from t",
                "({}) union all ({})",
                "select ({})",
                "explain {}",
            ]
        )
        text = form.format(*[text.strip().rstrip(";")] * form.count("{}"))
    if what < 0.45:
        call = choice.choice(known)
        text = f"select {call if call.endswith('(') else call + '('}{choice.choice(ODD + known)})"
    if what < 0.75:
        # Other words in their places: most of these can still be parsed.
        plain = [one for one in known if one.isidentifier()]
        share = choice.choice([0, 0.02, 0.1])
        return _NAME.sub(lambda found: choice.choice(plain) if choice.random() < share else found[0], text)
    return spoiled_text(choice, text, known)


def site_files(folder: Path) -> list[tuple[str, bytes]]:
    """Files of sites by name, one of each kind that is read, and the small ones that were given to try."""
    kept = ["United States", "gallium; REE", "Producer", "mine"]
    rows = [
        ["id", "name", "latitude", "longitude", "country", "minerals", "status", "type"],
        *([str(n), f"Site {n}", f"{36 + n / 7:.4f}", f"{-86 - n / 9:.4f}", *kept] for n in range(30)),
        ["99", "飯豊", "37.5", "139.7", "Japan", "nickel", "Prospect", "deposit"],
    ]  # fmt: skip
    table = "\n".join(",".join(row) for row in rows) + "\n"
    mrds = "dep_id,site_name,latitude,longitude,country,state,commod1,commod2,dev_stat,com_type,oper_type\n"
    mrds += "".join(
        f'{n},Mine {n},{40 + n / 10},{-120 + n / 10},United States,Nevada,"Copper, Gold",REE,Producer,M,Surface\n'
        for n in range(20)
    )
    files = {
        "plain.csv": table.encode(),
        "semicolon.csv": table.replace(".", ",").replace(",", ";").encode(),
        "tabs.tsv": table.replace(",", "\t").encode(),
        "sjis.csv": table.encode("cp932", "replace"),
        "wide.csv": table.encode("utf-16"),
        "noted.csv": b"A note above the table\n\nsep=,\n" + table.encode(),
        "mrds.csv": mrds.encode(),
        "points.geojson": _geojson(rows).encode(),
        "book.xlsx": _excel(rows),
        "layers.gpkg": _geopackage(folder / "made.gpkg", rows),
        "table.parquet": _parquet(rows),
        "packed.csv.gz": gzip.compress(table.encode()),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner/plain.csv", table)
    files["packed.zip"] = packed.getvalue()
    cases = ROOT.parent / "shared" / "cases"
    given = sorted(cases.glob("*.csv")) if cases.is_dir() else []
    return [*files.items(), *((one.name, one.read_bytes()) for one in given)]


def _geojson(rows: list[list[str]]) -> str:
    head, *body = rows
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(head, row, strict=True)),
            "geometry": {"type": "Point", "coordinates": [float(row[3]), float(row[2])]},
        }
        for row in body
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _excel(rows: list[list[str]]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def _parquet(rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))), file)
    return file.getvalue()


def _geopackage(path: Path, rows: list[list[str]]) -> bytes:
    head, *body = rows
    with sqlite3.connect(path) as con:
        con.executescript(
            "create table gpkg_contents (table_name text, data_type text, srs_id integer);"
            "create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, "
            "srs_id integer, z tinyint, m tinyint);"
            "create table gpkg_spatial_ref_sys (srs_name text, srs_id integer, organization text,"
            " organization_coordsys_id integer, definition text);"
            "insert into gpkg_contents values ('sites', 'features', 4326);"
            "insert into gpkg_geometry_columns values ('sites', 'geom', 'POINT', 4326, 0, 0);"
            "insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, '');"
            f"create table sites (fid integer primary key, geom blob, {', '.join(f'{one} text' for one in head)})"
        )
        for number, row in enumerate(body):
            point = b"GP\0\1" + struct.pack("<i", 4326) + struct.pack("<BIdd", 1, 1, float(row[3]), float(row[2]))
            con.execute(f"insert into sites values (?, ?{', ?' * len(head)})", [number, point, *row])
    con.close()
    raw = path.read_bytes()
    path.unlink()
    return raw
