"""One request about a person: who asks, in which role, and the answer with its ETag."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from services.referrals.api.people.views import IndexedPersonView
from services.referrals.api.rooms import RoomsDep
from services.referrals.application.people.adding import Index
from services.referrals.application.people.kind import PersonCase
from services.referrals.domain.people.happenings import PersonCommand
from shared.casework.api.listing_actions import Lister
from shared.web import Asking, Said, commanding, etag


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPeopleDesk:
    """A command on the index; every answer is the person as they then stand."""

    index: Index
    said: Said
    request: Request
    response: Response

    async def do(self, command: PersonCommand, person: UUID) -> IndexedPersonView:
        """Raises NoSuchCase, or whatever refuses the command."""
        return self.show((await self.index.people.change(person, command, self.said)).case)

    def show(self, case: PersonCase) -> IndexedPersonView:
        return show(case, self.said, self.request, self.response)


def at_people_desk(action: str) -> Callable[..., Awaitable[AtPeopleDesk]]:
    """The dependency of a command's route: signed in, in a role that may do `action`."""

    async def sit(
        rooms: RoomsDep,
        said: Annotated[Said, Depends(commanding(action))],
        request: Request,
        response: Response,
    ) -> AtPeopleDesk:
        return AtPeopleDesk(index=rooms.people, said=said, request=request, response=response)

    return sit


def show(
    case: PersonCase, who: Said | Asking, request: Request, response: Response
) -> IndexedPersonView:
    """The person as the caller sees them; sets the ETag."""
    response.headers["ETag"] = etag(case.version)
    return IndexedPersonView.of(case, lister=Lister.for_caller(request, who))
