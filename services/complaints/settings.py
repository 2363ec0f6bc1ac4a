"""Every environment variable that the complaints service reads, typed, with its default."""

from dataclasses import dataclass

from shared.web.settings import ServiceSettings

SCHEMA = "complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsSettings(ServiceSettings):
    """`append_queue` is how many commands may wait to be stored before more are answered 503."""

    port: int = 8001
    append_queue: int = 1_000
    pool_size: int = 8
    erasure_poll_seconds: float = 1.0
