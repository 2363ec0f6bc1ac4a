"""An erasure is asked for, and confirmed once the keys are destroyed."""

from datetime import date
from typing import Final
from uuid import UUID

from shared.casework.erasure import rules as erasure
from shared.casework.erasure.happenings import AskErasure, ConfirmDestruction
from shared.casework.erasure.rules import ERASURES
from shared.casework.erasure.state import ConfirmedErasure
from shared.casework.refusals import (
    BeforePresentStep,
    DestructionAlreadyConfirmed,
    ErasureAlreadyAsked,
    ErasureNotAsked,
    InTheFuture,
)
from shared.casework.terms import ErasureReason
from tests.shared.casework.around import DAY_3, DAY_4, RECEIVED, TOMORROW, here
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
    asked.when(ask()).refused(ErasureAlreadyAsked)
    confirmed.when(ask()).refused(ErasureAlreadyAsked)
    an_erasure.given().when(ask(on=TOMORROW)).refused(InTheFuture)


def test_the_destruction_is_confirmed_with_all_that_joined_meanwhile() -> None:
    state = confirmed.state
    assert isinstance(state, ConfirmedErasure)
    assert (state.person, state.redactions) == (PERSON, (OTHER_CASE,))
    an_erasure.given().when(confirm()).refused(ErasureNotAsked)
    confirmed.when(confirm()).refused(DestructionAlreadyConfirmed)
    asked.when(confirm(on=RECEIVED)).refused(BeforePresentStep)
    asked.when(confirm(on=TOMORROW)).refused(InTheFuture)


def test_what_can_be_done_is_listed() -> None:
    for history, expected in (
        (an_erasure.given(), {erasure.ASK_ERASURE}),
        (asked, {erasure.CONFIRM_DESTRUCTION}),
        (confirmed, set()),
    ):
        listed = erasure.allowed(history.state, here())
        assert {action for action, against in listed.items() if against is None} == expected
