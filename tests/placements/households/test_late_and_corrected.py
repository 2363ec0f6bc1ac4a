"""People record late and put right: every day of every stay counts, whenever it was told."""

from datetime import date

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import ChangeTerms, CorrectTerms
from services.placements.domain.households.household import Terms
from services.placements.domain.households.occupancy import breaches
from services.placements.domain.households.terms import Ground, Limit
from shared.casework.refusals import InTheFuture, NothingToChange
from shared.casework.terms import CorrectionReason
from tests.placements.households.a_household import (
    CAME,
    DAY_AFTER,
    FOR_TWO,
    LEFT,
    SIBLINGS,
    TOMORROW,
    fill,
    free,
    k,
    never_there,
    put_right,
    state_of,
    with_children,
)

FULL = with_children(FOR_TWO, fill(1), fill(2))
ONE = Terms(places=1)


def test_a_stay_recorded_late_is_held_against_all_who_were_there() -> None:
    """The household is empty today, but it was full in May."""
    past = FULL.and_then(free(1)).and_then(free(2))
    past.when(fill(3, on=DAY_AFTER, to=LEFT)).refused(
        refusals.BeyondTerms, facts={"on": DAY_AFTER, "limit": "places"}
    )
    assert past.when(fill(3, on=LEFT)).events


def test_a_late_stay_may_not_put_a_child_beyond_who_came_after() -> None:
    later = with_children(ONE, fill(1, on=DAY_AFTER))
    later.when(fill(2, on=CAME)).refused(
        refusals.OthersBeyondLimit, facts={"on": DAY_AFTER, "limit": "places", "care": k(1)}
    )
    assert later.when(fill(2, on=CAME, to=DAY_AFTER)).events


def test_the_one_who_came_after_is_first_said_to_have_come_in_an_emergency() -> None:
    """What happened can be recorded: the later child's ground is put right, then the earlier."""
    met = with_children(ONE, fill(1, on=CAME, to=LEFT), fill(2, on=LEFT))
    met.when(put_right(2, from_on=DAY_AFTER)).refused(refusals.BeyondTerms)
    right = met.and_then(put_right(2, from_on=DAY_AFTER, ground=Ground.EMERGENCY))
    assert state_of(right).stays[1].from_on == DAY_AFTER


def test_a_leaving_put_off_by_correction_is_held_against_who_came_then() -> None:
    turned = with_children(ONE, fill(1, to=LEFT), fill(2, on=LEFT))
    turned.when(put_right(1, to_on=date(2023, 6, 2))).refused(
        refusals.OthersBeyondLimit, facts={"on": LEFT, "limit": "places", "care": k(2)}
    )
    turned.when(put_right(1, still_there=True)).refused(refusals.OthersBeyondLimit)
    assert turned.when(put_right(1, to_on=date(2023, 5, 31))).events


def test_a_stay_that_never_was_frees_its_days() -> None:
    withdrawn = FULL.and_then(never_there(1))
    assert withdrawn.when(fill(3)).events
    withdrawn.when(never_there(1)).refused(refusals.NotPlacedHere)


def test_an_emergency_claim_is_put_right_once_siblings_are_known() -> None:
    household = with_children(ONE, fill(1, siblings=SIBLINGS), fill(2, ground=Ground.EMERGENCY))
    household.when(put_right(2, ground=Ground.SIBLINGS)).refused(refusals.BeyondTerms)
    assert household.when(put_right(2, ground=Ground.SIBLINGS, siblings=SIBLINGS)).events


def test_a_correction_is_not_stopped_by_what_stood_before_it() -> None:
    """Terms were changed below what is occupied: a day of coming can still be put right."""
    below = FULL.and_then(ChangeTerms(effective_on=LEFT, terms=ONE))
    assert below.when(put_right(2, from_on=DAY_AFTER)).events
    assert below.when(put_right(1, to_on=LEFT)).events


def test_terms_put_right_below_what_is_occupied_are_recorded() -> None:
    wider = FULL.and_then(ChangeTerms(effective_on=DAY_AFTER, terms=Terms(places=3)))
    three = wider.and_then(fill(3, on=LEFT))
    corrected = three.and_then(CorrectTerms(reason=CorrectionReason.AUDIT, change=1, terms=FOR_TWO))
    assert breaches(state_of(corrected), [LEFT]) == {(LEFT, k(3), 1, Limit.PLACES)}
    corrected.when(fill(4, on=LEFT, ground=Ground.EMERGENCY)).refused(refusals.BeyondUsualLimit)


def test_what_a_correction_leaves_as_it_was_is_refused() -> None:
    FULL.when(put_right(1, from_on=CAME)).refused(NothingToChange)
    FULL.when(put_right(3, from_on=CAME)).refused(refusals.NotPlacedHere)


def test_days_of_a_stay_are_past_and_in_order() -> None:
    FULL.when(free(1, on=TOMORROW)).refused(InTheFuture)
    FULL.when(free(1, on=date(2023, 4, 30))).refused(refusals.EndsBeforeItBegins)
    FULL.and_then(free(1)).when(free(1)).refused(refusals.PlaceAlreadyFreed)
    FULL.when(free(3)).refused(refusals.NotPlacedHere)
    FULL.when(put_right(1, from_on=date(2023, 4, 2))).refused(refusals.BeforeApproval)
    FULL.when(fill(3, on=DAY_AFTER, to=CAME)).refused(refusals.EndsBeforeItBegins)
