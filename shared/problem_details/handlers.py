"""Every exception that leaves a route becomes a problem: none answers in another form."""

from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.event_sourcing import Refusal
from shared.problem_details.problem import response_of
from shared.problem_details.refusals import (
    BodyInvalid,
    BodyTooLarge,
    BodyUnreadable,
    Defect,
    MethodNotAllowed,
    NoSuchPage,
    RequestUnreadable,
)
from shared.problem_details.validation import field_errors
from shared.telemetry import log_of

log = log_of("http.problems")

SERVER_ERRORS: Final = 500
_OF_STATUS: Final[dict[int, type[Refusal]]] = {
    404: NoSuchPage,
    405: MethodNotAllowed,
    413: BodyTooLarge,
}


def install(app: FastAPI) -> None:
    """Give `app` the handlers for refusals, invalid requests and HTTP errors."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return answer(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if found and found[0]["type"] == "json_invalid":
        return answer(request, BodyUnreadable(position=int(found[0]["loc"][-1])))
    refusal = BodyInvalid()
    request.scope["candour.refusal"] = refusal.code
    return response_of(refusal, field_errors(found))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = _OF_STATUS.get(error.status_code)
    if refusal is None:
        if error.status_code >= SERVER_ERRORS:
            log.error("defect", exc_info=error)
        refusal = Defect if error.status_code >= SERVER_ERRORS else RequestUnreadable
    headers = dict(error.headers or {})
    if refusal is MethodNotAllowed:
        headers["Allow"] = _allowed(request, headers.get("Allow", ""))
    return answer(request, refusal(), headers=headers)


def _allowed(request: Request, of_one_route: str) -> str:
    """Every method that is documented at the address: Starlette names those of one route only.

    HEAD is answered wherever GET is (`shared/http_service/front_door.py`).
    """
    template: str | None = getattr(request.scope.get("route"), "path", None)
    documented = request.app.openapi()["paths"].get(template, {})
    methods = {method.upper() for method in documented} or set(of_one_route.split(", "))
    if "GET" in methods:
        methods.add("HEAD")
    return ", ".join(sorted(methods))


def answer(request: Request, refusal: Refusal, headers: dict[str, str] | None = None) -> Response:
    """A refusal as this request's answer, its code noted for the log line and the metrics."""
    request.scope["candour.refusal"] = refusal.code
    return response_of(refusal, headers=headers)
