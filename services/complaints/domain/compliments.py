"""Compliments: services pass them on, and they are recorded centrally (2023-09 paper L1364)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final, assert_never

from services.complaints.domain.intake import check_in_use
from services.complaints.domain.local import Here
from services.complaints.domain.terms import Channel, Relation, ServiceArea
from shared.casework.dates import check_born, check_countable, check_follows, check_past
from shared.casework.impossible import ImpossibleHistory
from shared.casework.people.details import PersonDetails
from shared.casework.refusals import (
    AlreadyReceived,
    BeforeReceived,
    NobodyToAllocateTo,
    NothingToChange,
    NotReceived,
    TeamNotOpen,
)
from shared.casework.register.owning import check_in_register
from shared.casework.register.state import Owner
from shared.casework.stored import StoredAs
from shared.casework.terms import CorrectionReason
from shared.event_sourcing import Decider, FreeText, Refusal, refusal_of

RECEIVE_COMPLIMENT: Final = "receive-compliment"
CORRECT_COMPLIMENT: Final = "correct-compliment"
ALLOCATE_COMPLIMENT: Final = "allocate-compliment"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveCompliment:
    """`giver` is None where nobody is named; `team` is the one that is praised, if it is known."""

    reference: str
    received_on: date
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None = None
    giver: PersonDetails | None = None
    team: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCompliment:
    """Put right what was recorded. What is None stays."""

    reason: CorrectionReason
    received_on: date | None = None
    channel: Channel | None = None
    service_area: ServiceArea | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateCompliment:
    allocated_on: date
    team: str
    worker: str | None = None


ComplimentCommand = ReceiveCompliment | CorrectCompliment | AllocateCompliment


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplimentReceived:
    occurred_on: date
    reference: str
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None
    giver: PersonDetails | None
    team: str | None
    words: FreeText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplimentCorrected:
    """The compliment as it should have been recorded; unchanged values are repeated."""

    corrects: ClassVar[str] = "compliment-received"

    occurred_on: date
    received_on: date
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None
    reason: CorrectionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplimentAllocated:
    occurred_on: date
    team: str
    worker: str | None


ComplimentEvent = ComplimentReceived | ComplimentCorrected | ComplimentAllocated

STORED: Final = (
    StoredAs("compliment-received", 1, ComplimentReceived, "giver.person"),
    StoredAs("compliment-corrected", 1, ComplimentCorrected),
    StoredAs("compliment-allocated", 1, ComplimentAllocated),
)


@dataclass(frozen=True, slots=True)
class NoCompliment:
    """Nothing recorded under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCompliment:
    reference: str
    received_on: date
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None
    giver: PersonDetails | None
    words: FreeText | None
    team: str | None
    worker: str | None = None
    allocated_on: date | None = None


Compliment = NoCompliment | RecordedCompliment


def decide(
    command: ComplimentCommand, compliment: Compliment, here: Here
) -> tuple[ComplimentEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case ReceiveCompliment():
            return (_receive(command, compliment, here),)
        case CorrectCompliment():
            return (_correct(command, _recorded(compliment), here),)
        case AllocateCompliment():
            return (_allocate(command, _may_allocate(compliment, here), here),)
        case _:
            assert_never(command)


def allowed(compliment: Compliment, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None where some body would do."""
    there = isinstance(compliment, RecordedCompliment)
    return {
        RECEIVE_COMPLIMENT: AlreadyReceived() if there else None,
        CORRECT_COMPLIMENT: None if there else NotReceived(),
        ALLOCATE_COMPLIMENT: refusal_of(_may_allocate, compliment, here),
    }


def evolve(compliment: Compliment, event: ComplimentEvent) -> Compliment:
    """The compliment after `event`. Raises ImpossibleHistory."""
    match compliment, event:
        case NoCompliment(), ComplimentReceived():
            return RecordedCompliment(
                reference=event.reference,
                received_on=event.occurred_on,
                channel=event.channel,
                service_area=event.service_area,
                relation=event.relation,
                giver=event.giver,
                words=event.words,
                team=event.team,
            )
        case RecordedCompliment(), ComplimentCorrected():
            return replace(
                compliment,
                received_on=event.received_on,
                channel=event.channel,
                service_area=event.service_area,
                relation=event.relation,
            )
        case RecordedCompliment(), ComplimentAllocated():
            return replace(
                compliment, team=event.team, worker=event.worker, allocated_on=event.occurred_on
            )
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(compliment).__name__}")


COMPLIMENTS: Final[Decider[ComplimentCommand, Compliment, ComplimentEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NoCompliment()
)


def _recorded(compliment: Compliment) -> RecordedCompliment:
    if isinstance(compliment, NoCompliment):
        raise NotReceived
    return compliment


def _may_allocate(compliment: Compliment, here: Here) -> RecordedCompliment:
    recorded = _recorded(compliment)
    first = max(recorded.received_on, recorded.allocated_on or recorded.received_on)
    present = _owner(recorded)
    if all(owner == present for owner in here.policy.register.owners(first, here.today)):
        raise NobodyToAllocateTo
    return recorded


def _owner(recorded: RecordedCompliment) -> Owner | None:
    return None if recorded.team is None else Owner(team=recorded.team, worker=recorded.worker)


def _receive(command: ReceiveCompliment, compliment: Compliment, here: Here) -> ComplimentReceived:
    if isinstance(compliment, RecordedCompliment):
        raise AlreadyReceived
    _check_received(command.received_on, here)
    check_in_use(command.service_area, command.received_on, "service_area")
    owners = here.policy.register.owners(command.received_on, here.today)
    if command.team is not None and Owner(team=command.team, worker=None) not in owners:
        raise TeamNotOpen("team", team=command.team)
    check_born(command.giver, here, "giver")
    return ComplimentReceived(
        occurred_on=command.received_on,
        reference=command.reference,
        channel=command.channel,
        service_area=command.service_area,
        relation=command.relation,
        giver=command.giver,
        team=command.team,
        words=command.words,
    )


def _correct(
    command: CorrectCompliment, recorded: RecordedCompliment, here: Here
) -> ComplimentCorrected:
    corrected = ComplimentCorrected(
        occurred_on=here.today,
        received_on=command.received_on or recorded.received_on,
        channel=command.channel or recorded.channel,
        service_area=command.service_area or recorded.service_area,
        relation=command.relation or recorded.relation,
        reason=command.reason,
    )
    _check_received(corrected.received_on, here)
    check_in_use(corrected.service_area, corrected.received_on, "service_area")
    if evolve(recorded, corrected) == recorded:
        raise NothingToChange("reason")
    return corrected


def _allocate(
    command: AllocateCompliment, recorded: RecordedCompliment, here: Here
) -> ComplimentAllocated:
    check_past(command.allocated_on, here, "allocated_on")
    if command.allocated_on < recorded.received_on:
        raise BeforeReceived("allocated_on", received_on=recorded.received_on)
    check_follows(command.allocated_on, recorded.allocated_on, "allocated_on")
    chosen = Owner(team=command.team, worker=command.worker)
    check_in_register(chosen, command.allocated_on, here.policy.register)
    if chosen == _owner(recorded):
        raise NothingToChange("team", team=command.team)
    return ComplimentAllocated(
        occurred_on=command.allocated_on, team=command.team, worker=command.worker
    )


def _check_received(received_on: date, here: Here) -> None:
    check_past(received_on, here, "received_on")
    check_countable(received_on, here, "received_on")
