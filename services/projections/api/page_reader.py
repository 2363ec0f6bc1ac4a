"""Who reads a page: the same rule as for figures, and an authority where none was named."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends
from starlette.requests import Request
from typing_extensions import override

from services.projections.api.permissions import READ_FIGURES
from shared.identity import EVERY_AUTHORITY, Caller, Grant, Role
from shared.web import Asking, caller_of, edge_of
from shared.web.command_headers import AUTHORITY, AUTHORITY_PARAMETER
from shared.web.said import AskingFor, authorised

FIRST: Final = "demo"


@dataclass(frozen=True, slots=True)
class AskingOnPage(AskingFor):
    """Somebody who types the bare address, and whose token covers several authorities, is shown
    the demonstration county, else the first; the page lets them choose another.
    """

    @override
    def authorise(self, request: Request) -> tuple[Caller, Grant, Role]:
        """Who asks, and in which role; 401, 403 or 422."""
        named = request.headers.get(AUTHORITY, request.query_params.get(AUTHORITY_PARAMETER))
        permissions = edge_of(request).permissions
        return authorised(request, permissions, self.action, named or _first(caller_of(request)))


def _first(caller: Caller) -> str | None:
    granted = [grant.authority for grant in caller.grants if grant.authority != EVERY_AUTHORITY]
    return FIRST if FIRST in granted else next(iter(granted), None)


PageReader = Annotated[Asking, Depends(AskingOnPage(READ_FIGURES))]
