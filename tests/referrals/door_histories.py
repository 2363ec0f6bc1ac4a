"""A submission and a person, lived through: each event of theirs, and each shape of it."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from services.referrals.domain.people.entry import Address, Details
from services.referrals.domain.people.happenings import (
    PersonAdded,
    PersonAddressRecorded,
    PersonDetailsCorrected,
    PersonEvent,
    PersonForgotten,
    PersonIdentifierAdded,
    PersonIdentifierWithdrawn,
)
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.terms import EntryReason, IdentifierKind
from services.referrals.domain.submissions.happenings import (
    SubmissionEvent,
    SubmissionReceived,
    SubmittedChild,
    Told,
)
from services.referrals.domain.submissions.terms import Consent, SharingReason
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.beside.happenings import RedactionAsked, RedactionCompleted, TextRedacted
from shared.casework.terms import Ethnicity, Sex

SUBMISSION_STREAM: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e01")
PERSON: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e02")
SIBLING: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e03")
REFERRER: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e04")
CASE: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e05")
TEXT: Final = UUID("2f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9e06")
RECEIVED: Final = date(2023, 4, 3)

NUMBER: Final = Identifier(kind=IdentifierKind.NHS_NUMBER, value="9434765919")
FIRST: Final = Details(
    person=PERSON,
    name="Unborn of Nell Larkspur",
    expected_on=date(2023, 4, 20),
    sex=Sex.FEMALE,
    ethnicity=Ethnicity.WHITE,
)

SUBMITTED: Final[dict[str, SubmissionEvent]] = {
    "submission-received": SubmissionReceived(
        occurred_on=RECEIVED,
        received_at=datetime(2023, 4, 3, 9, tzinfo=UTC),
        reference="S-2023-00001",
        agency="police",
        message_id="police-2023-000417",
        schema="candour.submission/1",
        source=Source.POLICE,
        kind=ContactKind.EXPLOITATION,
        category=Category.CRIMINAL_EXPLOITATION,
        consent=Consent.NOT_SOUGHT,
        sharing_reason=SharingReason.RISK_IF_ASKED,
        main_person=None,
        children=(
            SubmittedChild(
                person=PERSON,
                referral="R-2023-00001",
                stream=CASE,
                as_said='{"name":"Tobias Larkspur"}',
            ),
            SubmittedChild(person=SIBLING, referral="R-2023-00002", stream=TEXT),
        ),
        referrer=Told(person=REFERRER, as_said='{"name":"PC Orla Winterbourne"}'),
        around=(Told(person=SIBLING, as_said='{"relation":"mother"}'),),
        rest='{"concerns":"Seen with older men."}',
        warnings="consent missing",
        decision_due=date(2023, 4, 4),
    ),
    "redaction-asked": RedactionAsked(occurred_on=date(2023, 5, 2), person=PERSON),
    "text-redacted": TextRedacted(
        occurred_on=date(2023, 5, 3), text=TEXT, wording="Seen near the station."
    ),
    "redaction-completed": RedactionCompleted(occurred_on=date(2023, 5, 3), person=PERSON),
}

INDEXED: Final[dict[str, PersonEvent]] = {
    "person-added": PersonAdded(
        occurred_on=RECEIVED,
        person=PERSON,
        details=FIRST,
        identifiers=(Identifier(kind=IdentifierKind.LOCAL, value="A/17"),),
        address=Address(from_on=date(2020, 1, 1), lines="9 Quay Street", postcode="ZZ1 1ZZ"),
        looked_at=(SIBLING,),
    ),
    "person-details-corrected": PersonDetailsCorrected(
        occurred_on=date(2023, 4, 24),
        person=PERSON,
        details=Details(
            person=PERSON,
            name="Ivy Larkspur",
            date_of_birth=date(2023, 4, 22),
            sex=Sex.FEMALE,
            ethnicity=Ethnicity.WHITE,
        ),
        reason=EntryReason.BORN,
    ),
    "person-identifier-added": PersonIdentifierAdded(
        occurred_on=date(2023, 4, 25), person=PERSON, identifier=NUMBER
    ),
    "person-identifier-withdrawn": PersonIdentifierWithdrawn(
        occurred_on=date(2023, 4, 26),
        person=PERSON,
        identifier=NUMBER,
        reason=EntryReason.ANOTHER_PERSONS,
    ),
    "person-address-recorded": PersonAddressRecorded(
        occurred_on=date(2023, 4, 27),
        person=PERSON,
        address=Address(from_on=date(2023, 4, 22), lines="4 Mill Rise"),
    ),
    "person-forgotten": PersonForgotten(occurred_on=date(2023, 5, 2), person=PERSON),
}

PERSONAL: Final = (
    b"Larkspur",
    b"Tobias",
    b"Winterbourne",
    b"mother",
    b"older men",
    b"station",
    b"2023-04-20",
    b"9434765919",
    b"A/17",
    b"Quay",
    b"ZZ1",
    b"Mill Rise",
    b"Ivy",
)
