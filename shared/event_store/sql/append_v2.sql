-- The append, version 2: the same answers and the same rows as `append` of version 1, in fewer and
-- larger steps. That function stays for processes that were started before this one was made.

-- One command. events: how many it stores; before: how many those in front of it in the call store.
-- One of several streams has streams and versions, one of a single stream stream_id and version: to
-- send two arrays costs the process more than all the rest.
create type new_command as (
  command_id uuid, authority text, caller text, fingerprint bytea, stream_id uuid, version integer,
  streams uuid[], versions integer[], answering integer, simulated_at timestamptz, events integer,
  before integer
)
-- next statement
-- One event, with all that its row says of its command. append: the number of its command in the
-- call, from 1; place: its place among the events of the call, from 0; on_stream: how many of its
-- command are on this stream, on the first of those, else null; step: its place among the events of
-- the whole call on this stream, from 1.
create type new_event as (
  append integer, place integer, on_stream integer, step integer,
  stream_id uuid, version integer, event_id uuid, command_id uuid, authority text,
  stream_kind text, type text, schema_version integer, occurred_on date, occurred_at timestamptz,
  known_from date, import_source text, corrects uuid, actor text, actor_role text,
  actor_team text, correlation_id uuid, causation_id uuid, payload text, message bytea,
  partition_hash integer
)
-- next statement
-- A row of the case list as it shall be after the event `version` of its stream. step: its place
-- among the rows of the whole call for this stream, from 1.
create type new_list_row as (
  append integer, step integer, stream_id uuid, version integer, authority text, kind text,
  reference text, place text, stage text, team text, worker text, service_area text, opened_on date,
  due_on date, closed_on date, tags text[], people uuid[], personal text, summary text
)
-- next statement
-- How the end of a message begins, up to its position.
create function message_end(recorded_at timestamptz) returns text language sql stable as $$
  select to_char(recorded_at at time zone 'UTC',
                 '",\"time\":\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\",\"position\":\""')
$$
-- next statement
-- What becomes of each append where not all are simply stored: one after the other, each counting
-- what those before it in the call have done. shifts: for each that is stored, how many events in
-- front of it in the call are not; null for each that is not.
create function decide_appends(
  commands_in new_command[], events_in new_event[], now_at timestamptz, last_at timestamptz,
  inout log_is_simulated boolean,
  out answers text[], out ats timestamptz[], out ends text[], out shifts integer[],
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
  refused_events integer := 0;
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
                 as u(command_id, authority, caller, fingerprint, stream_id, version, streams,
                      versions, answering, simulated_at, events, before, n)) c
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
                         row_number() over (order by u.place) as n
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
    shifts[a] := case when verdict = 'appended' then refused_events end;
    if verdict = 'appended' then
      command_known[command_first[a]] := true;
      log_is_simulated := log_is_simulated or simulated_ats[a] is not null;
      for s in slot_from .. slot - 1 loop
        first := slot_first[s];
        head_version[first] := head_version[first] + slot_events[s];
        head_at[first] := at;
      end loop;
    else
      refused_events := refused_events + command_events[a];
    end if;
    answers[a] := verdict;
    ats[a] := at;
    ends[a] := message_end(at);
    stood_streams[a] := other_stream;
    stood_versions[a] := other_version;
  end loop;
end $$
-- next statement
-- Many appends in one call, each stored whole or not at all, each with its own answer.
--
-- The elements stand in the order of the appends. most_steps and most_list_steps are the greatest
-- step of any event and of any row of the list. With rivals_expected each append is decided at once,
-- as after a call in which one was refused.
--
-- Where all were stored at once, recorded_at is that of them all, first_position that of the first
-- event, the others follow, and the arrays are null. Else each append has its element: answers is
-- 'appended', 'duplicate' (the command is stored already), 'conflict' (stood_streams: it is at
-- stood_versions), 'closed' or 'ahead' (the simulated instant is later than the database's).
-- worked_seconds is the time that the call took, but for its wait for the lock and its commit.
-- Errors: CN001, the last event lies in the future.
create function append_batch(
  commands_in new_command[], events_in new_event[], list_in new_list_row[],
  most_steps integer, most_list_steps integer, rivals_expected boolean,
  out recorded_at timestamptz, out first_position bigint,
  out answers text[], out recorded_ats timestamptz[],
  out stood_streams uuid[], out stood_versions integer[], out worked_seconds double precision
) language plpgsql security definer
set search_path = @schema@, pg_temp
-- Planned once: the same few index probes for any size of table, so planning again tells nothing.
-- Each probe ends at its first row and no table is scanned, or a plan made while the tables were
-- empty would read them whole once they are not.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off
as $$
#variable_conflict use_column
declare
  began_at timestamptz;
  log_is_simulated boolean;
  last_position bigint;
  last_at timestamptz;
  call_at timestamptz;       -- recorded_at of all that no simulated instant concerns
  call_end text;
  ends text[];
  shifts integer[];
  decided boolean;           -- each append was decided for itself; before that, all are stored
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.events', 0));
  began_at := clock_timestamp();
  select i.simulated, coalesce(l.position, 0), l.recorded_at
    into log_is_simulated, last_position, last_at
    from log_identity i
    left join (select position, recorded_at from events order by position desc limit 1) l on true;
  if not log_is_simulated and last_at > began_at + interval '2 seconds' then
    raise exception 'the last event lies in the future' using errcode = 'CN001';
  end if;
  call_at := greatest(began_at, last_at);
  call_end := message_end(call_at);
  first_position := last_position + 1;
  decided := log_is_simulated or rivals_expected;

  -- Nearly always nobody is in anybody's way, and to look first would cost as many probes as the
  -- indexes make anyway. So all is stored; where a key stands in the way, or a value is null because
  -- of what stands in the way, that is undone, each append is decided, and what can be is stored.
  loop
    begin
      if decided then
        select d.log_is_simulated, d.answers, d.ats, d.ends, d.shifts, d.stood_streams,
               d.stood_versions
          into log_is_simulated, answers, recorded_ats, ends, shifts, stood_streams,
               stood_versions
          from decide_appends(commands_in, events_in, began_at, last_at, log_is_simulated) d;
      end if;

      insert into commands
        select u.command_id, u.authority, u.fingerprint, u.caller,
               coalesce(u.streams, array[u.stream_id]), coalesce(u.versions, array[u.version]),
               u.answering,
               coalesce(recorded_ats[u.n], case when u.simulated_at is null then call_at end),
               last_position + u.before + u.events - coalesce(shifts[u.n], 0)
          from unnest(commands_in) with ordinality
               as u(command_id, authority, caller, fingerprint, stream_id, version, streams,
                    versions, answering, simulated_at, events, before, n)
         where not decided or shifts[u.n] is not null;

      -- An event's hash is taken over the hash before it on its stream, so events of one stream are
      -- stored one after the other; in the usual call each stream has one, and all go in one step.
      -- The hash is null, which the table refuses, where the event before is missing or the stream
      -- is closed.
      for this in 1 .. most_steps loop
        insert into events
          select x.*, sha256(case when c.closed then null when x.version = 1 then '' else p.hash end
                             || record_send(x))
            from (select last_position + 1 + u.place - coalesce(shifts[u.append], 0) as position,
                         u.stream_id, u.version, u.event_id, u.command_id, u.authority,
                         u.stream_kind, u.type, u.schema_version, u.occurred_on, u.occurred_at,
                         coalesce(recorded_ats[u.append], call_at) as recorded_at,
                         u.known_from, u.import_source, u.corrects, u.actor, u.actor_role,
                         u.actor_team, u.correlation_id, u.causation_id, u.payload::json as payload,
                         u.message || convert_to(
                           coalesce(ends[u.append], call_end)
                           || (last_position + 1 + u.place - coalesce(shifts[u.append], 0)) || '"}',
                           'UTF8') as message,
                         u.partition_hash
                    from unnest(events_in) u
                   where u.step = this and (not decided or shifts[u.append] is not null)
                  offset 0) x  -- each value is computed once, for the row and for its hash
            left join lateral (select e.hash from events e
                                where x.version > 1 and e.stream_id = x.stream_id
                                  and e.version = x.version - 1) p on true
            left join lateral (select true as closed from streams_closed s
                                where s.stream_id = x.stream_id limit 1) c on true;
      end loop;

      for this in 1 .. most_list_steps loop
        insert into case_list as c
          select u.stream_id, u.version, u.authority, u.kind, u.reference, u.place, u.stage, u.team,
                 u.worker, u.service_area, u.opened_on, u.due_on, u.closed_on, u.tags, u.people,
                 u.personal::json, u.summary::json, coalesce(recorded_ats[u.append], call_at)
            from unnest(list_in) u
           where u.step = this and (not decided or shifts[u.append] is not null)
          on conflict (stream_id) do update set
            version = excluded.version, authority = excluded.authority, kind = excluded.kind,
            reference = excluded.reference, place = excluded.place, stage = excluded.stage,
            team = excluded.team, worker = excluded.worker, service_area = excluded.service_area,
            opened_on = excluded.opened_on, due_on = excluded.due_on,
            closed_on = excluded.closed_on, tags = excluded.tags, people = excluded.people,
            personal = excluded.personal, summary = excluded.summary,
            updated_at = excluded.updated_at
          where excluded.version > c.version;
      end loop;
      exit;
    exception when unique_violation or not_null_violation then
      if decided then
        raise;
      end if;
      decided := true;
    end;
  end loop;

  recorded_at := call_at;
  if log_is_simulated then
    update log_identity set simulated = true where not simulated;
  end if;
  worked_seconds := extract(epoch from clock_timestamp() - began_at);
end $$
-- next statement
revoke all on function append_batch, decide_appends, message_end from public
-- next statement
grant execute on function append_batch to @role@
