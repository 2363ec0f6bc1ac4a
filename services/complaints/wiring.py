"""Settings in, ready objects out: the only place where parts are chosen."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from services.complaints.application import kinds
from services.complaints.application.arrangements import Arrangements
from services.complaints.application.destruction import Destruction
from services.complaints.application.erasing import Erasing
from services.complaints.application.rooms import Rooms
from services.complaints.domain.local import Here
from services.complaints.settings import SCHEMA, ComplaintsSettings
from services.complaints.store import event_types
from services.complaints.store.destructions import Destructions
from shared.clock import Clock
from shared.database.engine import Pool, open_pool
from shared.event_store.case_log import CaseLog
from shared.event_store.kept import Kept, versions
from shared.event_store.keys import KeyRing
from shared.event_store.listing import CaseList
from shared.event_store.master_key import MasterKey
from shared.event_store.measured import MeasuredWriter
from shared.event_store.news import LogNews
from shared.event_store.preparing import Preparing
from shared.event_store.reading import LogReader
from shared.event_store.references import References
from shared.event_store.said import Said
from shared.event_store.writing import LogWriter
from shared.http_service.from_settings import clock_from
from shared.telemetry import Metrics
from shared.working_days import current_edition

COMPLAINT_PREFIX: Final = "C"
COMPLIMENT_PREFIX: Final = "CP"
KEY_SCHEMA: Final = "keys"


class NoSimulatedLog(Exception):
    """The log has held simulated time, and production refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsService:
    """Everything that the HTTP process and the worker stand on."""

    rooms: Rooms
    pool: Pool
    log: LogReader
    writer: LogWriter
    clock: Clock


@asynccontextmanager
async def opened(
    settings: ComplaintsSettings, metrics: Metrics
) -> AsyncIterator[ComplaintsService]:
    """Connect, check, and destroy again what the log says was destroyed; close at the end."""
    assert settings.database_url is not None
    assert settings.key_database_url is not None
    assert settings.key_file is not None
    clock = clock_from(settings)
    async with AsyncExitStack() as stack:
        pool = await open_pool(settings.database_url, SCHEMA, max_size=settings.pool_size)
        stack.push_async_callback(pool.close)
        key_pool = await open_pool(settings.key_database_url, KEY_SCHEMA, max_size=4)
        stack.push_async_callback(key_pool.close)
        news = LogNews(settings.database_url, SCHEMA)
        news.start()
        stack.push_async_callback(news.close)
        log = LogReader(pool, news)
        head = await log.head()
        if settings.in_production and head.simulated:
            raise NoSimulatedLog(f"log {head.log_id} has held simulated time")
        keys = KeyRing(key_pool, MasterKey.read(settings.key_file))
        await Destruction(keys=keys).apply_again(Destructions(pool=pool, log=log))
        writer = LogWriter(settings.database_url, SCHEMA, news, most_waiting=settings.append_queue)
        await writer.start()
        stack.push_async_callback(writer.close)
        measured = MeasuredWriter(writer=writer, metrics=metrics)
        rooms = _rooms(pool, keys, log, measured, log_id=head.log_id)
        yield ComplaintsService(rooms=rooms, pool=pool, log=log, writer=writer, clock=clock)


def _rooms(
    pool: Pool, keys: KeyRing, log: LogReader, writer: MeasuredWriter, *, log_id: UUID
) -> Rooms:
    base = CaseLog(
        log=log,
        writer=writer,
        keys=keys,
        preparing=Preparing(keys=keys, log_id=log_id),
        listing=CaseList(pool=pool, keys=keys),
        references=References(pool),
    )

    async def around(said: Said, stream: UUID) -> Here:
        return await arrangements.around(
            said.authority, stream, today=said.today, now=said.decided_at
        )

    register = base.cases(kinds.register_kind(event_types.register_codec()), around)
    policy = base.cases(kinds.policy_kind(event_types.policy_codec()), around)
    arrangements = Arrangements(
        register=Kept(register),
        policy=Kept(policy),
        calendar=current_edition(),
        versions=partial(versions, pool),
    )
    complaint_kind = kinds.complaint_kind(event_types.complaint_codec())
    complaints = base.desk(complaint_kind, around, prefix=COMPLAINT_PREFIX)
    compliment_kind = kinds.compliment_kind(event_types.compliment_codec())
    destruction = Destruction(keys=keys)
    return Rooms(
        complaints=complaints,
        compliments=base.desk(compliment_kind, around, prefix=COMPLIMENT_PREFIX),
        register=register,
        policy=policy,
        erasing=Erasing(
            erasures=base.cases(kinds.erasure_kind(event_types.erasure_codec()), around),
            complaints=complaints,
            listing=base.listing,
            destruction=destruction,
        ),
        destruction=destruction,
        listing=base.listing,
        arrangements=arrangements,
    )
