"""Streams that an authority has one of in this service."""

from typing import Final
from uuid import UUID

from shared.casework.streams import AuthorityStreams

STREAMS: Final = AuthorityStreams(UUID("7c1d58a0-2e4b-5d61-8a3f-90b7e6c2d415"))
