-- Clocks that may be open on the day, and no fewer: those whose latest known row is not of a stop by
-- then. The latest known row stands still, or was ended by something that is not to be known.
unended as (
    select k.clock, k.stream_id
    from asked cross join told
    join clocks k
      on k.authority = asked.authority and k.position_to is null
     and coalesce(case when k.state = 'stopped' then k.stopped_on end, 'infinity') > told.day
     {of_timescales}
    union all
    select k.clock, k.stream_id
    from asked cross join upto u
    join clocks k
      on k.source = u.source and k.authority = asked.authority and k.position_to > u.position
     {of_timescales}
    union all
    select k.clock, k.stream_id
    from asked
    join clocks k
      on k.authority = asked.authority and k.recorded_to >= asked.known_before
     {of_timescales}
),
