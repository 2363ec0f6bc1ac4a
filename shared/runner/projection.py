"""What a reader does with messages: a projection of figures, or a subscription of a service."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from shared.runner.connection import Lent
from shared.runner.source import Delivery


class Projection(Protocol):
    """Applies messages inside the transaction that also moves the checkpoint.

    Whatever `apply` raises for a fault of the message itself parks that message's case, and its
    transaction is undone; so a projection keeps no state of its own outside the database.
    """

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> Mapping[UUID, int]:
        """The version up to which each case was applied; a case not yet seen is left out."""

    async def apply(self, connection: Lent, source: str, deliveries: Sequence[Delivery]) -> None:
        """Applies new messages; of each case in the order of versions, without holes."""

    async def pass_over(self, connection: Lent, source: str, delivery: Delivery) -> None:
        """Takes a message for applied without applying it: what follows on its case may come."""


class Poison(Exception):
    """The message cannot be applied, now or later, and `code` says why, without its content."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
