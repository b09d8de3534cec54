"""The door of the server: hosts and origins, what is not for readers, and what every answer tells a browser."""

from __future__ import annotations

import gzip
import re

import pytest
from browser_support import serve
from coroutines import finished
from door_support import ask, open_socket, way_out
from streamlit.proto.BackMsg_pb2 import BackMsg

from lodestone.page_list import PAGES
from lodestone.paths import here
from lodestone.screen.door import Door, same_origin
from lodestone.screen.packed_files import FOLDER

FRIEND, STRANGER = "https://friend.example", "https://stranger.example"


@pytest.fixture(scope="module")
def way():
    with way_out() as (surroundings, asked):
        yield surroundings, asked


@pytest.fixture(scope="module")
def address(way):
    with serve(STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS=FRIEND, LODESTONE_METRICS_TOKEN="a word", **way[0]) as address:
        yield address


def test_a_reader_of_this_computer_is_let_in_by_each_of_its_names(address):
    port = address.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost"):
        own = f"http://{host}"
        assert (ask(address, Host=host).status, open_socket(address, Host=host, Origin=own)) == (200, 101), host


@pytest.mark.parametrize("host", ["stranger.example", "127.0.0.1.stranger.example", "localhost@stranger.example", ""])
def test_a_foreign_name_that_leads_here_is_refused(address, host):
    for path in ("/", "/geology", "/_stcore/health", "/basemap/countries.geojson", "/static/none.js"):
        assert ask(address, path, Host=host).status == 421, path
    # As a browser would come whose name server was made to lie: the origin fits the host.
    assert open_socket(address, Host=host, Origin=f"http://{host}") == 403


@pytest.mark.parametrize("origin", [STRANGER, "null", "http://127.0.0.1:1", "http://localhost", "http://["])
def test_another_site_is_refused_and_no_other_host_is_asked_about_it(address, way, origin):
    assert ask(address, "/_stcore/health", Origin=origin).status == 403
    assert ask(address, "/_stcore/upload_file/a/b", method="PUT", body=b"x", Origin=origin).status == 403
    assert open_socket(address, Origin=origin) == 403
    assert way[1] == []


def test_a_site_that_the_settings_name_is_let_in_and_no_other_host_is_asked_about_it(address, way):
    heard = ask(address, "/_stcore/health", Origin=FRIEND)
    assert (heard.status, heard.heads["access-control-allow-origin"]) == (200, FRIEND)
    assert open_socket(address, Origin=FRIEND) == 101
    assert way[1] == []


def test_an_origin_is_compared_with_its_port_and_without_its_case():
    assert same_origin([], "a.example", [])
    assert same_origin(["https://A.example:8443"], "a.EXAMPLE:8443", [])
    assert same_origin(["https://b.example"], "a.example", ["https://B.example/ "])
    assert not same_origin(["https://a.example:8443"], "a.example", [])
    assert not same_origin(["https://a.example", "https://b.example"], "a.example", [])
    assert not same_origin([""], "", [])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/timeline?as_of=2026-03-01", 200),
        ("/_stcore/health", 200),
        ("/basemap/countries.geojson", 200),
        ("/app/static/icon.png", 200),
        ("/media/none.pdf", 404),
        ("/_stcore/metrics", 404),
        ("/..%2f..%2fetc/passwd", 400),
    ],
)
def test_every_answer_tells_a_browser_to_load_nothing_from_elsewhere(address, path, status):
    heard = ask(address, path)
    assert heard.status == status
    policy = dict(part.split(" ", 1) for part in heard.heads["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(policy["script-src"].split())
    # No address anywhere, neither a host nor a whole scheme of the network.
    assert not re.search(r"//|\*|\b(https?|wss?):|\w\.\w", heard.heads["content-security-policy"])
    assert heard.heads["x-content-type-options"] == "nosniff"
    assert heard.heads["referrer-policy"] == "same-origin"


LARGEST = max((one for one in FOLDER.rglob("*.js")), key=lambda one: one.stat().st_size)
SCRIPT = f"/static/{LARGEST.relative_to(FOLDER).as_posix()}"


def test_scripts_are_sent_packed_to_whoever_takes_them_so_and_are_the_same(address):
    packed = ask(address, SCRIPT, Accept_Encoding="gzip, deflate, br")
    assert (packed.status, packed.heads["content-encoding"]) == (200, "gzip")
    assert len(packed.body) < LARGEST.stat().st_size / 3
    assert gzip.decompress(packed.body) == LARGEST.read_bytes()
    plain = ask(address, SCRIPT)
    assert (plain.status, "content-encoding" in plain.heads) == (200, False)
    assert plain.body == LARGEST.read_bytes()
    for heads in (packed.heads, plain.heads):
        assert "javascript" in heads["content-type"]
        assert (heads["vary"], heads["x-content-type-options"]) == ("Accept-Encoding", "nosniff")
        assert "immutable" in heads["cache-control"]


def test_of_a_script_a_part_can_be_had_and_of_what_is_no_text_the_whole_as_it_is(address):
    part = ask(address, SCRIPT, Accept_Encoding="gzip", Range="bytes=10-19")
    assert (part.status, part.body) == (206, LARGEST.read_bytes()[10:20])
    letters = next(FOLDER.rglob("*.woff2"))
    font = ask(address, f"/static/{letters.relative_to(FOLDER).as_posix()}", Accept_Encoding="gzip")
    assert (font.status, "content-encoding" in font.heads, font.body) == (200, False, letters.read_bytes())
    assert ask(address, SCRIPT, method="HEAD", Accept_Encoding="gzip").status == 200


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/..%2findex.html", "/static/js/", "/static/js"])
def test_what_is_no_file_there_is_left_to_streamlit_which_shows_its_page_or_refuses(address, path):
    heard = ask(address, path, Accept_Encoding="gzip")
    assert heard.status in {301, 400, 404} or heard.heads["content-type"].startswith("text/html")
    assert "content-encoding" not in heard.heads
    assert "immutable" not in heard.heads.get("cache-control", "")


def test_a_refusal_carries_the_same_heads(address):
    wanted = ask(address).heads["content-security-policy"]
    for heard in (ask(address, Host="stranger.example"), ask(address, Origin=STRANGER)):
        assert heard.heads["content-security-policy"] == wanted


def test_figures_of_load_are_for_those_who_know_the_word(address):
    refused = [
        ask(address, path, **heads).status
        for path in ("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?families=session_events")
        for heads in ({}, {"Authorization": "Bearer another"}, {"Authorization": "a word"})
    ]
    assert set(refused) == {404}
    told = ask(address, "/_stcore/metrics", Authorization="Bearer a word")
    assert (told.status, "active_sessions" in told.text) == (200, True)


def test_nothing_can_be_sent_or_steered_from_outside_the_pages(address):
    # Without the token of a page, whether or not there is a page that takes files.
    refused = 403 if any(page.takes_files for page in PAGES) else 404
    for method in ("PUT", "DELETE"):
        assert ask(address, "/_stcore/upload_file/a/b", method=method, body=b"x").status == refused
    for path in ("/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp"):
        assert ask(address, path).status == ask(address, path, method="POST", body=b"{}").status == 404


def test_the_server_takes_files_once_a_page_asks_for_them():
    """A page that asks for files says so in the list of pages; else what a reader sends would be refused."""
    code = [*here().root.glob("lodestone/screen/*.py"), *here().root.glob("pages/*/*.py")]
    asks = any("file_uploader(" in one.read_text(encoding="utf-8") for one in code)
    assert any(page.takes_files for page in PAGES) == asks


def test_nothing_can_be_sent_to_a_server_whose_pages_take_no_files():
    def refusal(uploads: bool) -> int | None:
        scope = {"type": "http", "path": "/lodestone/_stcore/upload_file/a/b", "headers": [(b"host", b"localhost")]}
        refused = Door(lambda *_: None, uploads=uploads)._refusal(scope)
        return refused and refused[0]

    assert (refusal(uploads=False), refusal(uploads=True)) == (404, None)


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "set_run_on_save"])
def test_no_reader_clears_what_is_kept_for_all_or_asks_about_the_server(kind):
    said = [BackMsg(**{kind: True}), BackMsg(stop_script=True)]
    heard = finished(_through_the_door([one.SerializeToString() for one in said]))
    assert heard == [said[1].SerializeToString()]


def test_what_is_no_message_reaches_streamlit_which_ends_the_connection():
    assert finished(_through_the_door([b"\xff\xff"])) == [b"\xff\xff"]


async def _through_the_door(said: list[bytes]) -> list[bytes]:
    """What the server behind the door hears of what a browser says."""
    waiting = [*({"type": "websocket.receive", "bytes": one} for one in said), {"type": "websocket.disconnect"}]
    heard: list[bytes] = []

    async def server(scope, receive, send):
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["bytes"])

    async def receive():
        return waiting.pop(0)

    async def send(message):
        pytest.fail(f"nothing was to be sent: {message}")

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"localhost")]}
    await Door(server, uploads=False)(scope, receive, send)
    return heard
