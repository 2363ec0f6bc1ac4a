-- The append, version 2: the same answers and the same rows as `append` of version 1, in fewer and
-- larger steps. That function stays for processes that were started before this one was made.

-- One command. events: how many it stores; before: how many those in front of it in the call store.
create type new_command as (
  command_id uuid, authority text, caller text, fingerprint bytea, streams uuid[],
  versions integer[], answering integer, simulated_at timestamptz, events integer, before integer
)
-- next statement
-- One event, with all that its row says of its command. append: the number of its command in the
-- call, from 1; nth: its place among the events of that command, from 0; on_stream: how many of them
-- are on this stream, on the first of those, else null; step: its place among the events of the whole
-- call on this stream, from 1.
create type new_event as (
  append integer, nth integer, on_stream integer, step integer,
  stream_id uuid, version integer, event_id uuid, command_id uuid, authority text,
  stream_kind text, type text, schema_version integer, occurred_on date, occurred_at timestamptz,
  known_from date, import_source text, corrects uuid, actor text, actor_role text,
  actor_team text, correlation_id uuid, causation_id uuid, payload text, message bytea,
  partition_hash integer
)
-- next statement
-- A row of the case list as it shall be after the event `version` of its stream.
create type new_list_row as (
  append integer, stream_id uuid, version integer, authority text, kind text, reference text,
  place text, stage text, team text, worker text, service_area text, opened_on date, due_on date,
  closed_on date, tags text[], people uuid[], personal text, summary text
)
-- next statement
-- What becomes of each append where not all are simply stored: one after the other, each counting
-- what those before it in the call have done.
create function decide_appends(
  commands_in new_command[], events_in new_event[], now_at timestamptz, last_position bigint,
  last_at timestamptz, inout log_is_simulated boolean,
  out answers text[], out ats timestamptz[], out firsts bigint[], out accepted boolean[],
  out stood_streams uuid[], out stood_versions integer[]
) language plpgsql
set search_path = @schema@, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  simulated_ats timestamptz[];
  command_events integer[];
  command_first integer[];   -- for each append, the first one in this call with the same command
  command_known boolean[];
  slot_append integer[];     -- a slot is one stream of one append
  slot_stream uuid[];
  slot_expected integer[];
  slot_events integer[];
  slot_first integer[];      -- for each slot, the first one in this call with the same stream
  head_version integer[];    -- where each stream stands once the appends before are counted
  head_at timestamptz[];
  head_closed boolean[];
  slots integer;
  slot integer := 1;
  slot_from integer;
  first integer;
  next_position bigint := last_position + 1;
  verdict text;
  at timestamptz;
  other_stream uuid;
  other_version integer;
begin
  select array_agg(c.simulated_at order by c.n), array_agg(c.events order by c.n),
         array_agg(c.first_n order by c.n), array_agg(k.known is not null order by c.n)
    into simulated_ats, command_events, command_first, command_known
    from (select u.n, u.command_id, u.simulated_at, u.events,
                 min(u.n) over (partition by u.command_id) as first_n
            from unnest(commands_in) with ordinality
                 as u(command_id, authority, caller, fingerprint, streams, versions, answering,
                      simulated_at, events, before, n)) c
    left join lateral (select true as known from commands k
                        where k.command_id = c.command_id limit 1) k on true;
  select array_agg(s.append order by s.n), array_agg(s.stream_id order by s.n),
         array_agg(s.version - 1 order by s.n), array_agg(s.on_stream order by s.n),
         array_agg(s.first_n order by s.n), array_agg(coalesce(h.version, 0) order by s.n),
         array_agg(h.recorded_at order by s.n), array_agg(x.closed is not null order by s.n),
         count(*)
    into slot_append, slot_stream, slot_expected, slot_events, slot_first, head_version, head_at,
         head_closed, slots
    from (select v.*, min(v.n) over (partition by v.stream_id) as first_n
            from (select u.append, u.stream_id, u.version, u.on_stream,
                         row_number() over (order by u.append, u.nth) as n
                    from unnest(events_in) u where u.on_stream is not null) v) s
    left join lateral (select e.version, e.recorded_at from events e
                        where e.stream_id = s.stream_id order by e.version desc limit 1) h on true
    left join lateral (select true as closed from streams_closed x
                        where x.stream_id = s.stream_id limit 1) x on true;

  for a in 1 .. cardinality(command_first) loop
    verdict := 'appended';
    other_stream := null;
    other_version := null;
    slot_from := slot;
    at := coalesce(simulated_ats[a], now_at);
    if simulated_ats[a] is null and not log_is_simulated then
      at := greatest(at, last_at);
    end if;
    if command_known[command_first[a]] then
      verdict := 'duplicate';
    elsif simulated_ats[a] > now_at then
      verdict := 'ahead';
    end if;
    while slot <= slots and slot_append[slot] = a loop
      first := slot_first[slot];
      if verdict = 'appended' and head_closed[first] then
        verdict := 'closed';
        other_stream := slot_stream[slot];
      elsif verdict = 'appended' and head_version[first] <> slot_expected[slot] then
        verdict := 'conflict';
        other_stream := slot_stream[slot];
        other_version := head_version[first];
      end if;
      at := greatest(at, head_at[first]);
      slot := slot + 1;
    end loop;
    firsts[a] := next_position;
    if verdict = 'appended' then
      command_known[command_first[a]] := true;
      log_is_simulated := log_is_simulated or simulated_ats[a] is not null;
      next_position := next_position + command_events[a];
      for s in slot_from .. slot - 1 loop
        first := slot_first[s];
        head_version[first] := head_version[first] + slot_events[s];
        head_at[first] := at;
      end loop;
    end if;
    answers[a] := verdict;
    accepted[a] := verdict = 'appended';
    ats[a] := at;
    stood_streams[a] := other_stream;
    stood_versions[a] := other_version;
  end loop;
end $$
-- next statement
-- Many appends in one call, each stored whole or not at all, each with its own answer.
--
-- The elements stand in the order of the appends, no command twice: its key would be refused, and
-- the whole call with it. Answers, in the same order: 'appended',
-- 'duplicate' (the command is stored already), 'conflict' (stood_streams: it is at stood_versions),
-- 'closed', 'ahead' (the simulated instant is later than the database's). worked_seconds is the time
-- that the call took, but for its wait for the lock and its commit. Errors: CN001, the last event
-- lies in the future.
create function append_batch(
  commands_in new_command[], events_in new_event[], list_in new_list_row[],
  out answers text[], out recorded_ats timestamptz[], out first_positions bigint[],
  out stood_streams uuid[], out stood_versions integer[], out worked_seconds double precision
) language plpgsql security definer
set search_path = @schema@, pg_temp
-- Planned once: the same few index probes for any size of table, so planning again tells nothing.
-- Each probe ends at its first row and no table is scanned, or a plan made while the tables were
-- empty would read them whole once they are not.
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  began_at timestamptz;
  now_at timestamptz;
  log_is_simulated boolean;
  last_position bigint;
  last_at timestamptz;
  steps integer;
  all_stored boolean;        -- nobody is in anybody's way: each append is simply stored
  accepted boolean[];
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.events', 0));
  began_at := clock_timestamp();
  now_at := began_at;
  select i.simulated, coalesce(l.position, 0), l.recorded_at, e.steps,
         not i.simulated and e.free and c.free, c.answers, c.accepted, c.first_positions
    into log_is_simulated, last_position, last_at, steps, all_stored, answers, accepted,
         first_positions
    from log_identity i
    left join (select position, recorded_at from events order by position desc limit 1) l on true
    cross join (
      select max(u.step) as steps,
             max(u.step) filter (where u.on_stream is not null) = 1
             and bool_and(u.on_stream is null or (u.version = coalesce(h.version, 0) + 1
                                                  and x.closed is null)) as free
        from unnest(events_in) u
        left join lateral (select v.version from events v
                            where v.stream_id = u.stream_id and u.on_stream is not null
                            order by v.version desc limit 1) h on true
        left join lateral (select true as closed from streams_closed x
                            where x.stream_id = u.stream_id limit 1) x on true) e
    cross join lateral (
      select bool_and(u.simulated_at is null and k.known is null) as free,
             array_agg('appended'::text) as answers, array_agg(true) as accepted,
             array_agg(coalesce(l.position, 0) + 1 + u.before order by u.before) as first_positions
        from unnest(commands_in) u
        left join lateral (select true as known from commands k
                            where k.command_id = u.command_id limit 1) k on true) c;
  if not log_is_simulated and last_at > now_at + interval '2 seconds' then
    raise exception 'the last event lies in the future' using errcode = 'CN001';
  end if;
  if all_stored then
    recorded_ats := array_fill(greatest(now_at, last_at), array[cardinality(answers)]);
  else
    select d.* into log_is_simulated, answers, recorded_ats, first_positions, accepted,
                    stood_streams, stood_versions
      from decide_appends(commands_in, events_in, now_at, last_position, last_at,
                          log_is_simulated) d;
  end if;

  -- An event's hash is taken over the hash before it on its stream, so events of one stream are
  -- stored one after the other; in the usual call each stream has one, and all go in one step. Where
  -- the event before were missing the hash would be null, which the table refuses.
  for this in 1 .. steps loop
    insert into events
      select x.*, sha256(case when x.version = 1 then '' else p.hash end || record_send(x))
        from (select first_positions[u.append] + u.nth as position, u.stream_id, u.version,
                     u.event_id, u.command_id, u.authority, u.stream_kind, u.type, u.schema_version,
                     u.occurred_on, u.occurred_at, recorded_ats[u.append] as recorded_at,
                     u.known_from, u.import_source, u.corrects, u.actor, u.actor_role, u.actor_team,
                     u.correlation_id, u.causation_id, u.payload::json as payload,
                     u.message || convert_to(
                       to_char(recorded_ats[u.append] at time zone 'UTC',
                               '",\"time\":\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\",\"position\":\""')
                       || (first_positions[u.append] + u.nth) || '"}', 'UTF8') as message,
                     u.partition_hash
                from unnest(events_in) u
               where u.step = this and accepted[u.append]
              offset 0) x  -- each value is computed once, for the row and for its hash
        left join lateral (select e.hash from events e
                            where x.version > 1 and e.stream_id = x.stream_id
                              and e.version = x.version - 1) p on true;
  end loop;

  insert into commands
    select u.command_id, u.authority, u.fingerprint, u.caller, u.streams, u.versions, u.answering,
           recorded_ats[u.n], first_positions[u.n] + u.events - 1
      from unnest(commands_in) with ordinality
           as u(command_id, authority, caller, fingerprint, streams, versions, answering,
                simulated_at, events, before, n)
     where accepted[u.n];

  if cardinality(list_in) > 0 then
    insert into case_list as c
      select distinct on (u.stream_id)
             u.stream_id, u.version, u.authority, u.kind, u.reference, u.place, u.stage, u.team,
             u.worker, u.service_area, u.opened_on, u.due_on, u.closed_on, u.tags, u.people,
             u.personal::json, u.summary::json, recorded_ats[u.append]
        from unnest(list_in) u
       where accepted[u.append]
       order by u.stream_id, u.version desc
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
  worked_seconds := extract(epoch from clock_timestamp() - began_at);
end $$
-- next statement
revoke all on function append_batch, decide_appends from public
-- next statement
grant execute on function append_batch to @role@
