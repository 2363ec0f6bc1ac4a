insert into clocks (
    source, stream_id, authority, clock, revision, timescale, title, unit, units, rule,
    starts_on, due_on, original_due_on, stopped_on, starts_at, due_at, original_due_at, stopped_at,
    calendar, state, taken, pauses, change, cause,
    recorded_from, position_from, recorded_to, position_to
)
select
    source, stream_id, authority, clock, revision, timescale, title, unit, units, rule,
    starts_on, due_on, original_due_on, stopped_on, starts_at, due_at, original_due_at, stopped_at,
    calendar, state, taken, pauses::jsonb, change, cause,
    recorded_from, position_from, recorded_to, position_to
from unnest(
    $1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[],
    $9::int[], $10::text[], $11::date[], $12::date[], $13::date[], $14::date[],
    $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[], $19::text[],
    $20::text[], $21::int[], $22::text[], $23::text[], $24::text[],
    $25::timestamptz[], $26::bigint[], $27::timestamptz[], $28::bigint[]
) as added (
    source, stream_id, authority, clock, revision, timescale, title, unit, units, rule,
    starts_on, due_on, original_due_on, stopped_on, starts_at, due_at, original_due_at, stopped_at,
    calendar, state, taken, pauses, change, cause,
    recorded_from, position_from, recorded_to, position_to
)
