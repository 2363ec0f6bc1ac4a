"""What is done because of a message of another service, where people there and here record late."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Final
from uuid import UUID, uuid5

from services.placements.wiring import opened
from shared.casework.subscribing.subscriptions import Hearing
from shared.messages import (
    NOTHING_STATED,
    ActorInMessage,
    CaseInMessage,
    Fact,
    Statements,
    restate,
)
from shared.messages import PersonInMessage as Person
from shared.messages.envelope import build, closed
from shared.messages.reading import Message
from shared.telemetry import Metrics
from tests.placements.application import PlacementsApi
from tests.placements.care.asking import household, see

NAMESPACE: Final = UUID("1c0f5b1e-0b7e-5d6c-9a51-2f7e0f3a9c01")
COMPLAINT: Final = "C-2023-00001"
CHILD: Final = uuid5(NAMESPACE, "child")
TOLD_AT: Final = datetime(2023, 12, 29, 14, tzinfo=UTC)
"""After the households were approved, and not after they are looked at."""


@dataclass
class Other:
    """Another service, which tells placements of one case of its own."""

    hearing: Hearing
    authority: str
    service: str
    case: CaseInMessage
    said: Iterator[int]
    told: Statements = field(default_factory=lambda: NOTHING_STATED)

    async def tell(self, event: str, on: date, *facts: Fact, correction: bool = False) -> None:
        """A message of an event after which exactly `facts` are so."""
        stated = restate(self.told, facts, correction=correction, cause=event)
        self.told = stated.statements
        number = next(self.said)
        body = build(
            service=self.service,
            log_id=uuid5(NAMESPACE, "log"),
            event_id=uuid5(NAMESPACE, str(number)),
            event_type=event,
            version=1,
            stream=uuid5(NAMESPACE, "stream"),
            case_version=number,
            authority=self.authority,
            correlation_id="a-correlation",
            causation_id=None,
            case=self.case,
            actor=ActorInMessage(role="service"),
            occurred_on=on,
            people=[Person(person=CHILD, part="child")],
            clocks=[],
            facts=stated.changes,
        )
        await self.hearing(Message.parse(closed(body, time=TOLD_AT, position=number)))


@asynccontextmanager
async def other(
    api: PlacementsApi, service: str, case: CaseInMessage, *, first: int = 1
) -> AsyncIterator[Other]:
    """`first` numbers its first message."""
    async with opened(api.settings, Metrics.of("placements")) as placements:
        hearing = placements.subscriptions.hearings[service]
        yield Other(hearing, api.authority, service, case, count(first))


def about(reference: str) -> Fact:
    codes: Mapping[str, str] = {"household": reference}
    return Fact(kind="complaint.about-household", on=date(2023, 5, 1), codes=codes)


def withdrawn(on: date) -> Fact:
    return Fact(kind="complaint.withdrawn", on=on)


async def shown(api: PlacementsApi, reference: str) -> list[tuple[str, str | None]]:
    seen = await see(api, f"/households/{reference}")
    return [(one["from_on"], one["to_on"]) for one in seen["complaints"]]


async def test_a_complaint_that_ended_before_it_was_said_whom_it_is_about_is_closed(
    placements_api: PlacementsApi,
) -> None:
    home = await household(placements_api)
    case = CaseInMessage(kind="complaint", reference=COMPLAINT)
    async with other(placements_api, "complaints", case) as complaints:
        late = date(2023, 5, 20)
        await complaints.tell("household-recorded", late, about(home))
        assert await shown(placements_api, home) == [("2023-05-20", None)]
        gone = withdrawn(date(2023, 5, 10))
        await complaints.tell("complaint-withdrawn", date(2023, 5, 10), about(home), gone)
        assert await shown(placements_api, home) == [("2023-05-20", "2023-05-20")]
        again = Fact(kind="complaint.reopened", ordinal=1, on=date(2023, 5, 15))
        await complaints.tell("complaint-reopened", date(2023, 5, 15), about(home), gone, again)
        assert (await shown(placements_api, home))[-1] == ("2023-05-20", None)


async def test_a_complaint_opens_again_at_the_household_that_was_named_last(
    placements_api: PlacementsApi,
) -> None:
    day = date(2023, 5, 20)
    case = CaseInMessage(kind="complaint", reference=COMPLAINT)
    again = Fact(kind="complaint.reopened", ordinal=1, on=day)
    homes = [await household(placements_api) for _ in range(4)]
    async with other(placements_api, "complaints", case) as complaints:
        for home in homes:
            await complaints.tell("household-recorded", day, about(home))
        await complaints.tell("complaint-withdrawn", day, about(homes[-1]), withdrawn(day))
        await complaints.tell("complaint-reopened", day, about(homes[-1]), withdrawn(day), again)
    states = [(await shown(placements_api, home))[-1][1] for home in homes]
    assert states == ["2023-05-20", "2023-05-20", "2023-05-20", None]


async def test_a_complaint_taken_back_from_a_household_does_not_open_there_again(
    placements_api: PlacementsApi,
) -> None:
    day, later = date(2023, 5, 20), date(2023, 5, 23)
    case = CaseInMessage(kind="complaint", reference=COMPLAINT)
    again = Fact(kind="complaint.reopened", ordinal=1, on=later)
    open_still, closed = [await household(placements_api) for _ in range(2)]
    async with other(placements_api, "complaints", case) as complaints:
        await complaints.tell("household-recorded", day, about(open_still))
        await complaints.tell("household-recorded", day)
        await complaints.tell("complaint-withdrawn", day, withdrawn(day))
        await complaints.tell("complaint-reopened", later, withdrawn(day), again)
    assert await shown(placements_api, open_still) == [("2023-05-20", "2023-05-20")]
    second = CaseInMessage(kind="complaint", reference="C-2023-00002")
    async with other(placements_api, "complaints", second, first=20) as complaints:
        await complaints.tell("household-recorded", day, about(closed))
        await complaints.tell("complaint-withdrawn", day, about(closed), withdrawn(day))
        await complaints.tell("household-recorded", later, withdrawn(day))
        await complaints.tell("complaint-reopened", later, withdrawn(day), again)
    assert await shown(placements_api, closed) == [("2023-05-20", "2023-05-20")]
