"""The OpenAPI document, completed: how to sign in, and every problem that any route can answer.

A route documents the refusals of its own procedure; what the layers in front of it can say is
added here once, so that a generated client meets no answer that is not described.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from shared.event_sourcing import Refusal
from shared.event_store.refusals import CaseChanged, KeyReused
from shared.identity import (
    AuthorityNotNamed,
    AuthorityNotYours,
    NotSignedIn,
    RoleMayNot,
    SignInUnavailable,
)
from shared.problem_details import (
    BodyInvalid,
    BodyTooLarge,
    BodyUnreadable,
    ClockAhead,
    Defect,
    OutcomeNotKnown,
    ProblemBody,
    QueueIsFull,
    RequestUnreadable,
    Stopping,
    problems,
)
from shared.web import (
    IdempotencyKeyInvalid,
    IfMatchInvalid,
    SimulatedTimeInvalid,
    SimulatedTimeOff,
)
from shared.web.command_headers import COMMAND_HEADERS, READING_HEADERS
from shared.web.said import AskingFor, Commanding

METHODS: Final = frozenset({"get", "put", "post", "delete", "patch"})
SCHEMAS: Final = "#/components/schemas/{model}"
_UNUSED: Final = ("HTTPValidationError", "ValidationError")
_OF_HEADER: Final[Mapping[str, tuple[type[Refusal], ...]]] = {
    "Candour-Authority": (AuthorityNotNamed, AuthorityNotYours, RoleMayNot),
    "Idempotency-Key": (
        IdempotencyKeyInvalid,
        KeyReused,
        QueueIsFull,
        ClockAhead,
        OutcomeNotKnown,
        Stopping,
    ),
    "If-Match": (IfMatchInvalid, CaseChanged),
    "Candour-Time": (SimulatedTimeOff, SimulatedTimeInvalid),
}

Operation = dict[str, Any]
Header = dict[str, object]


def complete(app: FastAPI, is_public: Callable[[str], bool]) -> None:
    """Make `app.openapi()` answer the completed document, put together once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, is_public)
        return app.openapi_schema

    # FastAPI's own documented way to extend the document is to replace this method.
    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI, is_public: Callable[[str], bool]) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _UNUSED:
        schemas.pop(name, None)
    problem = ProblemBody.model_json_schema(ref_template=SCHEMAS)
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    components["securitySchemes"] = {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "In development: `candour token --as ROLE --authority AUTHORITY`.",
        }
    }
    components["headers"] = {
        "Correlation": {
            "description": "Finds the log lines and the events of this request.",
            "schema": {"type": "string", "format": "uuid"},
        }
    }
    document["security"] = [{"bearer": []}]
    headers = _headers_of_operations(app)
    for path, operations in document.get("paths", {}).items():
        for method, operation in operations.items():
            if method in METHODS:
                operation.setdefault("parameters", []).extend(headers.get((path, method), ()))
                _complete(operation, public=is_public(path))
    return document


def _headers_of_operations(app: FastAPI) -> dict[tuple[str, str], tuple[Header, ...]]:
    """The headers that each operation reads, by the path's template and the method."""
    found: dict[tuple[str, str], tuple[Header, ...]] = {}
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.path_format is not None:
            headers = _headers_of(route.dependant)
            for method in route.methods or ():
                found[route.path_format, method.lower()] = headers
    return found


def _headers_of(dependant: Dependant) -> tuple[Header, ...]:
    calls = [one.call for one in _below(dependant)]
    if any(isinstance(call, Commanding) for call in calls):
        return COMMAND_HEADERS
    if any(isinstance(call, AskingFor) for call in calls):
        return READING_HEADERS
    return ()


def _below(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _below(inner)


def _complete(operation: Operation, *, public: bool) -> None:
    responses = operation.setdefault("responses", {})
    refusals: list[type[Refusal]] = [Defect, RequestUnreadable]
    if public:
        operation["security"] = []
    else:
        refusals += [NotSignedIn, SignInUnavailable]
    if "requestBody" in operation:
        refusals += [BodyUnreadable, BodyTooLarge]
    parameters = operation["parameters"]
    if not parameters:
        del operation["parameters"]
    if "requestBody" in operation or parameters:
        refusals.append(BodyInvalid)
    for parameter in parameters:
        if parameter["in"] == "header":
            refusals.extend(_OF_HEADER.get(parameter["name"], ()))
    if _is_fastapis(responses.get("422")):
        del responses["422"]
    for status, documented in problems(*refusals).items():
        _merge(responses, str(status), documented)
    for response in responses.values():
        headers = response.setdefault("headers", {})
        headers.setdefault("Candour-Correlation", {"$ref": "#/components/headers/Correlation"})
    operation["responses"] = dict(sorted(responses.items()))


def _is_fastapis(response: Mapping[str, Any] | None) -> bool:
    """True for the 422 that FastAPI puts in by itself, in a form that no service of ours sends."""
    return response is not None and "application/json" in response.get("content", {})


def _merge(responses: dict[str, Any], status: str, documented: dict[str, Any]) -> None:
    """Add problems to a status that the route may document already, keeping the route's own."""
    present = responses.get(status)
    if present is None:
        responses[status] = documented
        return
    content = present.setdefault("content", {})
    for media_type, addition in documented["content"].items():
        own = content.setdefault(media_type, {"schema": addition["schema"]})
        own["examples"] = {**addition["examples"], **own.get("examples", {})}
    description, _, codes = documented["description"].partition(": ")
    have = present.get("description") or description
    fresh = [code for code in codes.split(", ") if code and code not in have]
    if fresh:
        present["description"] = f"{have}{', ' if '`' in have else ': '}{', '.join(fresh)}"
