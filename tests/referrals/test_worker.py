"""The worker of referrals finishes an erasure that was cut off."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid5

from services.referrals.application.streams import STREAMS
from services.referrals.wiring import opened
from shared.casework.erasure.happenings import AskErasure
from shared.casework.erasure.state import ConfirmedErasure
from shared.casework.speaking import Speaking
from shared.casework.terms import ErasureReason
from shared.telemetry import Metrics
from tests.referrals.api.asking import CONTACT, LATER
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
