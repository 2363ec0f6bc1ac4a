"""Streams that an authority has one of in this service."""

from typing import Final
from uuid import UUID

from shared.casework.streams import AuthorityStreams

STREAMS: Final = AuthorityStreams(UUID("5b0c6a52-3f1d-5a7e-9b0e-6f4c2d8e1a70"))
