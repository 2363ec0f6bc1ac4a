"""Routes of the index of people. Whatever tells something of a person is in a body, never a URL."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.referrals.api.people.at_desk import AtPeopleDesk, at_people_desk, show
from services.referrals.api.people.bodies import (
    AddressBody,
    DetailsCorrectionBody,
    IdentifierBody,
    IdentifierWithdrawalBody,
    NewPersonBody,
    SearchBody,
)
from services.referrals.api.people.views import (
    CandidateView,
    CaseOfPersonView,
    IndexedPersonView,
    SearchView,
)
from services.referrals.api.rooms import RoomsDep
from services.referrals.application.people.adding import NewPerson, person_of
from services.referrals.application.people.describing import KIND
from services.referrals.domain.authority import READ_PEOPLE, SEARCH_PEOPLE
from services.referrals.domain.people import refusals
from services.referrals.domain.people.entry import terms_of
from services.referrals.domain.people.happenings import RecordAddress, WithdrawIdentifier
from services.referrals.domain.people.rules import PersonAction
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.refusals import (
    EverybodyErased,
    GivenTwice,
    InTheFuture,
    NothingToChange,
    OutsideCalendar,
)
from shared.casework.terms import ReadAct
from shared.event_store.refusals import (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    PersonWasErased,
)
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding

router: Final = APIRouter(prefix="/people", tags=["People"])

ANY_COMMAND: Final = (
    CaseChanged,
    CaseMovedOn,
    EverybodyErased,
    KeyReused,
    NoSuchCase,
    OutsideCalendar,
    PersonWasErased,
    refusals.PersonForgotten,
)
IDENTIFIER: Final = (refusals.IdentifierMisshapen, refusals.CheckDigitWrong)
Reader = Annotated[Asking, Depends(asking(READ_PEOPLE))]


@router.post(
    "/search",
    summary="Search for a person",
    responses=problems(*IDENTIFIER, refusals.NothingToSearchBy),
)
async def search(
    body: SearchBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(SEARCH_PEOPLE))],
    recording: RecordingDep,
) -> SearchView:
    """However the name is spelled, accented or ordered, and with day and month exchanged too.

    The token that it gives is needed to add these details. What was searched for is kept nowhere;
    whom the answer shows goes into the access log.
    """
    sought = body.sought()
    if not terms_of(sought):
        raise refusals.NothingToSearchBy("name")
    finding = rooms.people.finding
    found = await finding.candidates(said.authority, sought)
    seen = (candidate.person for candidate in found)
    await recording.saw(said, ReadAct.SEARCH_PEOPLE, KIND, *seen)
    return SearchView(
        search=finding.ticket(sought, said),
        candidates=[CandidateView.of(candidate) for candidate in found],
    )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Add a person who was searched for",
    responses=problems(
        *IDENTIFIER,
        GivenTwice,
        InTheFuture,
        KeyReused,
        OutsideCalendar,
        refusals.BornAndExpected,
        refusals.CandidatesFound,
        refusals.IdentifierTaken,
        refusals.NothingToSearchBy,
        refusals.SearchFirst,
    ),
)
async def add_person(
    body: NewPersonBody,
    desk: Annotated[AtPeopleDesk, Depends(at_people_desk(PersonAction.ADD_PERSON))],
) -> IndexedPersonView:
    """Their reference is the same in all services. Nobody is in the index twice knowingly."""
    new = NewPerson(
        details=body.details(person_of(desk.said)),
        identifiers=tuple(one.identifier("identifiers") for one in body.identifiers),
        address=None if body.address is None else body.address.address(),
        search=body.search,
        none_of_these=body.none_of_these,
        looked_at=tuple(body.looked_at),
    )
    view = desk.show((await desk.index.add(new, desk.said)).case)
    desk.response.headers["Location"] = f"/people/{view.person}"
    return view


@router.get("/{person}", summary="One person", responses=problems(NoSuchCase))
async def see_person(
    *,
    person: UUID,
    rooms: RoomsDep,
    reader: Reader,
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> IndexedPersonView:
    """With every address and identifier, and what the caller may do now."""
    case = await rooms.people.find(reader.authority, person)
    await recording.saw_case(reader, ReadAct.SEE_CASE, case)
    return show(case, reader, request, response)


@router.get(
    "/{person}/cases",
    summary="The cases of this service that a person is on",
    responses=problems(NoSuchCase),
)
async def see_cases(
    person: UUID, rooms: RoomsDep, reader: Reader, recording: RecordingDep
) -> list[CaseOfPersonView]:
    """Those on which they are known by this reference, at once or by a link."""
    await rooms.people.find(reader.authority, person)
    rows = await rooms.listing.of_person(reader.authority, (person,))
    await recording.saw(reader, ReadAct.SEE_CASES_OF_PERSON, KIND, person)
    return [
        CaseOfPersonView(kind=row.kind, reference=row.reference) for row in rows if row.kind != KIND
    ]


@router.post(
    "/{person}/correction",
    summary="Correct what is held of a person",
    responses=problems(*ANY_COMMAND, InTheFuture, NothingToChange, refusals.BornAndExpected),
)
async def correct(
    person: UUID,
    body: DetailsCorrectionBody,
    desk: Annotated[AtPeopleDesk, Depends(at_people_desk(PersonAction.CORRECT_DETAILS))],
) -> IndexedPersonView:
    """They are found by the corrected details from then on."""
    return await desk.do(body.command(person), person)


@router.post(
    "/{person}/identifiers",
    summary="Add an identifier",
    responses=problems(
        *ANY_COMMAND, *IDENTIFIER, refusals.IdentifierAlreadyHeld, refusals.IdentifierTaken
    ),
)
async def add_identifier(
    person: UUID,
    body: IdentifierBody,
    desk: Annotated[AtPeopleDesk, Depends(at_people_desk(PersonAction.ADD_IDENTIFIER))],
) -> IndexedPersonView:
    """One that only one person may have is refused where somebody else has it."""
    changed = await desk.index.add_identifier(person, body.identifier(), desk.said)
    return desk.show(changed.case)


@router.post(
    "/{person}/identifiers/withdrawal",
    summary="Withdraw an identifier that is not the person's",
    responses=problems(
        *ANY_COMMAND, *IDENTIFIER, refusals.IdentifierNotHeld, refusals.NoIdentifierHeld
    ),
)
async def withdraw_identifier(
    person: UUID,
    body: IdentifierWithdrawalBody,
    desk: Annotated[AtPeopleDesk, Depends(at_people_desk(PersonAction.WITHDRAW_IDENTIFIER))],
) -> IndexedPersonView:
    """Then the one whose it is can have it."""
    command = WithdrawIdentifier(identifier=body.identifier(), reason=body.reason)
    return await desk.do(command, person)


@router.post(
    "/{person}/addresses",
    summary="Record an address",
    responses=problems(*ANY_COMMAND, InTheFuture, NothingToChange),
)
async def record_address(
    person: UUID,
    body: AddressBody,
    desk: Annotated[AtPeopleDesk, Depends(at_people_desk(PersonAction.RECORD_ADDRESS))],
) -> IndexedPersonView:
    """Another one from the same day takes its place: that is how an address is put right."""
    return await desk.do(RecordAddress(address=body.address()), person)
