"""No request body over a megabyte: 413 before it is read, not after it has filled the memory."""

from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.problem_details import BodyTooLarge, answer

MOST_BYTES: Final = 1_000_000
MOST_DISCARDED_BYTES: Final = 16_000_000
"""A client sees an answer only once it has sent its body, so that much is read and thrown away."""


class BodyLimit:
    """Trusts the stated length (servers hold a client to it) and counts where none is stated."""

    def __init__(self, app: ASGIApp, *, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stated: int | None = None
        chunked = False
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit():
                stated = int(value)
            elif name == b"transfer-encoding":
                chunked = True
        if stated is not None and stated > self._most:
            if stated <= MOST_DISCARDED_BYTES:
                await _discard(receive)
            await self._refuse(scope, receive, send)
        elif chunked:
            await self._counted(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body first, since its length is known only then."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client left
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                if more:
                    await _discard(receive)
                await self._refuse(scope, receive, send)
                return
            if not more:
                break
        whole: Message | None = {"type": "http.request", "body": bytes(body), "more_body": False}

        async def receive_whole() -> Message:
            nonlocal whole
            if whole is None:
                return await receive()
            message, whole = whole, None
            return message

        await self._app(scope, receive_whole, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = answer(
            Request(scope), BodyTooLarge(limit=self._most), headers={"Connection": "close"}
        )
        await response(scope, receive, send)


async def _discard(receive: Receive) -> None:
    """Read on to the end of the body, or until more has come than anybody sends by mistake."""
    discarded = 0
    while discarded < MOST_DISCARDED_BYTES:
        message = await receive()
        discarded += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
