"""What an answer shows is recorded before the answer is given.

    @router.get("/{reference}")
    async def see(reference: Reference, reader: Reader, recording: RecordingDep, ...) -> CaseView:
        case = await room.desk(rooms).find(reader.authority, reference)
        await recording.saw_case(reader, ReadAct.SEE_CASE, case)
        return ...

A command's answer shows a case too; who did it is on the case itself, and not said twice.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Annotated, Final, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Header, Request

from shared.access_log.reads import NewRead
from shared.access_log.recording import AccessLog
from shared.casework.api.dependencies import Who
from shared.casework.terms import ReadAct, ReadReason
from shared.event_store.case import Case
from shared.telemetry import Metrics

StateT = TypeVar("StateT")
EventT = TypeVar("EventT")

REASON: Final = "Candour-Reason"

ReasonAsked = Annotated[
    ReadReason | None,
    Header(
        alias=REASON,
        description="Why you look, where it is not plain: it goes into the access log.",
        examples=["supervision"],
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Records the reads of one request. `reason` is why the caller said they look."""

    access_log: AccessLog
    metrics: Metrics
    reason: ReadReason | None

    async def saw_case(self, who: Who, act: ReadAct, case: Case[StateT, EventT]) -> None:
        """As `saw`, of one case at hand."""
        await self.saw(who, act, case.recorded[0].stored.stream_kind, case.stream)

    async def saw(self, who: Who, act: ReadAct, kind: str, *streams: UUID) -> None:
        """Returns once it is on disk that `who` saw the content of these cases of one kind.

        To be called when the answer is certain, and before it is given. Raises TooManyReadsWaiting,
        ReadNotRecorded or RecordingStopped: then the answer is withheld.
        """
        started = perf_counter()
        await self.access_log.record(
            NewRead(
                authority=who.authority,
                subject=who.actor,
                worker=who.worker,
                role=who.role,
                team=who.team,
                agency=who.agency,
                act=act,
                kind=kind,
                streams=streams,
                reason=self.reason,
                correlation_id=who.correlation_id,
            )
        )
        self.metrics.read_recorded(perf_counter() - started)


async def recording(request: Request, reason: ReasonAsked = None) -> Recording:
    """The dependency of every route that shows something of a case."""
    state = request.app.state
    return Recording(
        access_log=cast("AccessLog", state.access_log),
        metrics=cast("Metrics", state.metrics),
        reason=reason,
    )


RecordingDep = Annotated[Recording, Depends(recording)]
