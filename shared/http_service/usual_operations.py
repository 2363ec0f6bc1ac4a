"""Operations of the usual shape, recognised among all that an application has.

Their parameters are in the path, they take one body of JSON or none, their dependencies take the
request alone, and what they answer is declared. What FastAPI made of the declarations (fields,
validation, serialisation) is used as it is.
"""

import json
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.params import Body, Form
from fastapi.routing import RouteContext
from starlette.routing import BaseRoute

from shared.http_service.declared import operations

JSON: Final = "application/json"
OK: Final = 200

Call = Callable[..., Coroutine[Any, Any, object]]
Segments = tuple[str | None, ...]
"""The parts of a path's template; None for a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualCall:
    """A function of a route or of a dependency, and by which names it takes what all may take."""

    call: Call
    name: str | None
    request: str | None
    response: str | None

    @classmethod
    def of(cls, dependant: Dependant) -> "UsualCall":
        assert dependant.call is not None
        return cls(
            call=dependant.call,
            name=dependant.name,
            request=dependant.request_param_name or dependant.http_connection_param_name,
            response=dependant.response_param_name,
        )

    async def __call__(
        self, request: Request, response: Response, values: dict[str, object]
    ) -> object:
        if self.request is not None:
            values[self.request] = request
        if self.response is not None:
            values[self.response] = response
        return await self.call(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualOperation:
    """What is needed of an operation to answer it. `fields` are those of its path, in order."""

    route: BaseRoute
    endpoint: UsualCall
    dependencies: tuple[UsualCall, ...]
    fields: tuple[tuple[int, str, Any], ...]
    body: Any
    answer: Any
    status: int

    def path_values(self, segments: Sequence[str]) -> tuple[dict[str, str], dict[str, Any]] | None:
        """The parameters of the path as sent and as read; None where they are not in order."""
        sent: dict[str, str] = {}
        values: dict[str, Any] = {}
        for place, name, field in self.fields:
            sent[name] = segments[place]
            if not sent[name]:
                return None
            values[field.name], errors = field.validate(sent[name], {}, loc=("path", name))
            if errors:
                return None
        return sent, values

    def read_body(self, request: Request, body: bytes, values: dict[str, Any]) -> bool:
        """Add the body to `values`; False where it is not in order."""
        kind = request.headers.get("content-type", "")
        if not body or (kind != JSON and not kind.startswith(JSON + ";")):
            return False
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            return False
        values[self.body.name], errors = self.body.validate(document, {}, loc=("body",))
        return not errors


def usual_operations(app: FastAPI) -> Iterator[tuple[str, Segments, UsualOperation]]:
    """The operations whose shape allows it, and whose paths are no other's as well."""
    every = list(operations(app))
    templates = {route.path_format for route in every if route.path_format is not None}
    for route in every:
        assert route.path_format is not None
        template = _segments(route.path_format)
        others = (_segments(path) for path in templates - {route.path_format})
        if not _is_usual(route) or any(_overlap(template, other) for other in others):
            continue
        operation = _operation(route)
        for method in route.methods or ():
            yield method, template, operation


def _segments(path: str) -> Segments:
    return tuple(None if part.startswith("{") else part for part in path.split("/"))


def _overlap(one: Segments, other: Segments) -> bool:
    """Whether some path is of both."""
    return len(one) == len(other) and all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in zip(one, other, strict=True)
    )


def _is_usual(route: RouteContext) -> bool:
    dependant: Dependant = route.dependant
    return (
        iscoroutinefunction(dependant.call)
        and _takes_usual(dependant)
        and all(_takes_usual(inner) and _is_simple(inner) for inner in dependant.dependencies)
        and _has_usual_body(route)
        and _answers_usually(route)
        and all(part in {"", *_plain(part)} for part in str(route.path_format).split("/"))
    )


def _plain(part: str) -> tuple[str, ...]:
    """The part itself, unless a parameter is only a piece of it or takes more than it."""
    whole = part.startswith("{") and part.endswith("}") and part.count("{") == 1
    return (part,) if ":" not in part and (whole or "{" not in part) else ()


def _takes_usual(dependant: Dependant) -> bool:
    """Nothing of the query, the headers or cookies that FastAPI would have to read."""
    return not (
        dependant.query_params
        or dependant.header_params
        or dependant.cookie_params
        or dependant.websocket_param_name
        or dependant.background_tasks_param_name
        or dependant.security_scopes_param_name
    )


def _is_simple(dependant: Dependant) -> bool:
    """An asynchronous function of the request, that rests on no other."""
    call: Any = dependant.call
    return not (dependant.dependencies or dependant.path_params or dependant.body_params) and (
        iscoroutinefunction(call) or iscoroutinefunction(type(call).__call__)
    )


def _has_usual_body(route: RouteContext) -> bool:
    bodies = route.dependant.body_params
    if not bodies:
        return True
    info = bodies[0].field_info
    return (
        len(bodies) == 1 and isinstance(info, Body) and not (info.embed or isinstance(info, Form))
    )


def _answers_usually(route: RouteContext) -> bool:
    return (
        route.response_field is not None
        and isinstance(route.response_class, DefaultPlaceholder)
        and route.max_body_size is None
        and not (
            route.response_model_include
            or route.response_model_exclude
            or route.response_model_exclude_unset
            or route.response_model_exclude_defaults
            or route.response_model_exclude_none
            or not route.response_model_by_alias
            or route.is_json_stream
        )
    )


def _operation(route: RouteContext) -> UsualOperation:
    dependant: Dependant = route.dependant
    fields = {field.alias: field for field in dependant.path_params}
    parts = str(route.path_format).split("/")
    named = [(place, part[1:-1]) for place, part in enumerate(parts) if part.startswith("{")]
    return UsualOperation(
        route=route.original_route,
        endpoint=UsualCall.of(dependant),
        dependencies=tuple(UsualCall.of(inner) for inner in dependant.dependencies),
        fields=tuple((place, name, fields[name]) for place, name in named),
        body=dependant.body_params[0] if dependant.body_params else None,
        answer=route.response_field,
        status=route.status_code or OK,
    )
