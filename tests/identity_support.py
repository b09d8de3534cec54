"""A helper for the tests of sign-in: a small identity provider on loopback that speaks OpenID Connect."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "lodestone", "a word between the two"
PEOPLE: dict[str, dict[str, Any]] = {
    "reader": {"email": "Reader@Example.edu", "email_verified": True, "name": "A reader"},
    "stranger": {"email": "stranger@elsewhere.example", "email_verified": True, "name": "A stranger"},
}


@dataclass
class Provider:
    """One provider: its address, the codes it gave out, and what it was asked for, path by path."""

    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    # What is wrong with the word it gives out, if anything: "issuer", "audience", "key", "nonce", "late".
    wrong: str = ""

    async def about(self, request: Request) -> Response:
        """The document by which a client finds the rest."""
        self.asked.append("about")
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "end_session_endpoint": f"{self.address}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        """The page on which somebody says who he is."""
        self.asked.append("authorize")
        given = dict(request.query_params)
        assert given["client_id"] == CLIENT
        assert given["response_type"] == "code"
        links = ""
        for who in PEOPLE:
            code = secrets.token_urlsafe(16)
            self.codes[code] = given | {"who": who}
            back = f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"
            links += f'<p><a href="{escape(back)}">{who}</a></p>'
        no = f"{given['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': given['state']})}"
        return HTMLResponse(f'<h1>Who are you?</h1>{links}<p><a href="{escape(no)}">nobody</a></p>')

    async def token(self, request: Request) -> Response:
        """A signed word about the one to whom a code was given; each code counts once."""
        self.asked.append("token")
        form = await request.form()
        word = base64.b64decode(request.headers.get("authorization", " ").split()[-1]).decode()
        given = self.codes.pop(str(form["code"]), None)
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if word != f"{CLIENT}:{SECRET.replace(' ', '+')}" and word != f"{CLIENT}:{SECRET}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if given is None or proof != given["code_challenge"] or form["redirect_uri"] != given["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time()) - (7200 if self.wrong == "late" else 0)
        claims = {
            "iss": "http://127.0.0.1:9" if self.wrong == "issuer" else self.address,
            "aud": "another" if self.wrong == "audience" else CLIENT,
            "sub": given["who"],
            "iat": now,
            "exp": now + 300,
            "nonce": "another" if self.wrong == "nonce" else given["nonce"],
            **PEOPLE[given["who"]],
        }
        key = RSAKey.generate_key(2048) if self.wrong == "key" else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    async def keys(self, request: Request) -> Response:
        """The keys by which its word is checked."""
        self.asked.append("keys")
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def leave(self, request: Request) -> Response:
        """Forget somebody and send him back."""
        self.asked.append("leave")
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


@contextlib.contextmanager
def identity_provider() -> Iterator[Provider]:
    """A provider that answers on a free loopback port."""
    one = Provider()
    paths = {
        "/.well-known/openid-configuration": one.about,
        "/authorize": one.authorize,
        "/keys": one.keys,
        "/leave": one.leave,
    }
    routes = [Route(path, answer) for path, answer in paths.items()]
    app = Starlette(routes=[*routes, Route("/token", one.token, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    one.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield one
    server.should_exit = True
    thread.join(30)
