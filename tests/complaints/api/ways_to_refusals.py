"""Ways to the places of the procedure from which a command is refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    CLOSED,
    CORPORATE,
    EXTENDED,
    LATER,
    NORTH,
    NOTE,
    WITHDRAWN,
    Body,
    Complaint,
    answered,
    at_stage_1,
    received,
    with_register,
)
from tests.support.api import Api

Given = Callable[[Api], Awaitable[Complaint]]
TOMORROW: Final = "2022-07-01"
DAY_BEFORE: Final = "2022-04-08"
NOBODY: Final = "bbbbbbbb-0000-4000-8000-00000000000b"
INFORMAL: Final[Body] = {
    "decided_on": "2022-04-12",
    "route": "informal",
    "reason": "put-right-at-once",
}
BY_THE_HOUR: Final[Body] = {"received_at": "2022-04-11T09:30:00Z"}
PAUSING: Final[Body] = {"effective_from": "2022-01-01", "pause_while_finding_advocate": True}
PAUSED: Final[Body] = {"paused_on": "2022-04-19"}
RESUMED: Final[Body] = {"resumed_on": "2022-04-21"}
ADVOCATE: Final[Body] = {"appointed_on": "2022-04-21", "advocate": {"name": "Tom Rill"}}
MISKEYED: Final[Body] = {"reason": "miskeyed"}
MIRA: Final = "aaaaaaaa-0000-4000-8000-00000000000a"
JO: Final = "aaaaaaaa-0000-4000-8000-00000000000b"
ERASED: Final = "aaaaaaaa-0000-4000-8000-00000000000c"
PARENT: Final[Body] = {"details": {"person": MIRA, "name": "Mira Ashdown"}, "relation": "parent"}
RESPELT: Final[Body] = MISKEYED | {"person": MIRA, "name": "Mira Ashdowne"}
CHILD: Final[Body] = {
    "named_on": "2022-04-13",
    "part": "child",
    "details": {"person": JO, "name": "Jo Ashdown"},
}
UNA: Final[Body] = {"name": "Una Kerr"}


async def new(county: Api) -> Complaint:
    return await received(county)


async def by_the_hour(county: Api) -> Complaint:
    return await received(county, **BY_THE_HOUR)


async def with_team(county: Api) -> Complaint:
    return await received(await with_register(county))


async def allocated(county: Api) -> Complaint:
    complaint = await with_team(county)
    await complaint.do("allocation", NORTH)
    return complaint


async def acknowledged(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("acknowledgement", ACKNOWLEDGED)
    return complaint


async def corporate(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("decision", CORPORATE)
    return complaint


async def informal(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("decision", INFORMAL)
    return complaint


async def extended(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do("stage-1/extension", EXTENDED)
    return complaint


async def agreed(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do(
        "stage-1/agreed-date", {"agreed_on": "2022-04-20", "respond_by": "2022-05-20"}
    )
    return complaint


async def excused(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    reason = {"recorded_on": "2022-04-20", "reason": "child-unwell"}
    await complaint.do("stage-1/good-reason", reason)
    return complaint


async def paused(county: Api) -> Complaint:
    assert (await county.post("/policies", PAUSING, at=LATER)).status_code == 201
    complaint = await at_stage_1(county)
    await complaint.do("stage-1/pause", PAUSED)
    return complaint


async def offered(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("advocate/offer", {"offered_on": "2022-04-12"})
    return complaint


async def appointed(county: Api) -> Complaint:
    assert (await county.post("/policies", PAUSING, at=LATER)).status_code == 201
    complaint = await at_stage_1(county)
    await complaint.do("advocate/appointment", ADVOCATE)
    return complaint


async def withdrawn(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do("withdrawal", WITHDRAWN)
    return complaint


async def closed(county: Api) -> Complaint:
    complaint = await answered(county)
    await complaint.do("closure", CLOSED)
    return complaint


async def noted(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("notes", NOTE)
    return complaint


async def with_everybody(county: Api) -> Complaint:
    """A representative, and as many children as a case can hold."""
    children = [{"name": f"Child {number}"} for number in range(20)]
    return await received(county, complainant=PARENT, children=children, representative=UNA)


async def with_children(county: Api) -> Complaint:
    return await received(county, children=[{"name": f"Child {number}"} for number in range(20)])


async def with_jo_and_una(county: Api) -> Complaint:
    return await received(
        county, complainant=PARENT, children=[CHILD["details"]], representative=UNA
    )


async def alone_and_erased(county: Api) -> Complaint:
    complaint = await received(county)
    await erase(county, (await complaint.see())["complainant"]["details"]["person"])
    return complaint


async def with_erased_child(county: Api) -> Complaint:
    complaint = await received(county, children=[{"person": ERASED, "name": "Jo Ashdown"}])
    await erase(county, ERASED)
    return complaint


async def erase(county: Api, person: str) -> None:
    body = {"person": person, "reason": "data-subject-request"}
    answer = await county.post("/erasures", body, role="administrator", at=LATER)
    assert answer.status_code == 201, answer.text


@dataclass(frozen=True, slots=True)
class Row:
    given: Given
    where: str
    body: Body
    status: int
    code: str
    field: str | None = None

    def named(self) -> str:
        return f"{self.where}-{self.code}-{self.given.__name__}"
