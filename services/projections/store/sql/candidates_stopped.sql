-- Rows that say that their clock was stopped in the period.
stopped as (
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.stopped_on between $5 and $6 and {known}
     {of_timescales}
),
