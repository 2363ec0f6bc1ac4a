"""Who is on the case: details of a person put right, and people learned of later.

Both can be done at any place of the case, since what is wrong of a person stays wrong after the
end. Neither moves a clock or states a fact; only the ages and codes in messages follow.
"""

from functools import reduce
from typing import assert_never

from services.complaints.domain import refusals
from services.complaints.domain.commands import NamePerson
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import PersonCorrected, PersonNamed
from services.complaints.domain.local import Here
from services.complaints.domain.people import MOST_CHILDREN
from services.complaints.domain.places import Complaint, Contact, Known
from services.complaints.domain.standing import known
from services.complaints.domain.terms import NamedPart
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.beside.rules import put_right
from shared.casework.dates import check_born, check_past
from shared.casework.people.details import completed
from shared.casework.refusals import (
    DetailsErased,
    EverybodyErased,
    NothingToChange,
    PersonNotOnCase,
)


def may_correct_person(complaint: Complaint, here: Here) -> Known:
    """Raises EverybodyErased or NotReceived."""
    del here
    place = known(complaint)
    if all(details.is_erased for details in place.contact.people()):
        raise EverybodyErased
    return place


def correct_person(
    command: CorrectPerson, complaint: Complaint, here: Here
) -> tuple[PersonCorrected, ...]:
    """The person as they should have been recorded, in every part that they have on the case.

    Raises PersonNotOnCase, DetailsErased, InTheFuture or NothingToChange, or as
    `may_correct_person`.
    """
    contact = may_correct_person(complaint, here).contact
    recorded = tuple(one for one in contact.people() if one.person == command.person)
    if not recorded:
        raise PersonNotOnCase("person")
    if any(details.is_erased for details in recorded):
        raise DetailsErased("person")
    if command.date_of_birth is not None:
        check_past(command.date_of_birth, here, "date_of_birth")
    if all(put_right(details, command) == details for details in recorded):
        raise NothingToChange("person")
    details = put_right(reduce(completed, recorded), command)
    return (PersonCorrected(occurred_on=here.today, details=details, reason=command.reason),)


def may_name_person(complaint: Complaint, here: Here) -> Known:
    """Raises NobodyMoreToName or NotReceived."""
    del here
    place = known(complaint)
    if place.contact.representative is not None and _all_children(place.contact):
        raise refusals.NobodyMoreToName
    return place


def name_person(command: NamePerson, complaint: Complaint, here: Here) -> tuple[PersonNamed, ...]:
    """A child, or the representative, of whom the authority learned after the receipt.

    Raises InTheFuture, BeforeReceived, RepresentativeAlreadyNamed, TooManyChildren or
    ChildAlreadyNamed, or as `may_name_person`.
    """
    contact = may_name_person(complaint, here).contact
    check_happened(command.named_on, contact, here, "named_on")
    check_born(command.details, here, "details")
    match command.part:
        case NamedPart.REPRESENTATIVE:
            if contact.representative is not None:
                raise refusals.RepresentativeAlreadyNamed("part")
        case NamedPart.CHILD:
            if _all_children(contact):
                raise refusals.TooManyChildren("part", most=MOST_CHILDREN)
            if command.details.person in {child.person for child in contact.children}:
                raise refusals.ChildAlreadyNamed("details")
        case _:
            assert_never(command.part)
    return (PersonNamed(occurred_on=command.named_on, part=command.part, details=command.details),)


def _all_children(contact: Contact) -> bool:
    return len(contact.children) >= MOST_CHILDREN
