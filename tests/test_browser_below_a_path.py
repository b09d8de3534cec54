"""The notebook below a path, as behind a proxy that serves other things too: land, pages and links keep the path."""

from __future__ import annotations

import re

import pytest
from browser_support import GROUP, reading, serve
from door_support import ask, open_socket
from playwright.sync_api import expect

pytestmark = GROUP
PATH = "minerals/lodestone"


@pytest.fixture(scope="module")
def below():
    with serve(path=PATH) as address:
        yield address


def test_the_land_of_the_live_map_and_the_icon_are_there(below):
    for path, kind in (("/basemap/countries.geojson", "FeatureCollection"), ("/app/static/icon.png", "PNG")):
        heard = ask(below, path)
        assert (heard.status, kind in heard.text[:200]) == (200, True), path


def test_scripts_are_packed_there_too(below):
    script = next(iter(re.findall(r'src="\./(static/js/[^"]+)"', ask(below, "/").text)))
    assert ask(below, f"/{script}", Accept_Encoding="gzip").heads["content-encoding"] == "gzip"


def test_the_door_stands_there_too(below):
    assert ask(below, "/geology", Host="stranger.example").status == 421
    assert open_socket(below, Origin="https://stranger.example") == 403
    assert open_socket(below) == 101
    assert ask(below, "/_stcore/metrics").status == ask(below, "/_stcore/agent/mcp").status == 404


def test_pages_and_links_keep_the_path(chrome, below):
    with reading(chrome, below) as reader:
        reader.look(width=1024, height=700)
        root = f"/{PATH}"
        asked: list[str] = []
        reader.page.on("response", lambda answer: asked.append(f"{answer.status} {answer.url}"))
        page = reader.open("geology", zoom="united-states")
        page.wait_for_function(
            """() => performance.getEntriesByType('resource')
                     .some(one => one.name.endsWith('/basemap/us_states.geojson'))""",
            polling=50,
        )
        assert f"200 {below}/basemap/countries.geojson" in asked
        assert f"200 {below}/basemap/us_states.geojson" in asked
        reader.go("Funding")
        assert page.evaluate("location.pathname") == f"{root}/funding"
        links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
        ours = [link for link in links if link.startswith(below[: -len(PATH)])]
        assert len(ours) > 15
        assert [link for link in ours if not link.startswith(f"{below}/") and link != below] == []
        present = page.get_by_role("link", name="Present", exact=True)
        with reader.page.context.expect_page() as opened:
            present.click()
        slide = opened.value
        expect(slide.get_by_role("button", name="Next")).to_be_visible()
        assert slide.evaluate("location.pathname") == f"{root}/present"
        slide.close()
        reader.go("Overview")
        assert page.evaluate("location.pathname") in {root, f"{root}/"}
        page.reload()
        reader.settle()
        expect(page).to_have_title("Overview")
        assert page.evaluate("location.pathname") in {root, f"{root}/"}
