-- For a count that asks nothing of the case: facts that tell the same are one row, with their number.
-- Every fact's case has a heading as long as the fact.
population as (
    select null::text as source, null::uuid as stream_id, any_value(f.fact) as thing, f.kind,
           any_value(f.occurred_on) as occurred_on, f.codes, f.numbers, null::text as reference,
           null::text as team, null::text as worker, null::text as service_area,
           null::boolean as restricted, null::text[] as allow, null::text[] as deny,
           count(*) as tally
    from upto u
    join facts f
      on f.source = u.source and f.authority = $4
     and f.kind = any (array(select unnest(kinds || "over") from wanted))
     and f.occurred_on between $5 and $6
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to, u.position, $3)
    group by f.kind, f.codes, f.numbers
),
