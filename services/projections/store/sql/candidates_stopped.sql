-- Clocks that may have been stopped in the period: some row of theirs says so.
stopped as (
    select k.clock, k.stream_id
    from asked
    join clocks k
      on k.authority = asked.authority and k.stopped_on between asked.first and asked.through
     {of_timescales}
),
