-- The headings of cases as they are known.
headings as (
    select c.source, c.stream_id, c.kind, c.reference, c.team, c.worker, c.service_area,
           c.restricted, c.allow, c.deny
    from upto u
    join cases c
      on c.source = u.source and c.authority = $4
     and stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to, u.position, $3)
     {of_candidates}
),
