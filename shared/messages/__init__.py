"""What services tell each other: facts, clocks and codes in one versioned document an event."""

from shared.messages.case import ActorInMessage, CaseInMessage
from shared.messages.envelope import NotPublishable, build
from shared.messages.facts import (
    NOTHING_STATED,
    Fact,
    FactChange,
    Restatement,
    Statement,
    Statements,
    fact_id,
    restate,
)
from shared.messages.people import PersonInMessage, age_on, month_of
from shared.messages.reading import Heading, Message, UnreadableMessage
from shared.messages.schema import MessageType

__all__ = [
    "NOTHING_STATED",
    "ActorInMessage",
    "CaseInMessage",
    "Fact",
    "FactChange",
    "Heading",
    "Message",
    "MessageType",
    "NotPublishable",
    "PersonInMessage",
    "Restatement",
    "Statement",
    "Statements",
    "UnreadableMessage",
    "age_on",
    "build",
    "fact_id",
    "month_of",
    "restate",
]
