"""What the routes of an application declare: which action each asks to do, as a command or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from shared.identity import Permissions
from shared.web.said import AskingFor, Commanding


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredAction:
    """An operation, by its path's template and its method in small letters, and its action."""

    path: str
    method: str
    action: str
    commands: bool


class ActionUnknown(Exception):
    """A route asks for an action that the table of permissions does not have."""


def declared_actions(app: FastAPI) -> Iterator[DeclaredAction]:
    """Every operation of `app` that depends on `commanding(…)` or `asking(…)`, however deep."""
    for route in operations(app):
        assert route.path_format is not None
        for asked in authorising(route.dependant):
            if isinstance(asked, Commanding | AskingFor):
                for method in route.methods or ():
                    yield DeclaredAction(
                        path=route.path_format,
                        method=method.lower(),
                        action=asked.action,
                        commands=isinstance(asked, Commanding),
                    )


@runtime_checkable
class Authorising(Protocol):
    """A dependency that lets in or refuses: `commanding(…)`, `asking(…)`, the log's own."""

    def authorise(self, request: Request) -> object:
        """Raises NotSignedIn, AuthorityNotNamed, AuthorityNotYours or RoleMayNot."""
        ...


@runtime_checkable
class Commands(Protocol):
    """A dependency that has the caller authorised by one of its own."""

    @property
    def commanding(self) -> Commanding: ...


def authorising(dependant: Dependant) -> Iterator[Authorising]:
    """Those among the dependencies of an operation, however deep."""
    for inner in _below(dependant):
        call: object = inner.call
        if isinstance(call, Commands):
            yield call.commanding
        elif isinstance(call, Authorising):
            yield call


def operations(app: FastAPI) -> Iterator[RouteContext]:
    """Every operation of `app`, with its path and its dependencies as they are in the end."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.path_format is not None:
            yield route


def check_actions(app: FastAPI, permissions: Permissions) -> None:
    """Raise ActionUnknown at start-up rather than answer 500 to the first who asks."""
    for declared in declared_actions(app):
        if declared.action not in permissions.table:
            where = f"{declared.method.upper()} {declared.path}"
            raise ActionUnknown(f"{where} asks for {declared.action}, which no role may do")


def _below(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _below(inner)
