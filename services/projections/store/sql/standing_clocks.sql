-- Clocks as they stood at the end of `day`: what happened later has not happened yet. What is due
-- on the day is in time. The rows of a clock fall into spells of one state; on the day it was in the
-- latest spell that had begun. A spell begins with the day its first row is effective; that of a
-- stopped clock with its stop, as last corrected. A correction is effective from the beginning.
known_clocks as (
    select k.source, k.stream_id, k.clock, k.timescale, k.unit, k.units, k.starts_on, k.starts_at,
           k.due_on, k.due_at, k.original_due_on, k.original_due_at, k.stopped_on, k.stopped_at,
           k.state, k.taken, k.pauses, k.change, k.effective_on, k.position_from,
           case when k.state in ('running', 'paused') then 'open' else k.state end as spell_of
    from upto u
    join clocks k
      on k.source = u.source and k.authority = $4
     and k.clock = any (array(select clock from judged))
     and k.position_from <= u.position
     and ($3::timestamptz is null or k.recorded_from < $3)
),
latest_clocks as (
    select distinct on (clock) * from known_clocks order by clock, position_from desc
),
turns as (
    select clock, position_from, spell_of, effective_on, stopped_on, stopped_at, taken,
           lag(spell_of) over (partition by clock order by position_from)
               is distinct from spell_of as turned
    from known_clocks
),
numbered as (
    select *, count(*) filter (where turned) over (partition by clock order by position_from)
                  as spell
    from turns
),
spells as (
    select distinct on (clock, spell) clock, spell, spell_of, stopped_on, stopped_at, taken,
           first_value(effective_on) over (partition by clock, spell order by position_from)
               as began_on
    from numbered
    order by clock, spell, position_from desc
),
on_the_day as (
    select distinct on (s.clock) s.*
    from told cross join spells s
    where s.spell = 1
       or case when s.spell_of = 'stopped' then s.stopped_on else s.began_on end <= told.day
    order by s.clock, s.spell desc
),
-- An extension, or the end of a pause, that was still to come had not moved the due date: it was
-- that of the row before; or the one without extension, where the start was corrected since.
moves_to_come as (
    select k.clock, min(k.position_from) as position
    from told cross join known_clocks k
    where k.change in ('moved', 'resumed') and k.effective_on > told.day
    group by k.clock
),
before_the_move as (
    select distinct on (k.clock) k.clock, k.starts_on, k.starts_at, k.due_on, k.due_at
    from known_clocks k
    join moves_to_come m on m.clock = k.clock and k.position_from < m.position
    order by k.clock, k.position_from desc
),
dated as (
    select l.clock,
           case when m.clock is null then l.due_on when kept.it then b.due_on
                else l.original_due_on end as due_on,
           case when m.clock is null then l.due_at when kept.it then b.due_at
                else l.original_due_at end as due_at
    from latest_clocks l
    left join moves_to_come m using (clock)
    left join before_the_move b using (clock)
    cross join lateral (
        select b.starts_on = l.starts_on and b.starts_at is not distinct from l.starts_at as it
    ) as kept
),
seen as (
    select l.source, l.stream_id, l.clock, l.timescale, l.unit, l.units, o.taken, l.starts_on,
           d.due_on, d.due_at, o.stopped_on, o.stopped_at, o.spell_of, l.pauses
    from latest_clocks l
    join on_the_day o using (clock)
    join dated d using (clock)
    union all
    select source, stream_id, clock, timescale, unit, units, taken, starts_on,
           due_on, due_at, stopped_on, stopped_at, spell_of, pauses
    from plain
),
stood as (
    select s.source, s.stream_id, s.clock as thing, s.timescale, s.unit, s.units, s.taken,
           s.starts_on, s.due_on, s.stopped_on, x.is_open, x.is_stopped, held.held_on,
           coalesce(s.due_at < told.day_ends, s.due_on < coalesce(held.held_on, told.day), false)
               as overdue,
           coalesce(s.stopped_at <= s.due_at, s.stopped_on <= s.due_on, true) as was_in_time
    from told
    cross join seen s
    cross join lateral (
        select s.spell_of = 'stopped' and s.stopped_on <= told.day as is_stopped,
               s.spell_of <> 'cancelled' and s.starts_on <= told.day
                   and (s.spell_of = 'open' or s.stopped_on > told.day) as is_open
    ) as x
    -- A clock that was paused in time stands still until it runs again.
    cross join lateral (
        select case when s.pauses <> '[]' and s.due_at is null then (
            select min((p ->> 'paused_on')::date)
            from jsonb_array_elements(s.pauses) as p
            where (p ->> 'paused_on')::date <= least(told.day, s.due_on)
              and coalesce((p ->> 'resumed_on')::date > told.day, true)
        ) end as held_on
    ) as held
    where x.is_open or x.is_stopped
),
