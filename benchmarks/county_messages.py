"""Any number of messages in the shapes that the real services publish, over interleaved cases.

The golden histories of the services' tests (one of each kind of case) are told again and again, of
new cases: every id is another one, and a case ends where chance ends it. The same number gives the
same log, byte for byte.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

import orjson

from shared.runner import Delivery

GOLDEN: Final = Path(__file__).parents[1] / "tests"
SERVICES: Final = ("complaints", "referrals", "placements")
LOG: Final = "00000000-0000-4000-8000-000000000001"
"""The golden log's id stays: one log a service."""
BEGUN: Final = datetime(2022, 7, 1, 9, tzinfo=UTC)
OPEN_CASES: Final = 2_000
SHORTEST: Final = 3
LONGEST: Final = 14
IDS: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
POSITION: Final = re.compile(rb'"time":"[^"]*","position":"[0-9]+"')


@dataclass(frozen=True, slots=True)
class Template:
    """A message cut at its ids, up to its time and position."""

    event: int
    subject: int
    ids: tuple[int | bytes, ...]
    texts: tuple[bytes, ...]

    def told(self, mask: int, position: int, at: str) -> bytes:
        parts = [self.texts[0]]
        for text, one in zip(self.texts[1:], self.ids, strict=True):
            parts += (one if isinstance(one, bytes) else _written(one ^ mask), text)
        return b'%b"time":"%b","position":"%d"}' % (b"".join(parts), at.encode(), position)


@dataclass(slots=True)
class OpenCase:
    """A case that is being told, and how far."""

    history: tuple[Template, ...]
    mask: int
    length: int
    version: int = 0


@cache
def histories(service: str) -> tuple[tuple[Template, ...], ...]:
    """The golden histories of a service's kinds of case, in the order of versions."""
    found: dict[tuple[str, str], dict[int, bytes]] = defaultdict(dict)
    for path in sorted((GOLDEN / service / "golden" / "published").rglob("*.json")):
        body = path.read_bytes().strip()
        told = orjson.loads(body)
        kind, version = told["data"]["case"]["kind"], told["caseversion"]
        found[kind, told["subject"]].setdefault(version, body)
    return tuple(history for one in found.values() if len(history := _contiguous(one)) > SHORTEST)


def deliveries(service: str, count: int, *, seed: int = 7) -> Iterator[Delivery]:
    """So many messages of one service's log, in the order of positions from 1."""
    chance = random.Random(seed)
    told = histories(service)
    cases = [_begun(told, chance) for _ in range(min(OPEN_CASES, 1 + count // 10))]
    for position in range(1, count + 1):
        place = chance.randrange(len(cases))
        case = cases[place]
        template = case.history[case.version]
        case.version += 1
        recorded_at = BEGUN + timedelta(milliseconds=200 * position)
        at = recorded_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        yield Delivery(
            position=position,
            event_id=UUID(int=template.event ^ case.mask),
            stream_id=UUID(int=template.subject ^ case.mask),
            version=case.version,
            recorded_at=recorded_at,
            body=template.told(case.mask, position, at),
        )
        if case.version == case.length:
            cases[place] = _begun(told, chance)


def _begun(told: tuple[tuple[Template, ...], ...], chance: random.Random) -> OpenCase:
    history = chance.choice(told)
    length = chance.randint(SHORTEST, min(LONGEST, len(history)))
    return OpenCase(history, chance.getrandbits(128), length)


def _contiguous(versions: dict[int, bytes]) -> tuple[Template, ...]:
    kept = []
    while (body := versions.get(len(kept) + 1)) is not None:
        kept.append(_template(body))
    return tuple(kept)


def _template(body: bytes) -> Template:
    head = body[: POSITION.search(body).start()]  # type: ignore[union-attr] # every message has it
    told = orjson.loads(body)
    ids = tuple(one if one.decode() == LOG else UUID(one.decode()).int for one in IDS.findall(head))
    return Template(
        event=UUID(told["id"]).int,
        subject=UUID(told["subject"]).int,
        ids=ids,
        texts=tuple(IDS.split(head)),
    )


def _written(number: int) -> bytes:
    text = b"%032x" % number
    return b"-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
