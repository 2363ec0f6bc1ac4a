"""Codes and words from which the quarter draws what no figure fixes; illustrative, all of it."""

from collections.abc import Mapping
from typing import Final

TEAMS: Final[Mapping[str, str]] = {
    "assessment-north": "Assessment North",
    "assessment-south": "Assessment South",
    "assessment-west": "Assessment West",
}
EXPLOITATION_TEAM: Final = "exploitation"
WORKERS: Final = ("exploitation-01", "exploitation-02", "exploitation-03")

SOURCES: Final[tuple[tuple[str, str | None], ...]] = (
    *(("police", "county-police"),) * 5,
    *(("school", None),) * 4,
    *(("health", "hospital-trust"),) * 3,
    *(("own-service", None), ("family", None), ("public", None), ("housing", None)),
    *(("voluntary", None), ("other-authority", None)),
)
CATEGORIES: Final = (
    *("neglect", "neglect", "domestic-abuse", "domestic-abuse", "domestic-abuse"),
    *("physical-abuse", "emotional-abuse", "parental-mental-health", "parental-substance-use"),
    *("family-in-acute-stress", "disability", "unacceptable-behaviour"),
)
EXPLOITED: Final = ("sexual-exploitation", "criminal-exploitation")
MODELS: Final = ("online", "peer", "older-partner", "county-lines", "gang")
SITUATIONS: Final = ("at-home", "at-home", "with-family", "foster-care", "residential")
RESPONSE_REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "social-work": ("in-need", "in-need", "significant-harm"),
    "early-help": ("needs-below-threshold",),
    "information": ("advice-given", "for-another-authority"),
    "no-further-action": ("nothing-substantiated", "consent-refused"),
}
ASSESSMENT_OUTCOMES: Final = (
    *("child-in-need", "child-in-need", "no-further-action", "no-further-action"),
    *("early-help", "section-47"),
)
OVER_REASONS: Final = (
    *("complexity", "family-unavailable", "waiting-for-others", "change-of-worker"),
    *("capacity", "capacity", "late-start", "late-authorisation"),
)
CLOSING_WORDS: Final = (
    "Nothing is left to be done here.",
    "The family knows whom to ask, and the record is complete.",
)
