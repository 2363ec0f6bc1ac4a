"""The outermost layer of a service: correlation, one log line, metrics, and nothing gets past it.

Plain ASGI: a layer here costs a microsecond or two, and a context variable set here is seen by
the route and by everything that it awaits.
"""

from time import perf_counter
from typing import Final
from uuid import UUID

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.clock import fresh
from shared.problem_details import Defect, response_of
from shared.telemetry import CORRELATION, Metrics, log_of, write_line

CORRELATION_HEADER: Final = b"candour-correlation"
UNMATCHED: Final = "unmatched"
# Asked every few seconds by machines; a line for each would bury the others.
QUIET_ROUTES: Final = frozenset({"/health/live", "/health/ready", "/metrics"})
SERVER_ERRORS: Final = 500
UUID_LENGTH: Final = 36

COMPONENT: Final = "http.requests"

log = log_of(COMPONENT)


class FrontDoor:
    """Takes every request in and sees every answer out."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation = _correlation(scope)
        before = CORRELATION.set(correlation)
        answer = _Answer(send, correlation, head=scope["method"] == "HEAD")
        # HEAD is GET without the body (RFC 9110, 9.3.2), for every page at once.
        inner = {**scope, "method": "GET"} if answer.head else scope
        started = perf_counter()
        try:
            await self._app(inner, receive, answer.send)
        except Exception:
            log.exception("defect", method=scope["method"], route=_route(inner))
            inner["candour.refusal"] = Defect.code
            if answer.status is not None:
                raise  # half an answer is out: the server must cut the connection
            await response_of(Defect())(inner, receive, answer.send)
        finally:
            self._note(scope["method"], inner, answer.status, perf_counter() - started)
            CORRELATION.reset(before)

    def _note(self, method: str, scope: Scope, status: int | None, seconds: float) -> None:
        route = _route(scope)
        answered = status if status is not None else SERVER_ERRORS
        self._metrics.answered(method=method, route=route, status=answered, seconds=seconds)
        code = scope.get("candour.refusal")
        if code is not None:
            self._metrics.refused(code)
        if route in QUIET_ROUTES and answered < SERVER_ERRORS:
            return
        values = {
            "method": method,
            "route": route,
            "status": answered,
            "milliseconds": round(seconds * 1000, 2),
            "code": code,
        }
        write_line(COMPONENT, "answered", values)


class _Answer:
    """The answer on its way out: its status is noted, its general headers are added."""

    __slots__ = ("_correlation", "_send", "head", "status")

    def __init__(self, send: Send, correlation: UUID, *, head: bool) -> None:
        self._send = send
        self._correlation = str(correlation).encode()
        self.head = head
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", ()))
            headers.append((CORRELATION_HEADER, self._correlation))
            headers.append((b"x-content-type-options", b"nosniff"))
            if not any(name.lower() == b"cache-control" for name, _ in headers):
                # Cases are personal: no cache between here and the reader keeps an answer.
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        elif self.head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _correlation(scope: Scope) -> UUID:
    """The caller's correlation id if it is a UUID, else a new one.

    Other texts are not taken over: they would travel into events, messages and logs.
    """
    for name, value in scope["headers"]:
        if name == CORRELATION_HEADER and len(value) == UUID_LENGTH:
            try:
                return UUID(value.decode("ascii"))
            except ValueError:
                break
    return fresh()


def _route(scope: Scope) -> str:
    """The template of the route that answered ("/complaints/{reference}"), never the path."""
    template: str | None = getattr(scope.get("route"), "path", None)
    return template or UNMATCHED
