"""Read models with a million clocks of one authority, over ten years, as the fold leaves them.

Made by SQL: 400,000 cases with two or three clocks each. Each clock is started, most are stopped,
in time or late; every change keeps its row, with the day and position it was recorded at, and every
case has its heading, facts and recordings. The tables come to be as those of a rebuild do.
"""

from typing import Final

import asyncpg

from services.projections.store.generations import TABLES
from tests.support.postgres import Database

AUTHORITY: Final = "county"
FIRST_DAY: Final = "2013-04-01"
DAYS: Final = 3_652
MADE: Final = """
create temporary table made as
select n as number, md5('case' || (n * 2 / 5))::uuid as stream_id, md5('clock' || n)::uuid as clock,
       md5('fact' || n)::uuid as fact, n * 2 / 5 as of_case,
       date '{first}' + (n::bigint * {days} / {clocks})::int as starts_on, n * 4 as position,
       case n * 2 / 5 % 2 when 0 then 'complaints' else 'referrals' end as source,
       case n * 2 / 5 % 2
           when 0 then (array['complaint.stage-1', 'complaint.acknowledgement'])[1 + n % 2]
           else (array['referral.decision', 'assessment.from-start'])[1 + n % 2]
       end as timescale,
       (array[10, 20])[1 + n % 2] as units,
       1 + (abs(hashint4(n)) % 60) as taken, abs(hashint4(n + 7)) % 100 as chance
from generate_series(1, {clocks}) as n
"""
CASES: Final = """
insert into projections_g2.cases
select distinct on (stream_id) source, stream_id, '{authority}', 'complaint',
       'C-' || of_case, 'team-' || of_case % 12, 'w-' || of_case % 200, 'assessment',
       of_case % 50 = 0, '{{}}'::text[], '{{}}'::text[], starts_on,
       starts_on + time '10:00', null::timestamptz, position, null::bigint
from made order by stream_id, position
"""
CLOCKS: Final = """
insert into projections_g2.clocks
select source, stream_id, '{authority}', clock, revision, timescale, 'A time limit',
       'working-days', units, 'SI 2006/1738 reg 14', starts_on, starts_on + units,
       starts_on + units, case when state = 'stopped' then starts_on + taken end,
       null, null, null, null, 'england-2026.1', state,
       case when state = 'stopped' then taken end, '[]', change, null,
       effective_on, from_at, to_at, from_position, to_position
from (
    select *, 1 as revision, 'running' as state, 'started' as change, starts_on as effective_on,
           starts_on + time '10:00' as from_at, position as from_position,
           case when chance < 97 then starts_on + taken + time '11:00' end as to_at,
           case when chance < 97 then position + 4 * taken * {clocks} / {days} end as to_position
    from made
    union all
    select *, 2, 'stopped', 'stopped', starts_on + taken, starts_on + taken + time '11:00',
           position + 4 * taken * {clocks} / {days}, null, null
    from made where chance < 97
) as told
order by from_position
"""
FACTS: Final = """
insert into projections_g2.facts
select source, stream_id, '{authority}', fact, 'complaint.resolved', starts_on + taken, null,
       '{{"outcome": "upheld"}}', jsonb_build_object('working_days', taken), 1, 'stated', null,
       starts_on + taken + time '11:00', null, position + 1, null
from made where timescale = 'complaint.stage-1' order by position
"""
RECORDINGS: Final = """
insert into projections_g2.recordings
select source, position, stream_id, 1 + number % 3, fact, '{authority}', 'noted', 'complaint',
       starts_on, starts_on, starts_on + time '10:00', null, null, null, 'team-' || of_case % 12
from made order by position
"""
READ: Final = """
insert into projections.readers (name, source, log_id, position, read_to, head, level_at)
select 'figures', source, gen_random_uuid(), 1e9, 1e9, 1e9, now()
from unnest(array['complaints', 'referrals']) as source
"""


async def fill(database: Database, clocks: int) -> None:
    """So many clocks, their cases and what was recorded of them; then the statistics."""
    told = {"first": FIRST_DAY, "days": DAYS, "clocks": clocks, "authority": AUTHORITY}
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        await connection.execute("set synchronous_commit = off")
        await connection.execute(
            "set maintenance_work_mem = '256MB'; set search_path to projections"
        )
        await connection.execute("select begin_generation(pg_current_snapshot())")
        for statement in (MADE, CASES, CLOCKS, FACTS, RECORDINGS):
            await connection.execute(statement.format(**told))
        await connection.execute(READ)
        for table in TABLES:
            await connection.execute("select finish_table(2, $1)", table)
        await connection.execute("select switch_to_generation(2)")
        for table in TABLES:
            await connection.execute(f"vacuum projections_g2.{table}")
    finally:
        await connection.close()
