-- Clocks that stand for us, with their case. `day` ends at `day_ends`; what is due on it is in time.
told as (
    select (details ->> 'day')::date as day, (details ->> 'day_ends')::timestamptz as day_ends,
           details ->> 'timescale' as timescale
    from asked
),
standing as (
    select k.source, k.stream_id, k.clock as thing, k.timescale, k.unit, k.units, k.taken,
           k.starts_on, k.due_on, k.due_at, k.stopped_on, k.stopped_at, k.state,
           c.reference, c.team, c.worker, c.restricted, c.allow, c.deny,
           k.starts_on <= told.day and (k.stopped_on is null or k.stopped_on > told.day) as is_open,
           coalesce(k.due_at < told.day_ends, k.due_on < told.day, false) as overdue,
           coalesce(k.stopped_at <= k.due_at, k.stopped_on <= k.due_on, true) as was_in_time
    from asked
    cross join told
    cross join upto u
    join clocks k
      on k.source = u.source and k.authority = asked.authority
     and (told.timescale is null or k.timescale = told.timescale)
     and k.state <> 'cancelled'
     and stands(k.position_from, k.position_to, k.recorded_from, k.recorded_to,
                u.position, asked.known_before)
    join cases c
      on c.source = k.source and c.stream_id = k.stream_id
     and stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to,
                u.position, asked.known_before)
    where asked.team is null or c.team = asked.team
),
