"""Every date that a case has recorded, as a correction that moves it by some days."""

from collections.abc import Iterator
from datetime import date, timedelta

from services.referrals.domain.correction_command import (
    Correct,
    CorrectAssessment,
    CorrectExploitation,
)
from services.referrals.domain.places import Known, assessments_of, decision_of
from services.referrals.domain.terms import OverReason
from shared.casework.terms import CorrectionReason

REASON = CorrectionReason.EVIDENCE_FOUND


def shifted(state: Known, days: int) -> list[Correct]:
    """One correction for each recorded date."""
    return list(_shifted(state, timedelta(days=days)))


def _shifted(state: Known, by: timedelta) -> Iterator[Correct]:
    contact, decision = state.contact, decision_of(state)
    yield Correct(reason=REASON, received_on=contact.received_on + by)
    if decision is not None:
        yield Correct(reason=REASON, decided_on=decision.decided_on + by)
    if contact.acknowledged_on is not None:
        yield Correct(reason=REASON, acknowledged_on=contact.acknowledged_on + by)
    if contact.told_on is not None:
        yield Correct(reason=REASON, told_on=contact.told_on + by)
    if contact.allocated_on:
        yield Correct(reason=REASON, allocated_on=contact.allocated_on[-1] + by)
    if contact.closings:
        yield Correct(reason=REASON, closed_on=contact.closings[-1].on + by)
    if contact.reopenings:
        yield Correct(reason=REASON, reopened_on=contact.reopenings[-1].on + by)
    for one in assessments_of(state):
        yield _assessment(one.number, started_on=one.started_on + by)
        if one.authorisation is not None:
            done_on = one.authorisation.authorised_on + by
            yield _assessment(one.number, authorised_on=done_on)
            yield _assessment(one.number, authorised_on=done_on, over=OverReason.CAPACITY)
            if one.authorisation.looked_after is not None:
                since = one.authorisation.looked_after.on + by
                yield _assessment(one.number, looked_after_on=since)
    yield from _exploitation(state, by)


def _assessment(
    number: int,
    *,
    started_on: date | None = None,
    authorised_on: date | None = None,
    looked_after_on: date | None = None,
    over: OverReason | None = None,
) -> Correct:
    return Correct(
        reason=REASON,
        assessments=(
            CorrectAssessment(
                number=number,
                started_on=started_on,
                authorised_on=authorised_on,
                looked_after_on=looked_after_on,
                over_reason=over,
            ),
        ),
    )


def _exploitation(state: Known, by: timedelta) -> Iterator[Correct]:
    known = state.contact.exploitation
    if known is None:
        return
    changes = [
        CorrectExploitation(risks=((number, found.assessed_on + by),))
        for number, found in enumerate(known.risks, start=1)
    ]
    if known.recorded_on is not None:
        changes.append(CorrectExploitation(recorded_on=known.recorded_on + by))
    if known.allocations:
        allocated_on = known.allocations[-1].allocated_on + by
        changes.append(CorrectExploitation(allocated_on=allocated_on))
    if known.decided is not None:
        changes.append(CorrectExploitation(decided_on=known.decided.decided_on + by))
    if known.closings:
        changes.append(CorrectExploitation(closed_on=known.closings[-1].closed_on + by))
    if known.reopenings:
        changes.append(CorrectExploitation(reopened_on=known.reopenings[-1] + by))
    for change in changes:
        yield Correct(reason=REASON, exploitation=change)
