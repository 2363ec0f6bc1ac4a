"""The OpenAPI document: complete, true to what is answered, and shown without the internet."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shared.clock import SystemClock
from shared.http_service.docs_page import ASSETS
from shared.identity import mint
from tests.shared.http_service.small_service import (
    KEY,
    SmallService,
    small_app,
    small_service,
)

COMMAND = "/cases/{reference}/notes"


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    async with small_service() as running:
        yield running


@pytest.fixture
async def document(service: SmallService) -> dict[str, Any]:
    read: dict[str, Any] = (await service.client.get("/openapi.json")).json()
    return read


def examples(operation: dict[str, Any], status: str) -> set[str]:
    return set(operation["responses"][status]["content"]["application/problem+json"]["examples"])


async def test_a_command_documents_its_headers(document: dict[str, Any]) -> None:
    parameters = document["paths"][COMMAND]["post"]["parameters"]
    assert {one["name"] for one in parameters if one["in"] == "header"} == {
        "Candour-Authority",
        "Idempotency-Key",
        "If-Match",
        "Candour-Time",
    }


async def test_a_command_documents_every_refusal(document: dict[str, Any]) -> None:
    operation = document["paths"][COMMAND]["post"]
    assert set(operation["responses"]) == {
        "201", "400", "401", "403", "412", "413", "422", "500", "503",
    }  # fmt: skip
    assert examples(operation, "422") == {
        "authority-not-named",
        "body-invalid",
        "idempotency-key-invalid",
        "if-match-invalid",
        "key-reused",
        "note-before-start",
        "query-repeated",
        "query-unknown",
        "simulated-time-invalid",
        "simulated-time-off",
    }
    assert examples(operation, "403") == {"authority-not-yours", "role-may-not"}
    assert examples(operation, "412") == {"case-changed"}
    assert examples(operation, "503") == {
        "clock-ahead",
        "database-away",
        "outcome-unknown",
        "queue-full",
        "sign-in-unavailable",
        "stopping",
    }
    description = operation["responses"]["422"]["description"]
    assert "`note-before-start`" in description
    assert "`body-invalid`" in description


async def test_answers_document_their_headers(document: dict[str, Any]) -> None:
    def headers(path: str, method: str, status: str) -> set[str]:
        return set(document["paths"][path][method]["responses"][status]["headers"])

    assert headers(COMMAND, "post", "201") == {"Candour-Correlation", "ETag"}
    assert headers(COMMAND, "post", "401") == {"Candour-Correlation", "WWW-Authenticate"}
    assert headers(COMMAND, "post", "503") == {"Candour-Correlation", "Retry-After"}
    assert headers("/cases", "get", "200") == {"Candour-Correlation", "Link"}


async def test_no_answer_of_fastapis_own_is_left(document: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status >= "400" and path != "/health/ready":
                    assert set(answer["content"]) == {"application/problem+json"}, (path, status)


async def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def look(node: object) -> None:
        match node:
            case dict():
                if isinstance(target := node.get("$ref"), str):
                    place: Any = document
                    for step in target.removeprefix("#/").split("/"):
                        place = place[step]
                for inner in node.values():
                    look(inner)
            case list():
                for inner in node:
                    look(inner)
            case _:
                return

    look(document)


async def test_signing_in_is_documented_and_public_pages_say_so(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert document["security"] == [{"bearer": []}]
    public = {
        path
        for path, operations in document["paths"].items()
        for operation in operations.values()
        if operation.get("security") == []
    }
    assert public == {
        "/asyncapi.json",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/problems",
        "/problems/{code}",
    }


async def test_operation_ids_are_unique(document: dict[str, Any]) -> None:
    ids = [
        operation["operationId"]
        for operations in document["paths"].values()
        for operation in operations.values()
    ]
    assert len(ids) == len(set(ids))


async def test_the_docs_load_nothing_from_elsewhere(service: SmallService) -> None:
    page = await service.client.get("/docs")
    linked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(linked) == 5
    for link in linked:
        assert link.startswith("/"), link
        assert (await service.client.get(link)).status_code == 200, link
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    script = (ASSETS / "docs-page.js").read_text()
    assert "validatorUrl: null" in script


async def test_only_the_docs_own_files_are_served(service: SmallService) -> None:
    for name in ("../service.py", "..%2Fservice.py", "swagger-ui-LICENSE.txt", "nothing.js"):
        answer = await service.client.get(f"/docs/assets/{name}", headers=service.headers())
        assert answer.status_code == 404


API = schemathesis.openapi.from_asgi("/openapi.json", small_app()).exclude(
    path_regex="^/(messages|log|broken)"  # a real log is in test_feed.py; faults in test_habits.py
)
# A schema cannot say what the rules say, so what fits the schema may still be refused with a code.
RULES = positive_data_acceptance


@API.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_is_sent_is_answered_as_documented(case: schemathesis.Case[Any]) -> None:
    token = mint(role="complaints-officer", authority="demo", key=KEY, now=SystemClock().now())
    headers = {"Authorization": f"Bearer {token}"}
    case.call_and_validate(headers=headers, excluded_checks=[RULES])
