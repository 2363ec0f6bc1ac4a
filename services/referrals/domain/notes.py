"""What is written down beside the procedure: notes, redactions, who is who.

All of it can still be written when the case is closed. A link to the index may show an earlier
referral of the same child; whether this one is a re-referral is then decided again.
"""

from services.referrals.domain.commands import LinkPerson
from services.referrals.domain.correction_events import DecisionCorrected
from services.referrals.domain.local import Here
from services.referrals.domain.places import InSocialWork, Known, Link, Referral, underlying
from services.referrals.domain.re_referral import re_referral
from services.referrals.domain.standing import check_happened, known
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    NoteAdded,
    PersonLinked,
    RedactionAsked,
    RedactionCompleted,
    RedactText,
    TextRedacted,
)
from shared.casework.refusals import (
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    NothingToChange,
    PersonNotOnCase,
    RedactionAlreadyAsked,
    RedactionNotAsked,
)
from shared.casework.terms import CorrectionReason


def may_write(referral: Referral, here: Here) -> Known:
    """Raises NotReceived."""
    del here
    return known(referral)


def add_note(command: AddNote, referral: Referral, here: Here) -> tuple[NoteAdded, ...]:
    """Raises InTheFuture or BeforeReceived."""
    check_happened(command.noted_on, may_write(referral, here).contact, here, "noted_on")
    return (NoteAdded(occurred_on=command.noted_on, text=command.text),)


def may_redact(referral: Referral, here: Here) -> Known:
    """Raises NoTextHeld or NotReceived."""
    place = may_write(referral, here)
    if not place.contact.texts:
        raise NoTextHeld
    return place


def redact_text(command: RedactText, referral: Referral, here: Here) -> tuple[TextRedacted, ...]:
    """Put other words in the place of a text; its key is destroyed once this is recorded.

    Raises InTheFuture, BeforeReceived or NoSuchText, or as `may_redact`.
    """
    contact = may_redact(referral, here).contact
    check_happened(command.redacted_on, contact, here, "redacted_on")
    if command.text not in command.texts_held - contact.redacted:
        raise NoSuchText("text")
    return (
        TextRedacted(occurred_on=command.redacted_on, text=command.text, wording=command.wording),
    )


def ask_redaction(
    command: AskRedaction, referral: Referral, here: Here
) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    contact = may_write(referral, here).contact
    check_happened(command.asked_on, contact, here, "asked_on")
    if command.person in contact.redactions:
        raise RedactionAlreadyAsked("person")
    return (RedactionAsked(occurred_on=command.asked_on, person=command.person),)


def may_complete_redaction(referral: Referral, here: Here) -> Known:
    """Raises NoRedactionAsked or NotReceived."""
    place = may_write(referral, here)
    if not place.contact.redactions:
        raise NoRedactionAsked
    return place


def complete_redaction(
    command: CompleteRedaction, referral: Referral, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    contact = may_complete_redaction(referral, here).contact
    check_happened(command.completed_on, contact, here, "completed_on")
    if command.person not in contact.redactions:
        raise RedactionNotAsked("person")
    return (RedactionCompleted(occurred_on=command.completed_on, person=command.person),)


def link_person(
    command: LinkPerson, referral: Referral, here: Here
) -> tuple[PersonLinked | DecisionCorrected, ...]:
    """Join somebody on the case to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeReceived, PersonNotOnCase or NothingToChange.
    """
    place = may_write(referral, here)
    contact = place.contact
    check_happened(command.linked_on, contact, here, "linked_on")
    referrer = contact.referrer
    if command.person not in {contact.child.person, referrer and referrer.person}:
        raise PersonNotOnCase("person")
    link = Link(person=command.person, known_as=command.known_as)
    if command.person == command.known_as or link in contact.links:
        raise NothingToChange("known_as")
    linked = PersonLinked(
        occurred_on=command.linked_on, person=command.person, known_as=command.known_as
    )
    return (linked, *_looked_at_again(command, place, here))


def _looked_at_again(
    command: LinkPerson, place: Known, here: Here
) -> tuple[DecisionCorrected, ...]:
    at = underlying(place)
    if not isinstance(at, InSocialWork) or command.person != at.contact.child.person:
        return ()
    decision = at.decision
    found = re_referral(at.contact.received_on, command.earlier, decision.former, here)
    if found == decision.re_referral:
        return ()
    corrected = DecisionCorrected(
        occurred_on=here.today,
        decided_on=decision.decided_on,
        response=decision.response,
        decision_reason=decision.reason,
        re_referral=found,
        reason=CorrectionReason.LATE_NEWS,
        clocks=(),
    )
    return (corrected,)
