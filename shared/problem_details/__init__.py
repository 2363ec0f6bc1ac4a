"""Every refusal as problem+json (RFC 9457): answered, documented in OpenAPI, and explained."""

from shared.problem_details.catalogue import known_refusals
from shared.problem_details.catalogue import router as catalogue_router
from shared.problem_details.documented import ProblemBody, problems
from shared.problem_details.handlers import answer, install
from shared.problem_details.problem import MEDIA_TYPE, FieldError, Problem, problem_of, response_of
from shared.problem_details.refusals import (
    BodyInvalid,
    BodyTooLarge,
    BodyUnreadable,
    ClockAhead,
    DatabaseAway,
    Defect,
    MethodNotAllowed,
    NoSuchPage,
    OutcomeNotKnown,
    QueryRepeated,
    QueryUnknown,
    QueueIsFull,
    RequestUnreadable,
    Stopping,
)

__all__ = [
    "MEDIA_TYPE",
    "BodyInvalid",
    "BodyTooLarge",
    "BodyUnreadable",
    "ClockAhead",
    "DatabaseAway",
    "Defect",
    "FieldError",
    "MethodNotAllowed",
    "NoSuchPage",
    "OutcomeNotKnown",
    "Problem",
    "ProblemBody",
    "QueryRepeated",
    "QueryUnknown",
    "QueueIsFull",
    "RequestUnreadable",
    "Stopping",
    "answer",
    "catalogue_router",
    "install",
    "known_refusals",
    "problem_of",
    "problems",
    "response_of",
]
