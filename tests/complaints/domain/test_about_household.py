"""Which fostering household a complaint is about: recorded, put right, taken back."""

from datetime import date

from services.complaints.application.describing import facts
from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from services.complaints.domain.events import HouseholdRecorded
from shared.casework.refusals import BeforeReceived, CaseClosed, InTheFuture, NothingToChange
from tests.complaints.builders import (
    DAY_3,
    DAY_BEFORE,
    RECEIVED,
    TOMORROW,
    at_stage_1,
    closed,
    contact,
    received,
    resolved,
    withdrawn,
)

HOUSEHOLD = "H-2022-00007"


def record(household: str | None = HOUSEHOLD, *, on: date = DAY_3) -> asked.RecordHousehold:
    return asked.RecordHousehold(recorded_on=on, household=household)


about = received.and_then(record())


def test_it_is_told_to_the_world_by_reference() -> None:
    received.when(record()).then(HouseholdRecorded(occurred_on=DAY_3, household=HOUSEHOLD))
    (fact,) = (f for f in facts(about.state) if f.kind == "complaint.about-household")
    assert (fact.on, fact.codes) == (RECEIVED, {"household": HOUSEHOLD})


def test_a_complaint_about_no_household_says_nothing_of_one() -> None:
    told = about.and_then(record(None)).state
    assert contact(told).household is None
    assert "complaint.about-household" not in {fact.kind for fact in facts(told)}


def test_it_can_be_put_right_wherever_the_case_is_open() -> None:
    for place in (about, at_stage_1, resolved):
        assert contact(place.and_then(record("H-2022-00008")).state).household == "H-2022-00008"


def test_what_is_so_already_changes_nothing() -> None:
    about.when(record()).refused(NothingToChange)
    received.when(record(None)).refused(NothingToChange)


def test_on_no_day_to_come_and_none_before_the_receipt() -> None:
    received.when(record(on=TOMORROW)).refused(InTheFuture)
    received.when(record(on=DAY_BEFORE)).refused(BeforeReceived)


def test_only_on_a_case_that_is_open() -> None:
    withdrawn.when(record()).refused(refusals.CaseWithdrawn)
    closed.when(record()).refused(CaseClosed)
