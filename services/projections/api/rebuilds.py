"""Routes of rebuilds: asked for by an administrator, carried out by the worker, watched here."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from services.projections.api.dependencies import DeskDep
from services.projections.api.permissions import REBUILD
from services.projections.api.refusals import (
    NoFormerGeneration,
    NoSuchRebuild,
    RebuildNotEnded,
)
from services.projections.application.ports import KeyReused as CameBefore
from services.projections.application.rebuilds import (
    Generation,
    NothingToGoBackTo,
    Rebuild,
    RebuildAsked,
    RebuildKind,
    RebuildState,
    RebuildUnderWay,
)
from shared.event_store.refusals import KeyReused
from shared.http_service.reader_pages import AuthorityAsked
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding

SHOWN = 20

router = APIRouter(prefix="/rebuilds", tags=["Rebuilds"])

Administrator = Annotated[Said, Depends(commanding(REBUILD))]
Watching = Annotated[Asking, Depends(asking(REBUILD))]


class RebuildBody(BaseModel):
    """A rebuild of every figure's tables; or `back` to the ones that answered before the last."""

    model_config = ConfigDict(extra="forbid")

    kind: RebuildKind = RebuildKind.REBUILD


class RebuildView(BaseModel):
    """How a rebuild stands. It answers nothing before it is `done`."""

    rebuild_id: UUID
    kind: RebuildKind
    asked_by: str = Field(description="The subject of the token.")
    asked_at: datetime
    state: RebuildState
    attempts: int = Field(description="How often a worker has begun it.")
    generation: int | None = Field(description="Which generation is made, or gone back to.")
    messages: int = Field(description="Messages to fold.")
    messages_done: int
    checks: dict[str, int] = Field(
        description="What was counted in the new generation: `messages` and `cases`, which are "
        "those of the live one; rows; parked cases, and how many of them could now be applied; "
        "messages that came meanwhile.",
        examples=[{"messages": 6710, "cases": 812, "parked_cases": 0, "came_meanwhile": 3}],
    )
    failure: str | None = Field(description="A code.", examples=["poison-only-on-rebuild"])
    failed_source: str | None
    failed_position: int | None
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, rebuild: Rebuild) -> Self:
        return cls(**asdict(rebuild))


class GenerationView(BaseModel):
    """A generation of the tables; the one that is `live` answers."""

    number: int
    state: str = Field(examples=["live"])
    made_at: datetime
    live_since: datetime | None

    @classmethod
    def of(cls, generation: Generation) -> Self:
        return cls(**asdict(generation))


class RebuildList(BaseModel):
    """The latest rebuilds first, and the generations that there are."""

    items: list[RebuildView]
    generations: list[GenerationView]


@router.post(
    "",
    status_code=202,
    summary="Rebuild what the figures are counted from, beside what answers now",
    responses=problems(RebuildNotEnded, NoFormerGeneration, KeyReused),
)
async def ask_for_rebuild(
    desk: DeskDep, said: Administrator, body: RebuildBody | None = None
) -> RebuildView:
    """From the messages that were kept, asking nobody else. Figures are answered meanwhile as ever.

    The worker takes it up within a second. One at a time; the same Idempotency-Key again is the
    same rebuild.
    """
    try:
        asked = await desk.rebuilds.ask(
            RebuildAsked(
                rebuild_id=said.command_id,
                kind=(body or RebuildBody()).kind,
                fingerprint=said.fingerprint,
                asked_by=said.actor,
                asked_role=said.role,
            )
        )
    except RebuildUnderWay:
        raise RebuildNotEnded from None
    except NothingToGoBackTo:
        raise NoFormerGeneration from None
    except CameBefore:
        raise KeyReused from None
    return RebuildView.of(asked)


@router.get("", summary="Rebuilds, the latest first, and the generations that there are")
async def list_rebuilds(
    desk: DeskDep, _watching: Watching, _authority: AuthorityAsked = None
) -> RebuildList:
    return RebuildList(
        items=[RebuildView.of(one) for one in await desk.rebuilds.latest(SHOWN)],
        generations=[GenerationView.of(one) for one in await desk.rebuilds.generations()],
    )


@router.get("/{rebuild_id}", summary="How one rebuild stands", responses=problems(NoSuchRebuild))
async def show_rebuild(
    rebuild_id: UUID, desk: DeskDep, _watching: Watching, _authority: AuthorityAsked = None
) -> RebuildView:
    found = await desk.rebuilds.find(rebuild_id)
    if found is None:
        raise NoSuchRebuild
    return RebuildView.of(found)
