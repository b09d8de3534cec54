"""Settings of sign-in: what holds, what keeps everybody out, who may read, and which way leads back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from coroutines import finished
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from lodestone.paths import here
from lodestone.screen import sign_in as module
from lodestone.screen.sign_in import SignIn, SignInGate, sign_in
from lodestone.settings import settings

AUTH = """[auth]
redirect_uri = "https://notebook.example.edu/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "lodestone"
client_secret = "word"
server_metadata_url = "https://id.example.edu/.well-known/openid-configuration"
"""
TWO = AUTH + '[auth.other]\nclient_id="a"\nclient_secret="b"\nserver_metadata_url="https://c.example"\n'
READERS = '[readers]\nemails = ["@Example.edu", "name@example.org"]\n'


@pytest.fixture
def setting(tmp_path, monkeypatch):
    """A function that gives what is set by a text of secrets; None for no file at all."""
    file, before = tmp_path / "secrets.toml", config.get_option("secrets.files")
    monkeypatch.delenv("LODESTONE_SIGN_IN", raising=False)

    def read(text: str | bytes | None) -> SignIn:
        if text is not None:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        secrets_singleton._reset()
        sign_in.cache_clear()
        return sign_in()

    config.set_option("secrets.files", [str(file)])
    yield read
    config.set_option("secrets.files", before)
    secrets_singleton._reset()
    sign_in.cache_clear()


def test_it_is_off_until_it_is_set(setting):
    assert setting(None) == setting('other = "x"') == SignIn()
    assert SignIn().admits({})
    assert not SignIn().asked


def test_what_holds_asks_readers_to_sign_in(setting):
    assert setting(AUTH) == SignIn(("default",))
    assert setting(TWO) == SignIn(("default", "other"))
    assert setting(AUTH + READERS) == SignIn(("default",), ("@example.edu", "name@example.org"))


@pytest.mark.parametrize(
    "text",
    [
        "[auth",
        b"\xff\xfe",
        "auth = 1",
        "[auth]",
        READERS,
        *("\n".join(one for one in AUTH.splitlines() if not one.startswith(left)) for left in AUTH.split()[1::3]),
        AUTH.replace("0123456789abcdef0123456789abcdef", "short"),
        AUTH.replace("https://notebook", "http://notebook"),
        AUTH.replace("oauth2callback", "elsewhere"),
        AUTH.replace(".edu/oauth2callback", ".edu/below/oauth2callback"),
        AUTH.replace('"https://notebook.example.edu/oauth2callback"', '"http://["'),
        AUTH + "[readers]\n",
        AUTH + "[readers]\nemails = []\n",
        AUTH + '[readers]\nemails = "@example.edu"\n',
        AUTH + '[readers]\nemails = ["example.edu"]\n',
        AUTH + "[auth.other]\nclient_id = 'a'\n",
    ],
)
def test_what_does_not_hold_keeps_everybody_out(setting, text):
    found = setting(text)
    assert found.problem
    assert found.asked
    assert not found.admits({"is_logged_in": True, "email": "a@example.edu"})


def test_a_file_that_may_not_be_read_keeps_everybody_out(setting, tmp_path):
    (tmp_path / "secrets.toml").mkdir()
    assert setting(None).problem


def test_settings_that_got_lost_keep_everybody_out_where_they_are_required(setting, monkeypatch):
    monkeypatch.setenv("LODESTONE_SIGN_IN", "required")
    assert setting(None).problem
    assert not setting(AUTH).problem


def test_without_protection_against_other_sites_nobody_is_let_in(setting):
    config.set_option("server.enableXsrfProtection", False)
    try:
        assert "enableXsrfProtection" in setting(AUTH).problem
    finally:
        config.set_option("server.enableXsrfProtection", True)


@pytest.mark.parametrize(
    ("claims", "let_in"),
    [
        ({}, False),
        ({"email": "a@example.edu"}, False),
        ({"is_logged_in": False, "email": "a@example.edu"}, False),
        ({"is_logged_in": True}, False),
        ({"is_logged_in": True, "email": "A@EXAMPLE.edu"}, True),
        ({"is_logged_in": True, "email": "a@example.edu", "email_verified": True}, True),
        ({"is_logged_in": True, "email": "a@example.edu", "email_verified": False}, False),
        ({"is_logged_in": True, "email": "a@sub.example.edu"}, False),
        ({"is_logged_in": True, "email": "a@notexample.edu"}, False),
        ({"is_logged_in": True, "email": "a@elsewhere.example@example.edu"}, False),
        ({"is_logged_in": True, "email": "name@example.org"}, True),
        ({"is_logged_in": True, "email": "othername@example.org"}, False),
    ],
)
def test_who_may_read_goes_by_the_address_that_the_provider_vouches_for(claims, let_in):
    assert SignIn(("default",), ("@example.edu", "name@example.org")).admits(claims) is let_in


def test_without_a_list_everybody_whom_the_provider_knows_may_read():
    assert SignIn(("default",)).admits({"is_logged_in": True})
    assert not SignIn(("default",)).admits({})


def test_a_page_says_that_nobody_is_let_in_and_not_why(setting):
    setting("[auth")
    page = AppTest.from_file(str(here().root / "app.py"), default_timeout=60).run()
    assert [one.value for one in page.title] == ["Lodestone"]
    assert "The server's log says what is wrong." in page.error[0].value
    assert not page.exception
    assert len(page.sidebar) == 0


def answer(path: str, location: str = "/", **heads: str) -> dict[str, list[str]]:
    """What a browser hears through the gate from a server that leads everybody to `location`."""
    sent: list[dict] = []
    app = RedirectResponse(location, 302) if location else PlainTextResponse("here")
    given = [(name.encode(), value.encode()) for name, value in ({"host": "here.example"} | heads).items()]

    async def send(message):
        sent.append(message)

    finished(SignInGate(app)({"type": "http", "path": path, "method": "GET", "headers": given}, None, send))
    found: dict[str, list[str]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    return found


@pytest.mark.parametrize(
    ("came_from", "kept"),
    [
        ("http://here.example/calls?pillar=recycling", "%2Fcalls%3Fpillar%3Drecycling"),
        ("http://elsewhere.example/calls", ""),
        ("http://[", ""),
        ("", ""),
        ("http://here.example/calls?search=" + "x" * 3000, ""),
    ],
)
def test_the_page_from_which_a_reader_signs_in_is_kept_if_it_is_ours(monkeypatch, came_from, kept):
    monkeypatch.setattr(module, "sign_in", lambda: SignIn(("default",)))
    (cookie,) = answer("/auth/login", referer=came_from)["set-cookie"]
    assert cookie.startswith(f"lodestone_wanted={kept}; Path=/; Max-Age={600 if kept else 0}; HttpOnly")


@pytest.mark.parametrize(
    ("kept", "led_to"),
    [
        ("%2Fcalls%3Fpillar%3Drecycling", "/calls?pillar=recycling"),
        ("", "/"),
        ("https%3A%2F%2Felsewhere.example", "/"),
        ("%2F%2Felsewhere.example", "/"),
        ("%2F%5Celsewhere.example", "/"),
        ("%2Fcalls%0D%0ASet-Cookie: a=b", "/"),
    ],
)
def test_a_reader_who_signed_in_is_led_to_no_other_host(monkeypatch, kept, led_to):
    monkeypatch.setattr(module, "sign_in", lambda: SignIn(("default",)))
    heard = answer("/oauth2callback", cookie=f"lodestone_wanted={kept}")
    assert heard["location"] == [led_to]
    assert "Max-Age=0" in heard["set-cookie"][0]


def test_what_a_reader_keeps_is_of_the_address_that_the_provider_vouches_for(monkeypatch):
    claims = {"email": " Anna@Example.edu ", "email_verified": True}
    monkeypatch.setattr(module.st, "user", SimpleNamespace(to_dict=lambda: claims))
    monkeypatch.setattr(module, "sign_in", lambda: SignIn(("default",)))
    assert module.reader_address() == "anna@example.edu"
    claims["email_verified"] = False
    assert module.reader_address() == ""
    claims["email_verified"] = True
    monkeypatch.setattr(module, "sign_in", SignIn)
    assert module.reader_address() == ""


def test_without_sign_in_the_gate_stands_open():
    assert settings().sign_in == ""
    assert "set-cookie" not in answer("/auth/login", referer="http://here.example/calls")
