"""Each kind of case of this service: its rules, its stored forms, and what it publishes."""

from services.complaints.application import describing, describing_authority, describing_compliments
from services.complaints.domain import policy, register
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.compliments import (
    COMPLIMENTS,
    Compliment,
    ComplimentCommand,
    ComplimentEvent,
)
from services.complaints.domain.decide import COMPLAINTS
from services.complaints.domain.erasure import ERASURES, Erasure, ErasureCommand, ErasureEvent
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from services.complaints.domain.policy import PolicyCommand, PolicyEvent
from services.complaints.domain.policy_state import Policy
from services.complaints.domain.register import RegisterCommand, RegisterEvent
from services.complaints.domain.register_state import Register
from shared.event_sourcing import Decider
from shared.event_store.case import CaseKind
from shared.event_store.codec import Codec

SERVICE = "complaints"


def complaint_kind(
    codec: Codec[ComplaintEvent],
) -> CaseKind[ComplaintCommand, Complaint, ComplaintEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing.KIND,
        decider=COMPLAINTS,
        codec=codec,
        header=describing.header,
        facts=describing.facts,
        people=describing.people,
        list_row=describing.list_row,
        names=describing.names,
    )


def compliment_kind(
    codec: Codec[ComplimentEvent],
) -> CaseKind[ComplimentCommand, Compliment, ComplimentEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_compliments.KIND,
        decider=COMPLIMENTS,
        codec=codec,
        header=describing_compliments.header,
        facts=describing_compliments.facts,
        people=describing_compliments.people,
        list_row=describing_compliments.list_row,
        names=describing_compliments.names,
    )


def register_kind(
    codec: Codec[RegisterEvent],
) -> CaseKind[RegisterCommand, Register, RegisterEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_authority.REGISTER,
        decider=Decider(decide=register.decide, evolve=register.evolve, initial=Register()),
        codec=codec,
        header=describing_authority.register_header,
        facts=describing_authority.no_facts,
        people=describing_authority.no_people,
        list_row=describing_authority.register_row,
        names=describing_authority.no_names,
    )


def policy_kind(codec: Codec[PolicyEvent]) -> CaseKind[PolicyCommand, Policy, PolicyEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_authority.POLICY,
        decider=Decider(decide=policy.decide, evolve=policy.evolve, initial=Policy()),
        codec=codec,
        header=describing_authority.policy_header,
        facts=describing_authority.no_facts,
        people=describing_authority.no_people,
        list_row=describing_authority.policy_row,
        names=describing_authority.no_names,
    )


def erasure_kind(
    codec: Codec[ErasureEvent],
) -> CaseKind[ErasureCommand, Erasure, ErasureEvent, Here]:
    return CaseKind(
        service=SERVICE,
        kind=describing_authority.ERASURE,
        decider=ERASURES,
        codec=codec,
        header=describing_authority.erasure_header,
        facts=describing_authority.no_facts,
        people=describing_authority.no_people,
        list_row=describing_authority.erasure_row,
        names=describing_authority.no_names,
    )
