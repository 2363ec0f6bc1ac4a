-- Clocks that may have started in the period: some row of theirs says so.
started as (
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.starts_on between $5 and $6
     {of_timescales}
),
