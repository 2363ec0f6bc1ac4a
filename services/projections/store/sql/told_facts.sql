-- The facts that tell the state of open cases on the day, with the position they were first told at.
told_facts as (
    select f.source, f.stream_id, f.fact, f.kind, f.occurred_on, f.codes, f.numbers,
           (select min(first.position_from) from facts first where first.fact = f.fact) as told_at
    from asked
    cross join upto u
    join facts f
      on f.source = u.source and f.authority = asked.authority
     and f.kind in (select jsonb_array_elements_text(asked.details -> 'telling'))
     and f.occurred_on <= (asked.details ->> 'day')::date
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to,
                u.position, asked.known_before)
),
