told as (
    select (details ->> 'day')::date as day, (details ->> 'day_ends')::timestamptz as day_ends,
           details ->> 'counted_on' as counted_on,
           (select array_agg(t) from jsonb_array_elements_text(details -> 'timescales') as t)
               as timescales
    from asked
),
