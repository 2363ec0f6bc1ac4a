-- The log of one service, version 1. Run by the owner of the database with @schema@ as search path;
-- @role@ is what the service logs in as. A released version is never edited: later ones alter it.

create table log_identity (
  only_one boolean primary key default true check (only_one),
  log_id uuid not null default gen_random_uuid(),
  simulated boolean not null default false
)
-- next statement
comment on column log_identity.simulated is
  'Whether any event took a simulated instant for recorded_at; never set back.'
-- next statement
insert into log_identity default values
-- next statement
create table events (
  position bigint primary key check (position > 0),
  stream_id uuid not null,
  version integer not null check (version > 0),
  event_id uuid not null unique,
  command_id uuid not null,
  authority text not null,
  stream_kind text not null,
  type text not null,
  schema_version integer not null check (schema_version > 0),
  occurred_on date,
  occurred_at timestamptz,
  recorded_at timestamptz not null,
  known_from date,
  import_source text,
  corrects uuid,
  actor text not null,
  actor_role text not null,
  actor_team text,
  correlation_id uuid not null,
  causation_id uuid not null,
  payload json not null,
  message bytea not null,
  partition_hash integer not null check (partition_hash >= 0),
  hash bytea not null,
  unique (stream_id, version),
  check (num_nonnulls(occurred_on, occurred_at) = 1)
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)
-- next statement
create index events_recorded_at on events using brin (recorded_at)
-- next statement
comment on table events is
  'Append-only. position is gapless and in commit order; hash chains the events of a stream.'
-- next statement
create table commands (
  command_id uuid primary key,
  authority text not null,
  fingerprint bytea not null,
  caller text not null,
  streams uuid[] not null,
  versions integer[] not null,
  answering integer not null,
  recorded_at timestamptz not null,
  position bigint not null
)
-- next statement
comment on table commands is
  'What each command wrote: its streams with their versions after it; answering counts from 0.'
-- next statement
create table case_list (
  stream_id uuid primary key,
  version integer not null,
  authority text not null,
  kind text not null,
  reference text not null,
  place text not null,
  stage text,
  team text,
  worker text,
  service_area text,
  opened_on date,
  due_on date,
  closed_on date,
  tags text[] not null default '{}',
  people uuid[] not null default '{}',
  personal json,
  summary json not null default '{}',
  updated_at timestamptz not null,
  unique (authority, kind, reference)
)
-- next statement
create index case_list_due on case_list (authority, due_on, stream_id)
-- next statement
create index case_list_team on case_list (authority, team, due_on, stream_id)
-- next statement
create index case_list_tags on case_list using gin (tags)
-- next statement
create index case_list_people on case_list using gin (people)
-- next statement
create table streams_closed (
  stream_id uuid primary key,
  closed_at timestamptz not null,
  reason text not null
)
-- next statement
create table reference_numbers (
  authority text not null,
  prefix text not null,
  year integer not null,
  next_number bigint not null,
  primary key (authority, prefix, year)
)
-- next statement
create function forbid() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'CN002';
end $$
-- next statement
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function forbid()
-- next statement
alter table events enable always trigger events_append_only
-- next statement
create trigger commands_append_only before update or delete or truncate on commands
  for each statement execute function forbid()
-- next statement
alter table commands enable always trigger commands_append_only
-- next statement
-- What an event's hash is taken over: the hash before it on its stream, then the binary form of
-- every other column, in the table's order. record_send writes for each column its type, its length
-- and its bytes (-1 for null), so no two rows have the same form.
create function event_hash(previous bytea, e events) returns bytea language sql stable as $$
  select sha256(previous || record_send(row(
    e.position, e.stream_id, e.version, e.event_id, e.command_id, e.authority, e.stream_kind,
    e.type, e.schema_version, e.occurred_on, e.occurred_at, e.recorded_at, e.known_from,
    e.import_source, e.corrects, e.actor, e.actor_role, e.actor_team, e.correlation_id,
    e.causation_id, e.payload, e.message, e.partition_hash)))
$$
-- next statement
-- Many appends in one call, each stored whole or not at all, each with its own answer.
--
-- a_*: one element for each append. s_*: one for each stream of an append (s_append is its number,
-- from 1, ascending). e_*: one for each event (e_slot is the number of its s_ element, ascending).
-- l_*: one for each row of the case list (l_slot likewise).
--
-- Answers, in the order of the appends: 'appended', 'duplicate' (the command is stored already),
-- 'conflict' (stood_stream is at stood_version), 'closed', 'ahead' (the simulated instant is later
-- than the database's). Errors: CN001, the last event lies in the future.
create function append(
  a_command_id uuid[], a_authority text[], a_caller text[], a_fingerprint bytea[], a_actor text[],
  a_actor_role text[], a_actor_team text[], a_correlation_id uuid[], a_causation_id uuid[],
  a_simulated_at timestamptz[], a_answering integer[],
  s_append integer[], s_stream_id uuid[], s_stream_kind text[], s_expected integer[],
  s_events integer[], s_partition_hash integer[],
  e_slot integer[], e_event_id uuid[], e_type text[], e_schema_version integer[],
  e_occurred_on date[], e_occurred_at timestamptz[], e_known_from date[], e_import_source text[],
  e_corrects uuid[], e_payload text[], e_message bytea[],
  l_slot integer[], l_kind text[], l_reference text[], l_place text[], l_stage text[],
  l_team text[], l_worker text[], l_service_area text[], l_opened_on date[], l_due_on date[],
  l_closed_on date[], l_tags text[], l_people text[], l_personal text[], l_summary text[]
) returns table (
  answer text, answered_at timestamptz, first_position bigint, stood_stream uuid,
  stood_version integer
) language plpgsql security definer
set search_path = @schema@, pg_temp
-- Planned once: the same few index probes for any size of table, so planning again tells nothing.
-- Each probe ends at its first row and no table is scanned, or a plan made while the tables were
-- empty would read them whole once they are not.
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  now_at timestamptz;
  log_is_simulated boolean;
  last_position bigint;
  last_at timestamptz;
  command_first integer[];   -- for each append, the first one in this call with the same command
  command_known boolean[];
  slot_first integer[];      -- for each slot, the first one in this call with the same stream
  head_version integer[];    -- where each stream stands once the appends before are counted
  head_at timestamptz[];
  head_closed boolean[];
  told_version integer[];    -- how far its events have been written out
  told_hash bytea[];
  slot_accepted boolean[];
  answers text[] := '{}';
  ats timestamptz[] := '{}';
  firsts bigint[] := '{}';
  tails text[] := '{}';
  stood_streams uuid[] := '{}';
  stood_versions integer[] := '{}';
  appends integer := cardinality(a_command_id);
  slots integer := cardinality(s_append);
  slot integer := 1;
  slot_from integer;
  first integer;
  next_position bigint;
  verdict text;
  at timestamptz;
  other_stream uuid;
  other_version integer;
  event record;
  told events;
  rows events[] := '{}';
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.events', 0));
  now_at := clock_timestamp();
  select simulated into log_is_simulated from log_identity;
  select e.position, e.recorded_at into last_position, last_at
    from events e order by e.position desc limit 1;
  last_position := coalesce(last_position, 0);
  if not log_is_simulated and last_at > now_at + interval '2 seconds' then
    raise exception 'the last event lies in the future' using errcode = 'CN001';
  end if;

  select array_agg(c.first_n order by c.n), array_agg(k.known is not null order by c.n)
    into command_first, command_known
    from (select u.n, u.id, min(u.n) over (partition by u.id) as first_n
            from unnest(a_command_id) with ordinality as u(id, n)) c
    left join lateral (select true as known from commands k
                        where k.command_id = c.id limit 1) k on true;
  select array_agg(s.first_n order by s.n), array_agg(coalesce(h.version, 0) order by s.n),
         array_agg(h.recorded_at order by s.n), array_agg(coalesce(h.hash, ''::bytea) order by s.n),
         array_agg(x.closed is not null order by s.n), array_agg(false)
    into slot_first, head_version, head_at, told_hash, head_closed, slot_accepted
    from (select u.n, u.id, min(u.n) over (partition by u.id) as first_n
            from unnest(s_stream_id) with ordinality as u(id, n)) s
    left join lateral (select e.version, e.recorded_at, e.hash from events e
                        where e.stream_id = s.id order by e.version desc limit 1) h on true
    left join lateral (select true as closed from streams_closed x
                        where x.stream_id = s.id limit 1) x on true;
  told_version := head_version;

  next_position := last_position + 1;
  for a in 1 .. appends loop
    verdict := 'appended';
    other_stream := null;
    other_version := null;
    slot_from := slot;
    at := coalesce(a_simulated_at[a], now_at);
    if a_simulated_at[a] is null and not log_is_simulated then
      at := greatest(at, last_at);
    end if;
    if command_known[command_first[a]] then
      verdict := 'duplicate';
    elsif a_simulated_at[a] > now_at then
      verdict := 'ahead';
    end if;
    while slot <= slots and s_append[slot] = a loop
      first := slot_first[slot];
      if verdict = 'appended' and head_closed[first] then
        verdict := 'closed';
        other_stream := s_stream_id[slot];
      elsif verdict = 'appended' and head_version[first] <> s_expected[slot] then
        verdict := 'conflict';
        other_stream := s_stream_id[slot];
        other_version := head_version[first];
      end if;
      at := greatest(at, head_at[first]);
      slot := slot + 1;
    end loop;
    firsts := firsts || next_position;
    if verdict = 'appended' then
      command_known[command_first[a]] := true;
      log_is_simulated := log_is_simulated or a_simulated_at[a] is not null;
      for s in slot_from .. slot - 1 loop
        first := slot_first[s];
        head_version[first] := head_version[first] + s_events[s];
        head_at[first] := at;
        slot_accepted[s] := true;
        next_position := next_position + s_events[s];
      end loop;
    end if;
    answers := answers || verdict;
    ats := ats || at;
    tails := tails || (',"time":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                       || '","position":"');
    stood_streams := stood_streams || other_stream;
    stood_versions := stood_versions || other_version;
  end loop;

  next_position := last_position;
  for event in
    select u.*, s.append, s.stream_id, s.stream_kind, s.partition_hash, x.command_id, x.authority,
           x.actor, x.actor_role, x.actor_team, x.correlation_id, x.causation_id, x.at, x.tail
      from unnest(e_slot, e_event_id, e_type, e_schema_version, e_occurred_on, e_occurred_at,
                  e_known_from, e_import_source, e_corrects, e_payload, e_message) with ordinality
           as u(slot, event_id, type, schema_version, occurred_on, occurred_at, known_from,
                import_source, corrects, payload, message, n)
      join unnest(s_append, s_stream_id, s_stream_kind, s_partition_hash, slot_accepted)
           with ordinality as s(append, stream_id, stream_kind, partition_hash, accepted, n)
        on s.n = u.slot
      join unnest(a_command_id, a_authority, a_actor, a_actor_role, a_actor_team,
                  a_correlation_id, a_causation_id, ats, tails) with ordinality
           as x(command_id, authority, actor, actor_role, actor_team, correlation_id,
                causation_id, at, tail, n)
        on x.n = s.append
     where s.accepted
     order by u.n
  loop
    first := slot_first[event.slot];
    next_position := next_position + 1;
    told_version[first] := told_version[first] + 1;
    told.position := next_position;
    told.stream_id := event.stream_id;
    told.version := told_version[first];
    told.event_id := event.event_id;
    told.command_id := event.command_id;
    told.authority := event.authority;
    told.stream_kind := event.stream_kind;
    told.type := event.type;
    told.schema_version := event.schema_version;
    told.occurred_on := event.occurred_on;
    told.occurred_at := event.occurred_at;
    told.recorded_at := event.at;
    told.known_from := event.known_from;
    told.import_source := event.import_source;
    told.corrects := event.corrects;
    told.actor := event.actor;
    told.actor_role := event.actor_role;
    told.actor_team := event.actor_team;
    told.correlation_id := event.correlation_id;
    told.causation_id := event.causation_id;
    told.payload := event.payload::json;
    told.message := event.message || convert_to(event.tail || next_position || '"}', 'UTF8');
    told.partition_hash := event.partition_hash;
    told.hash := event_hash(told_hash[first], told);
    told_hash[first] := told.hash;
    rows := rows || told;
  end loop;
  insert into events select * from unnest(rows);

  insert into commands
    select x.command_id, x.authority, x.fingerprint, x.caller, s.streams, s.versions, x.answering,
           x.at, x.first_position + s.events - 1
      from unnest(a_command_id, a_authority, a_fingerprint, a_caller, a_answering, ats, firsts,
                  answers) with ordinality
           as x(command_id, authority, fingerprint, caller, answering, at, first_position, answer,
                n)
      join (select u.append, array_agg(u.stream_id order by u.n) as streams,
                   array_agg(u.expected + u.events order by u.n) as versions,
                   sum(u.events) as events
              from unnest(s_append, s_stream_id, s_expected, s_events) with ordinality
                   as u(append, stream_id, expected, events, n)
             group by u.append) s on s.append = x.n
     where x.answer = 'appended';

  if cardinality(l_slot) > 0 then
    insert into case_list as c
      select distinct on (s.stream_id)
             s.stream_id, s.expected + s.events, x.authority, l.kind, l.reference, l.place, l.stage,
             l.team, l.worker, l.service_area, l.opened_on, l.due_on, l.closed_on, l.tags::text[],
             l.people::uuid[], l.personal::json, l.summary::json, x.at
        from unnest(l_slot, l_kind, l_reference, l_place, l_stage, l_team, l_worker,
                    l_service_area, l_opened_on, l_due_on, l_closed_on, l_tags, l_people,
                    l_personal, l_summary)
             as l(slot, kind, reference, place, stage, team, worker, service_area, opened_on,
                  due_on, closed_on, tags, people, personal, summary)
        join unnest(s_append, s_stream_id, s_expected, s_events, slot_accepted) with ordinality
             as s(append, stream_id, expected, events, accepted, n) on s.n = l.slot
        join unnest(a_authority, ats) with ordinality as x(authority, at, n) on x.n = s.append
       where s.accepted
       order by s.stream_id, l.slot desc
      on conflict (stream_id) do update set
        version = excluded.version, authority = excluded.authority, kind = excluded.kind,
        reference = excluded.reference, place = excluded.place, stage = excluded.stage,
        team = excluded.team, worker = excluded.worker, service_area = excluded.service_area,
        opened_on = excluded.opened_on, due_on = excluded.due_on, closed_on = excluded.closed_on,
        tags = excluded.tags, people = excluded.people, personal = excluded.personal,
        summary = excluded.summary, updated_at = excluded.updated_at
      where excluded.version > c.version;
  end if;

  if log_is_simulated then
    update log_identity set simulated = true where not simulated;
  end if;
  return query select * from unnest(answers, ats, firsts, stood_streams, stood_versions);
end $$
-- next statement
-- Closing takes the lock of the appends, so that none is under way when it answers.
create function close_stream(closing uuid, because text) returns void
language plpgsql security definer set search_path = @schema@, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.events', 0));
  insert into streams_closed values (closing, clock_timestamp(), because) on conflict do nothing;
end $$
-- next statement
-- Returns once every append that was under way when it was called has ended.
create function wait_for_appends() returns void
language plpgsql security definer set search_path = @schema@, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.events', 0));
end $$
-- next statement
revoke all on all functions in schema @schema@ from public
-- next statement
grant usage on schema @schema@ to @role@
-- next statement
grant select on log_identity, events, commands, case_list, streams_closed, reference_numbers
  to @role@
-- next statement
grant insert, update, delete on case_list to @role@
-- next statement
grant insert, update on reference_numbers to @role@
-- next statement
grant execute on function close_stream, wait_for_appends, append, event_hash to @role@
