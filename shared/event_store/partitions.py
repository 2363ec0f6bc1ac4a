"""Which partition a case's messages go to: Kafka's own choice, so that feed and topic agree."""

from struct import Struct
from typing import Final
from uuid import UUID

_SEED: Final = 0x9747B28C
_M: Final = 0x5BD1E995
_R: Final = 24
_WORD: Final = 0xFFFFFFFF
_WORDS: Final = Struct("<I")


def partition_hash(stream_id: UUID) -> int:
    """Kafka's murmur2 of the stream id as text, made positive as Kafka's producers make it."""
    return murmur2(str(stream_id).encode()) & 0x7FFFFFFF


def murmur2(key: bytes) -> int:
    """Kafka's 32-bit murmur2 (org.apache.kafka.common.utils.Utils), as an unsigned number."""
    length = len(key)
    h = _SEED ^ length
    whole = length & ~3
    for (word,) in _WORDS.iter_unpack(key[:whole]):
        k = word * _M & _WORD
        k ^= k >> _R
        h = (h * _M & _WORD) ^ (k * _M & _WORD)
    if whole < length:
        h = (h ^ int.from_bytes(key[whole:], "little")) * _M & _WORD
    h ^= h >> 13
    h = h * _M & _WORD
    return h ^ (h >> 15)
