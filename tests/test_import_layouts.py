"""Files of mineral sites in each layout: what their columns become."""

from __future__ import annotations

from import_support import kept, take

MRDS = (
    "dep_id,url,site_name,latitude,longitude,country,state,commod1,commod2,commod3,oper_type,dep_type,dev_stat\n"
    '10001,http://x,Alpha Mine,40.1,-120.1,United States,Nevada,"Gold, Silver",Copper,,Underground,Vein,Past Producer\n'
    "10002,,Beta,\u221212.5,\u221270.25,Peru,,Zinc,,,Unknown,,Prospect\n"
    "10003,,Gamma Mill,10,20,Burma,,REE,,,Processing Plant,,Plant\n"
    "10004,,Delta,11,21,Atlantis,,Pixie Dust,Gold,,Underground,,Occurrence\n"
    "10005,,Epsilon,12,22,,,,Fluorine-Fluorite,,,,Unknown\n"
)


def test_the_mrds_layout(small_project):
    report = take(small_project, MRDS)
    assert (report.layout, report.rows_read, report.rows_kept, report.dropped.total()) == ("mrds", 5, 5, 0)
    alpha, beta, gamma, delta, epsilon = kept(small_project)
    assert alpha == {
        "record_id": "10001",
        "name": "Alpha Mine",
        "latitude": 40.1,
        "longitude": -120.1,
        "country": "United States",
        "country_iso3": "USA",
        "admin_area": "Nevada",
        "minerals": ["gold", "silver", "copper"],
        "mineral_id": "gold",
        "kind": "mine",
        "status": "past producer",
        "deposit_type": "Vein",
        "off_country": None,
    }
    assert (beta["latitude"], beta["longitude"], beta["kind"], beta["status"]) == (-12.5, -70.25, "deposit", "prospect")
    assert (gamma["country"], gamma["country_iso3"], gamma["kind"], gamma["minerals"]) == (
        "Myanmar",
        "MMR",
        "processing plant",
        ["rare-earths"],
    )
    # The main mineral is what the first list names, or not known; it is never taken from a later list.
    assert (delta["country"], delta["country_iso3"], delta["minerals"], delta["mineral_id"]) == (
        "Atlantis",
        None,
        ["gold"],
        None,
    )
    assert (epsilon["country"], epsilon["mineral_id"], epsilon["kind"], epsilon["status"], epsilon["admin_area"]) == (
        None,
        "fluorspar",
        None,
        "unknown",
        None,
    )
    assert (report.words, report.countries) == ({"Pixie Dust": 1}, {"Atlantis": 1})


def test_the_mrds_layout_without_most_of_its_columns(small_project):
    assert take(small_project, "dep_id,site_name,latitude,longitude\n1,A,1,2\n").layout == "mrds"
    take(small_project, "site_name,longitude,latitude\nA,2,1\n", layout="mrds")
    assert kept(small_project) == [
        {
            "record_id": "line 2",
            "name": "A",
            "latitude": 1.0,
            "longitude": 2.0,
            "country": None,
            "country_iso3": None,
            "admin_area": None,
            "minerals": [],
            "mineral_id": None,
            "kind": None,
            "status": "unknown",
            "deposit_type": None,
            "off_country": None,
        }
    ]


def test_the_california_layout(small_project):
    head = "record_id,site_name,latitude,longitude,country,state,deposit_type,commodities\n"
    take(small_project, head + "7,Big Pit,38.1,-120.1,,California,Placer,Gold; Titanium > Metal; Stone\n")
    (site,) = kept(small_project)
    assert (site["record_id"], site["country"], site["country_iso3"], site["admin_area"]) == (
        "7",
        "United States",
        "USA",
        "California",
    )
    assert (site["minerals"], site["mineral_id"], site["deposit_type"]) == (["gold", "titanium"], "gold", "Placer")
    assert (site["kind"], site["status"]) == (None, "unknown")


def test_the_pp1802_layout(small_project):
    head = "X,Y,DEPOSIT_NAME,CRITICAL_MINERAL,DEPOSIT_TYPE,LATITUDE,LONGITUDE,LOCATION,LOC_DETAIL\n"
    take(
        small_project,
        head + "9,9,Coeur d'Alene district,Niobium and Tantalum; Platinum-Group Elements,Vein,47.5,-116.2,"
        "United States of America,Idaho\n9,9,Krasna Gora,Antimony,,49.6,14.3,Czech Republic,\n",
    )
    first, second = kept(small_project)
    assert (first["minerals"], first["kind"]) == (["niobium", "tantalum", "platinum-group-metals"], "district")
    assert (first["latitude"], first["country_iso3"], first["admin_area"]) == (47.5, "USA", "Idaho")
    assert (second["kind"], second["country"], second["country_iso3"]) == ("deposit", "Czechia", "CZE")


def test_the_icmm_layout_with_trailing_blanks_in_the_header(small_project):
    head = (
        "ICMMID,Confidence Factor,Mine Name ,Group Names,Latitude,Longitude,Asset Type,Country,Primary Commodity,"
        "Secondary Commodity,Other Commodities\n"
    )
    take(
        small_project,
        head + "ICMM1,High, Río Azul ,,-7.6,\u221274.8,Mine;Smelter,Colombia,thermal coal, gold ,PGM;coal\n"
        "ICMM2,High,Lead Works,,1,2,Steel Plant,Japan,lead,,\n",
    )
    first, second = kept(small_project)
    assert (first["name"], first["longitude"], first["kind"]) == ("Río Azul", -74.8, "smelter or refinery")
    assert (first["minerals"], first["mineral_id"]) == (["gold", "platinum-group-metals"], None)
    assert (second["kind"], second["mineral_id"], second["country_iso3"]) == ("processing plant", "lead", "JPN")


def test_the_generic_layout(small_project):
    report = take(
        small_project,
        " ID ,Name,LATITUDE,Longitude,country_iso3,minerals,kind,status,deposit_type,extra\n"
        "x1,Ytterby,59.4,18.35,swe,Y; W ;unobtainium,mine,past producer,Pegmatite,ignored\n",
    )
    (site,) = kept(small_project)
    assert report.title == "sites.csv"
    assert (site["record_id"], site["country"], site["country_iso3"]) == ("x1", "Sweden", "SWE")
    assert site["minerals"] == ["rare-earths", "yttrium", "tungsten"]
    assert (site["kind"], site["status"], report.words) == ("mine", "past producer", {"unobtainium": 1})
