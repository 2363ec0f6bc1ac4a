"""The messages of a history, made on the way that every command takes, always the same bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID, uuid5

from shared.event_store.case import CaseKind, nothing_yet, steps_from
from shared.event_store.key_names import KeyName, Keys, KeyWanted
from shared.event_store.preparing import Preparing, with_history
from shared.event_store.store import Appended
from shared.messages.envelope import closed
from tests.support.golden import golden_keys

LOG: Final = UUID("00000000-0000-4000-8000-000000000001")
BEGUN: Final = datetime(2022, 7, 1, 9, tzinfo=UTC)
TODAY: Final = date(2022, 7, 1)

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenSaid:
    """One officer, always the same, with one command for each event of a history."""

    command_id: UUID
    role: str
    team: str | None
    authority: str = "demo"
    actor: str = "w-9"
    worker: str | None = "w-9"
    fingerprint: bytes = b""
    decided_at: datetime = BEGUN
    today: date = TODAY
    simulated_at: datetime | None = None
    correlation_id: UUID = LOG
    if_match: int | None = None


class GoldenKeyStore:
    """Keys made from their names."""

    async def ensure(self, wanted: Iterable[KeyWanted]) -> Keys:
        return golden_keys(want.name for want in wanted)

    async def fetch(self, names: Iterable[KeyName]) -> Keys:
        return golden_keys(names)


async def published(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
    history: Mapping[str, EventT],
    *,
    stream: UUID,
    role: str,
    team: str,
) -> dict[str, bytes]:
    """The messages of a history by file stem, in order: what `role` of `team` did on `stream`."""
    preparing = Preparing(keys=GoldenKeyStore(), log_id=LOG)
    case = nothing_yet(kind, stream)
    documents: dict[str, bytes] = {}
    for position, (stem, event) in enumerate(history.items(), start=1):
        said = GoldenSaid(command_id=uuid5(stream, stem), role=role, team=team)
        steps = steps_from(kind, case, (event,))
        prepared = await preparing.prepare(kind, case, steps, said)
        time = BEGUN + timedelta(minutes=position)
        (new,) = prepared.events
        documents[f"{stem}.v1"] = closed(new.message, time=time, position=position)
        stored = Appended(recorded_at=time, versions=(position,), positions=(position,))
        case = with_history(case, steps, prepared, said, stored)
    return documents
