"""Messages into read models, once each, whatever is delivered twice, late or in bursts."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from services.projections.application.quick_reading import quickly_told
from services.projections.read_models.folding import Known, PageRows, fold
from services.projections.read_models.told import Told, told
from shared.messages.reading import Message, UnreadableMessage
from shared.runner import Delivery, Lent, Poison


class Rows(Protocol):
    """The tables of the read models."""

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> dict[UUID, int]:
        """The version up to which each known case was applied."""

    async def known(self, connection: Lent, source: str, streams: Sequence[UUID]) -> Known:
        """What stands of these cases."""

    async def write(
        self, connection: Lent, source: str, rows: PageRows, deliveries: Sequence[Delivery]
    ) -> None:
        """Adds a page's rows."""

    async def move_head(self, connection: Lent, source: str, stream: UUID, version: int) -> None:
        """A case counts as applied up to there."""


class Projecting:
    """The projection of the runner: drops what was seen, refuses a gap, folds and writes."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        return await self._rows.heads(connection, source, streams)

    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        """Poison where a message cannot be read, is another service's, or follows a gap."""
        streams = list({one.stream_id for one in deliveries})
        heads = await self._rows.heads(connection, source, streams)
        fresh: list[Delivery] = []
        versions = dict(heads)
        for one in deliveries:
            head = versions.get(one.stream_id, 0)
            if one.version <= head:
                continue
            if one.version > head + 1:
                raise Poison("gap-in-case")
            versions[one.stream_id] = one.version
            fresh.append(one)
        if not fresh:
            return
        messages = [readable(source, one) for one in fresh]
        known = await self._rows.known(connection, source, list(heads))
        await self._rows.write(connection, source, fold(messages, known), fresh)

    async def pass_over(self, connection: Lent, source: str, delivery: Delivery) -> None:
        """The figures lack it from now on; what follows on its case is applied without it."""
        await self._rows.move_head(connection, source, delivery.stream_id, delivery.version)


def readable(source: str, delivery: Delivery) -> Told:
    """What a delivery tells; Poison where it cannot be read, or is another service's."""
    rows = quickly_told(delivery.body)
    if rows is None:
        try:
            rows = told(Message.parse(delivery.body))
        except UnreadableMessage:
            raise Poison("unreadable") from None
    if rows.recording.source != source:
        raise Poison("another-service")
    return rows
