wanted as (
    select w.*
    from asked, jsonb_to_recordset(asked.details -> 'rows')
        as w ("row" int, label text, timescales text[], cell text)
),
members as (
    select w."row", w.label, 'whole' as share, s.source, s.stream_id, s.thing,
           x.counted_on as occurred_on, s.reference, s.team, s.worker, s.restricted, s.allow,
           s.deny,
           case w.cell when 'in-time' then s.is_stopped and s.was_in_time
                       when 'late' then case when s.is_stopped then not s.was_in_time
                                             else s.overdue end
                       else not s.is_stopped and not s.overdue end as counted,
           true as in_whole, null::double precision as amount
    from standing s
    cross join asked
    cross join told
    join wanted w on s.timescale = any (w.timescales)
    cross join lateral (
        select case asked.details ->> 'counted_on'
                    when 'started' then s.starts_on
                    when 'due' then case when s.due_on <= told.day then s.due_on end
                    when 'stopped' then case when s.is_stopped then s.stopped_on end
               end as counted_on
    ) as x
    where (s.is_open or s.is_stopped) and x.counted_on between asked.first and asked.through
)
