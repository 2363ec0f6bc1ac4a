"""What a process of a service stands on: its log, its keys, its clock; opened once, closed last."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from shared.access_log.looking_up import AccessLogReader
from shared.access_log.recording import AccessLog
from shared.casework.erasure.destruction import Destruction
from shared.casework.erasure.destructions import Destructions
from shared.casework.settings import CaseworkSettings
from shared.casework.subscribing.subscriptions import NOBODY_HEARD, Subscriptions
from shared.clock import Clock
from shared.database.engine import Pool, open_pool
from shared.database.line import Line
from shared.event_store.case_log import CaseLog
from shared.event_store.histories import Histories
from shared.event_store.keys import KeyRing
from shared.event_store.listing import CaseList
from shared.event_store.master_key import MasterKey
from shared.event_store.measured import MeasuredWriter
from shared.event_store.news import LogNews
from shared.event_store.preparing import Preparing
from shared.event_store.reading import LogReader
from shared.event_store.references import References
from shared.event_store.writing import LogWriter
from shared.http_service.from_settings import clock_from
from shared.telemetry import Metrics

RoomsT = TypeVar("RoomsT")
RoomsT_co = TypeVar("RoomsT_co", covariant=True)
SettingsT = TypeVar("SettingsT", bound=CaseworkSettings)

KEY_SCHEMA: Final = "keys"


class NoSimulatedLog(Exception):
    """The log has held simulated time, and production refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """`case_log` makes kinds of case into desks; the rest is what it is made of.

    `master` is for what a service derives from it, as an index of people does.
    """

    pool: Pool
    log: LogReader
    writer: LogWriter
    clock: Clock
    case_log: CaseLog
    access_log: AccessLog
    reads: AccessLogReader
    destruction: Destruction
    master: MasterKey = field(repr=False)

    def service(
        self, rooms: RoomsT, subscriptions: Subscriptions = NOBODY_HEARD
    ) -> "CaseworkService[RoomsT]":
        """The service that stands on this, with its own rooms, and whom it hears."""
        return CaseworkService(
            rooms=rooms,
            pool=self.pool,
            log=self.log,
            writer=self.writer,
            access_log=self.access_log,
            clock=self.clock,
            subscriptions=subscriptions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkService(Generic[RoomsT_co]):
    """Everything that the HTTP process and the worker of a service stand on.

    `access_log` records who read what; it connects when there is something to record.
    `subscriptions` are what it does because of what other services published.
    """

    rooms: RoomsT_co
    pool: Pool
    log: LogReader
    writer: LogWriter
    access_log: AccessLog
    clock: Clock
    subscriptions: Subscriptions = NOBODY_HEARD


Opened = Callable[[SettingsT, Metrics], AbstractAsyncContextManager[CaseworkService[RoomsT]]]
"""A service's wiring: settings in, everything ready to use while the block lasts."""


@asynccontextmanager
async def opened(
    settings: CaseworkSettings, schema: str, metrics: Metrics
) -> AsyncIterator[Foundation]:
    """Connect, check, and destroy again what the log says was destroyed; close at the end."""
    assert settings.database_url is not None
    assert settings.key_database_url is not None
    assert settings.key_file is not None
    async with AsyncExitStack() as stack:
        pool = await open_pool(settings.database_url, schema, max_size=settings.pool_size)
        stack.push_async_callback(pool.close)
        master = MasterKey.read(settings.key_file)
        keys = KeyRing(settings.key_database_url, KEY_SCHEMA, master)
        stack.push_async_callback(keys.close)
        await keys.open()
        news = LogNews(settings.database_url, schema)
        news.start()
        stack.push_async_callback(news.close)
        log = LogReader(pool, news)
        line = Line(settings.database_url, schema)
        stack.push_async_callback(line.close)
        histories = Histories(line)
        head = await log.head()
        if settings.in_production and head.simulated:
            raise NoSimulatedLog(f"log {head.log_id} has held simulated time")
        destruction = Destruction(keys=keys)
        await destruction.apply_again(Destructions(pool=pool, histories=histories))
        writer = LogWriter(settings.database_url, schema, news, most_waiting=settings.append_queue)
        await writer.start()
        stack.push_async_callback(writer.close)
        access_log = AccessLog(settings.database_url, schema, most_waiting=settings.access_queue)
        stack.push_async_callback(access_log.close)
        case_log = CaseLog(
            log=histories,
            writer=MeasuredWriter(writer=writer, metrics=metrics),
            keys=keys,
            preparing=Preparing(keys=keys, log_id=head.log_id),
            listing=CaseList(pool=pool, keys=keys),
            references=References(pool),
        )
        yield Foundation(
            pool=pool,
            log=log,
            writer=writer,
            clock=clock_from(settings),
            case_log=case_log,
            access_log=access_log,
            reads=AccessLogReader(pool=pool),
            destruction=destruction,
            master=master,
        )
