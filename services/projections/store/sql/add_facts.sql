insert into facts (
    source, stream_id, authority, fact, kind, occurred_on, occurred_at, codes, numbers,
    revision, change, cause, recorded_from, position_from, recorded_to, position_to
)
select
    source, stream_id, authority, fact, kind, occurred_on, occurred_at, codes::jsonb,
    numbers::jsonb, revision, change, cause, recorded_from, position_from, recorded_to, position_to
from unnest(
    $1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::date[], $7::timestamptz[],
    $8::text[], $9::text[], $10::int[], $11::text[], $12::text[],
    $13::timestamptz[], $14::bigint[], $15::timestamptz[], $16::bigint[]
) as added (
    source, stream_id, authority, fact, kind, occurred_on, occurred_at, codes, numbers,
    revision, change, cause, recorded_from, position_from, recorded_to, position_to
)
