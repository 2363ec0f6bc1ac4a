"""The worker finishes what was cut off, once, and lets nothing keep the rest waiting."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

import pytest

from services.complaints import worker
from services.complaints.application.streams import STREAMS
from services.complaints.wiring import ComplaintsService, opened
from shared.casework.erasure.happenings import AskErasure
from shared.casework.speaking import Speaking
from shared.casework.terms import ErasureReason
from shared.casework.worker_process import erasures
from shared.event_store.erasing import ErasurePlan
from shared.telemetry import Metrics, log_of
from tests.support.api import Api
from tests.support.service_api import another_process

MIRA: Final = UUID("6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d01")
JO: Final = UUID("6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d02")
LONG_AGO: Final = datetime(2022, 5, 2, 9, tzinfo=UTC)
RECEIVED: Final = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {
        "details": {"person": str(MIRA), "name": "Mira Ashdown"},
        "relation": "parent",
    },
    "children": [{"person": str(JO), "name": "Jo Ashdown"}],
    "service_area": "children-in-care",
    "causes": ["delay"],
    "statement": "Jo has not been to school.",
}


@pytest.fixture
async def service(api: Api) -> AsyncIterator[ComplaintsService]:
    """What the worker stands on, beside the application, with one complaint received."""
    made = await api.post("/complaints", RECEIVED, at="2022-04-12T09:00:00Z")
    assert made.status_code == 201, made.text
    async with opened(api.settings, Metrics.of("complaints-worker")) as running:
        yield running


async def ask_only(
    service: ComplaintsService,
    authority: str,
    person: UUID,
    *,
    at: datetime | None = LONG_AGO,
    redactions: tuple[UUID, ...] | None = None,
) -> ErasurePlan:
    """The first event of an erasure, and nothing of what follows it."""
    erasing = service.rooms.erasing
    plan = await erasing._plan(authority, person)
    if redactions is not None:
        plan = replace(plan, redactions=redactions)
    said = Speaking.alone(
        "complaints", authority, uuid5(person, "asked"), at or service.clock.now()
    )
    await erasing.erasures.change(
        STREAMS.erasure(authority, person),
        AskErasure(
            asked_on=said.today,
            person=person,
            reason=ErasureReason.DATA_SUBJECT_REQUEST,
            people=plan.people,
            cases=plan.cases,
            redactions=plan.redactions,
        ),
        replace(said, simulated_at=at),
        may_begin=True,
    )
    return plan


async def look_once(api: Api, service: ComplaintsService) -> None:
    await erasures(service, api.settings, log_of("complaints.worker")).once()


async def erasure(api: Api, person: UUID) -> dict[str, Any]:
    answer = await api.get(f"/erasures/{person}", role="administrator")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def case(api: Api) -> dict[str, Any]:
    told: dict[str, Any] = (await api.get("/complaints/C-2022-00001")).json()
    return told


async def count(api: Api) -> int:
    position: int = (await api.get("/log", role="administrator")).json()["position"]
    return position


async def test_an_erasure_that_was_only_asked_for_is_carried_out(
    api: Api, service: ComplaintsService
) -> None:
    await ask_only(service, api.authority, JO)
    assert (await erasure(api, JO))["state"] == "asked"
    assert (await case(api))["children"][0]["name"] == "Jo Ashdown"
    await look_once(api, service)
    assert (await erasure(api, JO))["state"] == "confirmed"
    # Another process than the application above, which keeps what it read for five seconds.
    async with another_process(api) as beside:
        seen = await case(beside)
    assert seen["children"][0]["erased"] is True
    assert seen["people_to_redact"] == 1
    assert seen["complainant"]["details"]["name"] == "Mira Ashdown"


async def test_one_that_was_cut_off_after_the_keys_went_is_finished(
    api: Api, service: ComplaintsService
) -> None:
    plan = await ask_only(service, api.authority, MIRA)
    keys = service.rooms.destruction.of_people(api.authority)
    assert await keys.destroy(plan.keys()) == 2
    await look_once(api, service)
    assert (await erasure(api, MIRA))["state"] == "confirmed"


async def test_what_is_finished_is_not_done_again(api: Api, service: ComplaintsService) -> None:
    await ask_only(service, api.authority, JO)
    await look_once(api, service)
    before = await count(api)
    await look_once(api, service)
    assert await count(api) == before


async def test_who_asked_may_finish_it_too(api: Api, service: ComplaintsService) -> None:
    """The administrator's command was cut off; the worker and the repeated command meet."""
    await ask_only(service, api.authority, JO)
    stream = STREAMS.erasure(api.authority, JO)
    said = Speaking.alone("complaints", api.authority, uuid5(JO, "again"), service.clock.now())
    await asyncio.gather(
        look_once(api, service),
        service.rooms.erasing.resume(stream, said),
        look_once(api, service),
    )
    assert (await erasure(api, JO))["state"] == "confirmed"
    assert await count(api) == 4  # received, asked, redaction asked, confirmed


async def test_a_young_one_is_left_to_its_own_command(api: Api, service: ComplaintsService) -> None:
    await ask_only(service, api.authority, JO, at=None)
    await look_once(api, service)
    assert (await erasure(api, JO))["state"] == "asked"


async def test_one_that_fails_keeps_no_other_waiting(api: Api, service: ComplaintsService) -> None:
    nowhere = (uuid5(JO, "no such case"),)
    await ask_only(service, api.authority, JO, redactions=nowhere)
    await ask_only(service, api.authority, MIRA, redactions=())
    await look_once(api, service)
    states = [(await erasure(api, person))["state"] for person in (JO, MIRA)]
    assert states == ["asked", "confirmed"]


async def test_the_process_works_until_it_is_told_to_stop(api: Api) -> None:
    made = await api.post("/complaints", RECEIVED, at="2022-04-12T09:00:00Z")
    assert made.status_code == 201, made.text
    async with opened(api.settings, Metrics.of("complaints-worker")) as service:
        await ask_only(service, api.authority, JO)
    stop = asyncio.Event()
    working = asyncio.create_task(
        worker.work(replace(api.settings, erasure_poll_seconds=0.05), stop)
    )
    async with asyncio.timeout(60):
        while (await erasure(api, JO))["state"] != "confirmed":
            params = {"after": await count(api), "wait": 1}
            await api.in_authority("*").get("/messages", role="service", params=params)
        stop.set()
        await working
