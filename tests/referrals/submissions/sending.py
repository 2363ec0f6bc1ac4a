"""A submission as a police system would send it, and who sends and reads it."""

from typing import Any, Final

import httpx

from tests.referrals.http import Api

AT: Final = "2023-04-03T09:00:00Z"
"""A Monday; the next working day is 4 April."""

SUBMISSION: Final[dict[str, Any]] = {
    "schema": "candour.submission/1",
    "message_id": "police-2023-000417",
    "referrer": {"name": "PC Orla Winterbourne", "role": "Officer", "contact": "01632 960417"},
    "occurrence_number": "23*000417",
    "occurred_on": "2023-04-02",
    "children": [
        {"name": "Tobias Larkspur", "date_of_birth": "2008-02-29", "sex": "male"},
        {"name": "Unborn of Nell Larkspur", "expected_on": "2023-09-01"},
    ],
    "people_around": [{"name": "Nell Larkspur", "relation": "mother"}],
    "concerns": "Seen with older men near the station; came home with a new phone.",
    "kind": "exploitation",
    "category": "criminal-exploitation",
    "exploitation": {
        "models": ["county-lines", "online"],
        "risk_indicators": ["missing-episodes"],
        "living_situation": "at-home",
        "online": "yes",
        "risk_tool": "completed",
        "tool": "risk-tool-2021",
        "score": 24,
        "level": "high",
    },
    "consent": "not-sought",
    "reason_without_consent": "risk-if-asked",
}


async def send(
    api: Api, body: dict[str, Any] = SUBMISSION, *, agency: str = "police", at: str = AT
) -> httpx.Response:
    return await api.post("/submissions", body, role="partner-agency", agency=agency, at=at)


async def progress(
    api: Api, *, agency: str = "police", after: str | None = None, at: str = AT
) -> dict[str, Any]:
    params = {} if after is None else {"after": after}
    answer = await api.get(
        "/submissions", role="partner-agency", agency=agency, params=params, at=at
    )
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def codes(receipt: httpx.Response) -> set[tuple[str, str]]:
    """The warnings of a receipt."""
    assert receipt.status_code in {200, 201}, receipt.text
    return {(one["field"], one["code"]) for one in receipt.json()["warnings"]}
