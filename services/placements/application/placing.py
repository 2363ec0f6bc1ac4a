"""A child's case and the households it touches, changed by one command in one append.

A placement in a household is two decisions: the time in care decides on the placement, the
household on its place. Either both are recorded or neither is, whoever else places a child there
at the same moment.

    def build(care: Care) -> Placing:
        return Placing(
            command=MakePlacement(...),
            at=(AtHousehold(stream=stream, command=FillPlace(...)),),
        )

    changed = await with_households(rooms.care, rooms.households, reference, build, said)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from services.placements.application.cases import HouseholdDesk
from services.placements.domain.households.commands import PlaceCommand
from services.placements.domain.households.refusals import NoSuchHousehold
from services.placements.domain.local import Here
from shared.event_store.desk import Desk
from shared.event_store.drafting import Changed
from shared.event_store.joint import Plan, Share, together
from shared.event_store.ports import Permit, anybody
from shared.event_store.refusals import NoSuchCase
from shared.event_store.said import Said

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHousehold:
    """What a placement asks of one household."""

    stream: UUID
    command: PlaceCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing(Generic[CommandT]):
    """What is asked of the child's case, and of each household once: a move is of two."""

    command: CommandT
    at: Sequence[AtHousehold] = ()


async def household_stream(
    households: HouseholdDesk, authority: str, reference: str, *, field: str = "household"
) -> UUID:
    """The stream of the household that a body names. Raises NoSuchHousehold."""
    try:
        return await households.stream_of(authority, reference)
    except NoSuchCase as unknown:
        raise NoSuchHousehold(field) from unknown


async def with_households(
    desk: Desk[CommandT, StateT, EventT, Here],
    households: HouseholdDesk,
    reference: str,
    build: Callable[[StateT], Placing[CommandT]],
    said: Said,
    *,
    permit: Permit[StateT] = anybody,
) -> Changed[StateT, EventT, Here]:
    """Change the child's case and the households, all or none.

    `build` is asked anew for every try, with the case as it then stands; what it was built from is
    what is changed. Raises NoSuchCase, whatever refuses any share, CaseChanged, CaseMovedOn or
    KeyReused.
    """
    stream = await desk.stream_of(said.authority, reference)

    async def plan() -> Plan[CommandT, StateT, EventT, Here]:
        case = await desk.cases.load(stream, authority=said.authority)
        permit(case.state)
        placing = build(case.state)
        return Plan(
            answering=Share(
                cases=desk.cases,
                stream=stream,
                command=placing.command,
                permit=permit,
                seen=case.version,
            ),
            others=tuple(
                Share(cases=households.cases, stream=each.stream, command=each.command)
                for each in placing.at
            ),
        )

    return await together(desk.cases, plan, said)
