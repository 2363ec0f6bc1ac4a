"""An erasure as a kind of case of a service. It names nobody: the person is on other cases."""

from typing import Final

from shared.casework.codecs import codec_of
from shared.casework.describing import no_facts, no_names, no_people
from shared.casework.erasure.happenings import STORED, ErasureCommand, ErasureEvent
from shared.casework.erasure.rules import ERASURES
from shared.casework.erasure.state import ConfirmedErasure, Erasure, NoErasure
from shared.casework.here import AnyHere
from shared.event_store.case import CaseKind
from shared.event_store.handling import Cases
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage

KIND: Final = "erasure"

ErasureCases = Cases[ErasureCommand, Erasure, ErasureEvent, AnyHere]
ErasureKind = CaseKind[ErasureCommand, Erasure, ErasureEvent, AnyHere]


def erasure_kind(service: str) -> ErasureKind:
    """The erasures of `service`."""
    return CaseKind(
        service=service,
        kind=KIND,
        decider=ERASURES,
        codec=codec_of(STORED),
        header=header,
        facts=no_facts,
        people=no_people,
        list_row=list_row,
        names=no_names,
    )


def header(erasure: Erasure) -> CaseInMessage:
    """Its reference is the pseudonym that was asked for."""
    return CaseInMessage(kind=KIND, reference=_reference(erasure))


def list_row(erasure: Erasure) -> ListRow:
    """Where the erasure stands."""
    confirmed = isinstance(erasure, ConfirmedErasure)
    return ListRow(
        kind=KIND,
        reference=_reference(erasure),
        place="confirmed" if confirmed else "asked",
        opened_on=None if isinstance(erasure, NoErasure) else erasure.asked_on,
        closed_on=erasure.confirmed_on if isinstance(erasure, ConfirmedErasure) else None,
    )


def _reference(erasure: Erasure) -> str:
    if isinstance(erasure, NoErasure):
        raise TypeError("an erasure that nobody asked for cannot be described")
    return str(erasure.person)
