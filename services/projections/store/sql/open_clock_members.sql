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
members as (
    select l."row", l.label, l.share, s.source, s.stream_id, s.thing, s.due_on as occurred_on,
           s.reference, s.team, s.worker, s.restricted, s.allow, s.deny, l.counted,
           true as in_whole, null::double precision as amount
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
                    ) end as soon
    ) as x
    cross join lateral (
        values (1, 'in-time', 'whole', not s.overdue and x.soon is not true),
               (2, 'due-soon', 'whole', coalesce(x.soon, false)),
               (3, 'late', 'whole', s.overdue),
               (4, w.stage, 'nothing', true),
               (5, 'team:' || coalesce(s.team, 'not-recorded'), 'group', s.overdue)
        union all
        select 6, 'age:' || b.label, 'nothing', true from bands b
        where s.starts_on between b.starts_from and b.starts_to
    ) as l ("row", label, share, counted)
    where s.is_open
)
