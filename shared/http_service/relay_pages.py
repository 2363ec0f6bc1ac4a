"""What a service says of its relay: how far its log is on the topic, and what is not there."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final, Self, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from shared.http_service.log_pages import SEE
from shared.identity import RoleMayNot
from shared.problem_details import problems
from shared.runner import Pool
from shared.transport.relay_metrics import RelayMetrics
from shared.transport.relay_state import LeftOut, RelayState, left_out, relay_state
from shared.web.health import Unready

MOST_SHOWN: Final = 100

router = APIRouter(tags=["Log"])


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayDesk:
    """What the page asks; `topic` is None where no broker is named and readers read the feed.

    The lifespan of a service sets it as `app.state.relay`.
    """

    pool: Pool
    topic: str | None


class LeftOutView(BaseModel):
    """A message that the broker refuses: readers fetch it from the feed."""

    position: int
    stream_id: UUID
    event_id: UUID
    bytes: int
    reason: str = Field(examples=["too-large"])
    left_out_at: datetime

    @classmethod
    def of(cls, one: LeftOut) -> Self:
        return cls(**asdict(one))


class RelayView(BaseModel):
    """How far the log is relayed to Apache Kafka."""

    topic: str | None = Field(
        description="Null where no broker is named: readers read the feed.",
        examples=["candour.complaints.v1"],
    )
    log_id: UUID | None
    position: int = Field(description="The last that the broker acknowledged, with all before it.")
    event_id: UUID | None
    head: int = Field(description="The log's last position.")
    behind: int = Field(description="Events not yet acknowledged.")
    seconds_behind: float | None = Field(
        description="Since the relay was last level with the log; null if it never was."
    )
    epoch: int = Field(description="How often the relay was taken over.")
    sent: int = Field(description="Messages acknowledged; those that were sent again count again.")
    is_led: bool = Field(description="Whether a worker relays now.")
    is_stalled: bool = Field(description="Whether something waits to be sent, and nothing moves.")
    waiting: str | None = Field(description="What it waits for.", examples=["topic-missing"])
    halted: str | None = Field(
        description="Why it does not go on, where an operator has to look.",
        examples=["another-log"],
    )
    left_out: int = Field(description="Messages that the broker refuses.")
    first_left_out: list[LeftOutView] = Field(description=f"The first {MOST_SHOWN} of them.")

    @classmethod
    def of(cls, topic: str | None, state: RelayState, missing: tuple[LeftOut, ...]) -> Self:
        return cls(
            topic=topic,
            behind=state.behind,
            first_left_out=[LeftOutView.of(one) for one in missing],
            **{
                name: getattr(state, name)
                for name in cls.model_fields
                if name not in {"topic", "behind", "first_left_out"}
            },
        )


def _desk(request: Request) -> RelayDesk:
    return cast("RelayDesk", request.app.state.relay)


@router.get(
    "/relay",
    summary="How far the log is relayed to its topic",
    dependencies=[Depends(SEE)],
    responses=problems(RoleMayNot),
)
async def see_relay(desk: Annotated[RelayDesk, Depends(_desk)]) -> RelayView:
    missing = await left_out(desk.pool, after=0, limit=MOST_SHOWN)
    return RelayView.of(desk.topic, await relay_state(desk.pool), missing)


async def check_relay(pool: Pool, metrics: RelayMetrics) -> dict[str, int]:
    """For readiness, and told to the metrics. Raises Unready where the relay has halted.

    A broker that is away makes nothing unready: cases go on being recorded, and are sent later.
    """
    state = await relay_state(pool)
    metrics.tell(state)
    if state.halted:
        raise Unready("relay-halted")
    return {
        "relay_behind": state.behind,
        "relay_stalled": int(state.is_stalled),
        "relay_left_out": state.left_out,
    }
