"""Into how many slots a source is cut, and what becomes of their checkpoints when that changes.

An installation that read a feed as one slot may read a topic of twelve partitions tomorrow, and the
feed again after that. Nothing is lost and no answer goes back: every new slot has seen what all the
old ones had seen, and what some of them had seen beyond it is read again and dropped.
"""

from typing import Final

from shared.runner.connection import Lent
from shared.runner.source import SourceUnavailable
from shared.telemetry import log_of

log = log_of("runner")

LOCK: Final = "select pg_advisory_xact_lock(hashtextextended('readers/' || $1 || '/' || $2, 0))"
ROWS: Final = "select 1 from readers where name = $1 and source = $2 order by partition for update"
"""In the order in which readers of several slots lock them too."""
SLOTS: Final = """
select count(*) as found, min(slots) as slots, max(slots) as most,
       coalesce(bool_or(owner is not null and lease_until > clock_timestamp()), false) as held
from readers where name = $1 and source = $2
"""
BEGIN: Final = """
insert into readers (name, source, partition, slots, counted)
select $1, $2, generate_series(0, $3::int - 1), $3::int, 0
on conflict (name, source, partition) do nothing
"""
CUT_ANEW: Final = """
with old as (
    delete from readers where name = $1 and source = $2 returning *
), level as (
    select min(read_to) as read_to, max(epoch) + 1 as epoch, max(head) as head,
           max(recorded_at) as recorded_at, max(read_at) as read_at, min(level_at) as level_at,
           min(halted) as halted, sum(refused) as refused
    from old
), place as (
    select old.log_id, old.position, old.event_id from old, level
    where old.position <= level.read_to
    order by old.position desc limit 1
)
select place.log_id, place.position, place.event_id, level.* from level, place
"""
MAKE: Final = """
insert into readers (name, source, partition, slots, epoch, log_id, position, event_id, read_to,
                     head, recorded_at, read_at, level_at, halted, refused, counted)
select $1, $2, slot, $3::int, $4::bigint, $5::uuid, $6::bigint, $7::uuid, $8::bigint,
       $9::bigint, $10::timestamptz, $11::timestamptz, $12::timestamptz, $13::text,
       case when slot = 0 then $14::bigint else 0 end, case when $8::bigint = 0 then 0 end
from generate_series(0, $3::int - 1) as slot
"""


class SlotsHeld(SourceUnavailable):
    """A process still reads the source in another number of slots; it passes when that one ends."""


async def hold_source(connection: Lent, name: str, source: str) -> None:
    """Keeps every reader of the source from keeping a page, to the end of the transaction.

    Rows alone would not do: who waits for rows that are cut anew holds nothing once they are gone.
    """
    await connection.execute(LOCK, name, source)
    await connection.execute(ROWS, name, source)


async def cut_into(connection: Lent, name: str, source: str, slots: int) -> None:
    """Sees to it that the source has this many slots. SlotsHeld.

    When their number changes, each new slot starts at the lowest place that all had reached. Its
    checkpoint is the last event known to stand there, which any slot can be held against the log
    with, since positions are the whole log's.
    """
    found = await connection.fetchrow(SLOTS, name, source)
    if found is not None and (found["found"], found["slots"]) == (slots, slots):
        return
    async with connection.transaction():
        await hold_source(connection, name, source)
        found = await connection.fetchrow(SLOTS, name, source)
        assert found is not None
        if found["found"] == 0 or found["slots"] == found["most"] == slots:
            await connection.execute(BEGIN, name, source, slots)
            return
        if found["held"]:
            raise SlotsHeld(f"{source} is still read in {found['slots']} slots")
        old = await connection.fetchrow(CUT_ANEW, name, source)
        assert old is not None
        await connection.execute(
            MAKE,
            name,
            source,
            slots,
            old["epoch"],
            old["log_id"],
            old["position"],
            old["event_id"],
            old["read_to"],
            old["head"],
            old["recorded_at"],
            old["read_at"],
            old["level_at"],
            old["halted"],
            old["refused"],
        )
    log.warning("slots-cut-anew", source=source, count=slots, from_position=old["read_to"])
