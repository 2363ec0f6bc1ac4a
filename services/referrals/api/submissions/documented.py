"""How the document of the API describes the body of a submission, which is read leniently.

The members are those of the schema; none has a type here but the id, since none is refused for
its type. The strict schema, to check against before sending, is at `/submissions/schema`.
"""

from collections.abc import Iterator
from typing import Any, Final

from services.referrals.api.submissions.body import SCHEMA, SubmissionBody

EXAMPLE: Final = {
    "schema": SCHEMA,
    "message_id": "police-2023-000417",
    "agency": "police",
    "referrer": {"name": "PC J. Example", "role": "Officer in the case", "contact": "101"},
    "occurrence_number": "23*000417",
    "occurred_on": "2023-04-02",
    "children": [
        {"name": "Alex Example", "date_of_birth": "2009-05-17"},
        {"name": "Unborn of Sam Example", "expected_on": "2023-09-01"},
    ],
    "concerns": "What was seen and heard, in words.",
    "kind": "exploitation",
    "category": "criminal-exploitation",
    "exploitation": {
        "models": ["county-lines"],
        "risk_indicators": ["missing-episodes", "unexplained-gifts"],
        "living_situation": "at-home",
        "online": "no",
        "risk_tool": "completed",
        "tool": "risk-tool-2021",
        "score": 24,
        "level": "high",
    },
    "consent": "not-sought",
    "reason_without_consent": "risk-if-asked",
}


def strict_schema() -> dict[str, Any]:
    """The schema of `candour.submission/1`: what fits it is received without a warning of form."""
    schema = SubmissionBody.model_json_schema(by_alias=True)
    return {"$id": SCHEMA, "$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _members() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, member in strict_schema()["properties"].items():
        yield name, {"description": member.get("description", f"See the schema: `{name}`.")}


REQUEST_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "title": "Submission",
                "description": "Read leniently; the strict schema is at /submissions/schema.",
                "properties": dict(_members()),
                "required": ["message_id"],
            },
            "example": EXAMPLE,
        }
    },
}
