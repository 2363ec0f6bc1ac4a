-- Clocks that may be open on the day, and no fewer: those whose latest known row has begun by then and
-- is not of a stop by then. That row stands still, or was ended by what is not to be known.
unended as (
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.position_to is null
     and coalesce(case when k.state = 'stopped' then k.stopped_on end, 'infinity')
         > ($8::jsonb ->> 'day')::date
     and k.starts_on <= ($8::jsonb ->> 'day')::date
     {of_timescales}
    union all
    select k.clock, k.stream_id
    from upto u
    cross join lateral (
        select k.clock, k.stream_id
        from clocks k
        where k.source = u.source and k.position_to > u.position and k.authority = $4
         {of_timescales}
        offset 0  -- by the index, source by source
    ) as k
    union all
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.recorded_to >= $3
     {of_timescales}
),
