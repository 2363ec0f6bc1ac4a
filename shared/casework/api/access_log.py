"""Route of the access log: who read which case, when, in what role, and why where they said so."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from shared.access_log.looking_up import SoughtReads
from shared.access_log.reads import RecordedRead, SeenCase
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.api.rooms import AnyRoomsDep
from shared.casework.api.views import View
from shared.casework.asking import AUDITOR
from shared.casework.terms import ReadAct, ReadReason
from shared.clock import london_end_of_day
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.as_written import Day
from shared.web.clean_text import CleanStr
from shared.web.paging import Page, Paging, link_next, paged, paging

READ_ACCESS_LOG: Final = "read-access-log"
ROLES: Final[Mapping[str, frozenset[str]]] = {READ_ACCESS_LOG: frozenset({AUDITOR})}
"""Only the auditor: not those who run the system, and not those whose reads it lists."""

KIND: Final = "access-log"
LAST_POSITION: Final = 2**63 - 1
_ACTS: Final = {str(act): act for act in ReadAct}
_REASONS: Final = {str(reason): reason for reason in ReadReason}

router = APIRouter(prefix="/access-log", tags=["Access log"])


class SeenCaseView(View):
    """A case whose content was in the answer. A case that is on no list has no reference."""

    case: UUID
    reference: str | None

    @classmethod
    def of(cls, seen: SeenCase) -> Self:
        return cls(case=seen.stream, reference=seen.reference)


class ReadView(View):
    """One read. `by` is the subject of the token, `role` that in which they read."""

    position: int
    read_at: datetime
    by: str
    worker: str | None
    role: str
    team: str | None
    agency: str | None
    act: ReadAct
    kind: str = Field(examples=["complaint"])
    cases: list[SeenCaseView] = Field(description="In the order of the answer.")
    reason: ReadReason | None
    correlation: UUID

    @classmethod
    def of(cls, read: RecordedRead) -> Self:
        return cls(
            position=read.position,
            read_at=read.read_at,
            by=read.subject,
            worker=read.worker,
            role=read.role,
            team=read.team,
            agency=read.agency,
            act=_ACTS[read.act],
            kind=read.kind,
            cases=[SeenCaseView.of(seen) for seen in read.seen],
            reason=None if read.reason is None else _REASONS[read.reason],
            correlation=read.correlation_id,
        )


class ReadFilters:
    """Every filter that is given must hold."""

    def __init__(
        self,
        *,
        case: Annotated[
            CleanStr | None,
            Query(
                description="A case, by its reference.", max_length=40, examples=["C-2022-00001"]
            ),
        ] = None,
        person: Annotated[
            UUID | None,
            Query(description="Reads of the person, and of every case that they are on now."),
        ] = None,
        by: Annotated[
            CleanStr | None,
            Query(description="A worker's code, or the subject of a token.", max_length=200),
        ] = None,
        read_from: Annotated[
            Day | None, Query(alias="from", description="From this London day on.")
        ] = None,
        read_to: Annotated[
            Day | None, Query(alias="to", description="Up to this London day, inclusive.")
        ] = None,
    ) -> None:
        self.sought = SoughtReads(
            case=case,
            person=person,
            by=by,
            read_from=_midnight_before(read_from) if read_from else None,
            read_before=_midnight_after(read_to) if read_to else None,
        )


@router.get("", summary="Who read what, the latest first", responses=problems(CursorInvalid))
async def see_access_log(
    *,
    rooms: AnyRoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_ACCESS_LOG))],
    filters: Annotated[ReadFilters, Depends()],
    page: Annotated[Paging, Depends(paging)],
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> Page[ReadView]:
    """Of the caller's authority. To read it is a read, and recorded like the others."""
    sought = filters.sought
    reads = await rooms.reads.page(
        reader.authority,
        sought,
        before=_after(page),
        limit=page.limit + 1,
    )
    shown, following = paged(reads, page, key=lambda read: (read.position,))
    asked_about = [] if sought.person is None else [sought.person]
    if sought.case is not None:
        asked_about += await rooms.reads.streams_of(reader.authority, sought.case)
    await recording.saw(reader, ReadAct.SEE_ACCESS_LOG, KIND, *asked_about)
    link_next(request, response, following)
    return Page[ReadView](items=[ReadView.of(read) for read in shown], next=following)


def _midnight_before(day: date) -> datetime | None:
    """None of the first day that there is: everything is later."""
    return None if day == date.min else london_end_of_day(day - timedelta(days=1))


def _midnight_after(day: date) -> datetime | None:
    """None of the last day that there is: everything is earlier."""
    return None if day == date.max else london_end_of_day(day)


def _after(page: Paging) -> int | None:
    match page.after_shaped(int):
        case None:
            return None
        case (int(position),) if 0 <= position <= LAST_POSITION:
            return position
        case _:
            raise CursorInvalid
