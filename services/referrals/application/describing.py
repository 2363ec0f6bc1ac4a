"""What a referral says of itself to the world: header, facts, people, and its row in the list.

Pure. Facts carry codes, dates and counts, never a word that somebody wrote or a name.
"""

import json
from collections.abc import Iterator
from typing import Final

from services.referrals.application.describing_exploitation import exploitation_facts
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.places import (
    Assessment,
    Closed,
    Closing,
    Contact,
    InSocialWork,
    Known,
    NothingOpened,
    Referral,
    Reopening,
    assessments_of,
    decision_of,
    place_of,
    underlying,
)
from services.referrals.domain.terms import Response
from shared.casework.clocks import first_due
from shared.casework.people.describing import people_on
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "referral"
UNDECIDED: Final = "undecided"
NONE: Final = "none"
FROM_SUBMISSION: Final = "S-"


def header(referral: Referral) -> CaseInMessage:
    """The case as every message of it names it."""
    contact = _existing(referral).contact
    return CaseInMessage(
        kind=KIND, reference=contact.reference, team=contact.team, worker=contact.worker
    )


def facts(referral: Referral) -> tuple[Fact, ...]:
    """Everything that is true of the case now; none before the contact."""
    if isinstance(referral, NothingOpened):
        return ()
    contact = referral.contact
    return (
        *_of_contact(referral),
        *(fact for one in assessments_of(referral) for fact in _of_assessment(one)),
        *_of_course(contact),
        *(() if contact.exploitation is None else exploitation_facts(contact)),
    )


def people(referral: Referral) -> tuple[PersonInMessage, ...]:
    """The child and the referrer, by pseudonym; the child's age is that of the day received."""
    contact = _existing(referral).contact
    parts = (("child", contact.child), ("referrer", contact.referrer))
    return tuple(people_on(parts, contact.received_on))


def list_row(referral: Referral) -> ListRow:
    """How the case shows in the service's list. `due_on` is the earliest duty still to be done."""
    place = _existing(referral)
    contact, at = place.contact, underlying(place)
    referrer = () if contact.referrer is None else (contact.referrer.person,)
    linked = (link.known_as for link in contact.links)
    assessing = isinstance(at, InSocialWork) and at.assessing is not None
    return ListRow(
        kind=KIND,
        reference=contact.reference,
        place=str(place_of(place)),
        stage="assessment" if assessing else None,
        team=contact.team,
        worker=contact.worker,
        opened_on=contact.received_on,
        due_on=first_due(contact.clocks),
        closed_on=contact.closings[-1].on if isinstance(place, Closed) else None,
        tags=tuple(sorted(_tags(place))),
        people=tuple(dict.fromkeys((contact.child.person, *referrer, *linked))),
        summary=json.dumps(_summary(place), sort_keys=True).encode(),
    )


def names(referral: Referral) -> dict[str, PersonalValue]:
    """The display names of the list row; a child may have none."""
    child = _existing(referral).contact.child
    if child.name is None:
        return {}
    return {"child": PersonalValue(person=child.person, value=child.name)}


def _existing(referral: Referral) -> Known:
    if isinstance(referral, NothingOpened):
        raise TypeError("a contact that was not opened cannot be described")
    return referral


def _of_contact(referral: Known) -> Iterator[Fact]:
    contact, decision = referral.contact, decision_of(referral)
    response = UNDECIDED if decision is None else str(decision.response)
    yield Fact(
        kind="referral.contact",
        on=contact.received_on,
        codes={
            "source": str(contact.source),
            "agency": contact.agency or NONE,
            "kind": str(contact.kind),
            "category": str(contact.category),
            "response": response,
        },
    )
    if decision is None:
        return
    yield Fact(kind="referral.decided", on=decision.decided_on, codes={"response": response})
    if decision.response is Response.SOCIAL_WORK:
        yield Fact(
            kind="referral.received",
            on=contact.received_on,
            codes={
                "source": str(contact.source),
                "kind": str(contact.kind),
                "re_referral": "no" if decision.re_referral is None else "yes",
            },
        )


def _of_assessment(assessment: Assessment) -> Iterator[Fact]:
    number, done = assessment.number, assessment.authorisation
    yield Fact(kind="assessment.started", ordinal=number, on=assessment.started_on)
    if done is None:
        return
    days = {"working_days_from_start": done.days_from_start}
    if done.days_from_referral is not None:
        days["working_days_from_referral"] = done.days_from_referral
    yield Fact(
        kind="assessment.completed",
        ordinal=number,
        on=done.authorised_on,
        codes={
            "outcome": str(done.outcome),
            "first": "no" if done.days_from_referral is None else "yes",
            "over_reason": NONE if done.over_reason is None else str(done.over_reason),
        },
        numbers=days,
    )
    if done.looked_after is not None:
        yield Fact(
            kind="child.became-looked-after",
            ordinal=number,
            on=done.looked_after.on,
            codes={"legal_status": str(done.looked_after.legal_status)},
        )


def _of_course(contact: Contact) -> Iterator[Fact]:
    """Closings and reopenings all stay facts, since the case was open between."""
    if contact.acknowledged_on is not None:
        yield Fact(kind="referral.acknowledged", on=contact.acknowledged_on)
    if contact.told_on is not None:
        yield Fact(kind="referral.outcome-told", on=contact.told_on)
    for ordinal, closing in enumerate(contact.closings, start=1):
        yield _turn("referral.closed", ordinal, closing)
    for ordinal, reopening in enumerate(contact.reopenings, start=1):
        yield _turn("referral.reopened", ordinal, reopening)


def _turn(kind: str, ordinal: int, turn: Closing | Reopening) -> Fact:
    return Fact(kind=kind, ordinal=ordinal, on=turn.on, codes={"reason": str(turn.reason)})


def _tags(place: Known) -> Iterator[str]:
    contact, decision = place.contact, decision_of(place)
    yield f"source:{contact.source}"
    yield f"kind:{contact.kind}"
    yield f"category:{contact.category}"
    if contact.came_from is not None:
        origin = "submission" if contact.came_from.startswith(FROM_SUBMISSION) else "came-from"
        yield f"{origin}:{contact.came_from}"
    if decision is not None:
        yield f"response:{decision.response}"
        if decision.response is Response.SOCIAL_WORK:
            yield f"re-referral:{'no' if decision.re_referral is None else 'yes'}"
    if contact.redactions:
        yield "redaction:asked"
    if contact.exploitation is not None:
        yield from _exploitation_tags(contact.exploitation)


def _exploitation_tags(exploitation: Exploitation) -> Iterator[str]:
    yield f"exploitation:{'open' if exploitation.is_open else 'closed'}"
    if exploitation.present is not None:
        yield f"exploitation-worker:{exploitation.present.worker}"


def _summary(place: Known) -> dict[str, str | list[str] | None]:
    contact, decision = place.contact, decision_of(place)
    told_on = contact.told_on
    return {
        "main_person": str(contact.child.person),
        "references": [str(person) for person in contact.references()],
        "received_on": contact.received_on.isoformat(),
        "response": None if decision is None else str(decision.response),
        "decided_on": None if decision is None else decision.decided_on.isoformat(),
        "told_on": None if told_on is None else told_on.isoformat(),
    }
