"""A message as its readers see it: typed, and tolerant of members that they do not know."""

from datetime import date, datetime
from typing import Self, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from shared.clock import london_date
from shared.messages.faults import where_it_fails
from shared.messages.shapes import MessageShape, Shape

ShapeT = TypeVar("ShapeT", bound=Shape)


class UnreadableMessage(ValueError):
    """The bytes are no message of the contract. Says where and how, never with what value."""


class Heading(Shape):
    """The least that is known of a message, for parking one whose data cannot be read."""

    id: UUID
    type: str
    stream: UUID = Field(alias="subject")
    case_version: int = Field(alias="caseversion")
    time: AwareDatetime
    position: int

    @classmethod
    def parse(cls, document: bytes) -> Self:
        """Raises UnreadableMessage."""
        return _parsed(cls, document)


class Message(MessageShape):
    """One message, whole. `data` holds the case, people, clocks and facts."""

    @classmethod
    def parse(cls, document: bytes) -> Self:
        """Raises UnreadableMessage."""
        return _parsed(cls, document)

    @property
    def service(self) -> str:
        return self.source.split("/")[1]

    @property
    def log_id(self) -> UUID:
        return UUID(self.source.split("/")[2])

    @property
    def event_type(self) -> str:
        """`complaint-received`, of `candour.complaints.complaint-received.v1`."""
        return self.type.rsplit(".", 2)[1]

    @property
    def version(self) -> int:
        return int(self.type.rsplit(".v", 1)[1])

    @property
    def number(self) -> int:
        """The position in the log, as a number."""
        return int(self.position)

    @property
    def recorded_at(self) -> datetime:
        return self.time

    @property
    def occurred_on(self) -> date:
        """The London date on which it happened, also of an event that carries an instant."""
        if self.data.occurred_on is not None:
            return self.data.occurred_on
        assert self.data.occurred_at is not None
        return london_date(self.data.occurred_at)


def _parsed(shape: type[ShapeT], document: bytes) -> ShapeT:
    try:
        return shape.model_validate_json(document)
    except ValidationError as problem:
        raise UnreadableMessage(where_it_fails(problem)) from None
