"""A query parameter that an operation does not have is refused, by its name."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.identity import Grant, Role
from tests.shared.http_service.small_service import NOTE, SmallService, small_service


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    async with small_service() as running:
        yield running


def refused(answer: httpx.Response, field: str) -> None:
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "query-unknown")
    assert problem["field"] == field


@pytest.mark.parametrize("query", ["tema=red", "tema=", "tema", "team=red&tema=red", "Team=red"])
async def test_a_misspelt_filter_is_refused(service: SmallService, query: str) -> None:
    answer = await service.client.get(f"/cases?{query}", headers=service.headers())
    refused(answer, "Team" if query == "Team=red" else "tema")
    assert answer.json()["facts"]["known"] == "authority, cursor, limit, tag, team"


@pytest.mark.parametrize("query", ["team=red", "limit=2", "authority=demo", "", "team=red&limit=1"])
async def test_what_the_operation_and_its_dependencies_have_is_taken(
    service: SmallService, query: str
) -> None:
    answer = await service.client.get(f"/cases?{query}", headers=service.headers())
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["team=red&team=blue", "team=red&team=red", "limit=1&team=red&team=", "tag=a&team=&team="],
)
async def test_a_parameter_given_twice_is_refused(service: SmallService, query: str) -> None:
    answer = await service.client.get(f"/cases?{query}", headers=service.headers())
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "query-repeated")
    assert problem["field"] == "team"


async def test_a_list_may_be_given_repeatedly(service: SmallService) -> None:
    answer = await service.client.get("/cases?tag=a&tag=b&team=red", headers=service.headers())
    assert answer.status_code == 200


async def test_whose_authority_it_is_cannot_be_said_twice(service: SmallService) -> None:
    answer = await service.client.get(
        "/cases?authority=elsewhere&authority=demo", headers=service.headers()
    )
    assert (answer.status_code, answer.json()["field"]) == (422, "authority")


async def test_a_parameter_is_known_by_the_name_it_is_sent_under(service: SmallService) -> None:
    machine = service.token_of(Grant(authority="*", roles=(Role.SERVICE,)))
    answer = await service.client.get("/messages?log_id=x", headers=service.headers(machine))
    refused(answer, "log_id")
    known = answer.json()["facts"]["known"]
    assert known == "after, case, event, limit, log, of, partition, wait"


async def test_a_command_has_none(service: SmallService) -> None:
    answer = await service.client.post(
        "/cases/C-2022-00001/notes?authority=demo", json=NOTE, headers=service.headers()
    )
    refused(answer, "authority")
    assert "facts" not in answer.json()


async def test_what_does_not_look_like_a_name_is_not_repeated(service: SmallService) -> None:
    answer = await service.client.get("/cases?Mrs%20Oxenbridge=1", headers=service.headers())
    refused(answer, "?")
    assert "Oxenbridge" not in answer.text


@pytest.mark.parametrize("path", ["/docs", "/health/live", "/problems", "/openapi.json", "/"])
async def test_public_pages_are_left_alone(service: SmallService, path: str) -> None:
    answer = await service.client.get(f"{path}?utm=1")
    assert answer.status_code in {200, 307}
