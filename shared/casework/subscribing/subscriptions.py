"""Messages of other services turned into commands here, once each.

A command's id derives from what it was caused by, so that a message heard again says it again and
the log answers as the first time. What a rule refuses parks the message, by the refusal's code.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.event_sourcing import Refusal
from shared.event_store.store import LogAhead, OutcomeUnknown, QueueFull
from shared.messages.reading import Message, UnreadableMessage
from shared.runner import Delivery, Lent, Poison

NAME: Final = "subscriptions"
"""The name under which a service reads others: one checkpoint for each of them."""

_HEADS: Final = """
select stream_id, version from heard_cases where source = $1 and stream_id = any($2::uuid[])
"""
_HEARD: Final = """
insert into heard_cases as heard (source, stream_id, version) values ($1, $2, $3)
on conflict (source, stream_id) do update set version = excluded.version
 where heard.version < excluded.version
"""

Hearing = Callable[[Message], Awaitable[None]]
"""What is done because of a message; nothing, if it concerns nobody here. Raises a Refusal."""


class OwnLogAway(ConnectionError):
    """Our own log takes nothing at the moment: a passing fault, and not the message's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """The projection of the runner that hears: `hearings` by the service that is heard."""

    hearings: Mapping[str, Hearing]

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        rows = await connection.fetch(_HEADS, source, list(streams))
        return {row["stream_id"]: row["version"] for row in rows}

    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        """Poison where a message is unreadable, follows a gap, or is refused; or OwnLogAway."""
        heads = dict(await self.heads(connection, source, [one.stream_id for one in deliveries]))
        for one in deliveries:
            head = heads.get(one.stream_id, 0)
            if one.version <= head:
                continue
            if one.version > head + 1:
                raise Poison("gap-in-case")
            await self._hear(source, one)
            heads[one.stream_id] = one.version
        rows = [(source, stream, version) for stream, version in heads.items()]
        await connection.executemany(_HEARD, rows)

    async def pass_over(self, connection: Lent, source: str, delivery: Delivery) -> None:
        """Nothing is done because of it, ever."""
        await connection.execute(_HEARD, source, delivery.stream_id, delivery.version)

    async def _hear(self, source: str, delivery: Delivery) -> None:
        try:
            message = Message.parse(delivery.body)
        except UnreadableMessage:
            raise Poison("unreadable") from None
        if message.service != source:
            raise Poison("another-service")
        try:
            await self.hearings[source](message)
        except Refusal as refusal:
            raise Poison(refusal.code) from None
        except (QueueFull, OutcomeUnknown, LogAhead) as fault:
            raise OwnLogAway(type(fault).__name__) from fault


NOBODY_HEARD: Final = Subscriptions(hearings={})
"""Of a service that subscribes to none."""
