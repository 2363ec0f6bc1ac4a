-- Who read which case, version 1. Run by the owner of the database with @schema@ as search path;
-- @role@ is what the service logs in as. A released version is never edited: later ones alter it.

create table access_log (
  position bigint primary key check (position > 0),
  read_at timestamptz not null,
  authority text not null,
  subject text not null,
  worker text,
  role text not null,
  team text,
  agency text,
  act text not null,
  kind text not null,
  streams uuid[] not null,
  reason text,
  correlation_id uuid not null,
  hash bytea not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)
-- next statement
comment on table access_log is
  'Append-only. position is gapless and in commit order; hash covers the row and the hash before.'
-- next statement
create index access_log_streams on access_log using gin (streams)
-- next statement
create index access_log_authority on access_log (authority, position)
-- next statement
create index access_log_subject on access_log (authority, subject, position)
-- next statement
create index access_log_worker on access_log (authority, worker, position)
  where worker is not null
-- next statement
create index access_log_read_at on access_log using brin (read_at)
-- next statement
create trigger access_log_append_only before update or delete or truncate on access_log
  for each statement execute function forbid()
-- next statement
alter table access_log enable always trigger access_log_append_only
-- next statement
-- What a row's hash is taken over: the hash of the row before it, then the binary form of every
-- other column, in the table's order.
create function access_hash(previous bytea, r access_log) returns bytea language sql stable as $$
  select sha256(previous || record_send(row(
    r.position, r.read_at, r.authority, r.subject, r.worker, r.role, r.team, r.agency, r.act,
    r.kind, r.streams, r.reason, r.correlation_id)))
$$
-- next statement
-- Many reads in one call, in the order given: one chain, whichever process they come from.
-- Answers the position of the last of them.
create function record_reads(
  r_authority text[], r_subject text[], r_worker text[], r_role text[], r_team text[],
  r_agency text[], r_act text[], r_kind text[], r_streams text[], r_reason text[],
  r_correlation_id uuid[]
) returns bigint language plpgsql security definer
set search_path = @schema@, pg_temp
-- As for `append`: a plan made while the table was empty would read it whole once it is not.
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  told access_log;
  one record;
  rows access_log[] := '{}';
begin
  perform pg_advisory_xact_lock(hashtextextended('@schema@.access_log', 0));
  select r.position, r.read_at, r.hash into told.position, told.read_at, told.hash
    from access_log r order by r.position desc limit 1;
  told.position := coalesce(told.position, 0);
  told.hash := coalesce(told.hash, ''::bytea);
  -- A clock that is put back does not put the reads out of order.
  told.read_at := greatest(clock_timestamp(), told.read_at);
  for one in
    select * from unnest(r_authority, r_subject, r_worker, r_role, r_team, r_agency, r_act, r_kind,
                         r_streams, r_reason, r_correlation_id) with ordinality
        as r(authority, subject, worker, role, team, agency, act, kind, streams, reason,
             correlation_id, n)
     order by n
  loop
    told.position := told.position + 1;
    told.authority := one.authority;
    told.subject := one.subject;
    told.worker := one.worker;
    told.role := one.role;
    told.team := one.team;
    told.agency := one.agency;
    told.act := one.act;
    told.kind := one.kind;
    told.streams := one.streams::uuid[];
    told.reason := one.reason;
    told.correlation_id := one.correlation_id;
    told.hash := access_hash(told.hash, told);
    rows := rows || told;
  end loop;
  insert into access_log select * from unnest(rows);
  return told.position;
end $$
-- next statement
revoke all on function access_hash, record_reads from public
-- next statement
grant select on access_log to @role@
-- next statement
grant execute on function access_hash, record_reads to @role@
