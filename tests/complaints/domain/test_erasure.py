"""An erasure is asked for, and confirmed once the keys are destroyed."""

from datetime import date
from typing import Final
from uuid import UUID

from services.complaints.domain import erasure, refusals
from services.complaints.domain.erasure import (
    ERASURES,
    AskErasure,
    ConfirmDestruction,
    ConfirmedErasure,
)
from services.complaints.domain.terms import ErasureReason
from tests.complaints.builders import DAY_3, DAY_4, RECEIVED, TOMORROW, here
from tests.support.scenario import Scenario

an_erasure: Final = Scenario(ERASURES, here())
PERSON, CASE, OTHER_CASE = UUID(int=1), UUID(int=2), UUID(int=3)


def ask(*, on: date = DAY_3) -> AskErasure:
    return AskErasure(
        asked_on=on,
        person=PERSON,
        reason=next(iter(ErasureReason)),
        people=(PERSON,),
        cases=(CASE,),
    )


def confirm(*, on: date = DAY_4) -> ConfirmDestruction:
    return ConfirmDestruction(
        confirmed_on=on, people=(PERSON,), cases=(CASE,), redactions=(OTHER_CASE,)
    )


asked: Final = an_erasure.given().and_then(ask())
confirmed: Final = asked.and_then(confirm())


def test_an_erasure_is_asked_once() -> None:
    asked.when(ask()).refused(refusals.ErasureAlreadyAsked)
    confirmed.when(ask()).refused(refusals.ErasureAlreadyAsked)
    an_erasure.given().when(ask(on=TOMORROW)).refused(refusals.InTheFuture)


def test_the_destruction_is_confirmed_with_all_that_joined_meanwhile() -> None:
    state = confirmed.state
    assert isinstance(state, ConfirmedErasure)
    assert (state.person, state.redactions) == (PERSON, (OTHER_CASE,))
    an_erasure.given().when(confirm()).refused(refusals.ErasureNotAsked)
    confirmed.when(confirm()).refused(refusals.DestructionAlreadyConfirmed)
    asked.when(confirm(on=RECEIVED)).refused(refusals.BeforePresentStep)
    asked.when(confirm(on=TOMORROW)).refused(refusals.InTheFuture)


def test_what_can_be_done_is_listed() -> None:
    for history, expected in (
        (an_erasure.given(), {erasure.ASK_ERASURE}),
        (asked, {erasure.CONFIRM_DESTRUCTION}),
        (confirmed, set()),
    ):
        listed = erasure.allowed(history.state, here())
        assert {action for action, against in listed.items() if against is None} == expected
