"""The OpenAPI document, completed: how to sign in, and every problem that any route can answer.

A route documents the refusals of its own procedure; what the layers in front of it can say is
added here once, so that a generated client meets no answer that is not described.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from shared.event_sourcing import Refusal
from shared.event_store.refusals import CaseChanged, KeyReused
from shared.http_service.declared import declared_actions
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
    DatabaseAway,
    Defect,
    OutcomeNotKnown,
    ProblemBody,
    QueryRepeated,
    QueryUnknown,
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
    "Candour-Reason": (QueueIsFull, Stopping),
    "Candour-Time": (SimulatedTimeOff, SimulatedTimeInvalid),
}

RESPONSE_HEADERS: Final[Mapping[str, Mapping[str, object]]] = {
    "Candour-Correlation": {
        "description": "Finds the log lines and the events of this request.",
        "schema": {"type": "string", "format": "uuid"},
    },
    "ETag": {
        "description": "The version of the case as it now stands; send it as If-Match.",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "The next page, where there is one (RFC 8288).",
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "Seconds to wait before sending it again.",
        "schema": {"type": "integer"},
    },
    "WWW-Authenticate": {
        "description": "How to sign in (RFC 6750).",
        "schema": {"type": "string"},
    },
}

Operation = dict[str, Any]


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
    components["headers"] = RESPONSE_HEADERS
    document["security"] = [{"bearer": []}]
    headers = {
        (route.path, route.method): COMMAND_HEADERS if route.commands else READING_HEADERS
        for route in declared_actions(app)
    }
    for path, operations in document.get("paths", {}).items():
        for method, operation in operations.items():
            if method in METHODS:
                operation.setdefault("parameters", []).extend(headers.get((path, method), ()))
                _complete(operation, public=is_public(path))
    return document


def _complete(operation: Operation, *, public: bool) -> None:
    responses = operation.setdefault("responses", {})
    named = {parameter["name"] for parameter in operation["parameters"]}
    if _is_fastapis(responses.get("422")):
        del responses["422"]
    refusals = _refusals_in_front_of(operation, public=public)
    for status, documented in problems(*refusals).items():
        _merge(responses, str(status), documented)
    for status, response in responses.items():
        for name in _headers_of(status, named):
            described = {"$ref": f"#/components/headers/{name}"}
            response.setdefault("headers", {}).setdefault(name, described)
    operation["responses"] = dict(sorted(responses.items()))
    if public:
        operation["security"] = []
    if not operation["parameters"]:
        del operation["parameters"]


def _refusals_in_front_of(operation: Operation, *, public: bool) -> list[type[Refusal]]:
    """What the layers before a route, and its dependencies, can answer in its place."""
    refusals: list[type[Refusal]] = [Defect, RequestUnreadable]
    if not public:
        refusals += [NotSignedIn, SignInUnavailable, QueryUnknown, QueryRepeated, DatabaseAway]
    if "requestBody" in operation:
        refusals += [BodyUnreadable, BodyTooLarge]
    if "requestBody" in operation or operation["parameters"]:
        refusals.append(BodyInvalid)
    for parameter in operation["parameters"]:
        if parameter["in"] == "header":
            refusals += _OF_HEADER.get(parameter["name"], ())
    return refusals


def _headers_of(status: str, parameters: AbstractSet[str]) -> Iterator[str]:
    """The headers of an answer, by its status and by what the operation can be asked."""
    yield "Candour-Correlation"
    succeeded = status.startswith("2")
    if succeeded and "If-Match" in parameters:
        yield "ETag"
    if succeeded and "cursor" in parameters:
        yield "Link"
    if status == "401":
        yield "WWW-Authenticate"
    if status == "503":
        yield "Retry-After"


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
