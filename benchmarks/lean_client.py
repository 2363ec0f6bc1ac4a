"""A keep-alive HTTP/1.1 client that costs little, so that what is measured is the server.

One connection a caller, one request at a time on it. It knows a Content-Length and nothing else of
what a body may come in: that is how every server here answers.
"""

import asyncio
from dataclasses import dataclass
from typing import cast

import httptools
from typing_extensions import override


class Unanswered(Exception):
    """The server hung up before it had answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: dict[bytes, bytes]
    body: bytes


class LeanConnection(asyncio.Protocol):
    """A connection to a server; `await connection.post(path, body)` gives its Answer."""

    def __init__(self, headers: bytes) -> None:
        self._headers = headers
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._fields: dict[bytes, bytes] = {}
        self._body = b""

    async def post(self, path: str, body: bytes, key: str | None = None) -> Answer:
        """Raises Unanswered."""
        named = f"Idempotency-Key: {key}\r\n" if key else ""
        head = f"POST {path} HTTP/1.1\r\n{named}Content-Length: {len(body)}\r\n".encode()
        return await self._ask(head + self._headers + body)

    async def get(self, path: str) -> Answer:
        """Raises Unanswered."""
        return await self._ask(f"GET {path} HTTP/1.1\r\n".encode() + self._headers)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    async def _ask(self, request: bytes) -> Answer:
        if self._transport is None or self._transport.is_closing():
            raise Unanswered
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._transport.write(request)
        return await waiting

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are Transports by their methods only.
        self._transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Unanswered())

    def on_message_begin(self) -> None:
        self._fields, self._body = {}, b""

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields[name.lower()] = value

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        waiting, self._waiting = self._waiting, None
        assert waiting is not None
        status = self._parser.get_status_code()
        waiting.set_result(Answer(status=status, headers=self._fields, body=self._body))


async def connect(port: int, token: str | None = None) -> LeanConnection:
    """A connection to a server of this machine, signed in where a token is given."""
    signed = f"Authorization: Bearer {token}\r\n" if token else ""
    headers = f"Host: 127.0.0.1:{port}\r\n{signed}Content-Type: application/json\r\n\r\n".encode()
    _, connection = await asyncio.get_running_loop().create_connection(
        lambda: LeanConnection(headers), "127.0.0.1", port
    )
    return connection
