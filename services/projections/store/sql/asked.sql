-- The eight parameters of every count: what is visible, of whom, when; and the measure's details.
with asked as (
    select $1::text[] as sources, $2::bigint[] as positions, $3::timestamptz as known_before,
           $4::text as authority, $5::date as first, $6::date as through, $7::text as team,
           $8::jsonb as details
),
upto as (
    select s.source, s.position
    from asked, unnest(asked.sources, asked.positions) as s (source, position)
),
