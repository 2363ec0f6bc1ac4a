"""Putting right the time in care itself: its start, its legal statuses, its officer, its end.

A correction re-decides every clock that hangs on a corrected date, the stopped ones too, in the
same append. It never counts as activity.
"""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals
from services.placements.domain.care.bounds import check_age
from services.placements.domain.care.corrected import (
    AppointmentCorrected,
    CareEndCorrected,
    CareStartCorrected,
    LegalStatusCorrected,
    TellingCorrected,
)
from services.placements.domain.care.corrections import (
    CorrectCareEnd,
    CorrectCareStart,
    CorrectLegalStatus,
    CorrectReviewingOfficer,
)
from services.placements.domain.care.settling import after, checked, settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare, LeftCare, TimeInCare
from services.placements.domain.local import Here
from services.placements.domain.terms import PlacementEndReason
from shared.casework.dates import check_countable, check_past
from shared.casework.refusals import NothingToChange, NotRecordedYet

OfOfficer = TellingCorrected | AppointmentCorrected


def may_correct_start(care: Care, here: Here) -> KnownCare:
    """Raises NotLookedAfter: what is over can be put right too."""
    del here
    return known(care)


def correct_start(
    command: CorrectCareStart, care: Care, here: Here
) -> tuple[CareStartCorrected, ...]:
    """Raises NothingToChange, InTheFuture, OutsideCalendar, BornAfterStart, TooOldForCare,
    BeforeCare, AfterCare or TwoStatusesInOneDay, or as `may_correct_start`.
    """
    time = may_correct_start(care, here).time
    started_on = command.started_on or time.started_on
    check_past(started_on, here, "started_on")
    check_countable(started_on, here, "started_on")
    if command.started_on is not None:
        check_age(time.child, started_on, "started_on")
    edition = time.policy_edition
    if started_on != time.started_on:
        edition = here.policy.policy.on(started_on).number
    right = CareStartCorrected(
        occurred_on=here.today,
        started_on=started_on,
        legal_status=command.legal_status or time.statuses[0].status,
        need=command.need or time.need,
        unaccompanied=(
            time.unaccompanied if command.unaccompanied is None else command.unaccompanied
        ),
        policy_edition=edition,
        reason=command.reason,
        clocks=(),
    )
    if after(care, right).time == time:
        raise NothingToChange("reason")
    clocks = settled(right, care, here, field="started_on", cause="care-start-corrected")
    return (replace(right, clocks=clocks),)


def may_correct_status(care: Care, here: Here) -> KnownCare:
    """Raises StatusNeverChanged or NotLookedAfter."""
    del here
    place = known(care)
    if len(place.time.statuses) == 1:
        raise refusals.StatusNeverChanged
    return place


def correct_status(
    command: CorrectLegalStatus, care: Care, here: Here
) -> tuple[LegalStatusCorrected, ...]:
    """Raises NoSuchStatus, NothingToChange, InTheFuture, BeforeCare, AfterCare or
    TwoStatusesInOneDay, or as `may_correct_status`.
    """
    time = may_correct_status(care, here).time
    if not 1 < command.number <= len(time.statuses):
        raise refusals.NoSuchStatus("number")
    spell = time.statuses[command.number - 1]
    changed_on = command.changed_on or spell.on
    check_past(changed_on, here, "changed_on")
    if (changed_on, command.status or spell.status) == (spell.on, spell.status):
        raise NothingToChange("reason")
    right = LegalStatusCorrected(
        occurred_on=here.today,
        number=command.number,
        changed_on=changed_on,
        status=command.status or spell.status,
        reason=command.reason,
        clocks=(),
    )
    clocks = settled(right, care, here, field="changed_on", cause="legal-status-corrected")
    return (replace(right, clocks=clocks),)


def may_correct_officer(care: Care, here: Here) -> KnownCare:
    """Raises NothingOfOfficer or NotLookedAfter."""
    del here
    place = known(care)
    if place.time.told_on is None and not place.time.officers:
        raise refusals.NothingOfOfficer
    return place


def correct_officer(
    command: CorrectReviewingOfficer, care: Care, here: Here
) -> tuple[OfOfficer, ...]:
    """One event for each day that is put right.

    Raises NotRecordedYet, NothingToChange, InTheFuture, BeforeCare, AfterCare or
    BeforePresentStep, or as `may_correct_officer`.
    """
    time = may_correct_officer(care, here).time
    first = time.officers[0].on if time.officers else None
    for day, recorded, field in (
        (command.told_on, time.told_on, "told_on"),
        (command.appointed_on, first, "appointed_on"),
    ):
        if day is not None:
            check_past(day, here, field)
            if recorded is None:
                raise NotRecordedYet(field)
    events: tuple[OfOfficer, ...] = ()
    stands = care
    if command.told_on not in {None, time.told_on}:
        told = _telling(command, care, here)
        events, stands = (told,), after(care, told)
    if command.appointed_on not in {None, first}:
        events = (*events, _appointment(command, time, stands, here))
    if not events:
        raise NothingToChange("reason")
    return events


def may_correct_end(care: Care, here: Here) -> LeftCare:
    """Raises StillInCare or NotLookedAfter."""
    del here
    place = known(care)
    if not isinstance(place, LeftCare):
        raise refusals.StillInCare
    return place


def correct_end(command: CorrectCareEnd, care: Care, here: Here) -> tuple[CareEndCorrected, ...]:
    """The placement that ended with the care ends on the right day with it.

    Raises NothingToChange, InTheFuture, BeforeCare, AfterCare, EndBeforeStart or
    OutsidePlacement, or as `may_correct_end`.
    """
    time = may_correct_end(care, here).time
    assert time.ending is not None
    ended_on = command.ended_on or time.ending.on
    check_past(ended_on, here, "ended_on")
    right = CareEndCorrected(
        occurred_on=here.today,
        ended_on=ended_on,
        end_reason=command.end_reason or time.ending.reason,
        placement=placement_left_with_care(time),
        reason=command.reason,
        clocks=(),
    )
    if after(care, right).time == time:
        raise NothingToChange("reason")
    clocks = settled(right, care, here, field="ended_on", cause="care-end-corrected")
    return (replace(right, clocks=clocks),)


def placement_left_with_care(time: TimeInCare) -> int | None:
    """The number of the placement that ended because the care did."""
    for placement in time.placements:
        end = placement.end
        if end is not None and time.ending is not None:
            with_care = end.on == time.ending.on
            if with_care and end.reason is PlacementEndReason.LEFT_CARE:
                return placement.number
    return None


def _telling(command: CorrectReviewingOfficer, care: Care, here: Here) -> TellingCorrected:
    right = TellingCorrected(
        occurred_on=here.today,
        told_on=_given(command.told_on),
        reason=command.reason,
        clocks=(),
    )
    clocks = settled(right, care, here, field="told_on", cause="telling-corrected")
    return replace(right, clocks=clocks)


def _appointment(
    command: CorrectReviewingOfficer, time: TimeInCare, care: Care, here: Here
) -> AppointmentCorrected:
    appointed_on = _given(command.appointed_on)
    if len(time.officers) > 1 and appointed_on > time.officers[1].on:
        raise refusals.AfterNextOfficer("appointed_on", next_on=time.officers[1].on)
    right = AppointmentCorrected(
        occurred_on=here.today, appointed_on=appointed_on, reason=command.reason, clocks=()
    )
    checked(right, care, "appointed_on")
    clocks = settled(right, care, here, field="appointed_on", cause="appointment-corrected")
    return replace(right, clocks=clocks)


def _given(day: date | None) -> date:
    assert day is not None
    return day
