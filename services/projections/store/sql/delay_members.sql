members as (
    select l."row", l.label, 'group' as share, d.source, d.stream_id, d.thing,
           d.recorded_on as occurred_on, d.reference, d.team, d.worker, d.restricted, d.allow,
           d.deny, d.days > 1 as counted, true as in_whole,
           d.days::double precision as amount
    from recorded d
    cross join asked
    cross join lateral (
        values (1, ''), (2, 'team:' || d.by_team || ':'), (3, 'kind:' || d.event_type || ':')
    ) as g ("row", prefix)
    cross join lateral (
        values (g."row", g.prefix || 'over-1-day'),
               (g."row", g.prefix || 'median'),
               (g."row", g.prefix || 'ninetieth-centile')
    ) as l ("row", label)
    where d.corrects is null and not d.imported
      and not asked.details -> 'arrangements' ? d.case_kind
)
