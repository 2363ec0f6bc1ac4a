-- Rows that stand of clocks that may be open on the day, and no fewer: those that have begun by then
-- and are not of a stop by then. They stand still, or were ended by what is not to be known.
unended as (
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.position_to is null
     and coalesce(case when k.state = 'stopped' then k.stopped_on end, 'infinity')
         > ($8::jsonb ->> 'day')::date
     and k.starts_on <= ($8::jsonb ->> 'day')::date and {known}
     {of_timescales}
    union all
    select k.*
    from upto u
    cross join lateral (
        select {row}
        from clocks k
        where k.source = u.source and k.position_to > u.position and k.authority = $4
         and coalesce(case when k.state = 'stopped' then k.stopped_on end, 'infinity')
             > ($8::jsonb ->> 'day')::date
         and k.starts_on <= ($8::jsonb ->> 'day')::date and {known}
         {of_timescales}
        offset 0  -- by the index, source by source
    ) as k
    union all
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.recorded_to >= $3 and k.position_to <= u.position
     and coalesce(case when k.state = 'stopped' then k.stopped_on end, 'infinity')
         > ($8::jsonb ->> 'day')::date
     and k.starts_on <= ($8::jsonb ->> 'day')::date and {known}
     {of_timescales}
),
