members as (
    select 0 as "row", asked.details ->> 'label' as label, 'nothing' as share, o.source,
           o.stream_id, o.stream_id as thing, o.occurred_on, o.reference, o.team, o.worker,
           o.restricted, o.allow, o.deny, true as counted, true as in_whole,
           null::double precision as amount
    from asked cross join open_cases o
    union all
    select s."row", coalesce(s.label, s.prefix || s.code), 'nothing', o.source, o.stream_id,
           o.stream_id, o.occurred_on, o.reference, o.team, o.worker, o.restricted, o.allow,
           o.deny, true, true, s.number
    from states s
    join open_cases o using (source, stream_id)
    where s.label is null or s.number is not null
)
