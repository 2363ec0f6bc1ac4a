"""The kind of case that a submission is, and the names of what it is made of."""

from datetime import date
from uuid import UUID

from services.referrals.application.submissions import describing
from services.referrals.domain.local import Here
from services.referrals.domain.submissions.happenings import (
    SubmissionCommand,
    SubmissionEvent,
)
from services.referrals.domain.submissions.rules import SUBMISSIONS
from services.referrals.domain.submissions.state import Submission, Submitted
from shared.casework.beside.happenings import AskRedaction
from shared.casework.erasure.people_on_cases import PeopleOnCases, no_links
from shared.event_store.case import Case, CaseKind
from shared.event_store.codec import Codec
from shared.event_store.desk import Desk
from shared.event_store.handling import Cases

SubmissionCase = Case[Submission, SubmissionEvent]
SubmissionCases = Cases[SubmissionCommand, Submission, SubmissionEvent, Here]
SubmissionDesk = Desk[SubmissionCommand, Submission, SubmissionEvent, Here]
SubmissionKind = CaseKind[SubmissionCommand, Submission, SubmissionEvent, Here]


def submission_kind(service: str, codec: Codec[SubmissionEvent]) -> SubmissionKind:
    return CaseKind(
        service=service,
        kind=describing.KIND,
        decider=SUBMISSIONS,
        codec=codec,
        header=describing.header,
        facts=describing.facts,
        people=describing.people,
        list_row=describing.list_row,
        names=describing.names,
    )


def searching_texts(
    cases: SubmissionCases,
) -> PeopleOnCases[SubmissionCommand, Submission, SubmissionEvent, Here]:
    """What the erasure of one of several people does: the texts are to be searched for them."""
    return PeopleOnCases(
        cases=cases,
        links=no_links,
        has_text=lambda submission: isinstance(submission, Submitted),
        ask=_ask,
    )


def _ask(on: date, person: UUID) -> AskRedaction:
    return AskRedaction(asked_on=on, person=person)
