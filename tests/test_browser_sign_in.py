"""Sign-in at a provider, below a path: nothing is told before it, and readers come back to the page they asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from browser_support import GROUP, PATIENCE, Reader, serve, watch
from door_support import ask, view
from identity_support import CLIENT, SECRET, Provider, identity_provider
from playwright.sync_api import expect

pytestmark = GROUP
PATH = "minerals/lodestone"
LINK = "calls?as_of=2026-11-22&pillar=recycling"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with identity_provider() as one:
        yield one


@pytest.fixture(scope="module")
def closed(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A notebook below a path whose settings, in a file of their own, ask for sign-in."""
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/{PATH}/oauth2callback"
cookie_secret = "{"only for this test " * 3}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"
[readers]
emails = ["@example.edu"]
"""
    )
    with serve(path=PATH, STREAMLIT_SECRETS_FILES=str(secrets), LODESTONE_SIGN_IN="required") as address:
        yield address


@contextmanager
def stranger(chrome: Any, address: str) -> Iterator[Reader]:
    """A window without anything kept of earlier readers."""
    chrome.clear_cookies()
    page = chrome.new_page()
    try:
        page.set_default_timeout(PATIENCE)
        yield Reader(page, address, watch(page, address))
    finally:
        page.close()
        chrome.clear_cookies()


def sign_in(reader: Reader, who: str) -> None:
    reader.page.get_by_role("button", name="Sign in", exact=True).click()
    reader.page.get_by_role("link", name=who, exact=True).click()


def test_nothing_of_the_notebook_is_told_to_who_has_not_signed_in(closed):
    for page in ("", "calls", "funding", "present"):
        told = str(view(closed, page))
        assert "This notebook is for readers who sign in." in told
        assert not any(word in told for word in ("plotly_chart", "arrow_data_frame", "Vanderbilt", "Framework on"))
    assert ask(closed, "/basemap/countries.geojson").status == 401
    assert ask(closed, "/media/none.pdf").status == 401
    assert ask(closed, "/_stcore/upload_file/a/b", method="PUT", body=b"x").status == 401
    forged = "_streamlit_user=eyJpc19sb2dnZWRfaW4iOnRydWV9.aaaa.bbbb"
    assert ask(closed, "/basemap/countries.geojson", Cookie=forged).status == 401
    assert ask(closed, "/_stcore/health").status == 200


def test_a_reader_signs_in_comes_back_to_the_page_he_asked_for_and_leaves(chrome, closed, provider):
    with stranger(chrome, closed) as reader:
        page = reader.page
        page.goto(f"{closed}/{LINK}")
        sign_in(reader, "reader")
        page.wait_for_url(f"**/{PATH}/calls?**")
        reader.settle()
        assert reader.asked() == {"pillar": "recycling"}
        # As a live map asks for its land.
        land = "path => fetch(path).then(answer => answer.status)"
        assert page.evaluate(land, f"/{PATH}/basemap/countries.geojson") == 200
        # The provider alone was asked beside the notebook, and the policy of the pages was kept.
        assert [one for one in reader.troubles if provider.address not in one] == []
        with page.expect_response(lambda asked: asked.url.startswith(f"{provider.address}/leave")):
            page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        assert "leave" in provider.asked
        expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def test_who_is_no_reader_of_it_is_told_so(chrome, closed):
    with stranger(chrome, closed) as reader:
        reader.page.goto(f"{closed}/funding")
        sign_in(reader, "stranger")
        expect(reader.page.get_by_text("stranger@elsewhere.example may not read this notebook.")).to_be_visible()
        expect(reader.page.get_by_test_id("stPlotlyChart")).to_have_count(0)


def test_who_says_no_is_asked_again(chrome, closed):
    with stranger(chrome, closed) as reader:
        reader.page.goto(closed)
        sign_in(reader, "nobody")
        expect(reader.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        # A browser shows the icon of the page in its tab, whoever reads.
        icon = reader.page.locator("link[rel~='icon']")
        expect(icon).to_have_attribute("href", f"/{PATH}/app/static/icon.png")
        assert ask(closed, "/app/static/icon.png").status == 200


def test_a_word_that_is_not_the_providers_lets_nobody_in(chrome, closed, provider):
    try:
        with stranger(chrome, closed) as reader:
            reader.page.goto(closed)
            for provider.wrong in ("issuer", "audience", "key", "nonce", "late"):
                asked = provider.asked.count("token")
                sign_in(reader, "reader")
                reader.page.wait_for_url(lambda url: url.rstrip("/") == closed)
                expect(reader.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
                assert provider.asked.count("token") == asked + 1
                assert [one["name"] for one in chrome.cookies() if one["name"] == "_streamlit_user"] == []
    finally:
        provider.wrong = ""
