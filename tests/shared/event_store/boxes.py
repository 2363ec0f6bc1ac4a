"""A small kind of case to move things between: a box of so many marbles, never fewer than none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

from shared.event_sourcing import Decider, Refusal
from shared.event_store.case import CaseKind
from shared.event_store.codec import Codec, EventType
from shared.event_store.handling import Cases
from shared.event_store.keys import KeyRing
from shared.event_store.list_values import PersonalValue
from shared.event_store.preparing import Preparing
from shared.event_store.said import Said
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage
from tests.shared.event_store.appends import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Put in, or take out where it is less than nought."""

    marbles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WasPut:
    occurred_on: date
    marbles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    marbles: int = 0


class TooFew(Refusal):
    code: ClassVar[str] = "too-few"
    because: ClassVar[str] = "There are not so many marbles in the box."


BoxCases = Cases[Put, Box, WasPut, None]
TODAY = date(2022, 5, 4)
THREAD = UUID(int=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class SomebodySaid:
    command_id: UUID
    fingerprint: bytes = b"same"
    if_match: int | None = None
    authority: str = "county"
    actor: str = "somebody"
    role: str = "complaints-officer"
    team: str | None = None
    worker: str | None = None
    decided_at: datetime = datetime(2022, 5, 4, 9, tzinfo=UTC)
    today: date = TODAY
    simulated_at: datetime | None = None
    correlation_id: UUID = THREAD


def _decide(command: Put, box: Box, around: None) -> tuple[WasPut, ...]:
    del around
    if box.marbles + command.marbles < 0:
        raise TooFew
    return (WasPut(occurred_on=TODAY, marbles=command.marbles),)


def _evolve(box: Box, event: WasPut) -> Box:
    return Box(marbles=box.marbles + event.marbles)


def _header(box: Box) -> CaseInMessage:
    del box
    return CaseInMessage(kind="box", reference="B-2022-00001")


def _facts(box: Box) -> tuple[Fact, ...]:
    return (Fact(kind="box.marbles", on=TODAY, numbers={"marbles": box.marbles}),)


def _nobody(box: Box) -> tuple[PersonInMessage, ...]:
    del box
    return ()


def _no_names(box: Box) -> dict[str, PersonalValue]:
    del box
    return {}


class _NothingAround:
    def beside(self, authority: str) -> None:
        del authority

    async def __call__(
        self, said: Said, stream: UUID, versions: Mapping[UUID, int] | None = None
    ) -> None:
        del said, stream, versions


def boxes(log: Log, keys: KeyRing, *, kind: str = "box") -> BoxCases:
    """Boxes of one kind on a log; each call is a process of its own as far as waiting goes."""

    def row(box: Box) -> ListRow:
        del box
        return ListRow(kind=kind, reference="B-2022-00001", place="kept")

    types: list[EventType[WasPut]] = [EventType(name="was-put", version=1, cls=WasPut)]
    case_kind: CaseKind[Put, Box, WasPut, None] = CaseKind(
        service="boxes",
        kind=kind,
        decider=Decider(decide=_decide, evolve=_evolve, initial=Box()),
        codec=Codec(types),
        header=_header,
        facts=_facts,
        people=_nobody,
        list_row=row,
        names=_no_names,
    )
    return Cases(
        kind=case_kind,
        log=log.histories,
        writer=log.writer,
        keys=keys,
        preparing=Preparing(keys=keys, log_id=UUID(int=1)),
        circumstances=_NothingAround(),
    )
