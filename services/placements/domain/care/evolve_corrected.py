"""The time in care after what was recorded of it is put right."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from services.placements.domain.care import corrected as put_right
from services.placements.domain.care.corrected import Corrected
from services.placements.domain.care.evolve_withdrawn import after_withdrawal
from services.placements.domain.care.state import (
    Ending,
    Placement,
    PlacementEnd,
    StatusSpell,
    TimeInCare,
)
from shared.casework.impossible import ImpossibleHistory


def after_correction(time: TimeInCare, event: Corrected) -> TimeInCare:  # noqa: C901, PLR0911
    match event:
        case put_right.CareStartCorrected():
            first = StatusSpell(on=event.started_on, status=event.legal_status)
            return replace(
                time,
                started_on=event.started_on,
                statuses=(first, *time.statuses[1:]),
                need=event.need,
                unaccompanied=event.unaccompanied,
                policy_edition=event.policy_edition,
            )
        case put_right.LegalStatusCorrected():
            spells = list(time.statuses)
            spells[event.number - 1] = StatusSpell(on=event.changed_on, status=event.status)
            return replace(time, statuses=tuple(sorted(spells, key=lambda spell: spell.on)))
        case put_right.TellingCorrected():
            return replace(time, told_on=event.told_on)
        case put_right.AppointmentCorrected():
            first_officer = replace(time.officers[0], on=event.appointed_on)
            return replace(time, officers=(first_officer, *time.officers[1:]))
        case put_right.PlacementCorrected() | put_right.AddressCorrected():
            return _placement(time, event)
        case put_right.PlacementWithdrawn():
            return after_withdrawal(time, event)
        case put_right.VisitCorrected():
            visits = (
                replace(one, on=event.visited_on, seen=event.seen, seen_alone=event.seen_alone)
                if one.number == event.number
                else one
                for one in time.visits
            )
            return replace(time, visits=tuple(visits))
        case put_right.ReviewCorrected():
            reviews = (
                replace(one, held_on=event.held_on, late_reason=event.late_reason)
                if one.number == event.number
                else one
                for one in time.reviews
            )
            return replace(time, reviews=tuple(reviews))
        case put_right.CareEndCorrected():
            return _ended(time, event)
        case put_right.PersonCorrected():
            return replace(time, child=event.details)
        case _:
            assert_never(event)


def _placement(
    time: TimeInCare, event: put_right.PlacementCorrected | put_right.AddressCorrected
) -> TimeInCare:
    placement = time.placement(event.placement)
    if placement is None:
        raise ImpossibleHistory("a placement that never was is put right")
    match event:
        case put_right.AddressCorrected():
            return time.with_placement(replace(placement, address=event.address))
        case put_right.PlacementCorrected():
            return time.with_placement(
                replace(
                    placement,
                    started_on=event.started_on,
                    particulars=event.particulars,
                    planned_on=event.planned_on,
                    settled_on=_settled_still(placement, event),
                    end=event.end,
                )
            )


def _settled_still(placement: Placement, event: put_right.PlacementCorrected) -> date | None:
    """What was settled was the emergency in that household, and goes where it is taken back."""
    former, place = placement.particulars.place, event.particulars.place
    if former is None or place is None:
        return None
    same = (place.stream, place.ground) == (former.stream, former.ground)
    return placement.settled_on if same else None


def _ended(time: TimeInCare, event: put_right.CareEndCorrected) -> TimeInCare:
    time = replace(time, ending=Ending(on=event.ended_on, reason=event.end_reason))
    placement = None if event.placement is None else time.placement(event.placement)
    if placement is None or placement.end is None:
        return time
    end = PlacementEnd(on=event.ended_on, reason=placement.end.reason)
    return time.with_placement(replace(placement, end=end))
