"""Who may not do an action is told that first; then what is wrong with the request."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.identity import Grant, Role
from tests.shared.http_service.small_service import SmallService, small_service


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    async with small_service() as running:
        yield running


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def noted(service: SmallService, role: str, content: bytes) -> httpx.Response:
    headers = service.headers(service.token(role), content_type="application/json")
    return await service.client.post("/cases/C-1/notes", content=content, headers=headers)


@pytest.mark.parametrize("content", [b"{broken", b'{"\x80"}', b""])
async def test_a_body_that_cannot_be_read_is_no_way_round_the_role(
    service: SmallService, content: bytes
) -> None:
    answer = await noted(service, "auditor", content)
    assert code(answer) == (403, "role-may-not")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"{broken", (400, "body-unreadable")),
        (b'{"\x80"}', (400, "request-unreadable")),
        (b"", (422, "body-invalid")),
    ],
)
async def test_who_may_is_told_of_the_body(
    service: SmallService, content: bytes, refusal: tuple[int, str]
) -> None:
    assert code(await noted(service, "complaints-officer", content)) == refusal


async def test_an_authority_that_is_not_yours_comes_before_the_body(service: SmallService) -> None:
    headers = service.headers(content_type="application/json", candour_authority="elsewhere")
    answer = await service.client.post("/cases/C-1/notes", content=b"{", headers=headers)
    assert code(answer) == (403, "authority-not-yours")


async def test_the_logs_own_pages_keep_the_same_order(service: SmallService) -> None:
    headers = service.headers(content_type="application/json")
    answer = await service.client.post("/log/verification", content=b"{", headers=headers)
    assert code(answer) == (403, "role-may-not")
    auditor = service.headers(service.token("auditor"), content_type="application/json")
    answer = await service.client.post("/log/verification", content=b"{", headers=auditor)
    assert code(answer) == (400, "body-unreadable")


async def test_a_parameter_comes_after_the_role_too(service: SmallService) -> None:
    grants = (Grant(authority="demo", roles=(Role.ADMINISTRATOR,)),)
    headers = service.headers(service.token_of(*grants))
    assert code(await service.client.get("/cases?tema=red", headers=headers)) == (
        403,
        "role-may-not",
    )
    assert code(await service.client.get("/messages?tema=red", headers=headers)) == (
        403,
        "role-may-not",
    )
