-- Clocks that may have started in the period: some row of theirs says so.
started as (
    select k.clock, k.stream_id
    from asked
    join clocks k
      on k.authority = asked.authority and k.starts_on between asked.first and asked.through
     {of_timescales}
),
