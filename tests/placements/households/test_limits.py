"""Who may be placed: the two limits, and what lifts which, each at its boundary."""

from datetime import date
from uuid import UUID

import pytest

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import ChangeTerms, EndExemption, ReleaseHold
from services.placements.domain.households.household import Terms
from services.placements.domain.households.terms import Ground
from tests.placements.households.a_household import (
    CAME,
    DAY_AFTER,
    DAY_BEFORE,
    FOR_TWO,
    LEFT,
    OTHER_SIBLINGS,
    SIBLINGS,
    approved,
    exempt,
    fill,
    free,
    hold,
    k,
    settle,
    state_of,
    with_children,
)

FULL = with_children(FOR_TWO, fill(1), fill(2))
THREE = with_children(None, fill(1), fill(2), fill(3))
SIBLINGS_OF_THREE = with_children(
    None,
    fill(1, siblings=SIBLINGS),
    fill(2, siblings=SIBLINGS),
    fill(3, siblings=SIBLINGS),
)


def test_children_are_placed_up_to_the_places_of_the_terms() -> None:
    assert [stay.care for stay in state_of(FULL).stays] == [k(1), k(2)]
    FULL.when(fill(3)).refused(refusals.BeyondTerms, facts={"on": CAME, "limit": "places"})


def test_without_terms_the_usual_limit_of_three_holds_alone() -> None:
    assert len(state_of(THREE).stays) == 3
    THREE.when(fill(4)).refused(
        refusals.BeyondUsualLimit, facts={"on": CAME, "limit": "usual-limit"}
    )


def test_terms_of_more_places_do_not_lift_the_usual_limit() -> None:
    five = with_children(Terms(places=5), fill(1), fill(2), fill(3))
    five.when(fill(4)).refused(refusals.BeyondUsualLimit)


@pytest.mark.parametrize(("age", "within"), [(4, False), (5, True), (11, True), (12, False)])
def test_the_ages_of_the_terms_are_inclusive(age: int, *, within: bool) -> None:
    household = approved(Terms(youngest=5, oldest=11))
    if within:
        assert household.when(fill(1, age=age)).events
    else:
        household.when(fill(1, age=age)).refused(
            refusals.BeyondTerms, facts={"on": CAME, "limit": "ages"}
        )


def test_an_age_that_nobody_knows_is_within_no_ages() -> None:
    approved(FOR_TWO).when(fill(1, age=None)).refused(refusals.BeyondTerms)
    assert approved(Terms(places=2)).when(fill(1, age=None)).events
    assert approved(FOR_TWO).when(fill(1, age=None, ground=Ground.EMERGENCY)).events


def test_siblings_of_each_other_go_beyond_the_usual_limit() -> None:
    fourth = fill(4, siblings=SIBLINGS, ground=Ground.SIBLINGS)
    assert SIBLINGS_OF_THREE.when(fourth).events


def test_the_ground_must_be_claimed_even_where_it_would_do() -> None:
    SIBLINGS_OF_THREE.when(fill(4, siblings=SIBLINGS)).refused(refusals.BeyondUsualLimit)


@pytest.mark.parametrize("group", [OTHER_SIBLINGS, None], ids=["another group", "no group"])
def test_one_who_is_no_sibling_takes_all_beyond_the_limit(group: UUID | None) -> None:
    fourth = fill(4, siblings=group, ground=Ground.SIBLINGS)
    SIBLINGS_OF_THREE.when(fourth).refused(refusals.BeyondUsualLimit)
    mixed = with_children(None, fill(1), fill(2, siblings=SIBLINGS), fill(3, siblings=SIBLINGS))
    mixed.when(fill(4, siblings=SIBLINGS, ground=Ground.SIBLINGS)).refused(
        refusals.BeyondUsualLimit
    )


def test_siblings_go_beyond_the_places_up_to_what_the_terms_say_of_siblings() -> None:
    terms = Terms(places=1, sibling_places=2)
    one = with_children(terms, fill(1, siblings=SIBLINGS))
    two = one.and_then(fill(2, siblings=SIBLINGS, ground=Ground.SIBLINGS))
    two.when(fill(3, siblings=SIBLINGS, ground=Ground.SIBLINGS)).refused(refusals.BeyondTerms)


def test_no_one_else_joins_siblings_beyond_the_limit() -> None:
    four = SIBLINGS_OF_THREE.and_then(fill(4, siblings=SIBLINGS, ground=Ground.SIBLINGS))
    four.and_then(exempt(5)).when(fill(5, ground=Ground.EXEMPTION)).refused(
        refusals.OthersBeyondLimit,
        facts={"on": CAME, "limit": "usual-limit", "care": k(4)},
    )


def test_an_exemption_is_for_the_child_whom_it_names() -> None:
    exempted = THREE.and_then(exempt(4))
    exempted.when(fill(5, ground=Ground.EXEMPTION)).refused(refusals.BeyondUsualLimit)
    assert exempted.when(fill(4, ground=Ground.EXEMPTION)).events


def test_an_exemption_holds_from_the_day_it_is_granted() -> None:
    exempted = THREE.and_then(exempt(4, on=DAY_AFTER))
    exempted.when(fill(4, on=CAME, ground=Ground.EXEMPTION)).refused(refusals.BeyondUsualLimit)
    assert exempted.when(fill(4, on=DAY_AFTER, ground=Ground.EXEMPTION)).events


def test_an_exemption_that_ended_is_none_from_that_day_on() -> None:
    ended = THREE.and_then(exempt(4)).and_then(EndExemption(care=k(4), ended_on=LEFT))
    assert ended.when(fill(4, to=LEFT, ground=Ground.EXEMPTION)).events
    ended.when(fill(4, ground=Ground.EXEMPTION)).refused(
        refusals.BeyondUsualLimit, facts={"on": LEFT, "limit": "usual-limit"}
    )


def test_a_child_whom_the_exemption_does_not_name_is_the_one_beyond_the_limit() -> None:
    """Schedule 7 paragraph 5: fosters a child not named, and in so doing exceeds the limit."""
    household = with_children(None, fill(1), fill(2)).and_then(exempt(3)).and_then(fill(3))
    household.when(fill(4, on=DAY_AFTER)).refused(refusals.BeyondUsualLimit)


def test_an_emergency_sets_aside_the_terms() -> None:
    assert FULL.when(fill(3, ground=Ground.EMERGENCY)).events
    assert approved().when(fill(1, age=15, ground=Ground.EMERGENCY)).events


def test_an_emergency_does_not_lift_the_usual_limit() -> None:
    three = FULL.and_then(fill(3, ground=Ground.EMERGENCY))
    three.when(fill(4, ground=Ground.EMERGENCY)).refused(refusals.BeyondUsualLimit)
    assert three.and_then(exempt(4)).when(fill(4, ground=Ground.EMERGENCY)).events
    no_terms = THREE.and_then(exempt(4))
    no_terms.when(fill(4, ground=Ground.EMERGENCY)).refused(refusals.GroundNotNeeded)
    assert no_terms.when(fill(4, ground=Ground.EXEMPTION)).events


@pytest.mark.parametrize("ground", [Ground.SIBLINGS, Ground.EXEMPTION, Ground.EMERGENCY])
def test_a_ground_that_nothing_needs_is_refused(ground: Ground) -> None:
    approved().and_then(exempt(1)).when(fill(1, siblings=SIBLINGS, ground=ground)).refused(
        refusals.GroundNotNeeded
    )


@pytest.mark.parametrize("ground", [Ground.SIBLINGS, Ground.EXEMPTION])
def test_ages_give_way_to_an_emergency_only(ground: Ground) -> None:
    approved().and_then(exempt(1)).when(fill(1, age=12, siblings=SIBLINGS, ground=ground)).refused(
        refusals.BeyondTerms
    )


def test_on_the_day_one_leaves_another_may_come() -> None:
    freed = FULL.and_then(free(1, on=LEFT))
    assert freed.when(fill(3, on=LEFT)).events
    freed.when(fill(3, on=date(2023, 5, 31))).refused(refusals.BeyondTerms)


def test_a_child_who_leaves_on_the_day_of_coming_was_there_that_day() -> None:
    gone = FULL.and_then(free(2, on=CAME))
    gone.when(fill(3, on=CAME)).refused(refusals.BeyondTerms)
    assert gone.when(fill(3, on=DAY_AFTER)).events


def test_places_on_hold_are_not_filled() -> None:
    held = approved().and_then(hold(1, on=CAME)).and_then(fill(1))
    held.when(fill(2)).refused(refusals.PlacesOnHold)
    held.when(fill(2, ground=Ground.EMERGENCY)).refused(refusals.PlacesOnHold)
    released = held.and_then(ReleaseHold(hold=1, released_on=LEFT))
    released.when(fill(2, on=date(2023, 5, 31))).refused(refusals.PlacesOnHold)
    assert released.when(fill(2, on=LEFT)).events


def test_who_is_there_stays_when_places_go_on_hold() -> None:
    held = FULL.and_then(hold(2, on=DAY_AFTER))
    assert len(state_of(held).stays) == 2
    assert held.when(free(1)).events


def test_terms_may_be_changed_below_what_is_occupied_and_then_nobody_comes() -> None:
    below = THREE.and_then(ChangeTerms(effective_on=LEFT, terms=Terms(places=1)))
    below.and_then(exempt(4)).when(fill(4, on=LEFT, ground=Ground.EXEMPTION)).refused(
        refusals.OthersBeyondLimit
    )


def test_changed_terms_let_more_children_come() -> None:
    changed = FULL.and_then(ChangeTerms(effective_on=LEFT, terms=Terms(places=3)))
    changed.when(fill(3, on=date(2023, 5, 31))).refused(refusals.BeyondTerms)
    assert changed.when(fill(3, on=LEFT)).events


def test_nobody_is_placed_twice_on_one_day() -> None:
    one = with_children(None, fill(1, on=CAME, to=LEFT))
    one.when(fill(1, on=date(2023, 5, 31), placement=2)).refused(refusals.AlreadyThere)
    one.when(fill(1, on=DAY_BEFORE, placement=2)).refused(refusals.AlreadyThere)
    assert one.when(fill(1, on=LEFT, placement=2)).events


def test_changed_terms_end_an_emergency_from_their_day_on() -> None:
    there = FULL.and_then(fill(3, ground=Ground.EMERGENCY))
    there.when(settle(3, on=LEFT)).refused(
        refusals.StillBeyondTerms, facts={"on": LEFT, "limit": "places"}
    )
    wider = there.and_then(ChangeTerms(effective_on=LEFT, terms=Terms(places=3)))
    wider.when(settle(3, on=date(2023, 5, 31))).refused(refusals.StillBeyondTerms)
    settled = wider.and_then(settle(3, on=LEFT))
    settled.when(settle(3, on=LEFT)).refused(refusals.NoEmergencyToSettle)
    FULL.when(settle(2, on=LEFT)).refused(refusals.NoEmergencyToSettle)


def test_another_who_leaves_brings_an_emergency_within_the_terms() -> None:
    there = FULL.and_then(fill(3, ground=Ground.EMERGENCY)).and_then(free(1, on=LEFT))
    settled = there.and_then(settle(3, on=LEFT))
    settled.when(fill(4, on=LEFT)).refused(refusals.BeyondTerms)
