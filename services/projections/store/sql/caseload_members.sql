members as (
    select l."row", l.label, 'nothing' as share, o.source, o.stream_id, o.stream_id as thing,
           o.occurred_on, o.reference, o.team, o.worker, o.restricted, o.allow, o.deny,
           true as counted, true as in_whole, null::double precision as amount
    from open_cases o
    cross join lateral (
        values (1, 'open'),
               (2, case when o.worker is null then 'nobody-owns' end),
               (3, 'kind:' || o.case_kind),
               (4, 'team:' || coalesce(o.team, 'not-recorded')),
               (5, 'worker:' || o.worker)
    ) as l ("row", label)
    where l.label is not null
)
