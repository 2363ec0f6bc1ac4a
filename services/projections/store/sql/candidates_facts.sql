-- Facts that may be counted, apart from when they were known.
candidates as (
    select f.stream_id
    from facts f
    where f.authority = $4
     and f.kind = any (array(
             select jsonb_array_elements_text(w -> 'kinds' || (w -> 'over'))
             from jsonb_array_elements($8::jsonb -> 'rows') as w
         ))
     and f.occurred_on between $5 and $6
),
