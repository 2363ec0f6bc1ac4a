"""The worker of referrals finishes what was cut off: erasures, looks at later referrals."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from services.referrals.application.streams import STREAMS
from services.referrals.domain.commands import Decide
from services.referrals.domain.terms import DecisionReason, Response
from services.referrals.wiring import opened
from services.referrals.worker import further_referrals, work
from shared.casework.erasure.happenings import AskErasure
from shared.casework.erasure.state import ConfirmedErasure
from shared.casework.speaking import Speaking
from shared.casework.terms import ErasureReason
from shared.telemetry import Metrics, log_of
from tests.referrals.api.asking import CONTACT, LATER, accepted
from tests.referrals.api.asking import opened as opened_contact
from tests.referrals.builders import contact
from tests.referrals.http import Api

ZINNIA: Final = UUID("6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d01")
LONG_AGO: Final = datetime(2023, 10, 2, 9, tzinfo=UTC)


async def test_an_erasure_that_was_cut_off_is_finished(referrals_api: Api) -> None:
    api = referrals_api
    child = {"person": str(ZINNIA), "name": "Zinnia Quillfeather"}
    made = await api.post("/referrals", CONTACT | {"child": child}, at=LATER)
    assert made.status_code == 201, made.text
    stream = STREAMS.erasure(api.authority, ZINNIA)
    async with opened(api.settings, Metrics.of("referrals-worker")) as service:
        erasing = service.rooms.erasing
        said = Speaking.alone("referrals", api.authority, uuid5(ZINNIA, "asked"), LONG_AGO)
        command = AskErasure(
            asked_on=said.today,
            person=ZINNIA,
            reason=ErasureReason.COURT_ORDER,
            people=(ZINNIA,),
            cases=(),
            redactions=(),
        )
        await erasing.erasures.change(stream, command, said, may_begin=True)
        resumed = Speaking.alone("referrals", api.authority, uuid5(ZINNIA, "go on"), LONG_AGO)
        assert isinstance(await erasing.resume(stream, resumed), ConfirmedErasure)
        case = await service.rooms.referrals.find(api.authority, made.json()["reference"])
        assert contact(case.state).child.is_erased


async def test_later_referrals_are_put_right_though_the_command_was_cut_off(
    referrals_api: Api,
) -> None:
    """The decision is stored, and the process dies before the later referral is looked at."""
    api = referrals_api
    child = {"person": str(ZINNIA), "name": "Zinnia Quillfeather"}
    first = await opened_contact(api, child=child, received_on="2022-04-07")
    second = await accepted(api, child=child)
    alone = await accepted(api)
    before = (await alone.see())["version"]
    async with opened(api.settings, Metrics.of("referrals-worker")) as service:
        said = Speaking.alone("referrals", api.authority, uuid5(ZINNIA, "decided"), LONG_AGO)
        command = Decide(
            decided_on=date(2023, 4, 6),
            response=Response.SOCIAL_WORK,
            reason=DecisionReason.IN_NEED,
        )
        await service.rooms.referrals.change(
            first.reference, command, replace(said, simulated_at=LONG_AGO)
        )
        assert (await second.see())["decision"]["re_referral"] is None

        job = further_referrals(service, api.settings, log_of("referrals-worker"))
        await job.once()
        assert (await second.see())["decision"]["re_referral"] is None
        await job.once()
        found = (await second.see())["decision"]["re_referral"]
        assert found == {"reference": first.reference, "received_on": "2022-04-07"}

        version = (await second.see())["version"]
        started_anew = further_referrals(service, api.settings, log_of("referrals-worker"))
        for _ in range(3):
            await started_anew.once()
        assert (await second.see())["version"] == version
        assert (await alone.see())["version"] == before


async def test_the_worker_looks_at_later_referrals_by_itself(referrals_api: Api) -> None:
    api = referrals_api
    child = {"person": str(ZINNIA), "name": "Zinnia Quillfeather"}
    first = await opened_contact(api, child=child, received_on="2022-04-07")
    second = await accepted(api, child=child)
    async with opened(api.settings, Metrics.of("referrals-worker")) as service:
        said = Speaking.alone("referrals", api.authority, uuid5(ZINNIA, "decided"), LONG_AGO)
        command = Decide(
            decided_on=date(2023, 4, 6),
            response=Response.SOCIAL_WORK,
            reason=DecisionReason.IN_NEED,
        )
        await service.rooms.referrals.change(
            first.reference, command, replace(said, simulated_at=LONG_AGO)
        )
    stop = asyncio.Event()
    working = asyncio.create_task(work(replace(api.settings, erasure_poll_seconds=0.05), stop))
    async with asyncio.timeout(60):
        while (await second.see())["decision"]["re_referral"] is None:  # noqa: ASYNC110 - HTTP tells nobody
            await asyncio.sleep(0.05)
    stop.set()
    await working
