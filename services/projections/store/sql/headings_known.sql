-- The headings of cases as they are known.
headings as (
    select c.source, c.stream_id, c.kind, c.reference, c.team, c.worker, c.service_area,
           c.restricted, c.allow, c.deny
    from asked
    cross join upto u
    join cases c
      on c.source = u.source and c.authority = asked.authority
     and stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to,
                u.position, asked.known_before)
     {of_candidates}
),
