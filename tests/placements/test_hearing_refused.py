"""What a message of a referral does not say well enough stands aside, and begins nothing."""

import pytest

from services.placements.application.hearing_referrals import (
    BECAME,
    LegalStatusUnknown,
    NobodyToLookAfter,
)
from services.placements.wiring import opened
from shared.messages.reading import Message
from shared.telemetry import Metrics
from tests.placements.application import PlacementsApi
from tests.placements.care.asking import see
from tests.projections.messages import HandMadeLog, Json, fact

CASE = "R-2023-00001"
CHILD: Json = {"person": "5b0c2a4e-7f61-5c53-9d0e-2f7b8f4d6a11", "part": "child"}


async def hear(api: PlacementsApi, legal_status: str, *people: Json) -> None:
    told = HandMadeLog()
    became = fact(CASE, BECAME, "2023-04-03", legal_status=legal_status)
    told.record(CASE, on="2023-04-03", authority=api.authority, facts=[became], people=people)
    async with opened(api.settings, Metrics.of("placements")) as placements:
        await placements.subscriptions.hearings["referrals"](Message.parse(told.bodies[-1]))


async def test_a_legal_status_that_has_no_code_here(placements_api: PlacementsApi) -> None:
    with pytest.raises(LegalStatusUnknown):
        await hear(placements_api, "guardianship", CHILD)
    assert (await see(placements_api, "/care"))["items"] == []


async def test_nobody_who_became_looked_after(placements_api: PlacementsApi) -> None:
    parent = {"person": CHILD["person"], "part": "referrer"}
    with pytest.raises(NobodyToLookAfter):
        await hear(placements_api, "section-20", parent)
    assert (await see(placements_api, "/care"))["items"] == []


async def test_and_what_it_does_say_well_begins_a_time_in_care(
    placements_api: PlacementsApi,
) -> None:
    await hear(placements_api, "section-20", CHILD)
    (row,) = (await see(placements_api, "/care"))["items"]
    assert row["started_on"] == "2023-04-03"
