-- Clocks that may have fallen due in the period: some row of theirs says so, or says that they would
-- have without an extension.
due as (
    select k.clock, k.stream_id
    from asked
    join clocks k
      on k.authority = asked.authority and k.due_on between asked.first and asked.through
     {of_timescales}
    union all
    select k.clock, k.stream_id
    from asked
    join clocks k
      on k.authority = asked.authority and k.original_due_on is distinct from k.due_on
     and k.original_due_on between asked.first and asked.through
     {of_timescales}
),
