"""A helper: the proxies of docs/hosting with their configuration, but for ports, places and pauses between looks."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from door_support import waiting_for
from storage_support import free_port

from lodestone.paths import here

HOSTING = here().root / "docs" / "hosting"
NAME, PATH = "notebook.example.edu", "lodestone"
Adapt = Callable[[str, Path, Path, tuple[int, int]], tuple[str, list[str]]]


def make_certificate(folder: Path) -> Path:
    """A certificate of the notebook's name in a folder; or a skip that says what is needed."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", "notebook.key", "-out", "notebook.crt", "-subj", f"/CN={NAME}"]
    subprocess.run([*command, "-addext", f"subjectAltName=DNS:{NAME}"], cwd=folder, check=True, capture_output=True)
    (folder / "notebook.pem").write_text((folder / "notebook.crt").read_text() + (folder / "notebook.key").read_text())
    return folder


def nginx(text: str, folder: Path, own: Path, ports: tuple[int, int]) -> tuple[str, list[str]]:
    """The configuration of nginx with other ports and places, and the command that runs it."""
    text = re.sub(r"listen 443", f"listen 127.0.0.1:{ports[1]}", text).replace(
        "listen 80", f"listen 127.0.0.1:{ports[0]}"
    )
    text = text.replace("/etc/ssl/", f"{folder}/").replace("/var/log/nginx/", f"{own}/").replace("user www-data;", "")
    stores = "".join(f"{one}_temp_path {own}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    text = text.replace("http {", f"pid {own}/pid;\nhttp {{\n{stores}", 1)
    return text, ["nginx", "-p", str(own), "-g", "daemon off;", "-e", str(own / "error.log"), "-c"]


def caddy(text: str, folder: Path, own: Path, ports: tuple[int, int]) -> tuple[str, list[str]]:
    """The same of Caddy."""
    tls = f"\ttls {folder}/notebook.crt {folder}/notebook.key\n"
    text = text.replace(f"\n{NAME} {{\n", f"\n{NAME} {{\n{tls}").replace("health_interval 2s", "health_interval 100ms")
    return f"{{\nadmin off\nhttp_port {ports[0]}\nhttps_port {ports[1]}\n}}\n{text}", [
        "caddy", "run", "--adapter", "caddyfile", "--config",
    ]  # fmt: skip


def haproxy(text: str, folder: Path, own: Path, ports: tuple[int, int]) -> tuple[str, list[str]]:
    """The same of HAProxy."""
    text = text.replace("bind :443", f"bind 127.0.0.1:{ports[1]}").replace("bind :80", f"bind 127.0.0.1:{ports[0]}")
    text = text.replace("inter 2s", "inter 100ms").replace("/etc/haproxy/", f"{folder}/")
    return text, ["haproxy", "-f"]


@contextlib.contextmanager
def running(adapt: Adapt, file: str, servers: list[str], certificate: Path, own: Path) -> Iterator[tuple[int, int]]:
    """The ports for HTTP and HTTPS of a proxy before these servers (host:port), which the file names as it may."""
    ports = free_port(), free_port()
    text = (HOSTING / file).read_text(encoding="utf-8")
    for further, other in zip(("127.0.0.1:8502", "10.0.0.12:8501"), servers[1:], strict=False):
        text = re.sub(rf"# ((?:server|to)\b.*){re.escape(further)}", rf"\g<1>{other}", text)
    text, command = adapt(text.replace("127.0.0.1:8501", servers[0]), certificate, own, ports)
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} here to try it with: apt-get install {command[0]}, or your system's package")
    (own / file).write_text(text, encoding="utf-8")
    with subprocess.Popen([*command, str(own / file)], stderr=subprocess.DEVNULL) as server:
        try:
            waiting_for(f"http://127.0.0.1:{ports[0]}/", server)
            yield ports
        finally:
            server.terminate()
