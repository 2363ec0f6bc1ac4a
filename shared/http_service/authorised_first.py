"""Who may not do an action is told so first, whatever else is wrong with the request.

FastAPI reads a body before anything that depends on the caller. So the order of refusals
(authenticate, authorise, then the content) is put right where a refusal of content is about to be
answered: a request that is in order pays nothing for it.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.event_sourcing import Refusal
from shared.http_service.declared import authorising, operations
from shared.problem_details import answer

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Put authorising before the answers to a body, or a parameter, that cannot be read.

    To be called when the routes and the handlers of `app` are in place.
    """
    app.state.authorising = {
        route.endpoint: tuple(authorising(route.dependant)) for route in operations(app)
    }
    for unreadable in (RequestValidationError, HTTPException):
        app.add_exception_handler(unreadable, _authorising(app.exception_handlers[unreadable]))


def authorise_first(request: Request) -> None:
    """Raise what the operation's `commanding(…)` or `asking(…)` says to a caller who may not."""
    for dependency in request.app.state.authorising.get(request.scope.get("endpoint"), ()):
        dependency.authorise(request)


def _authorising(otherwise: Handler) -> Handler:
    async def handler(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException) or error.status_code == HTTPStatus.BAD_REQUEST:
            try:
                authorise_first(request)
            except Refusal as refusal:
                return answer(request, refusal)
        answered = otherwise(request, error)
        return answered if isinstance(answered, Response) else await answered

    return handler
