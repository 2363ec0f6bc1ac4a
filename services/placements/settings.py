"""Every environment variable that the placements service reads, typed, with its default."""

from dataclasses import dataclass

from shared.casework.settings import CaseworkSettings

SCHEMA = "placements"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementsSettings(CaseworkSettings):
    port: int = 8003
