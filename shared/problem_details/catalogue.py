"""A page for every public code: the `type` of each problem leads to one.

Every refusal that this process could raise has been loaded by it, so the catalogue is complete
without a list that someone would have to keep.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader
from pydantic import BaseModel, Field
from starlette.responses import Response

from shared.event_sourcing import Refusal
from shared.problem_details.documented import problems
from shared.problem_details.problem import title_of
from shared.problem_details.refusals import NoSuchPage

router = APIRouter(prefix="/problems", tags=["Problems"])

_pages: Final = Environment(loader=PackageLoader("shared.problem_details"), autoescape=True)

_WHAT_TO_DO: Final[Mapping[str, str]] = {
    "not-signed-in": "Send a token as Authorization: Bearer …, or a fresh one if it has expired.",
    "role-may-not": "Ask someone with the role; the case's refused_actions say who may do what.",
    "authority-not-yours": "Check the header Candour-Authority, or ask for a grant there.",
    "authority-not-named": "Send the header Candour-Authority with one of your authorities.",
    "body-unreadable": "Send valid JSON in UTF-8, with the header Content-Type: application/json.",
    "body-invalid": "Look at `errors`: each names a field and what is expected of it.",
    "body-too-large": "Send less at a time; documents belong in a document store, by reference.",
    "case-changed": "Read the case again, look at what changed, and send the command anew.",
    "key-reused": "Take a new Idempotency-Key for a new command; keep it for repeats of the same.",
    "defect": "Send it again with the same Idempotency-Key; if it stays, quote the correlation.",
    "database-away": "Wait for Retry-After seconds, then send it again: a command with the same "
    "Idempotency-Key, and it is done once.",
    "query-unknown": "Correct the name, or leave the parameter out; `known` in facts lists them.",
    "query-repeated": "Send the parameter once: which of its values would hold cannot be known.",
    "queue-full": "Wait for Retry-After seconds, then send it again with the same key.",
    "outcome-unknown": "Send it again with the same Idempotency-Key: it is then done once.",
    "cursor-invalid": "Begin the list again, without a cursor.",
    "another-log": "The reader belongs to another log: check the address, or rebuild the reader.",
}
_BY_STATUS: Final[Mapping[int, str]] = {
    400: "Mend the request; sent again as it is, it will be refused again.",
    401: "Sign in, and send the token with the request.",
    403: "Ask someone who may; sent again with the same token, it will be refused again.",
    404: "Check the address or the reference.",
    405: "Use a method that the header Allow names.",
    409: "Read the case: its allowed_actions say what can be done from where it stands.",
    412: "Read it again, then decide again.",
    422: "Mend what `field` or `errors` names, and send it again.",
    500: "Tell the administrator, quoting the correlation.",
    503: "Wait for Retry-After seconds, then send it again.",
}


class ProblemPage(BaseModel):
    """What a public code means."""

    code: str = Field(examples=["case-changed"])
    title: str
    status: int = Field(description="The HTTP status it comes with.")
    phrase: str = Field(description="That status in words.")
    meaning: str
    what_to_do: str


class ProblemIndex(BaseModel):
    """Every public code of this service, in alphabetical order."""

    items: list[ProblemPage]


def known_refusals() -> dict[str, type[Refusal]]:
    """Every refusal of this process by its code; of two with the same one, the service's own.

    Which of them was imported first depends on what else the process does.
    """
    by_code: dict[str, type[Refusal]] = {}
    for refusal in sorted(_below(Refusal), key=_is_shared):
        if hasattr(refusal, "code"):
            by_code.setdefault(refusal.code, refusal)
    return dict(sorted(by_code.items()))


@router.get(
    "", summary="Every problem that this service can answer with", response_model=ProblemIndex
)
async def every_problem(request: Request) -> Response:
    """As JSON, or as a page where the client prefers HTML."""
    pages = [_page(refusal) for refusal in known_refusals().values()]
    if prefers_html(request):
        return HTMLResponse(_pages.get_template("problems.html").render(pages=pages))
    return JSONResponse(ProblemIndex(items=pages).model_dump())


@router.get(
    "/{code}",
    summary="What one problem means",
    response_model=ProblemPage,
    responses=problems(NoSuchPage),
)
async def one_problem(request: Request, code: str) -> Response:
    """As JSON, or as a page where the client prefers HTML."""
    refusal = known_refusals().get(code)
    if refusal is None:
        raise NoSuchPage
    page = _page(refusal)
    if prefers_html(request):
        return HTMLResponse(_pages.get_template("problem.html").render(page=page))
    return JSONResponse(page.model_dump())


def _page(refusal: type[Refusal]) -> ProblemPage:
    general = _BY_STATUS.get(refusal.status, _BY_STATUS[400])
    return ProblemPage(
        code=refusal.code,
        title=title_of(refusal),
        status=refusal.status,
        phrase=HTTPStatus(refusal.status).phrase,
        meaning=refusal.because,
        what_to_do=_WHAT_TO_DO.get(refusal.code, general),
    )


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for refusal in kind.__subclasses__():
        yield refusal
        yield from _below(refusal)


def _is_shared(refusal: type[Refusal]) -> bool:
    return refusal.__module__.startswith("shared.")


def prefers_html(request: Request) -> bool:
    """True for a browser: HTML is asked for, and JSON is not asked for before it."""
    accept = request.headers.get("accept", "")
    before_html, html, _ = accept.partition("text/html")
    return bool(html) and "json" not in before_html
