"""Route of documents: what another system keeps is referenced on the case."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import ReferenceDocument
from services.complaints.domain.terms import DocumentKind
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Line
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import BeforeReceived, InTheFuture
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}", tags=["Notes"])


class DocumentBody(Body):
    """A document that another system keeps, found there by `location`."""

    referenced_on: BusinessDate
    kind: DocumentKind
    location: Line
    title: Line | None = None


@router.post(
    "/documents",
    status_code=HTTPStatus.CREATED,
    summary="Reference a document",
    responses=problems(*ANY_COMMAND, InTheFuture, BeforeReceived),
)
async def reference_document(
    reference: Reference,
    body: DocumentBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REFERENCE_DOCUMENT))],
) -> ComplaintView:
    """The document itself stays where it is."""
    command = ReferenceDocument(
        referenced_on=body.referenced_on,
        kind=body.kind,
        location=body.location,
        title=body.title,
    )
    return await desk.do(command, reference)
