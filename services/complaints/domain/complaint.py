"""The complaint after each event. Nothing is refused and no date computed here: events say it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from services.complaints.domain import events as happened
from services.complaints.domain.answer import Answer
from services.complaints.domain.contact import as_received, noted
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.places import (
    Agreement,
    AtStage1,
    Closed,
    Closing,
    Complaint,
    Contact,
    Extension,
    GoodReasonGiven,
    Known,
    NothingReceived,
    Received,
    Redirected,
    Reopening,
    Resolved,
    RouteDecision,
    Stage1,
    Withdrawal,
    Withdrawn,
    is_withdrawn,
    underlying,
)
from services.complaints.domain.terms import Route
from shared.casework.clocks import with_changed
from shared.casework.impossible import ImpossibleHistory
from shared.deadlines import Clock

KnownT = TypeVar("KnownT", bound=Known)

Moved = (
    happened.RouteDecided
    | happened.Stage1Responded
    | happened.ComplaintWithdrawn
    | happened.ComplaintClosed
    | happened.ComplaintReopened
)
AtStage = (
    happened.Stage1Extended
    | happened.ResponseDateAgreed
    | happened.GoodReasonRecorded
    | happened.Stage1Paused
    | happened.Stage1Resumed
)
Corrected = (
    happened.ReceivedDateCorrected
    | happened.AcknowledgementCorrected
    | happened.ResponseCorrected
    | happened.ParticularsCorrected
)


def evolve(complaint: Complaint, event: ComplaintEvent) -> Complaint:
    """The complaint after `event`. Raises ImpossibleHistory."""
    match complaint, event:
        case NothingReceived(), happened.ComplaintReceived():
            return Received(contact=as_received(event))
        case (NothingReceived(), _) | (_, happened.ComplaintReceived()):
            raise _impossible(complaint, event)
        case _:
            return _after(complaint, event)


def _after(complaint: Known, event: ComplaintEvent) -> Known:
    match event:
        case (
            happened.RouteDecided()
            | happened.Stage1Responded()
            | happened.ComplaintWithdrawn()
            | happened.ComplaintClosed()
            | happened.ComplaintReopened()
        ):
            return _moved(_with_clocks(complaint, event.clocks), event)
        case (
            happened.Stage1Extended()
            | happened.ResponseDateAgreed()
            | happened.GoodReasonRecorded()
            | happened.Stage1Paused()
            | happened.Stage1Resumed()
        ):
            return _at_stage_1(complaint, event)
        case (
            happened.ReceivedDateCorrected()
            | happened.AcknowledgementCorrected()
            | happened.ResponseCorrected()
            | happened.ParticularsCorrected()
        ):
            return _corrected(complaint, event)
        case happened.ComplaintReceived():
            raise _impossible(complaint, event)
        case _:
            return _with_contact(complaint, noted(complaint.contact, event))


def _moved(complaint: Known, event: Moved) -> Known:
    match complaint, event:
        case ((Received() | Redirected()), happened.RouteDecided()):
            return _routed(complaint.contact, event)
        case AtStage1(), happened.Stage1Responded():
            contact = complaint.contact
            return Resolved(
                contact=replace(contact, texts=contact.texts + (event.summary is not None)),
                decision=complaint.decision,
                stage=complaint.stage,
                answer=Answer(
                    responded_on=event.occurred_on, finding=event.finding, timing=event.timing
                ),
            )
        case ((Received() | Redirected() | AtStage1()), happened.ComplaintWithdrawn()):
            gone = Withdrawal(on=event.occurred_on, reason=event.reason)
            contact = complaint.contact
            contact = replace(contact, withdrawals=(*contact.withdrawals, gone))
            return Withdrawn(before=replace(complaint, contact=contact))
        case ((Redirected() | Resolved() | Withdrawn()), happened.ComplaintClosed()):
            contact = complaint.contact
            closing = Closing(on=event.occurred_on, reason=event.reason)
            contact = replace(contact, closings=(*contact.closings, closing))
            return Closed(before=_with_contact(complaint, contact))
        case ((Withdrawn() | Closed()), happened.ComplaintReopened()):
            contact = complaint.contact
            again = Reopening(on=event.occurred_on, reason=event.reason)
            withdrawals = contact.withdrawals
            if is_withdrawn(complaint):
                withdrawals = (*withdrawals[:-1], replace(withdrawals[-1], undone_on=again.on))
            reopenings = (*contact.reopenings, again)
            contact = replace(contact, withdrawals=withdrawals, reopenings=reopenings)
            return _with_contact(underlying(complaint), contact)
        case _:
            raise _impossible(complaint, event)


def _routed(contact: Contact, event: happened.RouteDecided) -> Redirected | AtStage1:
    complainant = contact.complainant
    if event.eligibility is not None:
        complainant = replace(complainant, eligibility=event.eligibility)
    explained = contact.texts + (event.explanation is not None)
    contact = replace(contact, complainant=complainant, texts=explained)
    decision = RouteDecision(
        decided_on=event.occurred_on,
        route=event.route,
        reason=event.reason,
        eligibility=event.eligibility,
        subject=event.subject,
    )
    if event.route is Route.STATUTORY:
        return AtStage1(contact=contact, decision=decision, stage=Stage1())
    return Redirected(contact=contact, decision=decision)


def _at_stage_1(complaint: Known, event: AtStage) -> AtStage1:
    if not isinstance(complaint, AtStage1):
        raise _impossible(complaint, event)
    match event:
        case happened.Stage1Extended():
            extension = Extension(
                decided_on=event.occurred_on,
                limit=event.limit,
                reason=event.reason,
                told_on=event.told_on,
            )
            extended = replace(complaint, stage=replace(complaint.stage, extension=extension))
            return _with_clocks(extended, event.clocks)
        case happened.ResponseDateAgreed():
            agreed = Agreement(agreed_on=event.occurred_on, respond_by=event.respond_by)
            return replace(complaint, stage=replace(complaint.stage, agreement=agreed))
        case happened.GoodReasonRecorded():
            reason = GoodReasonGiven(recorded_on=event.occurred_on, reason=event.reason)
            contact = complaint.contact
            contact = replace(contact, texts=contact.texts + (event.explanation is not None))
            stage = replace(complaint.stage, good_reason=reason)
            return replace(complaint, contact=contact, stage=stage)
        case happened.Stage1Paused() | happened.Stage1Resumed():
            return _with_clocks(complaint, event.clocks)
        case _:
            assert_never(event)


def _corrected(complaint: Known, event: Corrected) -> Known:
    contact = complaint.contact
    match event:
        case happened.ReceivedDateCorrected():
            contact = replace(
                contact,
                received_on=event.received_on,
                received_at=event.received_at,
                policy_edition=event.policy_edition,
            )
            moved = _with_clocks(_with_contact(complaint, contact), event.clocks)
            return moved if event.answer is None else _with_answer(moved, event.answer)
        case happened.AcknowledgementCorrected():
            contact = replace(contact, acknowledged_on=event.acknowledged_on)
            return _with_clocks(_with_contact(complaint, contact), event.clocks)
        case happened.ResponseCorrected():
            return _with_answer(_with_clocks(complaint, event.clocks), event.answer)
        case happened.ParticularsCorrected():
            who = replace(
                contact.complainant, relation=event.relation, eligibility=event.eligibility
            )
            contact = replace(
                contact,
                channel=event.channel,
                complainant=who,
                service_area=event.service_area,
                causes=event.causes,
            )
            return _with_contact(complaint, contact)
        case _:
            assert_never(event)


def _with_contact(complaint: KnownT, contact: Contact) -> KnownT:
    match complaint:
        case Withdrawn():
            return replace(complaint, before=_with_contact(complaint.before, contact))
        case Closed():
            return replace(complaint, before=_with_contact(complaint.before, contact))
        case _:
            return replace(complaint, contact=contact)


def _with_clocks(complaint: KnownT, clocks: Sequence[Clock]) -> KnownT:
    merged = with_changed(complaint.contact.clocks, clocks)
    return _with_contact(complaint, replace(complaint.contact, clocks=merged))


def _with_answer(complaint: Known, answer: Answer) -> Known:
    match complaint:
        case Resolved():
            return replace(complaint, answer=answer)
        case Closed(before=Resolved() as before):
            return Closed(before=replace(before, answer=answer))
        case _:
            raise ImpossibleHistory("an answer is corrected that was never given")


def _impossible(complaint: Complaint, event: ComplaintEvent) -> ImpossibleHistory:
    return ImpossibleHistory(f"{type(event).__name__} after {type(complaint).__name__}")
