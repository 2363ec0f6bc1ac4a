"""A referral with the dates that a correction gives; its clocks are not looked at here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from services.referrals.domain.contact import with_contact
from services.referrals.domain.correction_command import (
    Correct,
    CorrectAssessment,
    CorrectExploitation,
)
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Assessment,
    Closed,
    Closing,
    Contact,
    InSocialWork,
    Known,
    LookedAfterFrom,
    Reopening,
    Undecided,
)
from services.referrals.domain.put_right import exploitation_put_right
from shared.casework.dates import (
    check_countable,
    check_in_calendar,
    check_past,
    check_past_instant,
)
from shared.casework.refusals import GivenTwice, InstantOnAnotherDay, NotRecordedYet
from shared.clock import london_date


def with_dates(command: Correct, referral: Known, here: Here) -> Known:
    """The case with the dates given, each of them recorded before and none in the future.

    Raises InTheFuture, OutsideCalendar, InstantOnAnotherDay, NotRecordedYet or GivenTwice. Their
    order is for `chronology` to say.
    """
    for field, day in given(command):
        check_past(day, here, field)
        check_in_calendar(day, here, field)
    contact = _contact(command, referral.contact, here)
    return _with_procedure(command, with_contact(referral, contact), here)


def given(command: Correct) -> Iterator[tuple[str, date]]:
    """Every date of the command, with the field that it stands in."""
    for field in ("received_on", "decided_on", "acknowledged_on", "told_on"):
        yield from _of(field, getattr(command, field))
    for field in ("allocated_on", "closed_on", "reopened_on"):
        yield from _of(field, getattr(command, field))
    for one in command.assessments:
        for day in (one.started_on, one.authorised_on, one.looked_after_on):
            yield from _of("assessments", day)
    if command.exploitation is not None:
        of = command.exploitation
        for day in (
            of.recorded_on,
            of.allocated_on,
            of.decided_on,
            of.closed_on,
            of.reopened_on,
        ):
            yield from _of("exploitation", day)
        for _, day in of.risks:
            yield "exploitation", day


def _of(field: str, day: date | None) -> Iterator[tuple[str, date]]:
    if day is not None:
        yield field, day


def _contact(command: Correct, contact: Contact, here: Here) -> Contact:
    received_on = command.received_on or contact.received_on
    if received_on != contact.received_on:
        check_countable(received_on, here, "received_on")
    exploitation = contact.exploitation
    if command.exploitation is not None:
        exploitation = _exploitation(command.exploitation, exploitation)
    _check_recorded("acknowledged_on", command.acknowledged_on, contact.acknowledged_on)
    _check_recorded("told_on", command.told_on, contact.told_on)
    return replace(
        contact,
        received_on=received_on,
        received_at=_received_at(command, contact, received_on, here),
        acknowledged_on=command.acknowledged_on or contact.acknowledged_on,
        told_on=command.told_on or contact.told_on,
        allocated_on=_latest("allocated_on", command.allocated_on, contact.allocated_on),
        closings=_closings(command.closed_on, contact.closings),
        reopenings=_reopenings(command.reopened_on, contact.reopenings),
        exploitation=exploitation,
    )


def _received_at(
    command: Correct, contact: Contact, received_on: date, here: Here
) -> datetime | None:
    """An instant that is not given again is dropped with its day."""
    at = command.received_at
    if at is None:
        return contact.received_at if received_on == contact.received_on else None
    check_past_instant(at, here, "received_at")
    if london_date(at) != received_on:
        raise InstantOnAnotherDay("received_at", received_on=received_on)
    return at


def _check_recorded(field: str, given_day: date | None, recorded: object) -> None:
    if given_day is not None and not recorded:
        raise NotRecordedYet(field)


def _latest(field: str, day: date | None, days: tuple[date, ...]) -> tuple[date, ...]:
    _check_recorded(field, day, days)
    return days if day is None else (*days[:-1], day)


def _closings(day: date | None, closings: tuple[Closing, ...]) -> tuple[Closing, ...]:
    _check_recorded("closed_on", day, closings)
    return closings if day is None else (*closings[:-1], replace(closings[-1], on=day))


def _reopenings(day: date | None, reopenings: tuple[Reopening, ...]) -> tuple[Reopening, ...]:
    _check_recorded("reopened_on", day, reopenings)
    return reopenings if day is None else (*reopenings[:-1], replace(reopenings[-1], on=day))


def _exploitation(command: CorrectExploitation, before: Exploitation | None) -> Exploitation:
    if before is None:
        raise NotRecordedYet("exploitation")
    _check_recorded("exploitation", command.recorded_on, before.recorded_on)
    _check_recorded("exploitation", command.allocated_on, before.allocations)
    _check_recorded("exploitation", command.decided_on, before.decided)
    _check_recorded("exploitation", command.closed_on, before.closings)
    days = {number: found.assessed_on for number, found in enumerate(before.risks, start=1)}
    if len(dict(command.risks)) != len(command.risks):
        raise GivenTwice("exploitation")
    if not {number for number, _ in command.risks} <= set(days):
        raise NotRecordedYet("exploitation")
    reopenings = _latest("exploitation", command.reopened_on, before.reopenings)
    return exploitation_put_right(
        replace(before, reopenings=reopenings),
        recorded_on=command.recorded_on or before.recorded_on,
        allocated_on=command.allocated_on,
        decided_on=command.decided_on,
        closed_on=command.closed_on,
        risks=tuple((days | dict(command.risks)).values()),
    )


def _with_procedure(command: Correct, referral: Known, here: Here) -> Known:
    match referral:
        case Undecided():
            _check_recorded("decided_on", command.decided_on, None)
            _check_assessments(command.assessments, ())
            return referral
        case Closed():
            before = _with_procedure(command, referral.before, here)
            assert not isinstance(before, Undecided | Closed)
            return replace(referral, before=before)
        case _:
            decided_on = command.decided_on or referral.decision.decided_on
            decided = replace(referral, decision=replace(referral.decision, decided_on=decided_on))
            if not isinstance(decided, InSocialWork):
                _check_assessments(command.assessments, ())
                return decided
            _check_assessments(command.assessments, decided.assessments)
            by_number = {one.number: one for one in command.assessments}
            return replace(
                decided,
                assessments=tuple(
                    _assessment(by_number[one.number], one, here)
                    if one.number in by_number
                    else one
                    for one in decided.assessments
                ),
            )


def _check_assessments(
    commands: tuple[CorrectAssessment, ...], recorded: tuple[Assessment, ...]
) -> None:
    numbers = [one.number for one in commands]
    if len(set(numbers)) != len(numbers):
        raise GivenTwice("assessments")
    if not set(numbers) <= {one.number for one in recorded}:
        raise NotRecordedYet("assessments")


def _assessment(command: CorrectAssessment, before: Assessment, here: Here) -> Assessment:
    started_on = command.started_on or before.started_on
    check_countable(started_on, here, "assessments")
    done = before.authorisation
    if done is None:
        for value in (command.authorised_on, command.looked_after_on, command.over_reason):
            _check_recorded_value(value)
        return replace(before, started_on=started_on)
    looked_after = done.looked_after
    if command.looked_after_on is not None:
        if looked_after is None:
            raise NotRecordedYet("assessments")
        looked_after = LookedAfterFrom(
            on=command.looked_after_on, legal_status=looked_after.legal_status
        )
    authorised_on = command.authorised_on or done.authorised_on
    done = replace(
        done,
        authorised_on=authorised_on,
        over_reason=command.over_reason or done.over_reason,
        looked_after=looked_after,
    )
    return replace(before, started_on=started_on, authorisation=done)


def _check_recorded_value(value: object) -> None:
    if value is not None:
        raise NotRecordedYet("assessments")
