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
-- Whoever left care and came back has two cases: the child is counted, by all of their stays. Where
-- it is not known who the child is, the case stands for them.
known_children as (
    select distinct on (p.source, p.stream_id) p.source, p.stream_id, p.person
    from asked
    cross join upto u
    join people p
      on p.source = u.source and p.part = 'child'
     and stands(p.position_from, p.position_to, p.recorded_from, p.recorded_to,
                u.position, asked.known_before)
    order by p.source, p.stream_id, p.position_from desc, p.person
),
overlapping as (
    select coalesce(k.person, s.stream_id) as child, count(*) as stays
    from asked
    cross join starts s
    left join ends e using (source, stream_id, turn)
    left join known_children k using (source, stream_id)
    where s.counts
      and (s.occurred_on >= asked.first or e.occurred_on is null or e.occurred_on > asked.first)
    group by child
),
looked_after as (
    select distinct on (child) o.*, coalesce(k.person, o.stream_id) as child
    from asked
    cross join open_cases o
    join states t using (source, stream_id)
    left join known_children k using (source, stream_id)
    where not asked.details -> 'leaving_out' ? t.code
    order by child, o.occurred_on desc, o.stream_id
),
members as (
    select 1 as "row", asked.details ->> 'label' as label, 'whole' as share, l.source,
           l.stream_id, l.child as thing, l.occurred_on, l.reference, l.team, l.worker,
           l.restricted, l.allow, l.deny,
           coalesce(s.stays >= (asked.details ->> 'at_least')::int, false) as counted,
           true as in_whole, null::double precision as amount
    from asked
    cross join looked_after l
    left join overlapping s using (child)
)
