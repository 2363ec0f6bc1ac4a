"""A submission over HTTP for officers: where it is found, and how it is shown whole."""

from typing import Final

from services.referrals.api.submissions.whole_view import SubmissionView
from services.referrals.application.rooms import Rooms
from services.referrals.domain.local import Here
from services.referrals.domain.submissions.happenings import SubmissionCommand, SubmissionEvent
from services.referrals.domain.submissions.state import Submission
from shared.casework.api import at_desk as desks

SUBMISSIONS: Final[
    desks.Room[Rooms, SubmissionCommand, Submission, SubmissionEvent, Here, SubmissionView]
] = desks.Room(
    desk=lambda rooms: rooms.submissions,
    arrangements=lambda rooms: rooms.arrangements,
    view=SubmissionView.of,
)

AtDesk = desks.AtDesk[Rooms, SubmissionCommand, Submission, SubmissionEvent, Here, SubmissionView]
at_desk = SUBMISSIONS.at_desk
