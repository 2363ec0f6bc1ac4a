"""Streams that an authority has one of in this service."""

from typing import Final
from uuid import UUID

from shared.casework.streams import AuthorityStreams

STREAMS: Final = AuthorityStreams(UUID("c2a0e7b4-91d6-5f38-8a5e-3d7b6f20e413"))
