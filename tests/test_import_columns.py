"""Columns: what each is used as, what is offered for those called otherwise, and what is said where nothing is read."""

from __future__ import annotations

import json

import pytest
from command_support import printed, refused
from import_support import kept, preview, take, write

from lodestone.errors import ImportRefused
from lodestone.imports.columns import read_mapping
from lodestone.imports.run import Wish, preview_sites
from lodestone.imports.synonyms import looks_like

OTHER = "name,latitude,longitude,Commodity,owner\nAlpha,35.5,139.7,gallium,A\nBeta,36.5,139.7,nickel,B\n"
WFS = (
    "gml_id,dep_id,site_name,dev_stat,fips_code,huc_code,url,code_list,longitude,latitude\n"
    "m.1,1,Ridge,Past Producer,f06001,h,u,W  MO,-118.1,37.1\nm.2,2,Gulch,Occurrence,fCA01,h,u,REE LI QQ,-118.4,37.4\n"
)


def test_the_report_says_of_every_column_what_it_is_used_as(small_project):
    said = printed(small_project, "import", "sites", str(write(small_project, OTHER)))
    listed = [line.split() for line in said.partition("columns:\n")[2].splitlines()[:5]]
    assert listed == [
        ["name", "name"],
        ["latitude", "latitude"],
        ["longitude", "longitude"],
        ["Commodity", "not", "used"],
        ["owner", "not", "used"],
    ]


def test_a_file_without_readable_minerals_says_that_first_and_offers_the_column(small_project):
    said = printed(small_project, "import", "sites", str(write(small_project, OTHER)))
    first, *_, offered = said.splitlines()[:4]
    assert first == "No mineral was read for any site: no column was taken for it (looked for minerals)."
    assert offered == "These columns are not used and look like it: --map minerals=Commodity"


def test_words_that_are_all_unknown_or_missing_are_said_first(small_project):
    text = "name,latitude,longitude,minerals,status,country\nA,1,2,stuff,humming,Atlantis\nB,3,4,stuff,,Mu\n"
    report = preview(small_project, text).report
    assert report.attention() == [
        f"No {what} was read for any site: none of the words in “{column}” is known (most often: {word}). "
        f"Known ones are in data/{what}_names.csv."
        for what, column, word in (("mineral", "minerals", "stuff"), ("status", "status", "humming"))
    ]
    report = preview(small_project, "name,latitude,longitude,minerals\nA,1,2,\n").report
    assert report.attention()[0].endswith("nothing is filled in under “minerals”.")


def test_columns_called_otherwise_are_named_by_the_caller(small_project):
    text = "Mine;Lat;Long;Metal 1;Metal 2;Stage\nAlpha;35,5;139,7;gallium;gold;Active\n"
    mapping = read_mapping(
        ["name=mine", "latitude=Lat", "longitude=Long", "minerals=Metal 2", "minerals=Metal 1", "status=Stage"]
    )
    take(small_project, text, columns=mapping)
    (site,) = kept(small_project)
    assert (site["name"], site["latitude"], site["longitude"]) == ("Alpha", 35.5, 139.7)
    assert (site["minerals"], site["mineral_id"], site["status"]) == (["gold", "gallium"], "gold", "producer")


@pytest.mark.parametrize("row", ["B;36.1;-87.1;zinc;see also; note", "B;36.1"])
def test_a_row_too_long_or_too_short_is_not_taken_for_the_header(small_project, row):
    text = f"Site;Y-coord;X-coord;Ore\nA;35.1;-86.1;gallium\n{row}\nC;37.1;-88.1;zinc\n"
    with pytest.raises(ImportRefused, match="Site, Y-coord, X-coord, Ore"):
        preview(small_project, text)
    mapping = read_mapping(["name=Site", "latitude=Y-coord", "longitude=X-coord", "minerals=Ore"])
    take(small_project, text, columns=mapping)
    assert {"A", "C"} <= {site["name"] for site in kept(small_project)}


def test_a_header_with_more_cells_than_its_rows_is_the_header(small_project):
    with pytest.raises(ImportRefused, match="Site, Y-coord, X-coord, Ore"):
        preview(small_project, "Site;Y-coord;X-coord;Ore\nA;35.1;-86.1\nB;36.1;-87.1\n")


def test_a_column_can_be_left_out(small_project):
    report = preview(small_project, OTHER.replace("Commodity", "minerals"), columns=read_mapping(["minerals="])).report
    assert report.met.without["mineral"] == 2
    assert report.columns.uses[3] == "not used"


def test_a_file_of_no_layout_is_refused_with_the_columns_to_name(small_project):
    path = write(small_project, "Mine Name,Lat DD,Lon_DD,Commodity\nA,1,2,gold\n")
    said = refused(small_project, 2, "import", "sites", str(path))
    assert '--map "name=Mine Name" --map "latitude=Lat DD" --map longitude=Lon_DD --map minerals=Commodity' in said
    assert str(path.parent) not in said
    options = ["name=Mine Name", "latitude=Lat DD", "longitude=Lon_DD", "minerals=Commodity"]
    printed(small_project, "import", "sites", str(path), *(word for one in options for word in ("--map", one)))
    assert kept(small_project)[0]["minerals"] == ["gold"]


@pytest.mark.parametrize(
    ("given", "says"),
    [("minerals", "write USE=COLUMN"), ("metal=X", "uses: id, name"), ("minerals=Metal", "has no column Metal")],
)
def test_a_wrong_pair_is_refused(small_project, given, says):
    path = write(small_project, OTHER)
    assert says in refused(small_project, 2, "import", "sites", str(path), "--map", given)


def test_minerals_spread_over_numbered_columns_are_read_in_their_order(small_project):
    take(
        small_project,
        "name,latitude,longitude,commodity2,Commodity 1,commodity10,commod8\nA,1,2,gold,tin,zinc,copper\n",
    )
    (site,) = kept(small_project)
    assert (site["minerals"], site["mineral_id"]) == (["tin", "gold", "copper"], "tin")


def test_the_services_of_the_resource_data_system_give_codes(small_project):
    report = take(small_project, WFS)
    first, second = kept(small_project)
    assert (first["minerals"], first["status"], first["kind"]) == (["tungsten", "molybdenum"], "past producer", "mine")
    assert (second["minerals"], second["status"]) == (["rare-earths", "lithium"], "prospect")
    assert (first["country"], first["country_iso3"]) == ("United States", "USA")
    assert (second["country"], report.countries, report.words) == (None, {"fCA01": 1}, {"QQ": 1})
    assert report.attention() == []


def test_codes_are_passed_over_where_names_are_there(small_project):
    report = preview(
        small_project, "dep_id,site_name,latitude,longitude,commod1,code_list\n1,A,1,2,Gold,AU ZN\n"
    ).report
    assert dict(zip(report.columns.header, report.columns.uses, strict=True))["code_list"] == "not used"


def test_the_same_as_json(small_project):
    path = write(small_project, OTHER)
    report = json.loads(printed(small_project, "import", "sites", str(path), "--format", "json", "--dry-run"))
    assert report["columns"][3] == {"column": "Commodity", "used_as": None}
    assert len(report["attention"]) == 3
    assert report["sites_without"] == {"mineral": 2, "country": 2, "status": 2}
    assert report["dropped_file"] is None


def test_a_dry_run_writes_nothing(small_project):
    said = printed(small_project, "import", "sites", str(write(small_project, OTHER)), "--dry-run")
    assert "would be imported: sites" in said
    assert not small_project.build.exists()


def test_usual_names_of_columns_are_recognized():
    assert [looks_like(one) for one in ("LAT_DD", "Long", "commodity-list", "Dev. Stat", "whatever")] == [
        "latitude",
        "longitude",
        "minerals",
        "status",
        None,
    ]


@pytest.mark.parametrize("case", ["mrds_wfs", "other_column"])
def test_the_cases_at_hand(small_project, shared, case):
    path = shared / "cases" / f"{case}.csv"
    if not path.is_file():
        pytest.skip("the case is not here")
    report = preview_sites(small_project.root, path, Wish()).report
    assert bool(report.attention()) == (case == "other_column")


def test_a_mapping_with_a_layout_keeps_the_other_columns_of_the_layout(small_project):
    text = "dep_id,site_name,latitude,longitude,commod1,ores\n1,A,1,2,Gold,Tin\n"
    take(small_project, text, columns=read_mapping(["minerals=ores"]))
    (site,) = kept(small_project)
    assert (site["record_id"], site["minerals"]) == ("1", ["tin"])
    with pytest.raises(ImportRefused, match="has no column nothing"):
        take(small_project, text, columns=read_mapping(["minerals=nothing"]))
