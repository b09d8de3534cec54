"""What docs/hosting.md promises: settings that exist, `make serve`, and proxies that hand on what is needed."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browser_support import serve
from door_support import ask, open_socket, waiting_for
from proxy_support import HOSTING, NAME, PATH, caddy, haproxy, make_certificate, nginx, running
from storage_support import free_port, until
from streamlit import config
from streamlit.web import skills

from lodestone.paths import here
from lodestone.screen import sign_in
from lodestone.settings import markdown

ROOT = here().root
PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_setting_it_names_is_one_of_streamlit():
    named = set(re.findall(r"`((?:server|browser|client|runner|logger)\.\w+)`", PAGE))
    named |= set(re.findall(r"--((?:server|browser|client)\.\w+)", MAKEFILE))
    known = config.get_config_options()
    assert len(named) > 5
    assert named <= set(known)
    for variable in re.findall(r"`(STREAMLIT_\w+)`", PAGE):
        assert variable in {option.env_var for option in known.values()}


def test_its_table_of_variables_is_that_of_the_settings():
    assert markdown() in PAGE
    assert set(re.findall(r"LODESTONE_[A-Z_]+", PAGE)) <= set(re.findall(r"LODESTONE_[A-Z_]+", markdown()))


def test_every_variable_it_names_is_one_of_make_and_every_file_stands_there():
    table = PAGE.partition("Its variables:")[2].partition("The rest")[0]
    variables = re.findall(r"^\| `([A-Z]+)`", table, re.MULTILINE)
    serving = MAKEFILE.partition("\nserve:")[2].partition("\n\n")[0]
    assert len(variables) == 6
    assert all(f"$({one})" in serving for one in variables)
    for file in re.findall(r"\]\((hosting/[\w.]+)\)", PAGE):
        assert (ROOT / "docs" / file).is_file(), file
    unit = (HOSTING / "lodestone.service").read_text(encoding="utf-8")
    (given,) = re.findall(r"^Environment=(.*)$", unit, re.MULTILINE)
    assert {one.partition("=")[0] for one in given.split()} <= set(variables)


def test_all_files_speak_of_the_same_name_path_port_and_size():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    most = settings["server"]["maxUploadSize"] + 1
    sizes = {"nginx.conf": f"{most}m;", "Caddyfile": f"{most}MB", "haproxy.cfg": str(most * 1024 * 1024)}
    for file, size in sizes.items():
        text = (HOSTING / file).read_text(encoding="utf-8")
        assert all(word in text for word in (NAME, f"/{PATH}/", "127.0.0.1:8501", f"/{PATH}/_stcore/metrics", size)), (
            file
        )


def two_free_ports() -> int:
    """A port on which nobody listens, nor on the one after it."""
    while True:
        port = free_port()
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port + 1)):
            return port


def test_make_serve_listens_on_this_computer_alone_and_answers_to_the_names_it_is_given():
    port = two_free_ports()
    command = ["make", "-s", "-o", ".venv/.installed", "serve", f"BIN={Path(sys.executable).parent}", f"PORT={port}"]
    with subprocess.Popen([*command, f"HOSTS={NAME} other.example", f"BASE={PATH}", "WORKERS=2"], cwd=ROOT) as server:
        try:
            waiting_for(f"http://127.0.0.1:{port + 1}/{PATH}/_stcore/health", server)
            address = f"http://127.0.0.1:{port}/{PATH}"
            waiting_for(f"{address}/_stcore/health", server)
            for host in (NAME, "other.example", "localhost"):
                assert ask(address, "/", Host=host).status == 200, host
                assert open_socket(address, Host=host, Origin=f"https://{host}") == 101, host
            assert ask(address, "/", Host="stranger.example").status == 421
            # Of a table that is read while connections come and go elsewhere, a row may be missing once.
            until(lambda: [listening_on(one) for one in (port, port + 1)] == [{"127.0.0.1"}] * 2)
            assert all("/uvloop/" in code_of_server(one) for one in (port, port + 1)), "a slower loop"
        finally:
            server.terminate()
    assert [listening_on(one) for one in (port, port + 1)] == [set()] * 2, "stopping it stops all"


def listening_on(port: int) -> set[str]:
    """The addresses of this computer at which something listens on a port; Linux alone tells."""
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("this system does not tell who listens")
    rows = [line.split() for line in table.read_text().splitlines()[1:]]
    own = [row[1].split(":") for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port]
    return {".".join(str(byte) for byte in reversed(bytes.fromhex(host))) for host, _ in own}


def code_of_server(port: int) -> str:
    """What compiled code the server at a port has loaded, a file a line; Linux alone tells."""
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (place / "cmdline").read_bytes().split(b"\0")
            if b"streamlit" in command and str(port).encode() in command:
                return (place / "maps").read_text()
    raise AssertionError(f"no server at port {port}")


# The proxies, where they are installed -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def notebook():
    with serve(path=PATH, STREAMLIT_SERVER_ALLOWED_HOSTS=f"127.0.0.1 localhost {NAME}") as address:
        yield address.removeprefix("http://").removesuffix(f"/{PATH}")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


PROXIES = pytest.mark.parametrize(
    "which", [(nginx, "nginx.conf"), (caddy, "Caddyfile"), (haproxy, "haproxy.cfg")], ids=lambda one: one[1]
)


@pytest.fixture
def proxy(which, notebook, certificate, tmp_path):
    with running(*which, [notebook], certificate, tmp_path) as ports:
        yield ports


@PROXIES
def test_a_proxy_hands_on_pages_and_websocket_and_nothing_else(proxy, certificate):
    plain, safe = proxy
    trust = ssl.create_default_context(cafile=str(certificate / "notebook.crt"))
    host = f"{NAME}:{safe}"
    address = f"https://{host}/{PATH}"

    def through(path: str, **heads: str):
        return ask(f"https://127.0.0.1:{safe}", path, tls=(trust, NAME), **({"Host": host} | heads))

    page = through(f"/{PATH}/geology?map=Sites")
    assert (page.status, "<title>Streamlit</title>" in page.text) == (200, True)
    assert page.heads["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'self'" in page.heads["content-security-policy"]
    assert through(f"/{PATH}/basemap/countries.geojson").status == 200
    own = {"tls": (trust, NAME), "Host": host}
    at = f"https://127.0.0.1:{safe}/{PATH}"
    assert open_socket(at, Origin=address.removesuffix(f"/{PATH}"), **own) == 101
    assert open_socket(at, Origin="https://stranger.example", **own) == 403
    assert through(f"/{PATH}").heads["location"].endswith(f"/{PATH}/")
    for path in ("/", "/other", "/_stcore/health", f"/{PATH}/_stcore/metrics"):
        assert through(path).status == 404, path
    moved = ask(f"http://127.0.0.1:{plain}", f"/{PATH}/", Host=NAME)
    assert (moved.status in {301, 308}, moved.heads["location"].startswith("https://")) == (True, True)
    # Each refuses a name that it does not know in its own way.
    assert "Streamlit" not in through(f"/{PATH}/", Host="stranger.example").text


class Stand:
    """Stands for a server of the notebook: it answers with its place, and can be unwell or end."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answer", (_Answer,), {"stand": self}))
        self.well, self.place = True, f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Answer(BaseHTTPRequestHandler):
    stand: Stand

    def do_GET(self) -> None:
        with contextlib.suppress(OSError):  # who looks whether it is well may leave before the end
            self.send_response(200 if self.stand.well or not self.path.endswith("/_stcore/health") else 503)
            self.send_header("Content-Length", str(len(self.stand.place)))
            self.end_headers()
            self.wfile.write(self.stand.place.encode())

    def log_message(self, *_: object) -> None:
        pass


@PROXIES
def test_each_browser_stays_with_one_of_several_servers_until_that_one_is_not_well(which, certificate, tmp_path):
    stands = {one.place: one for one in (Stand(), Stand())}
    trust = ssl.create_default_context(cafile=str(certificate / "notebook.crt"))
    with running(*which, list(stands), certificate, tmp_path) as (_, safe):

        def led(cookie: str = "") -> tuple[str, str]:
            """Which server answers, and the cookie that a browser then has."""
            heads = {"Host": f"{NAME}:{safe}"} | ({"Cookie": cookie} if cookie else {})
            heard = ask(f"https://127.0.0.1:{safe}", f"/{PATH}/", tls=(trust, NAME), **heads)
            given = heard.heads.get("set-cookie", "")
            assert not given or {"HttpOnly", "Secure"} <= set(given.split("; "))
            return heard.text if heard.status == 200 else str(heard.status), given.partition(";")[0] or cookie

        kept = dict(led() for _ in range(30))
        # nginx tells readers apart by their address alone.
        assert len(kept) == (1 if which[0] is nginx else 2)
        for place, cookie in kept.items():
            assert [led(cookie) for _ in range(5)] == [(place, cookie)] * 5
        place, cookie = next(iter(kept.items()))
        (other,) = set(stands) - {place}
        if which[0] is not nginx:  # which asks no server how it is
            stands[place].well = False
            until(lambda: led(cookie)[0] == other)
            stands[place].well = True
            until(lambda: led(cookie)[0] == place)
        stands[place].end()
        # No reader sees an error, not even the first.
        assert {led(cookie)[0] for _ in range(5)} == {other}
        assert led()[0] == other
        stands[other].end()


def test_what_it_says_of_sign_in_is_what_the_notebook_reads(monkeypatch):
    text = PAGE.partition("```toml\n")[2].partition("```")[0].replace('"…"', f'"{"x" * 32}"')
    given = tomllib.loads(text)
    monkeypatch.setattr(sign_in, "_settings", lambda: (given["auth"], given["readers"]))
    monkeypatch.setattr(sign_in, "validate_auth_credentials", lambda provider: None)
    monkeypatch.setattr(sign_in, "below", lambda path: f"/{PATH}/{path}")
    assert sign_in._read() == sign_in.SignIn(("default",), ("@example.edu", "guest@example.org"))
    assert set(given["auth"]) == {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
    assert "LODESTONE_SIGN_IN=required" in PAGE


def test_whoever_runs_it_at_home_is_offered_nothing_that_is_not_the_notebook_s(monkeypatch):
    """Streamlit would offer to install its own skills, over the page, where an agent is on the computer."""
    told = subprocess.run(
        ["make", "-n", "-o", "setup", "run", f"BIN={Path(sys.executable).parent}"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    (command,) = (line for line in told.replace("\\\n", " ").splitlines() if "streamlit run" in line)
    assert "--logger.hideWelcomeMessage true" in command
    monkeypatch.setattr(skills, "agent_harness_present", lambda: True)
    said = {"server.headless": False, "logger.hideWelcomeMessage": True}
    monkeypatch.setattr(config, "get_option", said.get)
    assert skills.nudge_suppression_reason() == "welcome_hidden"
