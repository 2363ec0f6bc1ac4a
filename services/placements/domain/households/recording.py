"""The household after each event. Nothing is refused and nothing computed: events say it."""

from dataclasses import replace
from typing import assert_never

from services.placements.domain.households import events as happened
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import (
    Approved,
    Closure,
    Exemption,
    Hold,
    Household,
    NotApproved,
    OpenComplaint,
    Stay,
    TermsPeriod,
)
from services.placements.domain.households.terms import Ground
from shared.casework.impossible import ImpossibleHistory

Placed = (
    happened.PlaceFilled
    | happened.PlaceFreed
    | happened.PlaceCorrected
    | happened.PlaceWithdrawn
    | happened.PlaceSettled
)


def evolve(household: Household, event: HouseholdEvent) -> Household:
    """The household after `event`. Raises ImpossibleHistory."""
    match household, event:
        case NotApproved(), happened.HouseholdApproved():
            return Approved(
                reference=event.reference,
                approved_on=event.occurred_on,
                kind=event.kind,
                carers=event.carers,
                team=event.team,
                worker=event.worker,
                terms=(TermsPeriod(from_on=event.occurred_on, terms=event.terms),),
            )
        case (NotApproved(), _) | (_, happened.HouseholdApproved()):
            raise ImpossibleHistory(f"{type(event).__name__} after {type(household).__name__}")
        case _:
            return _after(household, event)


def _after(household: Approved, event: HouseholdEvent) -> Approved:  # noqa: PLR0911 -- one a case
    match event:
        case happened.HouseholdApproved():
            raise ImpossibleHistory("approved twice")
        case happened.HouseholdAllocated():
            return replace(
                household, team=event.team, worker=event.worker, allocated_on=event.occurred_on
            )
        case happened.ApprovalCorrected() | happened.TermsChanged() | happened.TermsCorrected():
            return _with_terms(household, event)
        case happened.ExemptionGranted() | happened.ExemptionEnded():
            return _with_exemption(household, event)
        case happened.PlacesHeld():
            hold = Hold(
                places=event.places,
                reason=event.reason,
                from_on=event.occurred_on,
                to_on=event.to_on,
            )
            return replace(household, holds=(*household.holds, hold))
        case happened.HoldReleased():
            holds = list(household.holds)
            holds[event.hold - 1] = replace(holds[event.hold - 1], to_on=event.occurred_on)
            return replace(household, holds=tuple(holds))
        case happened.HouseholdClosed():
            return replace(household, closure=Closure(on=event.occurred_on, reason=event.reason))
        case (
            happened.ComplaintNoted()
            | happened.NotedComplaintClosed()
            | happened.ComplaintTakenBack()
        ):
            return _with_complaint(household, event)
        case (
            happened.PlaceFilled()
            | happened.PlaceFreed()
            | happened.PlaceCorrected()
            | happened.PlaceWithdrawn()
            | happened.PlaceSettled()
        ):
            return with_place(household, event)
        case _:
            assert_never(event)


def with_place(household: Approved, event: Placed) -> Approved:
    """The household after a place was filled, freed or put right. Raises ImpossibleHistory."""
    if isinstance(event, happened.PlaceFilled):
        stay = Stay(
            care=event.care,
            placement=event.placement,
            child=event.child,
            from_on=event.occurred_on,
            to_on=event.to_on,
            age=event.age,
            siblings=event.siblings,
            ground=event.ground,
        )
        return replace(household, stays=(*household.stays, stay))
    former = household.stay(event.care, event.placement)
    if former is None:
        raise ImpossibleHistory(f"{type(event).__name__} of a place that was never filled")
    match event:
        case happened.PlaceWithdrawn():
            return replace(household, stays=tuple(s for s in household.stays if s is not former))
        case happened.PlaceFreed():
            after = replace(former, to_on=event.occurred_on)
        case happened.PlaceSettled():
            after = replace(former, settled_on=event.occurred_on)
        case happened.PlaceCorrected():
            emergency = event.ground is Ground.EMERGENCY
            after = replace(
                former,
                from_on=event.from_on,
                to_on=event.to_on,
                age=event.age,
                siblings=event.siblings,
                ground=event.ground,
                settled_on=former.settled_on if emergency else None,
            )
        case _:
            assert_never(event)
    return replace(household, stays=tuple(after if s is former else s for s in household.stays))


def _with_terms(
    household: Approved,
    event: happened.ApprovalCorrected | happened.TermsChanged | happened.TermsCorrected,
) -> Approved:
    periods = list(household.terms)
    match event:
        case happened.ApprovalCorrected():
            periods[0] = TermsPeriod(from_on=event.approved_on, terms=event.terms)
            household = replace(household, approved_on=event.approved_on, kind=event.kind)
        case happened.TermsChanged():
            periods.append(TermsPeriod(from_on=event.occurred_on, terms=event.terms))
        case happened.TermsCorrected():
            periods[event.change] = TermsPeriod(from_on=event.effective_on, terms=event.terms)
        case _:
            assert_never(event)
    return replace(household, terms=tuple(periods))


def _with_exemption(
    household: Approved, event: happened.ExemptionGranted | happened.ExemptionEnded
) -> Approved:
    match event:
        case happened.ExemptionGranted():
            granted = Exemption(care=event.care, from_on=event.occurred_on)
            return replace(household, exemptions=(*household.exemptions, granted))
        case happened.ExemptionEnded():
            ended = tuple(
                replace(exemption, to_on=event.occurred_on)
                if exemption.care == event.care and exemption.to_on is None
                else exemption
                for exemption in household.exemptions
            )
            return replace(household, exemptions=ended)
        case _:
            assert_never(event)


def _with_complaint(
    household: Approved,
    event: happened.ComplaintNoted | happened.NotedComplaintClosed | happened.ComplaintTakenBack,
) -> Approved:
    if isinstance(event, happened.ComplaintNoted):
        noted = OpenComplaint(complaint=event.complaint, from_on=event.occurred_on)
        return replace(household, complaints=(*household.complaints, noted))
    last = [one for one in household.complaints if one.complaint == event.complaint][-1]
    after = replace(
        last,
        to_on=last.to_on or event.occurred_on,
        taken_back=isinstance(event, happened.ComplaintTakenBack),
    )
    complaints = tuple(after if one is last else one for one in household.complaints)
    return replace(household, complaints=complaints)
