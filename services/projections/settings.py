"""Every environment variable that the projection service reads, typed, with its default."""

from dataclasses import dataclass
from typing import Final

from shared.web.reading_settings import ReadingSettings

SCHEMA: Final = "projections"
READERS: Final = "figures"
"""The name under which this service reads: one checkpoint for each source and slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionsSettings(ReadingSettings):
    """What is read is said by `CANDOUR_SOURCES`; see `ReadingSettings`."""

    port: int = 8004
    pool_size: int = 8
