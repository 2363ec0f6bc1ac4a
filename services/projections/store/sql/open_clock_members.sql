bands as materialized (
    select b.label, b.starts_from, b.starts_to
    from asked, jsonb_to_recordset(asked.details -> 'bands')
        as b (label text, starts_from date, starts_to date)
),
wanted as materialized (
    select (details ->> 'soon')::date as soon_on, (details ->> 'due_soon')::int as due_soon,
           details ->> 'stage' as stage, details -> 'holidays' as holidays
    from asked
),
cells as (
    select s.overdue, x.soon, s.team as by_team, b.label as age,
           {each}
    from standing s
    cross join wanted w
    cross join lateral (
        select case when s.overdue then false
                    when s.held_on is null then s.due_on <= w.soon_on
                    else w.due_soon >= (
                        select count(*)
                        from generate_series(s.held_on + 1, s.due_on, interval '1 day') as d (day)
                        where extract(isodow from d.day) < 6
                          and not w.holidays ? d.day::date::text
                    ) end as soon,
               s.due_on as occurred_on
    ) as x
    left join bands b on s.starts_on between b.starts_from and b.starts_to
    where s.is_open
    {alike: 1, 2, 3, 4}
),
members as (
    select l."row", l.label, l.share, l.counted, true as in_whole,
           null::double precision as amount,
           {of_each}
    from cells m
    cross join wanted w
    cross join lateral (
        values (1, 'in-time', 'whole', not m.overdue and m.soon is not true),
               (2, 'due-soon', 'whole', coalesce(m.soon, false)),
               (3, 'late', 'whole', m.overdue),
               (4, w.stage, 'nothing', true),
               (5, 'team:' || coalesce(m.by_team, 'not-recorded'), 'group', m.overdue),
               (6, 'age:' || m.age, 'nothing', true)
    ) as l ("row", label, share, counted)
    where l.label is not null
)
