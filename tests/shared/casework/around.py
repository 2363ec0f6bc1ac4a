"""The world around a decision in a service whose authority arranged nothing."""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from shared.casework.here import AnyHere
from shared.event_sourcing import Circumstances
from shared.working_days import current_edition

RECEIVED: Final = date(2022, 4, 11)
DAY_3: Final = date(2022, 4, 14)
DAY_4: Final = date(2022, 4, 19)
TODAY: Final = date(2022, 6, 30)
TOMORROW: Final = date(2022, 7, 1)
STREAM: Final = UUID("6f1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d02")


def here(today: date = TODAY) -> AnyHere:
    """The world on `today`, at four in the afternoon."""
    return Circumstances(
        stream=STREAM,
        today=today,
        now=datetime.combine(today, time(16), tzinfo=UTC),
        calendar=current_edition(),
        policy=None,
    )
