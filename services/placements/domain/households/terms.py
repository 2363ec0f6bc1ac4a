"""The code lists of fostering households, in the words of the field.

Sources: the fostering reports of the 2016-11 paper (A6, A7, C4), Children Act 1989 Sch 7,
SI 2010/959 reg 23.
"""

from collections.abc import Mapping
from typing import Final

from shared.casework.terms import Term


class HouseholdKind(Term):
    """Which kind of carers they are (2016-11 paper C4)."""

    IN_HOUSE = "in-house", "In-house mainstream carers"
    KINSHIP = "kinship", "Kinship carers or other connected persons"
    SPECIALIST = "specialist", "Specialist or parallel carers"
    SHORT_BREAKS = "short-breaks", "Short break carers"
    SUPPORTED_LODGINGS = "supported-lodgings", "Supported lodgings"


class Ground(Term):
    """By what a child is placed: within both limits, or by what lifts the one that is passed."""

    WITHIN_TERMS = "within-terms", "Within the terms of approval and the usual limit"
    SIBLINGS = "siblings", "All siblings of each other (Children Act 1989 Sch 7 para 3)"
    EXEMPTION = "exemption", "Exemption that names the child (Children Act 1989 Sch 7 para 4)"
    EMERGENCY = "emergency", "Emergency, for six working days (SI 2010/959 reg 23)"


class Limit(Term):
    """What a child who is placed can be beyond."""

    USUAL_LIMIT = "usual-limit", "The usual fostering limit (Children Act 1989 Sch 7 para 2)"
    PLACES = "places", "The places in the terms of approval"
    AGES = "ages", "The ages in the terms of approval"


class HoldReason(Term):
    """Why approved places cannot be filled for a time."""

    CARERS_REST = "carers-rest", "The carers rest, or are on holiday"
    ILLNESS = "illness", "Illness in the household"
    NEEDS_OF_CHILD_PLACED = "needs-of-child-placed", "A child who is placed needs the room"
    UNDER_REVIEW = "under-review", "The approval is under review"
    CONCERN = "concern", "A concern or an allegation is looked into"
    OTHER = "other", "Another reason"


class HouseholdClosingReason(Term):
    """Why a household fosters no more (2016-11 paper L2073-2079, L2215-2217)."""

    RETIRED = "retired", "The carers retired or resigned"
    ADOPTED_CHILD = "adopted-child", "The carers adopted the child who was placed"
    PERMANENCE_ORDER = "permanence-order", "Special guardianship or child arrangements order"
    DEREGISTERED = "deregistered", "Deregistered for reasons of practice"
    MOVED_AWAY = "moved-away", "Moved away, or to another service"
    OTHER = "other", "Another reason"


LISTS: Final[Mapping[str, type[Term]]] = {
    "grounds": Ground,
    "hold-reasons": HoldReason,
    "household-closing-reasons": HouseholdClosingReason,
    "household-kinds": HouseholdKind,
    "limits": Limit,
}
