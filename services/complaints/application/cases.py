"""The names of this service's kinds of case, spelled out once."""

from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.compliments import (
    Compliment,
    ComplimentCommand,
    ComplimentEvent,
)
from services.complaints.domain.erasure import Erasure, ErasureCommand, ErasureEvent
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from services.complaints.domain.policy import PolicyCommand, PolicyEvent
from services.complaints.domain.policy_state import Policy
from services.complaints.domain.register import RegisterCommand, RegisterEvent
from services.complaints.domain.register_state import Register
from shared.event_store.case import Case
from shared.event_store.desk import Desk
from shared.event_store.handling import Cases

ComplaintCase = Case[Complaint, ComplaintEvent]
ComplaintDesk = Desk[ComplaintCommand, Complaint, ComplaintEvent, Here]
ComplimentCase = Case[Compliment, ComplimentEvent]
ComplimentDesk = Desk[ComplimentCommand, Compliment, ComplimentEvent, Here]
RegisterCase = Case[Register, RegisterEvent]
PolicyCase = Case[Policy, PolicyEvent]
RegisterCases = Cases[RegisterCommand, Register, RegisterEvent, Here]
PolicyCases = Cases[PolicyCommand, Policy, PolicyEvent, Here]
ErasureCases = Cases[ErasureCommand, Erasure, ErasureEvent, Here]
