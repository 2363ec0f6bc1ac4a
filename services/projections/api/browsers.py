"""What a browser needs of every address: its cookie taken for a token, its problems as pages.

Plain ASGI, outermost. Programs, which send no cookie and do not prefer HTML, pass untouched.
"""

from typing import Final
from urllib.parse import quote

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.projections.pages import rendering
from shared.problem_details import MEDIA_TYPE
from shared.problem_details.catalogue import prefers_html

COOKIE: Final = "candour-token"
NOT_SIGNED_IN: Final = 401
MAY_NOT: Final = 403
REPLACED: Final = frozenset({b"content-length", b"content-type", b"www-authenticate"})


class Browsers:
    """A cookie signs in for reading only: a form on another site can do nothing with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        signed_in = with_token(scope)
        if scope["method"] != "HEAD" and prefers_html(Request(scope)):
            await self._app(signed_in, receive, _ProblemsAsPages(signed_in, receive, send).send)
        else:
            await self._app(signed_in, receive, send)


def with_token(scope: Scope) -> Scope:
    """The request with the cookie's token as its own, if it only reads and brings no other."""
    headers = Headers(scope=scope)
    if scope["method"] not in {"GET", "HEAD"} or "authorization" in headers:
        return scope
    token = token_in(headers.get("cookie", ""))
    if token is None:
        return scope
    bearer = (b"authorization", b"Bearer " + token.encode("latin-1", "replace"))
    return {**scope, "headers": [*scope["headers"], bearer]}


def token_in(cookies: str) -> str | None:
    """The token in a Cookie header, whatever other cookies of this machine say."""
    return cookie_parser(cookies).get(COOKIE) or None


class _ProblemsAsPages:
    """Holds a problem back until it is whole, then sends the page that tells it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if kind.startswith(MEDIA_TYPE):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                page = self._page(self._start["status"], orjson.loads(self._body))
                kept = [one for one in self._start["headers"] if one[0].lower() not in REPLACED]
                page.raw_headers.extend(kept)
                await page(self._scope, self._receive, self._send)
            return
        await self._send(message)

    def _page(self, status: int, problem: dict[str, str]) -> Response:
        if status == NOT_SIGNED_IN and self._scope["method"] == "GET":
            return RedirectResponse(f"/sign-in?next={quote(_address(self._scope))}", 303)
        shown = rendering.html(
            "problem.html",
            title=problem["title"],
            detail=problem["detail"],
            code=problem["code"],
            correlation=problem.get("correlation"),
            may_sign_out=status == MAY_NOT and token_in(_cookies(self._scope)) is not None,
        )
        return HTMLResponse(shown, status_code=status, headers=dict(rendering.HEADERS))


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("ascii", "replace")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def _cookies(scope: Scope) -> str:
    return Headers(scope=scope).get("cookie", "")
