wanted as materialized (
    select w.*
    from asked, jsonb_to_recordset(asked.details -> 'rows')
        as w ("row" int, label text, timescales text[], cell text)
),
cells as (
    select s.timescale, s.is_stopped, s.was_in_time, s.overdue,
           {each}
    from standing s
    cross join asked
    cross join told
    cross join lateral (
        select case told.counted_on
                    when 'started' then s.starts_on
                    when 'due' then case when s.due_on <= told.day then s.due_on end
                    when 'stopped' then case when s.is_stopped then s.stopped_on end
               end as occurred_on
    ) as x
    where x.occurred_on between asked.first and asked.through
    {alike: 1, 2, 3, 4}
),
members as (
    select w."row", w.label, 'whole' as share,
           case w.cell when 'in-time' then m.is_stopped and m.was_in_time
                       when 'late' then case when m.is_stopped then not m.was_in_time
                                             else m.overdue end
                       else not m.is_stopped and not m.overdue end as counted,
           true as in_whole, null::double precision as amount,
           {of_each}
    from cells m
    join wanted w on m.timescale = any (w.timescales)
)
