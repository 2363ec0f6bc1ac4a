-- For a count: facts that tell the same, of cases in the same hands, are one row, with their number.
population as (
    select null::text as source, null::uuid as stream_id, any_value(f.fact) as thing, f.kind,
           any_value(f.occurred_on) as occurred_on, f.codes, f.numbers, null::text as reference,
           c.team, c.worker, c.service_area,
           null::boolean as restricted, null::text[] as allow, null::text[] as deny,
           count(*) as tally
    from upto u
    join facts f
      on f.source = u.source and f.authority = $4
     and f.kind = any (array(select unnest(kinds || "over") from wanted))
     and f.occurred_on between $5 and $6
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to, u.position, $3)
    join headings c on c.source = f.source and c.stream_id = f.stream_id
    where $7::text is null or c.team = $7
    group by f.kind, f.codes, f.numbers, c.team, c.worker, c.service_area
),
