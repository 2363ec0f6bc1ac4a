from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.referrals.domain import commands as asked
from services.referrals.domain import refusals
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.places import Referral, decision_of
from services.referrals.domain.terms import Response
from shared.casework.terms import CorrectionReason
from tests.referrals.builders import CHILD, DAY_1, accepted, decide, here, open_contact, referral


def earlier(on: date, reference: str = "R-2022-00007") -> EarlierReferral:
    return EarlierReferral(reference=reference, received_on=on)


def found(state: Referral) -> EarlierReferral | None:
    decision = decision_of(state)  # type: ignore[arg-type]
    assert decision is not None
    return decision.re_referral


@pytest.mark.parametrize(
    ("before", "received_on", "further"),
    [
        (date(2022, 4, 6), date(2023, 4, 6), True),
        (date(2022, 4, 5), date(2023, 4, 6), False),
        (date(2022, 4, 6), date(2023, 4, 7), False),
        (date(2023, 4, 5), date(2023, 4, 6), True),
        (date(2023, 4, 6), date(2023, 4, 6), False),
        (date(2023, 4, 7), date(2023, 4, 6), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (date(2023, 2, 28), date(2024, 2, 28), True),
        (date(2023, 2, 28), date(2024, 2, 29), False),
    ],
)
def test_the_same_day_twelve_months_later_counts_and_the_next_does_not(
    before: date, received_on: date, *, further: bool
) -> None:
    command = replace(decide(received_on), earlier=(earlier(before),))
    world = here(date(2025, 6, 2))
    given = referral.under(world).given().and_then(open_contact(on=received_on))
    assert (found(given.and_then(command).state) is not None) is further


def test_the_latest_earlier_referral_is_the_one_named() -> None:
    latest, former = earlier(date(2023, 1, 9)), earlier(date(2022, 9, 1), "FW/100")
    command = replace(decide(), earlier=(earlier(date(2022, 8, 1)), latest), former=former)
    given = referral.given().and_then(open_contact())
    assert found(given.and_then(command).state) == latest
    assert found(given.and_then(replace(command, earlier=())).state) == former


def test_only_a_referral_is_a_further_one() -> None:
    early_help = replace(decide(DAY_1, Response.EARLY_HELP), earlier=(earlier(date(2023, 1, 9)),))
    assert found(referral.given().and_then(open_contact()).and_then(early_help).state) is None


def test_a_former_referral_was_received_before_this_one() -> None:
    command = replace(decide(), former=earlier(date(2023, 4, 6), "FW/100"))
    given = referral.given().and_then(open_contact())
    given.when(command).refused(refusals.EarlierNotBefore)


def test_a_link_to_the_index_may_show_an_earlier_referral() -> None:
    link = asked.LinkPerson(
        linked_on=DAY_1,
        person=CHILD.person,
        known_as=UUID(int=7),
        earlier=(earlier(date(2022, 12, 1)),),
    )
    linked, corrected = accepted.when(link).events
    assert corrected.reason is CorrectionReason.LATE_NEWS  # type: ignore[union-attr]
    assert found(accepted.and_then(link).state) == earlier(date(2022, 12, 1))
    assert linked.occurred_on == DAY_1


def test_another_day_of_receipt_looks_again() -> None:
    near = earlier(date(2022, 4, 6))
    given = referral.given().and_then(open_contact()).and_then(replace(decide(), earlier=(near,)))
    assert found(given.state) == near
    later = Correct(
        reason=CorrectionReason.MISKEYED, received_on=date(2023, 4, 11), earlier=(near,)
    )
    assert found(given.and_then(later).state) is None
