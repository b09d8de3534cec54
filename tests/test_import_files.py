"""Files as they come: texts in any encoding and of any shape, packed or not; and how much of one is read."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from import_support import GOOD, dropped, kept, preview, take

from lodestone.errors import ImportRefused
from lodestone.imports.run import Wish, preview_sites
from lodestone.imports.table import Limits

HEAD = "name,latitude,longitude,minerals,country\n"
TEXTS = {
    "cp932": ("Shift-JIS", "春日鉱山,31.28,130.28,gold,Japan\n赤石鉱山,31.3,130.3,gold,Japan\n"),
    "euc_jp": ("EUC-JP", "菱刈鉱山,32.0,130.68,gold,Japan\n神岡鉱山,36.3,137.3,zinc,Japan\n"),
    "gb18030": ("GB18030", "白云鄂博矿,41.8,109.9,rare earths,China\n德兴铜矿,29.0,117.7,copper,China\n"),
    "big5": ("Big5", "金瓜石礦山,25.1,121.8,gold,Taiwan\n"),
    "euc_kr": ("EUC-KR", "상동광산,37.1,128.8,tungsten,South Korea\n"),
    "cp1251": ("Windows-1251", "Норильск,69.3,88.2,nickel,Russia\n"),
}


def names(taken) -> list[str]:
    return [site[1] for site, _ in taken.first]


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_in_another_encoding_is_guessed_and_the_guess_is_said(small_project, encoding):
    called, rows = TEXTS[encoding]
    taken = preview(small_project, (HEAD + rows).encode(encoding))
    assert names(taken) == [row.split(",")[0] for row in rows.splitlines()]
    (note,) = taken.report.notes[:1]
    assert note.startswith(f"The text is not UTF-8. It was read as {called}")
    assert "a guess from" in note
    assert "--encoding" in note


def test_a_guess_names_what_else_it_could_be(small_project):
    taken = preview(small_project, (HEAD + "白云鄂博矿,41.8,109.9,gold,\n").encode("gb18030"))
    assert "it could also be" in taken.report.notes[0]


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "utf-8-sig", "euc_jp", "shift_jis"])
def test_a_named_encoding_is_taken(small_project, encoding):
    taken = preview(small_project, (HEAD + "春日鉱山,31.28,130.28,gold,Japan\n").encode(encoding), encoding=encoding)
    assert names(taken) == ["春日鉱山"]
    assert not [note for note in taken.report.notes if "outlines" not in note]


def test_bytes_that_are_not_in_the_named_encoding_are_told(small_project):
    taken = preview(small_project, HEAD.encode() + b"A\x85\x20B,1,2,gold,\n", encoding="cp932")
    assert any("bytes that are not cp932, a sign stands in their place: 1" in note for note in taken.report.notes)


def test_an_unknown_encoding_is_refused(small_project):
    for encoding in ("klingon", "rot13", "hex"):
        with pytest.raises(ImportRefused, match=f"no text encoding '{encoding}'"):
            preview(small_project, GOOD, encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_an_encoding_that_the_file_does_not_begin_with_is_refused(small_project, encoding):
    with pytest.raises(ImportRefused, match=f"does not begin as {encoding} does"):
        preview(small_project, GOOD, encoding=encoding)
    assert names(preview(small_project, GOOD.encode(f"{encoding}-le"), encoding=f"{encoding}-le")) == ["Alpha", "Beta"]


def test_utf_16_is_known_by_its_first_bytes(small_project):
    assert names(preview(small_project, (HEAD + "Größe,1,2,gold,\n").encode("utf-16"))) == ["Größe"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name;latitude;longitude\nA;35,5;-139,25\n", "separated by semicolons"),
        ("name\tlatitude\tlongitude\nA\t35.5\t-139.25\n", "separated by tabs"),
        ("name|latitude|longitude\nA|35.5|-139.25\n", "separated by upright strokes"),
        ("sep=;\r\nname;latitude;longitude\r\nA;35,5;-139,25\r\n", "separated by semicolons"),
        ("\ufeffsep=,\nname,latitude,longitude\nA,35.5,-139.25\n", ""),
        ("My sites; 2026\n\nname;latitude;longitude\nA;35,5;\u2212139,25\n", "“My sites; 2026”"),
        ('"A note, with\ncommas",x\nname,latitude,longitude\nA,35.5,-139.25\n', "2 lines stand above the header"),
    ],
    ids=["semicolons", "tabs", "strokes", "sep", "sep comma", "note", "quoted note"],
)
def test_texts_of_other_shapes_are_read_where_certain(small_project, text, says):
    report = take(small_project, text)
    (site,) = kept(small_project)
    assert (site["name"], site["latitude"], site["longitude"]) == ("A", 35.5, -139.25)
    assert says in report.as_text()
    assert report.columns.uses == ("name", "latitude", "longitude")


def test_lines_are_counted_from_the_top_of_the_file_also_below_a_note(small_project):
    report = take(small_project, "A note\n\nname;latitude;longitude\n;1;2\nB;3;4\n")
    assert dropped(report) == [(4, "the name is missing")]


def test_commas_as_decimals_between_commas_are_guessed_at_in_the_message(small_project):
    with pytest.raises(ImportRefused, match="commas of their own, such as 35,5"):
        preview(small_project, "name,latitude,longitude\nA,35,5,139,7\n")


def packed(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_dot_", "."), content)
    return out.getvalue()


def test_the_one_table_of_a_zip_file_is_preview(small_project):
    take(small_project, packed(sites_dot_csv=GOOD, readme_dot_md="x"), "sites.zip")
    assert len(kept(small_project)) == 2
    with pytest.raises(ImportRefused, match="2 tables in it"):
        preview(small_project, packed(a_dot_csv=GOOD, b_dot_csv=GOOD), "sites.zip")
    with pytest.raises(ImportRefused, match="shapefile's layer"):
        preview(small_project, packed(a_dot_shp="x", a_dot_dbf="x"), "sites.zip")


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"\xd0\xcf\x11\xe0", "before 2007"),
        (b"PAR1", "Parquet file that cannot be read"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><p>", "web page"),
        (b"\x00\x00\x27\x0a", "shapefile"),
    ],
)
def test_other_kinds_of_file_are_named(small_project, start, says):
    with pytest.raises(ImportRefused, match=says):
        preview(small_project, start + b"\n" * 40)


SMALL = Limits(rows=10, unpacked=20_000, whole=20_000, seconds=60)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("s.csv", GOOD + "".join(f"{n},N{n},{n},1\n" for n in range(3, 20)), "more than 10 rows"),
        ("s.csv.gz", gzip.compress(GOOD.encode() + b"3,x,1,1\n" * 9000), "is too large"),
        ("s.zip", packed(sites_dot_csv=GOOD + " " * 90_000), "is too large"),
        ("s.zip", packed(s_dot_xlsx=b"PK\x03\x04" + b"0" * 90_000), "is too large"),
        ("s.geojson.gz", gzip.compress(b'{"type": "FeatureCollection"' + b" " * 90_000), "is too large"),
    ],
    ids=["rows", "gz bomb", "zip bomb", "zip in zip", "json bomb"],
)
def test_a_file_that_is_too_much_is_refused_with_the_limit(small_project, name, content, says):
    with pytest.raises(ImportRefused, match=says):
        preview(small_project, content, name, limits=SMALL)


def test_a_file_that_takes_too_long_is_given_up(small_project):
    rows = "".join(f"N{n},{n / 100},1\n" for n in range(1000))
    with pytest.raises(ImportRefused, match="given up after 0 seconds"):
        preview(small_project, "name,latitude,longitude\n" + rows, limits=Limits(seconds=0))


def test_the_case_at_hand(small_project, shared):
    path = shared / "cases" / "sjis.csv"
    if not path.is_file():
        pytest.skip("the case is not here")
    assert "Shift-JIS" in preview_sites(small_project.root, path, Wish()).report.notes[0]
