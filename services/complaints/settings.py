"""Every environment variable that the complaints service reads, typed, with its default."""

from dataclasses import dataclass

from shared.casework.settings import CaseworkSettings

SCHEMA = "complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsSettings(CaseworkSettings):
    port: int = 8001
