"""Operations of the usual shape, answered straight, past FastAPI's own way to them.

On that way a request is matched against dozens of routes and goes through three exit stacks, which
costs more than all that a command does to its case. Operations that need none of it are found by
their path at once, and called. Whatever is not in order with a request goes FastAPI's way from the
beginning, so that every refusal is its own.
"""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.utils import is_body_allowed_for_status_code
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.http_service.usual_operations import JSON, UsualOperation, usual_operations

_TELEMETRY: Final = "fastapi.telemetry"
"""In the scope where FastAPI was told to trace: then it must see every step."""

ByLiterals = dict[tuple[str, ...], UsualOperation]
"""Operations by the parts of their paths that are no parameters."""


class Straight:
    """Stands before the routers of `app`, and knows all operations that it has when made."""

    def __init__(self, app: FastAPI, routers: ASGIApp) -> None:
        self._app = app
        self._routers = routers
        self._shapes: dict[tuple[str, int], dict[tuple[int, ...], ByLiterals]] = {}
        for method, template, operation in usual_operations(app):
            places = tuple(place for place, literal in enumerate(template) if literal is not None)
            literals = tuple(literal for literal in template if literal is not None)
            shapes = self._shapes.setdefault((method, len(template)), {})
            shapes.setdefault(places, {})[literals] = operation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        segments = scope["path"].split("/") if scope["type"] == "http" else []
        operation = self._found(scope, segments)
        if operation is None:
            await self._routers(scope, receive, send)
            return
        request = Request(scope, receive)
        read = operation.path_values(segments)
        if read is None:
            await self._routers(scope, receive, send)
            return
        if operation.body is not None:
            try:
                body = await request.body()
            except ClientDisconnect:
                await self._routers(scope, receive, send)
                return
            if not operation.read_body(request, body, read[1]):
                await self._routers(scope, _again(body, receive), send)
                return
        scope["path_params"], values = read
        scope["route"] = operation.route
        scope["endpoint"] = operation.endpoint.call
        await _answer(operation, request, values, send)

    def _found(self, scope: Scope, segments: Sequence[str]) -> UsualOperation | None:
        if not segments or scope["query_string"] or scope.get("root_path"):
            return None
        if scope.get(_TELEMETRY) is not None:
            return None
        shapes = self._shapes.get((scope["method"], len(segments)), {})
        for places, by_literals in shapes.items():
            operation = by_literals.get(tuple(segments[place] for place in places))
            if operation is not None and not self._app.dependency_overrides:
                return operation
        return None


def install(app: FastAPI) -> None:
    """To be called when all routes of `app` are in place."""
    app.router.middleware_stack = Straight(app, app.router.middleware_stack)


async def _answer(
    operation: UsualOperation, request: Request, values: dict[str, Any], send: Send
) -> None:
    response = Response(status_code=operation.status)
    for dependency in operation.dependencies:
        given = await dependency(request, response, {})
        if dependency.name is not None:
            values[dependency.name] = given
    answered = await operation.endpoint(request, response, values)
    if isinstance(answered, Response):
        await answered(request.scope, request.receive, send)
        return
    valid, errors = operation.answer.validate(answered, {}, loc=("response",))
    if errors:
        raise TypeError(f"{request.scope['path']} answers with what it does not declare")
    content = operation.answer.serialize_json(valid)
    headers = [
        (b"content-length", str(len(content)).encode()),
        (b"content-type", JSON.encode()),
        *(header for header in response.headers.raw if header[0] != b"content-length"),
    ]
    if not is_body_allowed_for_status_code(response.status_code):
        content, headers = b"", headers[1:]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be read once more."""
    whole: Message | None = {"type": "http.request", "body": body, "more_body": False}

    async def received() -> Message:
        nonlocal whole
        if whole is None:
            return await receive()
        message, whole = whole, None
        return message

    return received
