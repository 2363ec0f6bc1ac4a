-- Clocks that may have been stopped in the period: some row of theirs says so.
stopped as (
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.stopped_on between $5 and $6
     {of_timescales}
),
