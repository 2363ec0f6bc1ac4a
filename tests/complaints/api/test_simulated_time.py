"""A year lived in a minute: what is recorded at which instant, and when that is refused."""

from datetime import datetime, timedelta

import pytest

from shared.clock import SystemClock
from tests.complaints.api.asking import LATER, NOTE, RECEIVED, received, refused
from tests.support.api import Api
from tests.support.service_api import another_process

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_it_is_recorded_at_the_instant_given(county: Api) -> None:
    complaint = await received(county, at="2022-04-12T10:00:00.5+01:00")
    [entry] = await complaint.history()
    assert entry["recorded_at"] == "2022-04-12T09:00:00.500000Z"


async def test_a_case_never_steps_back(county: Api) -> None:
    complaint = await received(county, at="2022-05-01T09:00:00Z")
    await complaint.do("notes", NOTE, at="2022-04-20T09:00:00Z")
    await complaint.do("notes", NOTE, at="2022-05-02T09:00:00Z")
    recorded = [entry["recorded_at"] for entry in await complaint.history()]
    assert recorded == ["2022-05-01T09:00:00Z", "2022-05-01T09:00:00Z", "2022-05-02T09:00:00Z"]


async def test_another_case_may_be_earlier(county: Api) -> None:
    await received(county, at="2022-05-01T09:00:00Z")
    earlier = await received(county, at="2022-04-20T09:00:00Z")
    assert (await earlier.history())[0]["recorded_at"] == "2022-04-20T09:00:00Z"


async def test_today_is_the_day_in_london(county: Api) -> None:
    tomorrow = {"received_on": "2022-04-12"}
    answer = await county.post("/complaints", RECEIVED | tomorrow, at="2022-04-11T22:59:59Z")
    refused(answer, 422, "in-the-future", "received_on")
    await received(county, at="2022-04-11T23:00:00Z", **tomorrow)


@pytest.mark.parametrize(
    "at", ["2022-04-12", "2022-04-12T09:00:00", "yesterday", "1999-12-31T23:59:59Z"]
)
async def test_an_instant_has_its_zone_and_form(county: Api, at: str) -> None:
    answer = await county.post("/complaints", RECEIVED, at=at)
    refused(answer, 422, "simulated-time-invalid", "Candour-Time")


async def test_what_is_later_than_now_is_refused(county: Api) -> None:
    at: datetime = SystemClock().now() + timedelta(minutes=5)
    answer = await county.post("/complaints", RECEIVED, at=at.isoformat())
    refused(answer, 422, "simulated-time-invalid", "Candour-Time")


async def test_the_year_of_a_reference_is_that_of_the_record(county: Api) -> None:
    complaint = await received(county, at="2023-01-02T09:00:00Z")
    assert complaint.reference == "C-2023-00001"


async def test_where_time_is_real_it_cannot_be_chosen(county: Api) -> None:
    async with another_process(county, simulated_time=False) as real:
        answer = await real.post("/complaints", RECEIVED, at=LATER)
        refused(answer, 422, "simulated-time-off", "Candour-Time")
        refused(await real.get("/complaints", at=LATER), 422, "simulated-time-off", "Candour-Time")
        made = await real.post("/complaints", RECEIVED)
        assert made.status_code == 201, made.text
        [entry] = (await real.get(f"{made.headers['Location']}/history")).json()
        recorded = datetime.fromisoformat(entry["recorded_at"])
        assert abs(SystemClock().now() - recorded) < timedelta(minutes=1)
