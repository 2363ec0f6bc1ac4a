"""The names of this service's kinds of case, spelled out once."""

from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.compliments import Compliment, ComplimentCommand, ComplimentEvent
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from shared.event_store.case import Case
from shared.event_store.desk import Desk

ComplaintCase = Case[Complaint, ComplaintEvent]
ComplaintDesk = Desk[ComplaintCommand, Complaint, ComplaintEvent, Here]
ComplimentCase = Case[Compliment, ComplimentEvent]
ComplimentDesk = Desk[ComplimentCommand, Compliment, ComplimentEvent, Here]
