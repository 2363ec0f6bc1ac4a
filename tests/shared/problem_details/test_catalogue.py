"""The page that each problem's `type` leads to."""

import gc
from collections.abc import AsyncIterator
from typing import ClassVar

import pytest

from shared.casework.refusals import NothingToChange
from shared.event_sourcing import Refusal
from shared.event_store.refusals import CaseMovedOn
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
        "database-away",
        "defect",
        "key-reused",
        "no-such-case",
        "no-such-page",
        "not-signed-in",
        NothingToChange.code,
        "query-repeated",
        "query-unknown",
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


async def test_a_database_that_is_away_is_a_matter_of_sending_again(service: SmallService) -> None:
    page = (await service.client.get("/problems/database-away")).json()
    assert page["status"] == 503
    assert "same Idempotency-Key" in page["what_to_do"]


def test_of_two_with_one_code_the_services_own_words_are_shown() -> None:
    class Ours(Refusal):
        code: ClassVar[str] = CaseMovedOn.code
        because: ClassVar[str] = "In a service's own words."

    assert known_refusals()[CaseMovedOn.code] is Ours
    del Ours
    gc.collect()
    assert known_refusals()[CaseMovedOn.code] is CaseMovedOn


def test_no_two_refusals_of_the_edge_share_a_code() -> None:
    edge = [kind for kind in known_refusals().values() if kind.__module__.startswith("shared.")]
    assert len({kind.code for kind in edge}) == len(edge) > 20
