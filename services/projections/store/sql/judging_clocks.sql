-- Most clocks need no judging. The row that stands tells how they stood on the day; or, where it is of
-- a stop or cancelling still to come, the row before it. Judged are those with an extension, or the end
-- of a pause, that was still to come, and those that were stopped or cancelled more than once.
moved_later as (
    select distinct k.clock
    from clocks k
    where k.authority = $4 and k.change in ('moved', 'resumed')
     and k.effective_on > ($8::jsonb ->> 'day')::date
     {of_timescales}
),
turned as (
    select distinct k.clock
    from clocks k
    where k.authority = $4 and k.state in ('stopped', 'cancelled') and k.position_to is not null
     {of_timescales}
),
told_rows as (
    select r.*,
           case when not r.stands then 'ended'
                when m.clock is not null then 'judged'
                when r.state = 'stopped' and r.stopped_on <= told.day then 'as-told'
                when t.clock is not null then 'judged'
                when r.state in ('running', 'paused') then 'as-told'
                when r.state = 'stopped' or r.effective_on > told.day then 'as-before'
                end as how
    from told
    cross join looked_at r
    left join moved_later m using (clock)
    left join turned t using (clock)
),
plain as (
    select r.source, r.stream_id, r.clock, r.timescale, r.unit, r.units, r.taken, r.starts_on,
           r.due_on, r.due_at, r.stopped_on, r.stopped_at, r.pauses,
           case when r.state in ('running', 'paused') then 'open' else r.state end as spell_of
    from told_rows r
    where r.how = 'as-told'
    union all
    select r.source, r.stream_id, r.clock, r.timescale, r.unit, r.units,
           case when b.clock is null then r.taken else b.taken end, r.starts_on, r.due_on, r.due_at,
           case when b.clock is null then r.stopped_on else b.stopped_on end,
           case when b.clock is null then r.stopped_at else b.stopped_at end, r.pauses,
           case when b.clock is null then r.state else 'open' end
    from told_rows r
    left join lateral (
        select k.clock, k.taken, k.stopped_on, k.stopped_at
        from clocks k
        where k.clock = r.clock and k.position_from < r.position_from
        order by k.position_from desc
        limit 1
    ) as b on true
    where r.how = 'as-before'
),
judged as (
    select clock from told_rows where how = 'judged'
    union
    select r.clock
    from told_rows r
    where r.how = 'ended'
      and not exists (select from told_rows s where s.clock = r.clock and s.stands)
),
