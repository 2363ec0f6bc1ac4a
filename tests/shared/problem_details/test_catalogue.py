"""The page that each problem's `type` leads to."""

from collections.abc import AsyncIterator

import pytest

from shared.problem_details import known_refusals
from tests.shared.http_service.small_service import NotYet, SmallService, small_service


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    async with small_service() as running:
        yield running


async def test_every_problem_of_the_contract_has_its_page(service: SmallService) -> None:
    for code in (
        "another-log",
        "authority-not-yours",
        "body-invalid",
        "body-unreadable",
        "case-changed",
        "case-moved-on",
        "defect",
        "key-reused",
        "no-such-case",
        "no-such-page",
        "not-signed-in",
        "nothing-to-change",
        "queue-full",
        "role-may-not",
        "simulated-time-off",
        NotYet.code,
    ):
        answer = await service.client.get(f"/problems/{code}")
        assert answer.status_code == 200, code
        page = answer.json()
        assert page["code"] == code
        assert page["meaning"].endswith(".")
        assert page["what_to_do"].endswith(".")


async def test_the_index_lists_them_all(service: SmallService) -> None:
    items = (await service.client.get("/problems")).json()["items"]
    assert [item["code"] for item in items] == list(known_refusals())


async def test_a_browser_gets_a_page(service: SmallService) -> None:
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = await service.client.get("/problems/case-changed", headers=headers)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Case changed</h1>" in page.text
    index = await service.client.get("/problems", headers=headers)
    assert '<a href="/problems/case-changed">' in index.text


async def test_an_unknown_code_is_no_page(service: SmallService) -> None:
    answer = await service.client.get("/problems/<script>")
    assert answer.status_code == 404
    assert answer.json()["code"] == "no-such-page"


def test_no_two_refusals_of_the_edge_share_a_code() -> None:
    edge = [kind for kind in known_refusals().values() if kind.__module__.startswith("shared.")]
    assert len({kind.code for kind in edge}) == len(edge) > 20
