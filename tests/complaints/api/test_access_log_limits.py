"""Any day and any cursor of the access log is answered or refused, and no reference gets out."""

import httpx
import pytest

from shared.web.paging import Paging
from tests.complaints.api.asking import LATER, received, refused
from tests.support.api import Api
from tests.support.reads import access_log, seen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def asked(county: Api, **filters: str) -> httpx.Response:
    return await county.get("/access-log", role="auditor", params=filters)


@pytest.mark.parametrize(
    "filters", [{"from": "0001-01-01"}, {"to": "9999-12-31"}, {"to": "9999-12-30"}]
)
async def test_the_first_and_the_last_day_that_there_are_leave_nothing_out(
    county: Api, filters: dict[str, str]
) -> None:
    complaint = await received(county)
    await complaint.see()
    assert await seen(county, **filters) == [("see-case", "complaint", [complaint.reference])]


@pytest.mark.parametrize("position", [None, -1, 2**63])
async def test_a_cursor_that_no_page_gave_out_is_refused(county: Api, position: int | None) -> None:
    cursor = Paging(of="/access-log", limit=1, after=None).cursor_of(position)
    refused(await asked(county, cursor=cursor), 422, "cursor-invalid", "cursor")


async def test_asking_for_another_authoritys_case_does_not_tell_its_reference(county: Api) -> None:
    """Who knows the id of a stream elsewhere has asked for it as for a person."""
    complaint = await received(county)
    await complaint.see()
    [read] = await access_log(county)
    elsewhere = county.in_authority(f"{county.authority}-elsewhere")
    stream = read["cases"][0]["case"]
    assert (await asked(elsewhere, person=stream)).status_code == 200
    answer = await asked(elsewhere, **{"from": LATER[:10]})
    assert [one["cases"] for one in answer.json()["items"]] == [
        [{"case": stream, "reference": None}]
    ]
