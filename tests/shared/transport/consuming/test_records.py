"""A record that is no message of ours is passed by, whatever numbers it claims."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import orjson
import pytest

from shared.transport.topic_records import Refused, Told, content_of
from shared.transport.watermark import Watermark
from tests.projections.conftest import Projected
from tests.shared.runner.served_log import ServedLog
from tests.shared.transport.consuming.carried import Carried, has_seen, reading, same_as_the_log

NO_NUMBERS: Final[tuple[Mapping[str, object], ...]] = (
    {"position": str(2**63)},
    {"position": "0"},
    {"position": "-5"},
    {"caseversion": 2**31},
    {"caseversion": 0},
    {"time": "0001-01-01T00:00:00+23:59"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    key: bytes | None
    value: bytes | None
    offset: int = 0


def _changed(body: bytes, changes: Mapping[str, object]) -> bytes:
    return orjson.dumps({**orjson.loads(body), **changes})


def _first_body() -> bytes:
    log = ServedLog()
    log.made.record("C-1")
    return log.made.bodies[0]


@pytest.mark.parametrize("changes", NO_NUMBERS, ids=str)
def test_numbers_that_no_log_has_are_refused(changes: Mapping[str, object]) -> None:
    body = _first_body()
    as_it_was = content_of(Written(key=b"c", value=body), service="complaints", partition=0)
    assert isinstance(as_it_was, Told)
    record = Written(key=b"c", value=_changed(body, changes))
    assert isinstance(content_of(record, service="complaints", partition=0), Refused)


@pytest.mark.parametrize("number", [-1, 2**63])
def test_a_watermark_of_such_numbers_is_refused(number: int) -> None:
    said = Watermark(
        service="complaints",
        log_id=UUID(int=7),
        partition=0,
        position=4,
        event_id=UUID(int=9),
        count=2,
        epoch=1,
    )
    for one in (replace(said, position=number), replace(said, count=number)):
        record = Written(key=None, value=one.to_bytes())
        assert isinstance(content_of(record, service="complaints", partition=0), Refused)


async def test_they_end_no_reader(projected: Projected, carried: Carried) -> None:
    carried.record(9)
    await carried.carry()
    async with reading(projected, carried) as task:
        await has_seen(projected, 9)
        for changes in NO_NUMBERS:
            await carried.write(0, b"c", _changed(carried.log.made.bodies[0], changes))
        carried.record(9)
        await carried.carry(9)
        await has_seen(projected, 18)
        assert not task.done()
    refused = await projected.pool.fetchval("select sum(refused) from readers")
    assert refused == len(NO_NUMBERS)
    await same_as_the_log(projected, carried)
