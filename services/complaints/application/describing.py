"""What a complaint says of itself to the world: header, facts, people, and its row in the list.

Pure. Facts carry codes, dates and counts, never a word that somebody wrote or a name. What is no
longer a fact after an event is withdrawn by leaving it out here.
"""

import json
from collections.abc import Iterator
from typing import Final

from services.complaints.domain.answer import Answer
from services.complaints.domain.places import (
    Closed,
    Closing,
    Complaint,
    Contact,
    Known,
    NothingReceived,
    Received,
    Reopening,
    answer_of,
    is_withdrawn,
    place_of,
    stage_1_started,
    underlying,
)
from services.complaints.domain.terms import Relation
from shared.casework.clocks import first_due
from shared.casework.people.describing import people_on
from shared.casework.people.details import PersonDetails
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "complaint"
UNDECIDED: Final = "undecided"
NOT_ASKED: Final = "not-asked"
BY_CHILD: Final = "child-or-young-person"
BY_OTHER: Final = "other"


def header(complaint: Complaint) -> CaseInMessage:
    """The case as every message of it names it."""
    contact = _existing(complaint).contact
    return CaseInMessage(
        kind=KIND,
        reference=contact.reference,
        team=contact.team,
        worker=contact.worker,
        service_area=str(contact.service_area),
    )


def facts(complaint: Complaint) -> tuple[Fact, ...]:
    """Everything that is true of the case now; none before it was received."""
    if isinstance(complaint, NothingReceived):
        return ()
    answer = answer_of(complaint)
    return (
        *_of_contact(complaint),
        *_of_course(complaint),
        *(() if answer is None else _of_answer(answer)),
    )


def people(complaint: Complaint) -> tuple[PersonInMessage, ...]:
    """Everybody on the case, by pseudonym, with their age on the day received where it is known."""
    contact = _existing(complaint).contact
    parts = (
        ("complainant", contact.complainant.details),
        *(("child", child) for child in _children(contact)),
        ("representative", contact.representative),
        ("advocate", contact.advocate),
    )
    return tuple(people_on(parts, contact.received_on))


def list_row(complaint: Complaint) -> ListRow:
    """How the case shows in the service's list. `due_on` is the earliest duty still to be done."""
    place = _existing(complaint)
    contact = place.contact
    on_case = {details.person: None for details in contact.people()}
    known_as = {link.known_as: None for link in contact.links}
    return ListRow(
        kind=KIND,
        reference=contact.reference,
        place=str(place_of(place)),
        stage="stage-1" if stage_1_started(place) else None,
        team=contact.team,
        worker=contact.worker,
        service_area=str(contact.service_area),
        opened_on=contact.received_on,
        due_on=first_due(contact.clocks),
        closed_on=contact.closings[-1].on if isinstance(place, Closed) else None,
        tags=tuple(sorted(_tags(place))),
        people=tuple(on_case | known_as),
        summary=json.dumps(_summary(place), sort_keys=True).encode(),
    )


def names(complaint: Complaint) -> dict[str, PersonalValue]:
    """The display names of the list row."""
    details = _existing(complaint).contact.complainant.details
    return {"complainant": PersonalValue(person=details.person, value=details.name)}


def _children(contact: Contact) -> tuple[PersonDetails, ...]:
    """Whom the complaint is about: a child who complains is one of them, listed as such or not."""
    complainant = contact.complainant
    listed = {child.person for child in contact.children}
    if _by(complainant.relation) != BY_CHILD or complainant.details.person in listed:
        return contact.children
    return (complainant.details, *contact.children)


def _existing(complaint: Complaint) -> Known:
    if isinstance(complaint, NothingReceived):
        raise TypeError("a complaint that was not received cannot be described")
    return complaint


def _of_contact(complaint: Known) -> Iterator[Fact]:
    contact = complaint.contact
    yield Fact(kind="complaint.contact", on=contact.received_on, codes=_contact_codes(complaint))
    if stage_1_started(complaint):
        yield Fact(
            kind="complaint.stage",
            ordinal=1,
            on=contact.received_on,
            codes={"stage": "stage-1", "service_area": str(contact.service_area)},
        )
    if contact.household is not None:
        yield Fact(
            kind="complaint.about-household",
            on=contact.received_on,
            codes={"household": contact.household},
        )
    for cause in contact.causes:
        yield Fact(
            kind="complaint.cause",
            ordinal=str(cause),
            on=contact.received_on,
            codes={"cause": str(cause)},
        )


def _contact_codes(complaint: Known) -> dict[str, str]:
    contact, complainant = complaint.contact, complaint.contact.complainant
    return {
        "route": _route(complaint),
        "channel": str(contact.channel),
        "relation": str(complainant.relation),
        "eligibility": str(complainant.eligibility or NOT_ASKED),
        "by": _by(complainant.relation),
        "service_area": str(contact.service_area),
        "advocate": str(contact.advocacy),
    }


def _of_course(complaint: Known) -> Iterator[Fact]:
    """Closings and reopenings all stay facts, since the case was open between; a withdrawal that
    was undone does not.
    """
    contact = complaint.contact
    if contact.acknowledged_on is not None:
        yield Fact(kind="complaint.acknowledged", on=contact.acknowledged_on)
    if is_withdrawn(complaint):
        withdrawal = contact.withdrawals[-1]
        yield Fact(
            kind="complaint.withdrawn",
            ordinal=len(contact.withdrawals),
            on=withdrawal.on,
            codes={"reason": str(withdrawal.reason), "route": _route(complaint)},
        )
    for ordinal, closing in enumerate(contact.closings, start=1):
        yield _turn("complaint.closed", ordinal, closing)
    for ordinal, reopening in enumerate(contact.reopenings, start=1):
        yield _turn("complaint.reopened", ordinal, reopening)


def _turn(kind: str, ordinal: int, turn: Closing | Reopening) -> Fact:
    return Fact(kind=kind, ordinal=ordinal, on=turn.on, codes={"reason": str(turn.reason)})


def _of_answer(answer: Answer) -> Iterator[Fact]:
    yield Fact(
        kind="complaint.resolved",
        on=answer.responded_on,
        codes={
            "outcome": str(answer.finding.outcome),
            "fault": _yes(answer.finding.fault),
            "in_extended_time": _yes(answer.timing.in_extended_time),
            "excused": str(answer.timing.excused),
        },
        numbers={"working_days": answer.timing.working_days},
    )
    for each in answer.finding.outcomes:
        yield Fact(
            kind="complaint.cause-outcome",
            ordinal=str(each.cause),
            on=answer.responded_on,
            codes={"cause": str(each.cause), "outcome": str(each.outcome)},
        )


def _tags(place: Known) -> Iterator[str]:
    contact, answer = place.contact, answer_of(place)
    yield f"route:{_route(place)}"
    yield f"channel:{contact.channel}"
    yield f"relation:{contact.complainant.relation}"
    yield f"advocacy:{contact.advocacy}"
    yield from (f"cause:{cause}" for cause in contact.causes)
    if answer is not None:
        yield f"outcome:{answer.finding.outcome}"
    if contact.redactions:
        yield "redaction:asked"


def _summary(place: Known) -> dict[str, str | None]:
    contact, answer = place.contact, answer_of(place)
    acknowledged, responded = contact.acknowledged_on, answer and answer.responded_on
    return {
        "main_person": str(contact.complainant.details.person),
        "route": _route(place),
        "acknowledged_on": acknowledged.isoformat() if acknowledged else None,
        "responded_on": responded.isoformat() if responded else None,
        "outcome": str(answer.finding.outcome) if answer else None,
    }


def _route(complaint: Known) -> str:
    place = underlying(complaint)
    return UNDECIDED if isinstance(place, Received) else str(place.decision.route)


def _by(relation: Relation) -> str:
    """Children and young people who complain are counted apart (2023-09 paper L769, L1020)."""
    return BY_CHILD if relation is Relation.CHILD_OR_YOUNG_PERSON else BY_OTHER


def _yes(answer: bool) -> str:  # noqa: FBT001 -- the one word it turns into another
    return "yes" if answer else "no"
