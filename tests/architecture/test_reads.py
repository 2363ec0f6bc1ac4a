"""No route shows something of a case without recording that it was seen."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from shared.casework.api.recording_reads import REASON
from tests.placements.application import PLACEMENTS
from tests.referrals.http import REFERRALS
from tests.support.api import COMPLAINTS
from tests.support.service_api import openapi_document_of

SHOWS_NO_CASE: Final = frozenset(
    {
        "/log",
        "/messages",
        "/parked",
        "/policies",
        "/reference",
        "/reference/{name}",
        "/relay",
        "/sources",
        "/submissions/schema",
        "/teams",
    }
)
"""Codes, teams, policies, how a process stands; and the feed, for machines, which names nobody."""
SEARCHES: Final = frozenset({"/people/search"})
"""Questions that are asked with POST, to keep names out of addresses."""


def recorded(document: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Each operation that needs a sign-in, and whether it takes the reason for a read."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if operation.get("security") != []:
                named = {one["name"] for one in operation.get("parameters", ())}
                yield method, path, REASON in named


@pytest.mark.parametrize(
    "document",
    [
        openapi_document_of(COMPLAINTS),
        openapi_document_of(REFERRALS),
        openapi_document_of(PLACEMENTS),
    ],
    ids=["complaints", "referrals", "placements"],
)
def test_every_question_about_cases_is_recorded(document: dict[str, Any]) -> None:
    operations = list(recorded(document))
    asked = {
        path
        for method, path, _ in operations
        if (method == "get" and path not in SHOWS_NO_CASE) or path in SEARCHES
    }
    assert {path for _, path, is_recorded in operations if is_recorded} == asked
    assert {"/access-log", "/erasures/{person}"} < asked
