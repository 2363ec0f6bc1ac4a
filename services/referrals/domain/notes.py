"""What is written down beside the procedure: notes, redactions, who is who.

All of it can still be written when the case is closed. A link to the index may show an earlier
referral of the same child; whether this one is a re-referral is then decided again.
"""

from services.referrals.domain.commands import LinkPerson
from services.referrals.domain.correction_events import DecisionCorrected
from services.referrals.domain.local import Here
from services.referrals.domain.places import InSocialWork, Known, Referral, underlying
from services.referrals.domain.re_referral import re_referral
from services.referrals.domain.standing import check_happened, known
from shared.casework.beside import happenings
from shared.casework.beside import rules as beside
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
from shared.casework.refusals import PersonErased
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
    beside.check_text_held(place.contact)
    return place


def redact_text(command: RedactText, referral: Referral, here: Here) -> tuple[TextRedacted, ...]:
    """Put other words in the place of a text; its key is destroyed once this is recorded.

    Raises InTheFuture, BeforeReceived or NoSuchText, or as `may_redact`.
    """
    contact = may_redact(referral, here).contact
    check_happened(command.redacted_on, contact, here, "redacted_on")
    return (beside.redact_text(command, contact),)


def ask_redaction(
    command: AskRedaction, referral: Referral, here: Here
) -> tuple[RedactionAsked, ...]:
    """Somebody erased may be named in the texts. Raises RedactionAlreadyAsked, or a date's."""
    contact = may_write(referral, here).contact
    check_happened(command.asked_on, contact, here, "asked_on")
    return (beside.ask_redaction(command, contact),)


def may_complete_redaction(referral: Referral, here: Here) -> Known:
    """Raises NoRedactionAsked or NotReceived."""
    place = may_write(referral, here)
    beside.check_redaction_asked(place.contact)
    return place


def complete_redaction(
    command: CompleteRedaction, referral: Referral, here: Here
) -> tuple[RedactionCompleted, ...]:
    """Raises RedactionNotAsked, or a date's, or as `may_complete_redaction`."""
    contact = may_complete_redaction(referral, here).contact
    check_happened(command.completed_on, contact, here, "completed_on")
    return (beside.complete_redaction(command, contact),)


def may_link(referral: Referral, here: Here) -> Known:
    """Nobody is left to link where all are erased. Raises PersonErased or NotReceived."""
    place = may_write(referral, here)
    child, referrer = place.contact.child, place.contact.referrer
    if child.is_erased and (referrer is None or referrer.is_erased):
        raise PersonErased
    return place


def link_person(
    command: LinkPerson, referral: Referral, here: Here
) -> tuple[PersonLinked | DecisionCorrected, ...]:
    """Join somebody on the case to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeReceived, PersonNotOnCase or NothingToChange, or as `may_link`.
    """
    place = may_link(referral, here)
    contact = place.contact
    check_happened(command.linked_on, contact, here, "linked_on")
    referrer = contact.referrer
    people = {contact.child.person, None if referrer is None else referrer.person}
    join = happenings.LinkPerson(
        linked_on=command.linked_on, person=command.person, known_as=command.known_as
    )
    linked = beside.link_person(join, contact, people)
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
