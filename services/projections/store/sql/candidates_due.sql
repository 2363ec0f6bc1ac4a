-- Clocks that may have fallen due in the period: some row of theirs says so, or says that they would
-- have without an extension.
due as (
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.due_on between $5 and $6
     {of_timescales}
    union all
    select k.clock, k.stream_id
    from clocks k
    where k.authority = $4 and k.original_due_on is distinct from k.due_on
     and k.original_due_on between $5 and $6
     {of_timescales}
),
