"""Routes of the front door: send a submission, follow what became of it, see it whole."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request, Response

from services.referrals.api.rooms import RoomsDep
from services.referrals.api.submissions.documented import REQUEST_BODY, strict_schema
from services.referrals.api.submissions.envelope import (
    agency_of,
    checked_document,
    message_id_of,
    name_of_message,
)
from services.referrals.api.submissions.lenient_json import read_json, shown_text
from services.referrals.api.submissions.understanding import understood
from services.referrals.api.submissions.views import ProgressPage, ProgressView, ReceiptView
from services.referrals.application.rooms import Rooms
from services.referrals.application.submissions.describing import KIND
from services.referrals.application.submissions.kind import SubmissionCase
from services.referrals.application.submissions.receiving import command_id_of
from services.referrals.domain.authority import READ_SUBMISSIONS
from services.referrals.domain.submissions import refusals
from services.referrals.domain.submissions.rules import SubmissionAction
from shared.casework.api.dependencies import Reference
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.refusals import OutsideCalendar
from shared.casework.terms import ReadAct
from shared.event_store.refusals import NoSuchCase, PersonWasErased
from shared.identity import Role
from shared.problem_details import problems
from shared.web import Asking, Code, Said, asking, commanding

router: Final = APIRouter(prefix="/submissions", tags=["Submissions"])

MOST: Final = 200
Reader = Annotated[Asking, Depends(asking(READ_SUBMISSIONS))]
Position = Annotated[
    str,
    Query(
        pattern="^[0-9]{1,18}$",
        description="The `next` of the page before; without it, from the beginning.",
        examples=["1042"],
    ),
]


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Send a submission",
    openapi_extra={"requestBody": REQUEST_BODY},
    responses={
        HTTPStatus.OK.value: {
            "model": ReceiptView,
            "description": "It had been received before: the receipt it had then.",
        },
        **problems(
            OutsideCalendar,
            PersonWasErased,
            refusals.AgencyNotNamed,
            refusals.AgencyNotYours,
            refusals.CredentialWithoutAgency,
            refusals.MessageIdMissing,
            refusals.MessageIdReused,
            refusals.SaysNothing,
            refusals.TooManyChildren,
        ),
    },
)
async def submit(
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(SubmissionAction.SUBMIT))],
    request: Request,
    response: Response,
) -> ReceiptView:
    """Received whatever is odd about it: that is told as warnings, and kept as it was said.

    Sent again with the same `message_id` and the same content, in any order and however often, it
    is received once and answered alike. An `Idempotency-Key` is not needed, and not looked at.
    """
    document = checked_document(read_json(await request.body()))
    agency, message_id = agency_of(document, said), message_id_of(document)
    command_id = command_id_of(said.authority, agency, name_of_message(message_id))
    by_message = replace(said, key=None, command_id=command_id, if_match=None)
    sent = understood(
        document,
        agency=agency,
        message_id=message_id,
        command_id=command_id,
        now=said.decided_at,
        first_day=rooms.arrangements.calendar.first_day,
        by_officer=said.role is not Role.PARTNER_AGENCY,
    )
    changed = await rooms.receiving.receive(sent, by_message)
    if changed.repeated:
        response.status_code = HTTPStatus.OK
    receipt = ReceiptView.of(
        changed.case,
        message_id=shown_text(message_id),
        local_number=await _local_number(rooms, said.authority, changed.case),
    )
    response.headers["Location"] = f"/submissions/{receipt.reference}"
    return receipt


@router.get("", summary="How far submissions are, by their latest change")
async def list_progress(
    *,
    rooms: RoomsDep,
    reader: Reader,
    recording: RecordingDep,
    after: Position = "0",
    agency: Annotated[
        Code | None, Query(description="For officers; an agency sees its own only.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> ProgressPage:
    """A submission comes again, later in the order, when something becomes of one of its children.

    Asked again and again with `after`, this tells an agency all that it may know, and leaves
    nothing out.
    """
    rows = await rooms.progress.changes.after(
        reader.authority,
        _agency_for(reader) or agency,
        position=int(after),
        limit=limit + 1,
    )
    shown = rows[:limit]
    seen = (row.stream for row in shown)
    await recording.saw(reader, ReadAct.LIST_PROGRESS, KIND, *seen)
    return ProgressPage(
        items=[ProgressView.of(row) for row in shown],
        next=str(shown[-1].changed_at) if shown else str(int(after)),
        more=len(rows) > limit,
    )


@router.get("/schema", summary="The schema of a submission, to check against before sending")
async def see_schema(reader: Reader) -> dict[str, Any]:
    """What fits it has no warning of form; what does not is received all the same."""
    del reader
    return strict_schema()


@router.get(
    "/{reference}",
    summary="How far one submission is",
    responses=problems(NoSuchCase, refusals.CredentialWithoutAgency),
)
async def see_progress(
    reference: Reference, rooms: RoomsDep, reader: Reader, recording: RecordingDep
) -> ProgressView:
    """Another agency's submission is none that there is."""
    found = await rooms.progress.changes.one(reader.authority, _agency_for(reader), reference)
    if found is None:
        raise NoSuchCase
    await recording.saw(reader, ReadAct.SEE_PROGRESS, KIND, found.stream)
    return ProgressView.of(found)


def _agency_for(reader: Asking) -> str | None:
    """Whose submissions are seen: None is everybody's. Raises CredentialWithoutAgency."""
    if reader.role is not Role.PARTNER_AGENCY:
        return None
    if reader.agency is None:
        raise refusals.CredentialWithoutAgency
    return reader.agency


async def _local_number(rooms: Rooms, authority: str, case: SubmissionCase) -> str | None:
    """The authority's own emergency number, as its policy was on the day received."""
    arranged = await rooms.arrangements.of(authority)
    received_on = case.recorded[0].stored.occurred_on
    assert received_on is not None
    return arranged.policy.on(received_on).terms.emergency_number
