-- Facts that may be counted, apart from when they were known.
candidates as (
    select f.stream_id
    from asked
    join facts f
      on f.authority = asked.authority
     and f.kind = any (array(
             select jsonb_array_elements_text(w -> 'kinds' || (w -> 'over'))
             from jsonb_array_elements(asked.details -> 'rows') as w
         ))
     and f.occurred_on between asked.first and asked.through
),
