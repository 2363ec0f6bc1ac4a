"""Who says what, when, in which role: one value that a route hands to its use case.

    @router.post("/complaints/{reference}/stage-1/response")
    async def respond(..., said: Annotated[Said, Depends(commanding("respond"))]) -> ...

Signing in has happened before (`shared/http_service/sign_in.py`). Here the caller is authorised
for the action in one authority, and the headers of a command are read.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from starlette.requests import Request

from shared.clock import fresh, london_date
from shared.identity import Caller, Grant, Permissions, Role
from shared.telemetry import correlation_id
from shared.web.command_headers import AUTHORITY, AUTHORITY_PARAMETER, KEY, MATCH, TIME
from shared.web.edge import caller_of, edge_of
from shared.web.fingerprint import checked_key, command_id_of, fingerprint
from shared.web.versions import if_match_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A command's circumstances.

    `actor` is the token's subject, as the events record it; `role` the first of the caller's
    roles that may do this; `team` their own team (the first of `teams`). `decided_at` is the
    simulated instant where one is given, else now; `today` is its London date. `if_match` is
    None where any version will do. `key` is the Idempotency-Key; without one the command has a
    fresh id and cannot be repeated.
    """

    authority: str
    caller: Caller
    actor: str
    role: Role
    roles: tuple[Role, ...]
    team: str | None
    teams: tuple[str, ...]
    worker: str | None
    agency: str | None
    key: str | None
    command_id: UUID
    fingerprint: bytes
    decided_at: datetime
    today: date
    simulated_at: datetime | None
    correlation_id: UUID
    if_match: int | None

    def about(self, reference: str) -> "Said":
        """The command on one case of a bulk command: its key is `<key>/<reference>`."""
        if self.key is None:
            return replace(self, command_id=fresh())
        key = f"{self.key}/{reference}"
        return replace(self, key=key, command_id=command_id_of(self.authority, self.actor, key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A reader's circumstances: who asks, in which authority and role, and what day it is."""

    authority: str
    caller: Caller
    actor: str
    role: Role
    roles: tuple[Role, ...]
    team: str | None
    teams: tuple[str, ...]
    worker: str | None
    agency: str | None
    asked_at: datetime
    today: date
    correlation_id: UUID


@dataclass(frozen=True, slots=True)
class Commanding:
    """The dependency that turns a request into a `Said` for one action.

    It reads the headers itself, which is quicker than to have them handed over; they are documented
    in `command_headers.py`.
    """

    action: str

    def authorise(self, request: Request) -> tuple[Caller, Grant, Role]:
        """Who commands, and in which role; 401, 403 or 422."""
        named = request.headers.get(AUTHORITY)
        return authorised(request, edge_of(request).permissions, self.action, named)

    async def __call__(
        self,
        request: Request,
    ) -> Said:
        edge = edge_of(request)
        headers = request.headers
        caller, grant, role = self.authorise(request)
        simulated_at = edge.simulated_instant(headers.get(TIME))
        decided_at = simulated_at or edge.clock.now()
        key = headers.get(KEY)
        if key is None:
            command_id = fresh()
        else:
            command_id = command_id_of(grant.authority, caller.sub, checked_key(key))
        query = request.scope["query_string"].decode("ascii", "replace")
        return Said(
            authority=grant.authority,
            caller=caller,
            actor=caller.sub,
            role=role,
            roles=grant.roles,
            team=grant.teams[0] if grant.teams else None,
            teams=grant.teams,
            worker=grant.worker,
            agency=grant.agency,
            key=key,
            command_id=command_id,
            fingerprint=fingerprint(
                edge.fingerprint_key,
                method=request.method,
                path=f"{request.scope['path']}?{query}" if query else request.scope["path"],
                body=await request.body(),
            ),
            decided_at=decided_at,
            today=london_date(decided_at),
            simulated_at=simulated_at,
            correlation_id=correlation_id() or fresh(),
            if_match=if_match_version(headers.get(MATCH)),
        )


@dataclass(frozen=True, slots=True)
class AskingFor:
    """The dependency that turns a request into an `Asking` for one action."""

    action: str

    def authorise(self, request: Request) -> tuple[Caller, Grant, Role]:
        """Who asks, and in which role; 401, 403 or 422."""
        named = request.headers.get(AUTHORITY, request.query_params.get(AUTHORITY_PARAMETER))
        return authorised(request, edge_of(request).permissions, self.action, named)

    async def __call__(
        self,
        request: Request,
    ) -> Asking:
        edge = edge_of(request)
        caller, grant, role = self.authorise(request)
        asked_at = edge.simulated_instant(request.headers.get(TIME)) or edge.clock.now()
        return Asking(
            authority=grant.authority,
            caller=caller,
            actor=caller.sub,
            role=role,
            roles=grant.roles,
            team=grant.teams[0] if grant.teams else None,
            teams=grant.teams,
            worker=grant.worker,
            agency=grant.agency,
            asked_at=asked_at,
            today=london_date(asked_at),
            correlation_id=correlation_id() or fresh(),
        )


def commanding(action: str) -> Commanding:
    """`Depends(commanding("respond"))`: a Said, or 401, 403 or 422."""
    return Commanding(action)


def asking(action: str) -> AskingFor:
    """`Depends(asking("see-cases"))`: an Asking, or 401, 403 or 422.

    The authority is the header's, else the query's `authority`, else the token's only one.
    """
    return AskingFor(action)


def authorised(
    request: Request, permissions: Permissions, action: str, authority: str | None
) -> tuple[Caller, Grant, Role]:
    """The caller, the grant they stand on and the role in which they may do `action`.

    Raises NotSignedIn, AuthorityNotNamed, AuthorityNotYours or RoleMayNot.
    """
    caller = caller_of(request)
    grant = caller.grant_in(authority)
    return caller, grant, permissions.role_for(grant.roles, action)
