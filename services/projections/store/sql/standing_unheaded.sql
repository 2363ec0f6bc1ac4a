-- For a count that asks nothing of the case: every clock's case has a heading as long as the clock.
standing as (
    select s.*, null::text as reference, null::text as team, null::text as worker,
           null::boolean as restricted, null::text[] as allow, null::text[] as deny
    from stood s
    where $7::text is null
),
