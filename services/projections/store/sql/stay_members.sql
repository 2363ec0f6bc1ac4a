-- Stays of one case do not overlap: the nth end is that of the nth start.
starts as (
    select f.source, f.stream_id, f.occurred_on,
           f.codes @> (asked.details -> 'counts') as counts,
           row_number() over (partition by f.source, f.stream_id
                              order by f.occurred_on, f.told_at, f.fact) as turn
    from asked cross join told_facts f
    where f.kind = asked.details ->> 'started'
),
ends as (
    select f.source, f.stream_id, f.occurred_on,
           row_number() over (partition by f.source, f.stream_id
                              order by f.occurred_on, f.told_at, f.fact) as turn
    from asked cross join told_facts f
    where f.kind = asked.details ->> 'ended'
),
overlapping as (
    select s.source, s.stream_id, count(*) as stays
    from asked
    cross join starts s
    left join ends e using (source, stream_id, turn)
    where s.counts
      and (s.occurred_on >= asked.first or e.occurred_on is null or e.occurred_on > asked.first)
    group by s.source, s.stream_id
),
members as (
    select 1 as "row", asked.details ->> 'label' as label, 'whole' as share, o.source,
           o.stream_id, o.stream_id as thing, o.occurred_on, o.reference, o.team, o.worker,
           o.restricted, o.allow, o.deny,
           coalesce(s.stays >= (asked.details ->> 'at_least')::int, false) as counted,
           true as in_whole, null::double precision as amount
    from asked
    cross join open_cases o
    join states t using (source, stream_id)
    left join overlapping s using (source, stream_id)
    where not asked.details -> 'leaving_out' ? t.code
)
