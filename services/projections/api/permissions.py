"""Who may ask and do what."""

from typing import Final

from shared.http_service import reader_pages
from shared.identity import Permissions

READ_FIGURES: Final = "read-figures"
ENTER_FIGURES: Final = "enter-figures"
READ_CLOCKS: Final = "read-clocks"
REBUILD: Final = "rebuild"

MANAGERS: Final = ("complaints-manager", "team-manager", "service-manager", "reviewing-officer")
READERS: Final = ("reporting-analyst", *MANAGERS, "auditor", "administrator")

PERMISSIONS: Final = Permissions.of(
    {
        READ_FIGURES: READERS,
        ENTER_FIGURES: ("reporting-analyst",),
        READ_CLOCKS: (*READERS, "complaints-officer", "social-worker", "placement-officer"),
        REBUILD: ("administrator",),
        **reader_pages.ROLES,
    }
)
