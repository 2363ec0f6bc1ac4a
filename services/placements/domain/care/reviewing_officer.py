"""The reviewing officer service is told, and an independent reviewing officer appointed.

Both count from the day the child became looked after, the appointment not from the telling
(2014-11 paper L992-993). Another officer later starts no clock.
"""

from dataclasses import replace

from services.placements.domain.care import refusals
from services.placements.domain.care.commands import AppointOfficer, TellReviewingService
from services.placements.domain.care.events import OfficerAppointed, ReviewingServiceTold
from services.placements.domain.care.settling import settled
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare
from services.placements.domain.local import Here
from shared.casework.dates import check_follows, check_past
from shared.casework.refusals import NothingToChange


def may_tell_service(care: Care, here: Here) -> KnownCare:
    """Raises ServiceAlreadyTold or NotLookedAfter."""
    del here
    place = known(care)
    if place.time.told_on is not None:
        raise refusals.ServiceAlreadyTold(told_on=place.time.told_on)
    return place


def tell_service(
    command: TellReviewingService, care: Care, here: Here
) -> tuple[ReviewingServiceTold, ...]:
    """Raises InTheFuture, BeforeCare or AfterCare, or as `may_tell_service`."""
    may_tell_service(care, here)
    check_past(command.told_on, here, "told_on")
    told = ReviewingServiceTold(occurred_on=command.told_on, clocks=())
    clocks = settled(told, care, here, field="told_on", cause="service-told")
    return (replace(told, clocks=clocks),)


def may_appoint_officer(care: Care, here: Here) -> KnownCare:
    """Raises NotLookedAfter."""
    del here
    return known(care)


def appoint_officer(
    command: AppointOfficer, care: Care, here: Here
) -> tuple[OfficerAppointed, ...]:
    """Raises InTheFuture, BeforePresentStep, NothingToChange, BeforeCare or AfterCare, or as
    `may_appoint_officer`.
    """
    time = may_appoint_officer(care, here).time
    check_past(command.appointed_on, here, "appointed_on")
    present = time.officers[-1] if time.officers else None
    check_follows(command.appointed_on, present.on if present else None, "appointed_on")
    if present is not None and present.worker == command.officer:
        raise NothingToChange("officer")
    appointed = OfficerAppointed(
        occurred_on=command.appointed_on, officer=command.officer, clocks=()
    )
    clocks = settled(appointed, care, here, field="appointed_on", cause="officer-appointed")
    return (replace(appointed, clocks=clocks),)
