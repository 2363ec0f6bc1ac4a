members as (
    select l."row", l.label, 'nothing' as share, o.source, o.stream_id, o.stream_id as thing,
           o.occurred_on, o.reference, o.team, o.worker, o.restricted, o.allow, o.deny,
           true as counted, true as in_whole, l.amount
    from open_cases o
    cross join asked
    cross join lateral (
        select 0 as "row", asked.details ->> 'label' as label, null::double precision as amount
        union all
        select s."row", coalesce(s.label, s.prefix || s.code), s.number
        from states s
        where s.source = o.source and s.stream_id = o.stream_id
          and (s.label is null or s.number is not null)
    ) as l
)
