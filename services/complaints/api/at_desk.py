"""A complaint as a request finds, guards and shows it.

    @router.post(...)
    async def respond(reference: Reference, body: ResponseBody, desk: Responding) -> ComplaintView:
        return await desk.do(body.command(), reference)

where `Responding = Annotated[AtDesk, Depends(at_desk(Action.RESPOND_STAGE_1))]`.
"""

from typing import Final

from services.complaints.api.complaint_view import ComplaintView
from services.complaints.application.rooms import Rooms
from services.complaints.domain.authority import check_own_case
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from shared.casework.api import at_desk as desks

COMPLAINTS: Final[
    desks.Room[Rooms, ComplaintCommand, Complaint, ComplaintEvent, Here, ComplaintView]
] = desks.Room(
    desk=lambda rooms: rooms.complaints,
    arrangements=lambda rooms: rooms.arrangements,
    view=ComplaintView.of,
    check_own=check_own_case,
)

AtDesk = desks.AtDesk[Rooms, ComplaintCommand, Complaint, ComplaintEvent, Here, ComplaintView]
at_desk = COMPLAINTS.at_desk
