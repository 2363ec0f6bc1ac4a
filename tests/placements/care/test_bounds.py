"""What cannot be true of a time in care: born too late or too early, planned years before it."""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import commands as asked
from services.placements.domain.care import refusals
from services.placements.domain.care.corrections import CorrectCareStart, CorrectPlacement
from services.placements.domain.terms import NeedOfPlacement
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.terms import CorrectionReason
from tests.placements.care.a_child import CHILD, STARTED, become, care, in_care, placed

WHY = CorrectionReason.MISKEYED
EARLIEST = date(2022, 4, 3)
TOO_EARLY = date(2022, 4, 2)


def born(day: date) -> asked.BecomeLookedAfter:
    return become(child=replace(CHILD, date_of_birth=day))


def test_nobody_becomes_looked_after_before_birth_or_at_twenty_one() -> None:
    nobody = care.given()
    assert nobody.when(born(STARTED)).events
    nobody.when(born(date(2023, 4, 4))).refused(
        refusals.BornAfterStart, facts={"started_on": STARTED}
    )
    assert nobody.when(born(date(2002, 4, 4))).events
    nobody.when(born(date(2002, 4, 3))).refused(refusals.TooOldForCare, facts={"age": 21})


def test_a_correction_is_held_to_the_same() -> None:
    start = CorrectCareStart(reason=WHY, started_on=date(2012, 2, 28))
    in_care.when(start).refused(refusals.BornAfterStart)
    person = CorrectPerson(person=CHILD.person, reason=WHY, date_of_birth=date(2023, 4, 4))
    in_care.when(person).refused(refusals.BornAfterStart)
    assert in_care.when(replace(person, date_of_birth=STARTED)).events
    in_care.when(replace(person, date_of_birth=date(2002, 4, 3))).refused(refusals.TooOldForCare)


def test_a_placement_is_looked_for_and_planned_within_the_year_before() -> None:
    request = asked.RequestPlacement(requested_on=EARLIEST, needs=(NeedOfPlacement.FOSTERING,))
    assert in_care.when(request).events
    in_care.when(replace(request, requested_on=TOO_EARLY)).refused(
        refusals.LongBeforeCare, facts={"not_before": EARLIEST}
    )
    plan = asked.PlanPlacement(placement=1, planned_on=EARLIEST)
    planned = placed.and_then(plan)
    placed.when(replace(plan, planned_on=TOO_EARLY)).refused(refusals.LongBeforeCare)
    right = CorrectPlacement(placement=1, reason=WHY, planned_on=TOO_EARLY)
    planned.when(right).refused(refusals.LongBeforeCare)
