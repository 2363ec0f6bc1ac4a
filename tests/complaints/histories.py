"""Histories that hold every event of the service, spelled out: nothing in them is computed.

What a golden file keeps must not move when a rule does, so no date here comes from a command.
The working days are those of the standing example in `builders.py`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import uuid5

from services.complaints.domain import compliments
from services.complaints.domain import events as happened
from services.complaints.domain.answer import Answer, CauseOutcome, Finding, Timing
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.people import Complainant
from services.complaints.domain.policy import ComplaintsTerms
from services.complaints.domain.terms import (
    Cause,
    Channel,
    ClosingReason,
    DocumentKind,
    Eligibility,
    Excused,
    ExtensionReason,
    GoodReason,
    NamedPart,
    Outcome,
    Relation,
    ReopeningReason,
    Route,
    RouteReason,
    ServiceArea,
    Subject,
    WithdrawalReason,
)
from shared.casework.beside.happenings import (
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    TextRedacted,
)
from shared.casework.erasure import happenings as erasure
from shared.casework.people.details import PersonDetails
from shared.casework.policy.rules import PolicySet
from shared.casework.register import happenings as register
from shared.casework.terms import CorrectionReason, ErasureReason
from shared.deadlines import ClockChange
from tests.complaints.people_and_clocks import (
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT,
    ADVOCATE,
    ANSWERED,
    CASE,
    CHILD,
    CORRECTED,
    EXTENDED,
    INFORMAL,
    MIRA,
    PAUSED,
    RESUMED,
    STAGE_1,
    day,
)

FOUND: Final = Finding(
    outcomes=(
        CauseOutcome(cause=Cause.DELAY, outcome=Outcome.UPHELD),
        CauseOutcome(cause=Cause.EMPATHY, outcome=Outcome.NOT_UPHELD),
    ),
    outcome=Outcome.PARTLY_UPHELD,
    fault=True,
    apology=True,
)
IN_TIME: Final = Timing(working_days=13, in_extended_time=True, excused=Excused.NONE)

RECEIVED: Final = happened.ComplaintReceived(
    occurred_on=day(4, 11),
    reference="C-2022-00001",
    received_at=datetime(2022, 4, 11, 9, 30, tzinfo=UTC),
    channel=Channel.EMAIL,
    complainant=Complainant(details=MIRA, relation=Relation.PARENT),
    representative=None,
    advocate=None,
    children=(CHILD,),
    service_area=ServiceArea.FIRST_RESPONSE,
    team="first-response",
    causes=(Cause.DELAY, Cause.EMPATHY),
    statement="Nobody rang back.",
    desired_outcome="An apology.",
    policy_edition=0,
    clocks=(ACKNOWLEDGEMENT, INFORMAL),
)
BARELY_RECEIVED: Final = replace(
    RECEIVED,
    reference="C-2022-00002",
    received_at=None,
    complainant=Complainant(
        details=PersonDetails(person=uuid5(CASE, "ann"), name="Ann"), relation=Relation.OTHER
    ),
    children=(),
    team=None,
    causes=(Cause.OTHER,),
    statement=None,
    desired_outcome=None,
    clocks=(),
)

ANSWERED_AND_CLOSED: Final[dict[str, ComplaintEvent]] = {
    "complaint-received": RECEIVED,
    "complaint-acknowledged": happened.ComplaintAcknowledged(
        occurred_on=day(4, 13), channel=Channel.EMAIL, clocks=(ACKNOWLEDGED,)
    ),
    "particulars-corrected": happened.ParticularsCorrected(
        occurred_on=day(4, 13),
        channel=Channel.LETTER,
        relation=Relation.PARENT,
        eligibility=None,
        service_area=ServiceArea.FIRST_RESPONSE,
        causes=(Cause.DELAY, Cause.EMPATHY),
        reason=CorrectionReason.MISKEYED,
    ),
    "advocate-offered": happened.AdvocateOffered(occurred_on=day(4, 13)),
    "route-decided": happened.RouteDecided(
        occurred_on=day(4, 14),
        route=Route.STATUTORY,
        reason=RouteReason.BOTH_TESTS_MET,
        eligibility=Eligibility.PARENT,
        subject=Subject.IN_SCOPE,
        explanation="Both tests are met.",
        clocks=(STAGE_1,),
    ),
    "complaint-allocated": happened.ComplaintAllocated(
        occurred_on=day(4, 14), team="first-response", worker="w-1"
    ),
    "stage-1-extended": happened.Stage1Extended(
        occurred_on=day(4, 19),
        limit=20,
        reason=ExtensionReason.ADVOCATE_BEING_FOUND,
        told_on=day(4, 19),
        clocks=(EXTENDED,),
    ),
    "stage-1-paused": happened.Stage1Paused(
        occurred_on=day(4, 20), policy_edition=1, clocks=(PAUSED,)
    ),
    "stage-1-resumed": happened.Stage1Resumed(occurred_on=day(4, 21), clocks=(RESUMED,)),
    "advocate-appointed": happened.AdvocateAppointed(occurred_on=day(4, 21), advocate=ADVOCATE),
    "received-date-corrected": happened.ReceivedDateCorrected(
        occurred_on=day(4, 22),
        received_on=day(4, 12),
        received_at=None,
        reason=CorrectionReason.EVIDENCE_FOUND,
        answer=None,
        policy_edition=0,
        clocks=(CORRECTED,),
    ),
    "acknowledgement-corrected": happened.AcknowledgementCorrected(
        occurred_on=day(4, 22),
        acknowledged_on=day(4, 14),
        reason=CorrectionReason.AUDIT,
        clocks=(
            replace(
                ACKNOWLEDGED,
                stopped=day(4, 14),
                taken=3,
                revision=3,
                change=ClockChange.CORRECTED,
                cause="acknowledgement-corrected",
            ),
        ),
    ),
    "response-date-agreed": happened.ResponseDateAgreed(
        occurred_on=day(4, 25), respond_by=day(5, 20)
    ),
    "good-reason-recorded": happened.GoodReasonRecorded(
        occurred_on=day(4, 25),
        reason=GoodReason.CHILD_UNWELL,
        explanation="Jo is in hospital.",
    ),
    "note-added": NoteAdded(occurred_on=day(4, 26), text="Rang Mira."),
    "document-referenced": happened.DocumentReferenced(
        occurred_on=day(4, 26),
        kind=DocumentKind.CONSENT,
        location="records/8831",
        title="Consent of Jo",
    ),
    "stage-1-responded": happened.Stage1Responded(
        occurred_on=day(5, 5),
        finding=FOUND,
        timing=IN_TIME,
        summary="We are sorry.",
        clocks=(ANSWERED,),
    ),
    "response-corrected": happened.ResponseCorrected(
        occurred_on=day(5, 6),
        answer=Answer(
            responded_on=day(5, 4),
            finding=FOUND,
            timing=replace(IN_TIME, working_days=12),
        ),
        reason=CorrectionReason.LATE_NEWS,
        clocks=(
            replace(
                ANSWERED,
                stopped=day(5, 4),
                taken=12,
                revision=7,
                change=ClockChange.CORRECTED,
                cause="response-corrected",
            ),
        ),
    ),
    "complaint-closed": happened.ComplaintClosed(
        occurred_on=day(5, 12), reason=ClosingReason.SATISFIED, clocks=()
    ),
    "complaint-reopened": happened.ComplaintReopened(
        occurred_on=day(5, 13), reason=ReopeningReason.NEW_INFORMATION, clocks=()
    ),
    "person-linked": PersonLinked(
        occurred_on=day(5, 13), person=CHILD.person, known_as=uuid5(CASE, "index")
    ),
    "redaction-asked": RedactionAsked(occurred_on=day(5, 16), person=CHILD.person),
    "text-redacted": TextRedacted(
        occurred_on=day(5, 17), text=uuid5(CASE, "note"), wording="Rang the complainant."
    ),
    "redaction-completed": RedactionCompleted(occurred_on=day(5, 17), person=CHILD.person),
    "person-corrected": happened.PersonCorrected(
        occurred_on=day(5, 18),
        details=replace(MIRA, name="Mira Ashdowne", date_of_birth=date(1985, 2, 28)),
        reason=CorrectionReason.MISKEYED,
    ),
    "person-named": happened.PersonNamed(
        occurred_on=day(5, 18),
        part=NamedPart.CHILD,
        details=PersonDetails(
            person=uuid5(CASE, "nia"), name="Nia Hollis", date_of_birth=date(2014, 6, 3)
        ),
    ),
    "person-named.representative": happened.PersonNamed(
        occurred_on=day(5, 18),
        part=NamedPart.REPRESENTATIVE,
        details=PersonDetails(person=uuid5(CASE, "una"), name="Una Kerr", contact="una@kerr.test"),
    ),
    "household-recorded": happened.HouseholdRecorded(
        occurred_on=day(4, 13), household="H-2022-00007"
    ),
}
WITHDRAWN: Final[dict[str, ComplaintEvent]] = {
    "complaint-received.barely": BARELY_RECEIVED,
    "complaint-withdrawn": happened.ComplaintWithdrawn(
        occurred_on=day(4, 20), reason=WithdrawalReason.NO_LONGER_WISHED, clocks=()
    ),
}
COMPLIMENT: Final[dict[str, compliments.ComplimentEvent]] = {
    "compliment-received": compliments.ComplimentReceived(
        occurred_on=day(6, 1),
        reference="C-2022-00003",
        channel=Channel.LETTER,
        service_area=ServiceArea.FOSTERING_AND_ADOPTION,
        relation=Relation.OTHER,
        giver=ADVOCATE,
        team=None,
        words="Thank you.",
    ),
    "compliment-corrected": compliments.ComplimentCorrected(
        occurred_on=day(6, 2),
        received_on=day(5, 31),
        channel=Channel.LETTER,
        service_area=ServiceArea.FOSTERING_AND_ADOPTION,
        relation=None,
        reason=CorrectionReason.MISKEYED,
    ),
    "compliment-allocated": compliments.ComplimentAllocated(
        occurred_on=day(6, 2), team="fostering", worker=None
    ),
}
REGISTER: Final[dict[str, register.RegisterEvent]] = {
    "team-opened": register.TeamOpened(
        occurred_on=day(4, 1),
        team="north",
        title="North",
        service_area=ServiceArea.FIRST_RESPONSE,
    ),
    "worker-joined": register.WorkerJoined(occurred_on=day(4, 4), worker="w-1", team="north"),
    "worker-left": register.WorkerLeft(occurred_on=day(9, 30), worker="w-1", team="north"),
    "team-closed": register.TeamClosed(occurred_on=day(9, 30), team="north"),
}
POLICY: Final[dict[str, PolicySet[ComplaintsTerms]]] = {
    "policy-set": PolicySet(
        occurred_on=day(4, 1),
        effective_from=day(5, 1),
        edition=1,
        terms=ComplaintsTerms(
            acknowledgement_working_days=2,
            pause_while_finding_advocate=True,
            stage_1_due_soon_working_days=4,
        ),
    )
}
ERASURE: Final[dict[str, erasure.ErasureEvent]] = {
    "erasure-asked": erasure.ErasureAsked(
        occurred_on=day(7, 1),
        person=MIRA.person,
        reason=ErasureReason.DATA_SUBJECT_REQUEST,
        people=(MIRA.person, ADVOCATE.person),
        cases=(CASE,),
        redactions=(uuid5(CASE, "another"),),
    ),
    "destruction-confirmed": erasure.DestructionConfirmed(
        occurred_on=day(7, 1),
        people=(MIRA.person, ADVOCATE.person),
        cases=(CASE,),
        redactions=(uuid5(CASE, "another"),),
    ),
}
