"""The register as a kind of case of a service: a header for its messages, no facts."""

from typing import Final

from shared.casework.codecs import codec_of
from shared.casework.describing import no_facts, no_names, no_people
from shared.casework.here import AnyHere
from shared.casework.register.happenings import STORED, RegisterCommand, RegisterEvent
from shared.casework.register.rules import REGISTER
from shared.casework.register.state import Register
from shared.event_store.case import Case, CaseKind
from shared.event_store.handling import Cases
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage

KIND: Final = "register"

RegisterCase = Case[Register, RegisterEvent]
RegisterCases = Cases[RegisterCommand, Register, RegisterEvent, AnyHere]
RegisterKind = CaseKind[RegisterCommand, Register, RegisterEvent, AnyHere]


def register_kind(service: str) -> RegisterKind:
    """The register of `service`."""
    return CaseKind(
        service=service,
        kind=KIND,
        decider=REGISTER,
        codec=codec_of(STORED),
        header=header,
        facts=no_facts,
        people=no_people,
        list_row=list_row,
        names=no_names,
    )


def header(register: Register) -> CaseInMessage:
    """The authority has one."""
    del register
    return CaseInMessage(kind=KIND, reference=KIND)


def list_row(register: Register) -> ListRow:
    """It is always kept, and never closed."""
    del register
    return ListRow(kind=KIND, reference=KIND, place="kept")
