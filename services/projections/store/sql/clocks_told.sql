told as (
    select (details ->> 'day')::date as day, (details ->> 'day_ends')::timestamptz as day_ends,
           (select array_agg(t) from jsonb_array_elements_text(details -> 'timescales') as t)
               as timescales
    from asked
),
