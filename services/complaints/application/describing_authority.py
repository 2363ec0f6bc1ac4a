"""What register, policy and erasures say of themselves: a header for their messages, no facts."""

from typing import Final

from services.complaints.domain.erasure import ConfirmedErasure, Erasure, NoErasure
from services.complaints.domain.policy_state import Policy
from services.complaints.domain.register_state import Register
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

REGISTER: Final = "register"
POLICY: Final = "policy"
ERASURE: Final = "erasure"


def register_header(register: Register) -> CaseInMessage:
    del register
    return CaseInMessage(kind=REGISTER, reference=REGISTER)


def register_row(register: Register) -> ListRow:
    del register
    return ListRow(kind=REGISTER, reference=REGISTER, place="kept")


def policy_header(policy: Policy) -> CaseInMessage:
    del policy
    return CaseInMessage(kind=POLICY, reference=POLICY)


def policy_row(policy: Policy) -> ListRow:
    del policy
    return ListRow(kind=POLICY, reference=POLICY, place="kept")


def erasure_header(erasure: Erasure) -> CaseInMessage:
    """Its reference is the pseudonym that was asked for."""
    return CaseInMessage(kind=ERASURE, reference=_reference(erasure))


def erasure_row(erasure: Erasure) -> ListRow:
    """Where the erasure stands. It names nobody: the person is on other cases."""
    confirmed = isinstance(erasure, ConfirmedErasure)
    return ListRow(
        kind=ERASURE,
        reference=_reference(erasure),
        place="confirmed" if confirmed else "asked",
        opened_on=None if isinstance(erasure, NoErasure) else erasure.asked_on,
        closed_on=erasure.confirmed_on if isinstance(erasure, ConfirmedErasure) else None,
    )


def no_facts(state: object) -> tuple[Fact, ...]:
    """Nothing of it is counted."""
    del state
    return ()


def no_people(state: object) -> tuple[PersonInMessage, ...]:
    """Nobody is on it."""
    del state
    return ()


def no_names(state: object) -> dict[str, PersonalValue]:
    """Its list row shows no name."""
    del state
    return {}


def _reference(erasure: Erasure) -> str:
    if isinstance(erasure, NoErasure):
        raise TypeError("an erasure that nobody asked for cannot be described")
    return str(erasure.person)
