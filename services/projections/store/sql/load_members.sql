ceilings as (
    select (f.numbers ->> (asked.details ->> 'ceiling'))::double precision as ceiling
    from asked cross join told_facts f
    where f.numbers ? (asked.details ->> 'ceiling')
    order by f.occurred_on desc, f.told_at desc
    limit 1
),
allocations as (
    select distinct on (f.source, f.stream_id) f.source, f.stream_id,
           f.codes ->> (asked.details ->> 'practitioner') as practitioner
    from asked cross join told_facts f
    order by f.source, f.stream_id, f.occurred_on desc, f.told_at desc
),
held as (
    select o.*, coalesce(a.practitioner, o.worker) as practitioner
    from open_cases o
    left join allocations a using (source, stream_id)
),
loads as (
    select practitioner, count(*) as load from held where practitioner is not null
    group by practitioner
),
members as (
    select l."row", l.label, l.share, o.source, o.stream_id, o.stream_id as thing, o.occurred_on,
           o.reference, o.team, o.worker, o.restricted, o.allow, o.deny, l.counted,
           true as in_whole, l.amount
    from held o
    left join loads w using (practitioner)
    cross join lateral (
        values (1, 'open', 'nothing', true, null::double precision),
               (2, case when o.practitioner is null then 'nobody-owns' end, 'nothing', true, null),
               (3, case when o.practitioner is not null then 'over-ceiling' end, 'whole',
                   coalesce(w.load > (select ceiling from ceilings), false), null),
               (4, case when o.practitioner is not null then 'average' end, 'group', true,
                   (select avg(load) from loads)),
               (5, 'worker:' || o.practitioner, 'nothing', true, null)
    ) as l ("row", label, share, counted, amount)
    where l.label is not null
)
