-- Did this stretch stand for somebody who had read the log up to `upto`, and looks at what was
-- recorded before `known_before` (null: at everything)? A stretch that was ended later than that
-- had not yet ended. Inlined by the planner.
create function stands(
    position_from bigint, position_to bigint, recorded_from timestamptz, recorded_to timestamptz,
    upto bigint, known_before timestamptz
) returns boolean language sql immutable parallel safe as $$
    select position_from <= upto
       and (known_before is null or recorded_from < known_before)
       and (position_to is null or position_to > upto or recorded_to >= known_before)
$$
-- next statement
create table messages (
    source text not null,
    position bigint not null,
    stream_id uuid not null,
    version int not null,
    event_id uuid not null,
    recorded_at timestamptz not null,
    body bytea not null,
    primary key (source, position)
)
-- next statement
create unique index messages_of_case on messages (source, stream_id, version)
-- next statement
create table heads (
    source text not null,
    stream_id uuid not null,
    version int not null,
    primary key (source, stream_id)
) with (fillfactor = 70)
-- next statement
create table clocks (
    source text not null,
    stream_id uuid not null,
    authority text not null,
    clock uuid not null,
    revision int not null,
    timescale text not null,
    title text not null,
    unit text not null,
    units int not null,
    rule text not null,
    starts_on date not null,
    due_on date,
    original_due_on date,
    stopped_on date,
    starts_at timestamptz,
    due_at timestamptz,
    original_due_at timestamptz,
    stopped_at timestamptz,
    calendar text not null,
    state text not null,
    taken int,
    pauses jsonb not null,
    change text not null,
    cause text,
    effective_on date not null,
    recorded_from timestamptz not null,
    recorded_to timestamptz,
    position_from bigint not null,
    position_to bigint,
    primary key (clock, position_from),
    check ((recorded_to is null) = (position_to is null))
) with (fillfactor = 80)
-- next statement
create unique index clocks_present on clocks (clock) where position_to is null
-- next statement
create index clocks_by_due on clocks (authority, timescale, due_on)
-- next statement
create index clocks_by_stop on clocks (authority, stopped_on)
-- next statement
create index clocks_of_case on clocks (source, stream_id)
-- next statement
create table facts (
    source text not null,
    stream_id uuid not null,
    authority text not null,
    fact uuid not null,
    kind text not null,
    occurred_on date not null,
    occurred_at timestamptz,
    codes jsonb not null,
    numbers jsonb not null,
    revision int not null,
    change text not null,
    cause text,
    recorded_from timestamptz not null,
    recorded_to timestamptz,
    position_from bigint not null,
    position_to bigint,
    primary key (fact, position_from),
    check ((recorded_to is null) = (position_to is null))
) with (fillfactor = 80)
-- next statement
create unique index facts_present on facts (fact) where position_to is null
-- next statement
create index facts_by_day on facts (authority, kind, occurred_on)
-- next statement
create index facts_of_case on facts (source, stream_id)
-- next statement
create table cases (
    source text not null,
    stream_id uuid not null,
    authority text not null,
    kind text not null,
    reference text not null,
    team text,
    worker text,
    service_area text,
    restricted boolean not null,
    allow text[] not null,
    deny text[] not null,
    effective_on date not null,
    recorded_from timestamptz not null,
    recorded_to timestamptz,
    position_from bigint not null,
    position_to bigint,
    primary key (source, stream_id, position_from),
    check ((recorded_to is null) = (position_to is null))
) with (fillfactor = 80)
-- next statement
create unique index cases_present on cases (source, stream_id) where position_to is null
-- next statement
create index cases_by_authority on cases (authority, kind)
-- next statement
create table people (
    source text not null,
    stream_id uuid not null,
    person uuid not null,
    part text not null,
    age int,
    sex text,
    ethnicity text,
    disability text,
    sexual_orientation text,
    born text,
    recorded_from timestamptz not null,
    recorded_to timestamptz,
    position_from bigint not null,
    position_to bigint,
    primary key (source, stream_id, person, part, position_from),
    check ((recorded_to is null) = (position_to is null))
) with (fillfactor = 80)
-- next statement
create unique index people_present on people (source, stream_id, person, part)
where position_to is null
-- next statement
create table recordings (
    source text not null,
    position bigint not null,
    stream_id uuid not null,
    version int not null,
    event_id uuid not null,
    authority text not null,
    event_type text not null,
    case_kind text not null,
    occurred_on date not null,
    recorded_on date not null,
    recorded_at timestamptz not null,
    corrects uuid,
    known_from date,
    import_source text,
    team text,
    primary key (source, position)
)
-- next statement
create index recordings_by_day on recordings (authority, recorded_on)
-- next statement
create table entries (
    ordinal bigint primary key,
    entry_id uuid not null unique,
    authority text not null,
    indicator text not null,
    label text,
    period_from date not null,
    period_to date not null,
    team text,
    numerator numeric,
    denominator numeric,
    value numeric,
    withdrawn boolean not null default false,
    said_where text not null,
    fingerprint bytea not null,
    entered_by text not null,
    entered_role text not null,
    entered_at timestamptz not null,
    stored_at timestamptz not null default clock_timestamp(),
    check (period_from <= period_to),
    check (withdrawn or num_nonnulls(numerator, value) > 0)
)
-- next statement
create index entries_of_cell on entries (authority, indicator, period_from, period_to)
-- next statement
create table coverage (
    ordinal bigint primary key,
    entry_id uuid not null unique,
    authority text not null,
    source text not null,
    complete_from date not null,
    reason text not null,
    fingerprint bytea not null,
    entered_by text not null,
    entered_role text not null,
    entered_at timestamptz not null,
    stored_at timestamptz not null default clock_timestamp()
)
-- next statement
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$
-- next statement
create trigger entries_are_append_only before update or delete or truncate on entries
for each statement execute function refuse_change()
-- next statement
create trigger coverage_is_append_only before update or delete or truncate on coverage
for each statement execute function refuse_change()
