-- Rows that say that their clock fell due in the period, or that it would have without an extension.
due as (
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.due_on between $5 and $6 and {known}
     {of_timescales}
    union all
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.original_due_on is distinct from k.due_on
     and k.original_due_on between $5 and $6
     and (k.due_on between $5 and $6) is not true and {known}
     {of_timescales}
),
