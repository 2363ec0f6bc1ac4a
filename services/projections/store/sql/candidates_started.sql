-- Rows that say that their clock started in the period.
started as (
    select {row}
    from clocks k join upto u using (source)
    where k.authority = $4 and k.starts_on between $5 and $6 and {known}
     {of_timescales}
),
