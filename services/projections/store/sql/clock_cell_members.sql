cells as (
    select s.timescale, x.answered, s.was_in_time, s.is_open, s.overdue, s.taken - s.units as over,
           {each}
    from standing s
    cross join asked
    cross join lateral (
        select s.is_stopped and s.stopped_on between asked.first and asked.through as answered,
               coalesce(s.stopped_on, s.due_on, s.starts_on) as occurred_on
    ) as x
    {alike: 1, 2, 3, 4, 5, 6}
),
members as (
    select l."row", m.timescale || ':' || l.cell as label, 'group' as share, l.counted,
           true as in_whole, case when l.cell = 'average-over' then m.over end as amount,
           {of_each}
    from cells m
    cross join lateral (
        values (1, 'answered-in-time', m.answered, m.was_in_time),
               (2, 'answered-late', m.answered, not m.was_in_time),
               (3, 'average-over', m.answered and not m.was_in_time, true),
               (4, 'open-in-time', m.is_open, not m.overdue),
               (5, 'open-late', m.is_open, m.overdue)
    ) as l ("row", cell, applies, counted)
    where l.applies
)
