"""Optional sign-in through Streamlit's own login (OpenID Connect): what is set, who may read, and the way in.

It is off until `[auth]` stands in Streamlit's secrets. Whatever is set and does not hold keeps everybody out: a
mistake in a file of settings opens no door. docs/hosting.md says what to set.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import is_authlib_installed, validate_auth_credentials
from streamlit.errors import Error as StreamlitError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from lodestone.errors import SettingsError
from lodestone.screen.door import below
from lodestone.settings import settings

_WANTED = "lodestone_wanted"
_SECRET_LENGTH = 32
# Filters longer than this are not carried through signing in: a browser keeps some 4,000 bytes in a cookie.
_LONGEST = 2_000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class SignIn:
    """What is set: names of providers (none: sign-in is off), who may read, and why nobody can be let in.

    `readers` are addresses, or ends of addresses that begin with '@', in small letters; empty: all of the provider.
    """

    providers: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    problem: str = ""

    @property
    def asked(self) -> bool:
        """Whether readers have to sign in, be it that they cannot."""
        return bool(self.providers or self.problem)

    def admits(self, claims: Mapping[str, Any]) -> bool:
        """Whether a reader of whom the provider says this may read; always where sign-in is off."""
        if not self.asked:
            return True
        if self.problem or claims.get("is_logged_in") is not True:
            return False
        return not self.readers or self._is_named(claims)

    def _is_named(self, claims: Mapping[str, Any]) -> bool:
        address = str(claims.get("email") or "").strip().lower()
        if address.count("@") != 1 or claims.get("email_verified") in {False, "false"}:
            return False
        return any(address.endswith(one) if one.startswith("@") else address == one for one in self.readers)


@lru_cache(maxsize=1)
def sign_in() -> SignIn:
    """What is set for this process, read once."""
    found = _read()
    if found.problem:
        _LOG.error("Nobody is let in: %s", found.problem)
    return found


def _read() -> SignIn:
    try:
        auth, listed = _settings()
        if auth is None:
            # Where it is required, a notebook whose settings of sign-in got lost is closed, not open.
            needed = listed is not None or settings().sign_in == "required"
            return SignIn(problem="sign-in is asked for, and [auth] is missing in the secrets" if needed else "")
        providers = tuple(
            str(one) for one, value in auth.items() if isinstance(value, Mapping) and one != "client_kwargs"
        )
        if not providers or "client_id" in auth:
            providers = ("default", *providers)
        return SignIn(providers, _readers(listed), _mistake(auth, providers))
    except (StreamlitError, OSError, ValueError, TypeError, SettingsError) as error:
        return SignIn(problem=f"the settings of sign-in cannot be read ({error})")


def _settings() -> tuple[Mapping[str, Any] | None, Any]:
    """The table [auth] and what [readers] says; None for what is not there. Raises for a file that cannot be read."""
    files = [Path(one) for one in st.get_option("secrets.files")]
    there = [one for one in files if os.path.lexists(one)]
    if not secrets_singleton.load_if_toml_exists():
        if there:
            raise ValueError(f"{', '.join(one.name for one in there)} cannot be read")
        return None, None
    auth = secrets_singleton.get("auth")
    if auth is not None and not isinstance(auth, Mapping):
        raise TypeError("auth is no table")
    return auth, secrets_singleton.get("readers")


def _readers(listed: Any) -> tuple[str, ...]:
    if listed is None:
        return ()
    emails = listed.get("emails") if isinstance(listed, Mapping) else None
    if not isinstance(emails, list) or not emails or not all(isinstance(one, str) and "@" in one for one in emails):
        raise ValueError('[readers] has no list like emails = ["@example.edu", "name@example.org"]')
    return tuple(one.strip().lower() for one in emails)


def _mistake(auth: Mapping[str, Any], providers: tuple[str, ...]) -> str:
    """What would keep everybody from signing in, or let in whom it should not; empty when all is well."""
    if not is_authlib_installed():
        return "Authlib is not installed"
    for provider in providers:
        validate_auth_credentials(provider)
    if len(str(auth["cookie_secret"])) < _SECRET_LENGTH:
        return f"cookie_secret has fewer than {_SECRET_LENGTH} characters"
    back = urlsplit(str(auth["redirect_uri"]).replace("{port}", "1"))
    if back.path != below("oauth2callback"):
        return f"redirect_uri does not end in {below('oauth2callback')}, where this notebook takes readers back"
    if back.scheme != "https" and back.hostname not in {"localhost", "127.0.0.1", "::1"}:
        return "redirect_uri is not https"
    if not st.get_option("server.enableXsrfProtection"):
        return "server.enableXsrfProtection is off, without which no reader is known"
    return ""


def let_in() -> bool:
    """Whether the reader of this view may read; who may not is told so and offered what helps."""
    setting = sign_in()
    claims: Mapping[str, Any] = st.user.to_dict() if setting.asked else {}
    if setting.admits(claims):
        return True
    st.title("Lodestone")
    if setting.problem:
        st.error("Sign-in is not set up as it should be, so nobody is let in. The server's log says what is wrong.")
    elif claims.get("is_logged_in") is True:
        st.markdown(f"{_who(claims)} may not read this notebook. Ask whoever keeps it.")
        st.button("Sign out", on_click=st.logout)
    else:
        st.markdown("This notebook is for readers who sign in.")
        for provider in setting.providers:
            label = "Sign in" if provider == "default" or len(setting.providers) == 1 else f"Sign in with {provider}"
            st.button(label, on_click=st.login, args=(provider,), key=f"sign-in-{provider}", type="primary")
    return False


def reader_address() -> str:
    """The address of the reader of this view, whose is what they keep; empty where sign-in is off: all are one.

    One that the provider does not vouch for is none.
    """
    claims: Mapping[str, Any] = st.user.to_dict() if sign_in().asked else {}
    vouched = claims.get("email_verified") not in {False, "false"}
    return str(claims.get("email") or "").strip().lower()[:320] if vouched else ""


def draw_reader() -> None:
    """Who is signed in, and the way out; nothing where sign-in is off."""
    if sign_in().asked:
        who = _who(st.user.to_dict())
        st.button("Sign out", on_click=st.logout, icon=":material/logout:", width="stretch", help=who)


def _who(claims: Mapping[str, Any]) -> str:
    return f"`{str(claims.get('email') or claims.get('name') or 'This account')[:100].replace('`', '')}`"


class SignInGate:
    """Behind the door: what is served beside the pages is for those who signed in, and who did comes back to his page.

    Streamlit itself takes everybody to the first page after signing in, whatever link was followed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI has it."""
        setting = sign_in()
        if scope["type"] != "http" or not setting.asked:
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), scope["path"]
        cookies = cookie_parser(headers.get("cookie", ""))
        if path.startswith(tuple(f"{below(one)}/" for one in ("basemap", "media", "_stcore/upload_file"))):
            if not setting.admits(_claims(cookies)):
                await PlainTextResponse("Sign in first.\n", 401)(scope, receive, send)
                return
        elif path == below("auth/login"):
            send = _remembering(send, _page_of(headers))
        elif path == below("oauth2callback"):
            send = _leading_back(send, cookies.get(_WANTED, ""))
        await self._app(scope, receive, send)


def _claims(cookies: dict[str, str]) -> Mapping[str, Any]:
    """What the signed cookie of a reader says; nothing where there is none that holds."""
    try:
        told = json.loads(_get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME) or b"{}")
    except (ValueError, UnicodeError):
        return {}
    return told if isinstance(told, dict) else {}


def _page_of(headers: Headers) -> str:
    """The page from which a reader of this very host signs in, with its filters; empty where that is not known."""
    try:
        parts = urlsplit(headers.get("referer", ""))
    except ValueError:
        return ""
    if parts.netloc.lower() != headers.get("host", "").lower() or len(parts.query) > _LONGEST:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _remembering(send: Send, page: str) -> Send:
    kept = quote(page, safe="")
    lasting = f"Path={below('')}; Max-Age={600 if page else 0}; HttpOnly; SameSite=Lax"
    return _with(send, lambda headers: headers.append("set-cookie", f"{_WANTED}={kept}; {lasting}"))


def _leading_back(send: Send, kept: str) -> Send:
    page = unquote(kept)

    def lead(headers: MutableHeaders) -> None:
        # A place on this host and below our own path, whoever wrote the cookie.
        ours = page.startswith(below("").rstrip("/") + "/") and not page.startswith("//")
        if "location" in headers and ours and page.isprintable() and "\\" not in page:
            headers["location"] = page
        headers.append("set-cookie", f"{_WANTED}=; Path={below('')}; Max-Age=0; HttpOnly; SameSite=Lax")

    return _with(send, lead)


def _with(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return told
