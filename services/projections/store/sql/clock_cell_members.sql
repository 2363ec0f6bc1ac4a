members as (
    select l."row", s.timescale || ':' || l.cell as label, 'group' as share, s.source, s.stream_id,
           s.thing, coalesce(s.stopped_on, s.due_on, s.starts_on) as occurred_on, s.reference,
           s.team, s.worker, s.restricted, s.allow, s.deny, l.counted,
           true as in_whole,
           case when l.cell = 'average-over' then s.taken - s.units end as amount
    from standing s
    cross join asked
    cross join lateral (
        select s.is_stopped and s.stopped_on between asked.first and asked.through as answered
    ) as x
    cross join lateral (
        values (1, 'answered-in-time', x.answered, s.was_in_time),
               (2, 'answered-late', x.answered, not s.was_in_time),
               (3, 'average-over', x.answered and not s.was_in_time, true),
               (4, 'open-in-time', s.is_open, not s.overdue),
               (5, 'open-late', s.is_open, s.overdue)
    ) as l ("row", cell, applies, counted)
    where l.applies
)
