"""Each kind of case of this service: its rules, its stored forms, and what it publishes."""

from services.complaints.application import describing, describing_compliments
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.compliments import (
    COMPLIMENTS,
    Compliment,
    ComplimentCommand,
    ComplimentEvent,
)
from services.complaints.domain.decide import COMPLAINTS
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
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
