"""Who may ask and do what."""

from typing import Final

from shared.identity import Permissions

READ_FIGURES: Final = "read-figures"
ENTER_FIGURES: Final = "enter-figures"
READ_CLOCKS: Final = "read-clocks"
READ_SOURCES: Final = "read-sources"
READ_PARKED: Final = "read-parked"
RETRY_PARKED: Final = "retry-parked"

MANAGERS: Final = ("complaints-manager", "team-manager", "service-manager", "reviewing-officer")
READERS: Final = ("reporting-analyst", *MANAGERS, "auditor", "administrator")

PERMISSIONS: Final = Permissions.of(
    {
        READ_FIGURES: READERS,
        ENTER_FIGURES: ("reporting-analyst",),
        READ_CLOCKS: (*READERS, "complaints-officer", "social-worker", "placement-officer"),
        READ_SOURCES: (*READERS, "complaints-officer", "service"),
        READ_PARKED: ("administrator", "auditor", "reporting-analyst"),
        RETRY_PARKED: ("administrator", "reporting-analyst"),
    }
)
