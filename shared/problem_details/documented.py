"""Refusals in OpenAPI: `responses=problems(NotAtStageOne, AlreadyExtended)` on a route."""

from collections import defaultdict
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shared.event_sourcing import Refusal
from shared.problem_details.problem import MEDIA_TYPE, title_of


class FieldErrorBody(BaseModel):
    """One field that is wrong."""

    field: str = Field(examples=["complainant.name"])
    code: str = Field(examples=["missing"])
    message: str = Field(examples=["This is required."])


class ProblemBody(BaseModel):
    """A problem (RFC 9457). `code` is public and never changes; `type` leads to its page."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(examples=["/problems/no-such-case"])
    title: str
    status: int
    code: str
    detail: str
    field: str | None = Field(default=None, description="The member or header it is about.")
    errors: list[FieldErrorBody] | None = Field(
        default=None, description="Each wrong field of a body-invalid."
    )
    facts: dict[str, str | int] | None = Field(
        default=None, description="The dates, codes and counts that the refusal rests on."
    )
    correlation: str | None = Field(
        default=None, description="Quote this to the administrator: it finds the log lines."
    )


def problems(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """FastAPI's `responses=` for these refusals, grouped by status, with an example of each.

    What any route can answer (401, 422 `body-invalid`, …) is added by `create_service`.
    """
    by_status: defaultdict[int, list[type[Refusal]]] = defaultdict(list)
    for refusal in sorted(set(refusals), key=lambda one: (one.status, one.code)):
        by_status[refusal.status].append(refusal)
    return {status: _documented(status, group) for status, group in by_status.items()}


def _documented(status: int, refusals: list[type[Refusal]]) -> dict[str, Any]:
    codes = ", ".join(f"`{refusal.code}`" for refusal in refusals)
    return {
        "description": f"{HTTPStatus(status).phrase}: {codes}",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {refusal.code: _example(refusal) for refusal in refusals},
            }
        },
    }


def _example(refusal: type[Refusal]) -> dict[str, Any]:
    value: dict[str, object] = {
        "type": f"/problems/{refusal.code}",
        "title": title_of(refusal),
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.because,
    }
    if refusal.field is not None:
        value["field"] = refusal.field
    return {"summary": refusal.because, "value": value}
