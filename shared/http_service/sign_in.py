"""Nobody gets in without a token, except to the pages that say how to.

It stands before the routes, so that a new route is closed until it is listed as public, and before
the body is read, so that a stranger cannot make the service parse anything.
"""

from collections.abc import Container, Iterable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.event_sourcing import Refusal
from shared.identity import NotSignedIn, Tokens
from shared.problem_details import answer

PUBLIC = frozenset(
    {
        "/",
        "/asyncapi.json",
        "/docs",
        "/favicon.ico",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/openapi.json",
        "/problems",
    }
)
PUBLIC_BELOW = ("/docs/", "/problems/")


class SignIn:
    """Puts the verified caller into the scope, or answers 401."""

    def __init__(self, app: ASGIApp, *, tokens: Tokens, public: Iterable[str] = ()) -> None:
        self._app = app
        self._tokens = tokens
        self._public = frozenset(public)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_public(scope["path"], self._public):
            await self._app(scope, receive, send)
            return
        try:
            scope["candour.caller"], _ = await self._tokens.verify(_bearer(scope))
        except Refusal as refusal:
            await answer(Request(scope), refusal)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_public(path: str, further: Container[str] = ()) -> bool:
    """True for a path, or a path's template, that needs no token."""
    return path in PUBLIC or path in further or path.startswith(PUBLIC_BELOW)


def _bearer(scope: Scope) -> str:
    """The token of `Authorization: Bearer …`. Raises NotSignedIn."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, token = value.decode("latin-1").partition(" ")
            if scheme.lower() != "bearer" or not token.strip():
                raise NotSignedIn(reason="malformed")
            return str(token.strip())
    raise NotSignedIn(reason="no-token")
