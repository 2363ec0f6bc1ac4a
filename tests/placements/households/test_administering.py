"""Approval, terms, exemptions, holds, complaints and closing: each refusal, each boundary day."""

from datetime import date

import pytest

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    AllocateHousehold,
    ApproveHousehold,
    ChangeTerms,
    CloseComplaint,
    CloseHousehold,
    CorrectApproval,
    CorrectTerms,
    EndExemption,
    HouseholdCommand,
    NoteComplaint,
    ReleaseHold,
    TakeComplaintBack,
)
from services.placements.domain.households.household import Terms
from services.placements.domain.households.places import places_by_day, places_on
from services.placements.domain.households.terms import HouseholdClosingReason, HouseholdKind
from shared.casework.refusals import (
    BeforePresentStep,
    InTheFuture,
    NothingToChange,
    TeamNotOpen,
    WorkerNotInTeam,
)
from shared.casework.terms import CorrectionReason
from tests.placements.households.a_household import (
    APPROVED,
    CAME,
    DAY_AFTER,
    DAY_BEFORE,
    FOR_TWO,
    LEFT,
    TODAY,
    TOMORROW,
    approve,
    approved,
    carer,
    exempt,
    fill,
    free,
    here,
    hold,
    household,
    k,
    state_of,
    with_children,
)

COMPLAINT = "C-2023-00009"
MISKEYED = CorrectionReason.MISKEYED
FROM_FAR = Terms(places=3, youngest=5)


def close(on: date = TODAY) -> CloseHousehold:
    return CloseHousehold(closed_on=on, reason=HouseholdClosingReason.RETIRED)


def note(on: date = CAME) -> NoteComplaint:
    return NoteComplaint(complaint=COMPLAINT, received_on=on)


def note_closed(on: date = LEFT) -> CloseComplaint:
    return CloseComplaint(complaint=COMPLAINT, closed_on=on)


def test_a_household_is_approved_once_and_not_ahead() -> None:
    approved().when(approve()).refused(refusals.HouseholdAlreadyApproved)
    household.given().when(approve(on=TOMORROW)).refused(InTheFuture)
    household.given().when(note()).refused(refusals.HouseholdNotApproved)


def test_a_household_has_carers_each_once() -> None:
    nobody = ApproveHousehold(
        reference="H-2023-00002", approved_on=APPROVED, kind=HouseholdKind.KINSHIP, carers=()
    )
    household.given().when(nobody).refused(refusals.NoCarerGiven)
    twice = ApproveHousehold(
        reference="H-2023-00002",
        approved_on=APPROVED,
        kind=HouseholdKind.KINSHIP,
        carers=(carer(), carer()),
    )
    household.given().when(twice).refused(refusals.NoCarerGiven)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(),
        Terms(places=0),
        Terms(places=13),
        Terms(sibling_places=2),
        Terms(places=3, sibling_places=2),
        Terms(youngest=9, oldest=8),
        Terms(oldest=19),
    ],
    ids=["nothing", "none", "many", "siblings only", "fewer siblings", "ages", "adult"],
)
def test_terms_that_contradict_themselves_are_refused(terms: Terms) -> None:
    household.given().when(approve(terms)).refused(refusals.TermsContradictory)
    approved().when(ChangeTerms(effective_on=CAME, terms=terms)).refused(
        refusals.TermsContradictory
    )


def test_who_supervises_is_in_the_register() -> None:
    given = approved()
    given.when(AllocateHousehold(allocated_on=CAME, team="south")).refused(TeamNotOpen)
    given.when(AllocateHousehold(allocated_on=CAME, team="fostering", worker="w-8")).refused(
        WorkerNotInTeam
    )
    given.when(AllocateHousehold(allocated_on=CAME, team="fostering", worker="w-7")).refused(
        NothingToChange
    )
    moved = given.and_then(AllocateHousehold(allocated_on=CAME, team="fostering"))
    assert state_of(moved).worker is None
    moved.when(AllocateHousehold(allocated_on=DAY_BEFORE, team="fostering", worker="w-7")).refused(
        BeforePresentStep
    )


def test_an_approval_is_put_right_up_to_the_first_day_of_anything_after_it() -> None:
    given = with_children(FOR_TWO, fill(1))
    corrected = given.and_then(CorrectApproval(reason=MISKEYED, approved_on=CAME))
    assert state_of(corrected).terms[0].from_on == CAME
    given.when(CorrectApproval(reason=MISKEYED, approved_on=DAY_AFTER)).refused(
        refusals.RecordedBeforeApproval
    )
    given.when(CorrectApproval(reason=MISKEYED, terms=FOR_TWO)).refused(NothingToChange)
    without = given.and_then(CorrectApproval(reason=MISKEYED, no_terms=True))
    assert state_of(without).terms[0].terms is None


def test_terms_hold_from_their_day_and_the_later_recorded_of_two_from_one_day() -> None:
    given = approved()
    given.when(ChangeTerms(effective_on=CAME, terms=FOR_TWO)).refused(NothingToChange)
    given.when(ChangeTerms(effective_on=date(2023, 4, 2), terms=FROM_FAR)).refused(
        refusals.BeforeApproval
    )
    twice = given.and_then(ChangeTerms(effective_on=CAME, terms=FROM_FAR)).and_then(
        ChangeTerms(effective_on=CAME, terms=None)
    )
    state = state_of(twice)
    assert places_on(state, DAY_BEFORE).approved == 2
    assert places_on(state, CAME).approved == 3
    assert state.terms[-1].terms is None


def test_a_change_of_terms_is_put_right_by_its_number() -> None:
    approved().when(CorrectTerms(reason=MISKEYED, change=1)).refused(refusals.TermsNeverChanged)
    changed = approved().and_then(ChangeTerms(effective_on=CAME, terms=FROM_FAR))
    changed.when(CorrectTerms(reason=MISKEYED, change=2)).refused(refusals.NoSuchChangeOfTerms)
    changed.when(CorrectTerms(reason=MISKEYED, change=1)).refused(NothingToChange)
    moved = changed.and_then(CorrectTerms(reason=MISKEYED, change=1, effective_on=LEFT))
    assert state_of(moved).terms[1].from_on == LEFT
    assert state_of(moved).terms[1].terms == FROM_FAR


def test_an_exemption_is_granted_once_and_ended_once() -> None:
    exempted = approved().and_then(exempt(4, on=CAME))
    exempted.when(exempt(4, on=DAY_AFTER)).refused(refusals.AlreadyExempt)
    exempted.when(EndExemption(care=k(5), ended_on=LEFT)).refused(refusals.NotExemptNow)
    exempted.when(EndExemption(care=k(4), ended_on=DAY_BEFORE)).refused(BeforePresentStep)
    ended = exempted.and_then(EndExemption(care=k(4), ended_on=LEFT))
    ended.when(EndExemption(care=k(4), ended_on=LEFT)).refused(refusals.NoExemptionInForce)
    ended.when(exempt(4, on=DAY_AFTER)).refused(refusals.AlreadyExempt)
    assert ended.when(exempt(4, on=LEFT)).events


def test_no_more_is_held_than_is_approved() -> None:
    approved().when(hold(3)).refused(refusals.MoreThanApproved, facts={"approved": 2})
    approved().when(hold(1, to=CAME)).refused(refusals.EndsBeforeItBegins)
    assert approved().when(hold(2)).events


def test_a_hold_ends_on_its_planned_day_or_when_it_is_released() -> None:
    approved().when(ReleaseHold(hold=1, released_on=LEFT)).refused(refusals.NothingOnHold)
    held = approved().and_then(hold(1, on=CAME, to=TOMORROW))
    assert places_on(state_of(held), TODAY).on_hold == 1
    assert places_on(state_of(held), TOMORROW).on_hold == 0
    held.when(ReleaseHold(hold=2, released_on=LEFT)).refused(refusals.NoSuchHold)
    held.when(ReleaseHold(hold=1, released_on=DAY_BEFORE)).refused(BeforePresentStep)
    released = held.and_then(ReleaseHold(hold=1, released_on=LEFT))
    assert places_on(state_of(released), LEFT).on_hold == 0
    held.under(here(TOMORROW)).when(ReleaseHold(hold=1, released_on=TOMORROW)).refused(
        refusals.NothingOnHold
    )


def test_vacancies_are_what_is_neither_filled_nor_on_hold() -> None:
    state = state_of(approved(None).and_then(hold(2, on=CAME)).and_then(fill(1, on=CAME)))
    places = places_on(state, CAME)
    assert (places.approved, places.filled, places.on_hold, places.vacant) == (3, 1, 2, 0)
    assert places_on(state, DAY_BEFORE).vacant == 3


def test_no_place_is_on_hold_twice_nor_one_that_is_not_approved() -> None:
    twice = approved(None).and_then(hold(3, on=CAME)).and_then(hold(2, on=CAME))
    assert places_on(state_of(twice), CAME).on_hold == 3
    fewer = twice.and_then(ChangeTerms(effective_on=DAY_AFTER, terms=Terms(places=1)))
    assert places_on(state_of(fewer), DAY_AFTER).on_hold == 1
    assert [places.on_hold for _, places in places_by_day(state_of(fewer))] == [0, 3, 1]


def test_a_household_with_children_is_not_closed() -> None:
    placed = with_children(FOR_TWO, fill(1))
    placed.when(close()).refused(refusals.ChildrenStillPlaced)
    left = placed.and_then(free(1))
    left.when(close(DAY_AFTER)).refused(BeforePresentStep)
    assert left.when(close(LEFT)).events


@pytest.mark.parametrize(
    "command",
    [
        close(),
        hold(),
        exempt(1),
        ChangeTerms(effective_on=CAME, terms=None),
        AllocateHousehold(allocated_on=CAME, team="fostering"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_closed_household_is_left_as_it_is(command: HouseholdCommand) -> None:
    approved().and_then(close()).when(command).refused(refusals.HouseholdIsClosed)


def test_a_stay_before_the_closing_can_still_be_told() -> None:
    closed = approved().and_then(close(LEFT))
    assert closed.when(fill(1, on=CAME, to=LEFT)).events
    closed.when(fill(1, on=CAME)).refused(refusals.AfterClosing)
    closed.when(fill(1, on=CAME, to=date(2023, 6, 2))).refused(refusals.AfterClosing)
    assert places_on(state_of(closed), LEFT).approved == 0
    assert places_on(state_of(closed), date(2023, 5, 31)).approved == 2


def test_a_complaint_is_noted_once_and_can_be_open_again() -> None:
    approved().when(note_closed()).refused(refusals.NoComplaintOpen)
    noted = approved().and_then(note())
    noted.when(note()).refused(refusals.ComplaintAlreadyNoted)
    noted.when(CloseComplaint(complaint="C-2023-00010", closed_on=LEFT)).refused(
        refusals.ComplaintNotOpen
    )
    noted.when(note_closed(DAY_BEFORE)).refused(BeforePresentStep)
    closed = noted.and_then(note_closed())
    closed.when(note(DAY_AFTER)).refused(BeforePresentStep)
    assert closed.when(note(LEFT)).events
    approved().when(note(TOMORROW)).refused(InTheFuture)


def test_a_complaint_is_taken_back_open_or_closed_and_once() -> None:
    back = TakeComplaintBack(complaint=COMPLAINT, taken_back_on=LEFT)
    approved().when(back).refused(refusals.ComplaintNotNoted)
    noted = approved().and_then(note())
    gone = noted.and_then(back)
    (shown,) = state_of(gone).complaints
    assert (shown.to_on, shown.taken_back) == (LEFT, True)
    gone.when(back).refused(refusals.ComplaintNotNoted)
    closed = noted.and_then(note_closed(CAME))
    (shown,) = state_of(closed.and_then(back)).complaints
    assert (shown.to_on, shown.taken_back) == (CAME, True)
    again = gone.and_then(note(LEFT))
    assert [one.taken_back for one in state_of(again).complaints] == [True, False]
