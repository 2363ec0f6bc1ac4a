"""A query parameter that an operation does not have is refused, rather than not seen.

A filter that is misspelt would else be no filter: `?tema=red` would list every team's cases.
"""

import re
from collections.abc import Callable
from typing import Final

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Query

from shared.http_service.authorised_first import authorise_first
from shared.http_service.declared import authorising, operations
from shared.problem_details import QueryUnknown
from shared.web.command_headers import AUTHORITY_PARAMETER
from shared.web.said import AskingFor

# The name comes from the request, so it is shown only if it looks like a name.
_NAME: Final = re.compile(r"[A-Za-z0-9_.\-]{1,60}")


def install(app: FastAPI, is_public: Callable[[str], bool]) -> None:
    """Note for each operation that is not public which parameters it has: once, at start-up."""
    app.state.known_parameters = {
        route.endpoint: _parameters(route.dependant)
        for route in operations(app)
        if route.path_format is not None and not is_public(route.path_format)
    }


async def only_known(request: Request) -> None:
    """The dependency of every operation of a service. Raises QueryUnknown.

    A request pays 8 µs for it, nearly all of them to have a dependency at all.
    """
    if not request.scope["query_string"]:
        return
    known = request.app.state.known_parameters.get(request.scope["endpoint"])
    if known is None:
        return
    unknown = request.query_params.keys() - known
    if unknown:
        authorise_first(request)
        name = min(unknown)
        raise QueryUnknown(name if _NAME.fullmatch(name) else "?", known)


def _parameters(dependant: Dependant) -> frozenset[str]:
    """The names in the query, as they are sent: those of dependencies and their aliases too."""
    names = {
        parameter.alias
        for parameter in get_flat_params(dependant)
        if isinstance(parameter.field_info, Query)
    }
    if any(isinstance(asked, AskingFor) for asked in authorising(dependant)):
        names.add(AUTHORITY_PARAMETER)
    return frozenset(names)
