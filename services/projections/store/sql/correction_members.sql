members as (
    select 1 as "row", r.event_type as label, 'nothing' as share, r.source, r.stream_id, r.thing,
           r.recorded_on as occurred_on, r.reference, r.team, r.worker, r.restricted, r.allow,
           r.deny, true as counted, true as in_whole, null::double precision as amount
    from recorded r
    where r.corrects is not null
)
