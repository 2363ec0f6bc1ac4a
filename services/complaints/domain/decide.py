"""The complaints procedure as one decider: every command it answers, and what answers it."""

from typing import Final, assert_never

from services.complaints.domain import (
    about_household,
    advocacy,
    allocation,
    closing,
    correction,
    extension,
    intake,
    naming,
    notes,
    pausing,
    routing,
    stage_1,
)
from services.complaints.domain import commands as asked
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.complaint import evolve
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, NothingReceived
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.event_sourcing import Decider


def decide(  # noqa: C901, PLR0911, PLR0912 -- the menu, one line a dish
    command: ComplaintCommand, complaint: Complaint, here: Here
) -> tuple[ComplaintEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case asked.Receive():
            return intake.receive(command, complaint, here)
        case asked.Acknowledge():
            return intake.acknowledge(command, complaint, here)
        case asked.DecideRoute():
            return routing.decide_route(command, complaint, here)
        case asked.Allocate():
            return allocation.allocate(command, complaint, here)
        case asked.ExtendStage1():
            return extension.extend_stage_1(command, complaint, here)
        case asked.AgreeResponseDate():
            return extension.agree_response_date(command, complaint, here)
        case asked.RecordGoodReason():
            return extension.record_good_reason(command, complaint, here)
        case asked.PauseStage1():
            return pausing.pause_stage_1(command, complaint, here)
        case asked.ResumeStage1():
            return pausing.resume_stage_1(command, complaint, here)
        case asked.RespondStage1():
            return stage_1.respond(command, complaint, here)
        case asked.Correct():
            return correction.correct_case(command, complaint, here)
        case asked.Withdraw():
            return closing.withdraw(command, complaint, here)
        case asked.Close():
            return closing.close(command, complaint, here)
        case asked.Reopen():
            return closing.reopen_case(command, complaint, here)
        case asked.RecordHousehold():
            return about_household.record(command, complaint, here)
        case asked.OfferAdvocate():
            return advocacy.offer(command, complaint, here)
        case asked.AppointAdvocate():
            return advocacy.appoint(command, complaint, here)
        case AddNote() | RedactText() | AskRedaction() | CompleteRedaction() | LinkPerson():
            return notes.BESIDE.decide(command, complaint, here)
        case asked.ReferenceDocument():
            return notes.reference_document(command, complaint, here)
        case CorrectPerson():
            return naming.correct_person(command, complaint, here)
        case asked.NamePerson():
            return naming.name_person(command, complaint, here)
        case _:
            assert_never(command)


COMPLAINTS: Final[Decider[ComplaintCommand, Complaint, ComplaintEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NothingReceived()
)
