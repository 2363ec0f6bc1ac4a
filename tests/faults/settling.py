"""What is wrong with an installation that has come to rest: its logs, its topics, its copy."""

import asyncio
from collections.abc import Sequence

from tests.faults.checking import judge_copy, judge_log, read_copy, read_log
from tests.faults.diary import Diary
from tests.faults.place import PREFIX, SECONDS_OF_PATIENCE, Place, eventually
from tests.faults.topics import judge_topic, read_topic


def rests(place: Place, logs: Sequence[str]) -> bool:
    """Whether the projections have read these logs to their ends, as they say themselves."""
    heads = {source: asyncio.run(_head(place, source)) for source in logs}
    states = place.sources()
    return all(
        source in states and states[source]["position"] == head for source, head in heads.items()
    )


def wrong_after(
    place: Place,
    diary: Diary,
    logs: Sequence[str],
    *,
    real_time: bool = False,
) -> list[str]:
    """Waits until everything was read, then judges all of it."""
    if not eventually(lambda: rests(place, logs), SECONDS_OF_PATIENCE):
        return [f"not read to the end: {place.sources()}"]
    found = asyncio.run(_wrong(place, diary, logs, real_time=real_time))
    if place.broker is not None:
        for source in logs:
            log = asyncio.run(read_log(place.databases[source].main.service_dsn, source))
            records = read_topic(place.broker.bootstrap, f"{PREFIX}.{source}.v1")
            found += judge_topic(log.events, records)
    return found


async def _wrong(place: Place, diary: Diary, logs: Sequence[str], *, real_time: bool) -> list[str]:
    found: list[str] = []
    for source in logs:
        log = await read_log(place.databases[source].main.service_dsn, source)
        found += judge_log(log, diary.of(source), real_time=real_time)
        dsn = place.databases["projections"].main.service_dsn
        copied, parked = await read_copy(dsn, source)
        found += judge_copy(log.events, copied)
        found += [f"parked: {one}" for one in parked]
    return found


async def _head(place: Place, source: str) -> int:
    log = await read_log(place.databases[source].main.service_dsn, source)
    return len(log.events)
