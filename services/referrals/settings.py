"""Every environment variable that the referrals service reads, typed, with its default."""

from dataclasses import dataclass

from shared.casework.settings import CaseworkSettings

SCHEMA = "referrals"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsSettings(CaseworkSettings):
    port: int = 8002
