"""What the log says of itself: how far it reaches, and whether anybody has tampered with it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from shared.access_log.verifying import AccessLogVerification
from shared.event_store.store import Checkpoint
from shared.event_store.verifying import FindingKind, Verification
from shared.http_service.feed import Log, log_of
from shared.identity import Role, RoleMayNot
from shared.problem_details import problems
from shared.web import caller_of
from shared.web.as_written import Number

MOST_READERS: Final = 200

Verify = Callable[[Mapping[str, Checkpoint]], Awaitable[Verification]]
VerifyAccessLog = Callable[[], Awaitable[AccessLogVerification]]

router = APIRouter(prefix="/log", tags=["Log"])


class LogView(BaseModel):
    """Which log this is and how far it reaches."""

    log_id: UUID
    position: int = Field(description="Of the last event; 0 while there is none.")
    event_id: UUID | None
    simulated: bool = Field(description="True where simulated time was ever used in it.")


class ReaderPosition(BaseModel):
    """Where a reader says it is: a reader ahead of the log has seen what is now gone."""

    model_config = ConfigDict(extra="forbid")

    reader: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9./-]{0,99}$", examples=["projections"])]
    log_id: UUID
    position: Annotated[Number, Field(ge=0, le=2**62)]
    event_id: UUID | None = None


class VerificationRequest(BaseModel):
    """The readers whose positions are to be held against the log."""

    model_config = ConfigDict(extra="forbid")

    readers: Annotated[list[ReaderPosition], Field(max_length=MOST_READERS)] = []


class FindingView(BaseModel):
    """One thing that is wrong: where, and what."""

    kind: FindingKind
    position: int | None
    stream_id: UUID | None
    version: int | None
    said: str


class BrokenReadView(BaseModel):
    """One thing that is wrong in the access log: where, and what."""

    kind: Literal["edited", "deleted"]
    position: int
    said: str


class AccessLogVerificationView(BaseModel):
    """The access log's examination: in order exactly when there are no findings."""

    ok: bool
    reads_checked: int
    findings: list[BrokenReadView]


class VerificationView(BaseModel):
    """The log's examination, and the access log's: in order exactly when neither has findings."""

    ok: bool
    log_id: UUID
    events_checked: int
    findings: list[FindingView]
    access_log: AccessLogVerificationView | None = Field(
        description="Of who read what; null where the service records no reads."
    )


@dataclass(frozen=True, slots=True)
class Only:
    """A dependency: one of `roles` in any authority, since a log belongs to all of them."""

    action: str
    roles: tuple[Role, ...]

    def authorise(self, request: Request) -> None:
        """Raises RoleMayNot."""
        if not caller_of(request).has_role(*self.roles):
            raise RoleMayNot(action=self.action)

    async def __call__(self, request: Request) -> None:
        self.authorise(request)


SEE: Final = Only("see-log", (Role.SERVICE, Role.AUDITOR, Role.ADMINISTRATOR))
VERIFY: Final = Only("verify-log", (Role.AUDITOR, Role.ADMINISTRATOR))


@router.get(
    "",
    summary="How far the log reaches",
    dependencies=[Depends(SEE)],
    responses=problems(RoleMayNot),
)
async def see_log(log: Annotated[Log, Depends(log_of)]) -> LogView:
    head = await log.head()
    return LogView(
        log_id=head.log_id,
        position=head.position,
        event_id=head.event_id,
        simulated=head.simulated,
    )


@router.post(
    "/verification",
    summary="Walk the hash chains and name the first broken link",
    dependencies=[Depends(VERIFY)],
    responses=problems(RoleMayNot),
)
async def verify_log(request: Request, body: VerificationRequest) -> VerificationView:
    """Finds edited, deleted and reordered events and reads, holes, and readers ahead of the log."""
    verify = cast("Verify", request.app.state.verify)
    verification = await verify(
        {
            reader.reader: Checkpoint(
                log_id=reader.log_id, position=reader.position, event_id=reader.event_id
            )
            for reader in body.readers
        }
    )
    examine = cast("VerifyAccessLog | None", request.app.state.verify_access_log)
    reads = None if examine is None else await examine()
    return VerificationView(
        ok=verification.ok and (reads is None or reads.ok),
        log_id=verification.log_id,
        events_checked=verification.events_checked,
        findings=[
            FindingView.model_validate(found, from_attributes=True)
            for found in verification.findings
        ],
        access_log=None
        if reads is None
        else AccessLogVerificationView.model_validate(reads, from_attributes=True),
    )
