"""An authority's policy: dated editions, of which only the first may reach back."""

from datetime import date, timedelta
from typing import Final

import pytest

from services.complaints.domain.policy import POLICY, ComplaintsTerms
from shared.casework.policy.rules import SET_POLICY, SetPolicy, allowed
from shared.casework.refusals import NothingToChange, OutsidePolicyBounds, PolicyNotRetrospective
from tests.complaints.builders import TODAY, here
from tests.support.scenario import Scenario

the_policy: Final = Scenario(POLICY, here())
TWO_DAYS: Final = ComplaintsTerms(acknowledgement_working_days=2)
FIVE_DAYS: Final = ComplaintsTerms(acknowledgement_working_days=5)
LONG_AGO: Final = date(2015, 4, 1)


def set_policy(
    terms: ComplaintsTerms = TWO_DAYS, *, from_day: date = LONG_AGO
) -> SetPolicy[ComplaintsTerms]:
    return SetPolicy(effective_from=from_day, terms=terms)


first: Final = the_policy.given().and_then(set_policy())


def test_an_edition_counts_from_its_day() -> None:
    for day, number in (
        (LONG_AGO - timedelta(days=1), 0),
        (LONG_AGO, 1),
        (LONG_AGO + timedelta(days=1), 1),
    ):
        assert first.state.on(day).number == number


def test_only_the_first_reaches_back() -> None:
    yesterday = TODAY - timedelta(days=1)
    first.when(set_policy(FIVE_DAYS, from_day=yesterday)).refused(PolicyNotRetrospective)
    second = first.and_then(set_policy(FIVE_DAYS, from_day=TODAY)).state
    assert (second.on(yesterday).number, second.on(TODAY).number) == (1, 2)


def test_of_two_from_one_day_the_later_counts() -> None:
    twice = first.and_then(set_policy(FIVE_DAYS, from_day=TODAY))
    again = twice.and_then(set_policy(TWO_DAYS, from_day=TODAY)).state
    assert again.on(TODAY).number == 3


def test_the_same_terms_change_nothing() -> None:
    first.when(set_policy(from_day=TODAY)).refused(NothingToChange)


@pytest.mark.parametrize(
    ("terms", "accepted"),
    [
        (ComplaintsTerms(acknowledgement_working_days=0), False),
        (ComplaintsTerms(acknowledgement_working_days=1), True),
        (ComplaintsTerms(acknowledgement_working_days=10), True),
        (ComplaintsTerms(acknowledgement_working_days=11), False),
        (ComplaintsTerms(stage_1_due_soon_working_days=-1), False),
        (ComplaintsTerms(stage_1_due_soon_working_days=10), True),
        (ComplaintsTerms(stage_1_due_soon_working_days=11), False),
    ],
)
def test_a_policy_stays_within_bounds(terms: ComplaintsTerms, *, accepted: bool) -> None:
    decision = the_policy.given().when(set_policy(terms))
    if accepted:
        assert decision.events
    else:
        decision.refused(OutsidePolicyBounds)


def test_a_policy_can_always_be_set() -> None:
    assert allowed(first.state, here()) == {SET_POLICY: None}
