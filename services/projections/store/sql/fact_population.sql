population as (
    select f.source, f.stream_id, f.fact as thing, f.kind, f.occurred_on, f.codes, f.numbers,
           c.reference, c.team, c.worker, c.service_area, c.restricted, c.allow, c.deny, 1::bigint as tally
    from upto u
    join facts f
      on f.source = u.source and f.authority = $4
     and f.kind = any (array(select unnest(kinds || "over") from wanted))
     and f.occurred_on between $5 and $6
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to, u.position, $3)
    join headings c on c.source = f.source and c.stream_id = f.stream_id
    where $7::text is null or c.team = $7
),
