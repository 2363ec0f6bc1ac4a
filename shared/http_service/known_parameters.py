"""A query parameter that an operation does not have, or is given twice, is refused, not dropped.

A filter that is misspelt would else be no filter: `?tema=red` would list every team's cases. Of one
given twice the last would hold, and nobody could tell that the first did not.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, get_args, get_origin

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query

from shared.http_service.authorised_first import authorise_first
from shared.http_service.declared import authorising, operations
from shared.problem_details import QueryRepeated, QueryUnknown
from shared.web.command_headers import AUTHORITY_PARAMETER
from shared.web.said import AskingFor

# The name comes from the request, so it is shown only if it looks like a name.
_NAME: Final = re.compile(r"[A-Za-z0-9_.\-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameters:
    """The names in the query, as they are sent; `lists` are those that may be given repeatedly."""

    names: frozenset[str]
    lists: frozenset[str]


def install(app: FastAPI, is_public: Callable[[str], bool]) -> None:
    """Note for each operation that is not public which parameters it has: once, at start-up."""
    app.state.known_parameters = {
        route.endpoint: _parameters(route.dependant)
        for route in operations(app)
        if route.path_format is not None and not is_public(route.path_format)
    }


async def only_known(request: Request) -> None:
    """The dependency of every operation of a service. Raises QueryUnknown or QueryRepeated.

    A request pays 8 µs for it, nearly all of them to have a dependency at all.
    """
    if not request.scope["query_string"]:
        return
    known = request.app.state.known_parameters.get(request.scope["endpoint"])
    if known is None:
        return
    given = request.query_params
    unknown = given.keys() - known.names
    if unknown:
        authorise_first(request)
        name = min(unknown)
        raise QueryUnknown(name if _NAME.fullmatch(name) else "?", known.names)
    if len(given.multi_items()) == len(given):
        return
    repeated = {name for name in given.keys() - known.lists if len(given.getlist(name)) > 1}
    if repeated:
        authorise_first(request)
        raise QueryRepeated(min(repeated))


def _parameters(dependant: Dependant) -> _Parameters:
    """Those of the operation's dependencies and their aliases too."""
    asked = [
        parameter
        for parameter in get_flat_params(dependant)
        if isinstance(parameter.field_info, Query)
    ]
    names = {parameter.alias for parameter in asked}
    if any(isinstance(asking, AskingFor) for asking in authorising(dependant)):
        names.add(AUTHORITY_PARAMETER)
    return _Parameters(
        names=frozenset(names),
        lists=frozenset(one.alias for one in asked if _is_list(one.field_info.annotation)),
    )


def _is_list(annotation: object) -> bool:
    """Also where it may be left out: `list[str] | None`."""
    origin = get_origin(annotation) or annotation
    if isinstance(origin, type) and issubclass(origin, Sequence | set | frozenset):
        return not issubclass(origin, str | bytes)
    return any(_is_list(part) for part in get_args(annotation))
