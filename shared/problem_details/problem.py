"""A problem as RFC 9457 spells it: `application/problem+json`, with a public code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import orjson
from starlette.responses import Response

from shared.event_sourcing import Refusal
from shared.telemetry import correlation_id

MEDIA_TYPE: Final = "application/problem+json"
UNAUTHENTICATED: Final = 401
UNAVAILABLE: Final = 503


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One field that is wrong: its path ("complainant.name"), a code, and what is expected."""

    field: str
    code: str
    message: str

    def plain(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, for a program (`code`, `field`, `facts`) and for a person (`detail`)."""

    code: str
    title: str
    status: int
    detail: str
    field: str | None = None
    errors: Sequence[FieldError] = ()
    facts: Mapping[str, str | int | date] | None = None
    correlation: UUID | None = None

    def plain(self) -> dict[str, object]:
        """The members of the problem document; absent ones are left out."""
        members: dict[str, object] = {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.field is not None:
            members["field"] = self.field
        if self.errors:
            members["errors"] = [error.plain() for error in self.errors]
        if self.facts:
            members["facts"] = dict(self.facts)
        if self.correlation is not None:
            members["correlation"] = str(self.correlation)
        return members


class ProblemResponse(Response):
    """A problem on its way out; `code` is kept for the log line and the metrics."""

    media_type = MEDIA_TYPE

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(
            content=orjson.dumps(problem.plain()),
            status_code=problem.status,
            headers={"Cache-Control": "no-store", **(headers or {})},
        )


def title_of(refusal: type[Refusal]) -> str:
    """A refusal's title: its code as words, the same for every occurrence (RFC 9457, 3.1.3)."""
    return refusal.code.replace("-", " ").capitalize()


def problem_of(refusal: Refusal, errors: Sequence[FieldError] = ()) -> Problem:
    """A refusal as a problem, with the facts it rests on."""
    return Problem(
        code=refusal.code,
        title=title_of(type(refusal)),
        status=refusal.status,
        detail=refusal.because,
        field=refusal.field,
        errors=errors,
        facts=refusal.facts or None,
        correlation=correlation_id(),
    )


def response_of(
    refusal: Refusal,
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """A refusal as an answer, with the headers that go with its status."""
    return ProblemResponse(
        problem_of(refusal, errors), headers={**_headers_of(refusal), **(headers or {})}
    )


def _headers_of(refusal: Refusal) -> dict[str, str]:
    headers: dict[str, str] = {}
    if refusal.status == UNAUTHENTICATED:
        no_token = refusal.facts.get("reason") == "no-token"
        # RFC 6750, section 3: the error is named only where a token was sent.
        invalid = "" if no_token else ', error="invalid_token"'
        headers["WWW-Authenticate"] = f'Bearer realm="candour"{invalid}'
    wait = refusal.facts.get("retry_after_seconds")
    if refusal.status == UNAVAILABLE:
        headers["Retry-After"] = str(wait if wait is not None else 1)
    return headers
