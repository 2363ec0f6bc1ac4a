"""The vocabulary of every rule: deciders, refusals, circumstances, and marked personal fields."""

from shared.event_sourcing.circumstances import Circumstances
from shared.event_sourcing.decider import Decider, fold
from shared.event_sourcing.personal import (
    FREE_TEXT,
    PERSONAL,
    Erased,
    FreeText,
    Marker,
    Personal,
    PersonalDate,
)
from shared.event_sourcing.refusal import NOT_LIKE_THIS, NOT_NOW, Refusal
from shared.event_sourcing.standing import refusal_of, standing_against

__all__ = [
    "FREE_TEXT",
    "NOT_LIKE_THIS",
    "NOT_NOW",
    "PERSONAL",
    "Circumstances",
    "Decider",
    "Erased",
    "FreeText",
    "Marker",
    "Personal",
    "PersonalDate",
    "Refusal",
    "fold",
    "refusal_of",
    "standing_against",
]
