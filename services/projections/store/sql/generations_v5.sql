create table generations (
    number int primary key,
    state text not null check (state in ('building', 'live', 'kept')),
    -- What the generation has of `messages`: everything that this snapshot sees. Null: everything.
    seen pg_snapshot,
    made_at timestamptz not null default clock_timestamp(),
    live_since timestamptz,
    check ((state = 'live') = (seen is null))
)
-- next statement
-- Each question reads this row first, in its snapshot.
create unique index generations_live on generations (state) include (number) where state = 'live'
-- next statement
create table rebuilds (
    rebuild_id uuid primary key,
    kind text not null check (kind in ('rebuild', 'back')),
    fingerprint bytea not null,
    asked_by text not null,
    asked_role text not null,
    asked_at timestamptz not null default clock_timestamp(),
    state text not null default 'asked' check (state in (
        'asked', 'folding', 'indexing', 'checking', 'catching-up', 'done', 'failed'
    )),
    attempts int not null default 0,
    generation int,
    messages bigint not null default 0,
    messages_done bigint not null default 0,
    checks jsonb not null default '{}',
    failure text,
    failed_source text,
    failed_position bigint,
    started_at timestamptz,
    ended_at timestamptz,
    check ((ended_at is null) = (state not in ('done', 'failed'))),
    check ((failure is null) = (state <> 'failed'))
)
-- next statement
create unique index rebuilds_one_at_a_time on rebuilds ((true)) where ended_at is null
-- next statement
-- Which transaction kept a message, so that one can ask what came after a snapshot.
alter table messages add column kept_in xid8
-- next statement
alter table messages alter column kept_in set default pg_current_xact_id()
-- next statement
create index messages_kept_in on messages (kept_in) where kept_in is not null
-- next statement
-- What puts a clock into a figure: its start, due date or stop, or that it has not ended.
create index clocks_by_start on clocks (authority, timescale, starts_on)
-- next statement
drop index clocks_by_stop
-- next statement
create index clocks_by_stop on clocks (authority, timescale, stopped_on)
where stopped_on is not null
-- next statement
create index clocks_unended on clocks (
    authority, timescale,
    (coalesce(case when state = 'stopped' then stopped_on end, 'infinity'::date)), starts_on
) where position_to is null
-- next statement
create index clocks_due_without_extension on clocks (authority, timescale, original_due_on)
where original_due_on is distinct from due_on
-- next statement
create index clocks_ended_at on clocks (source, position_to) where position_to is not null
-- next statement
create index clocks_ended_on on clocks (authority, timescale, recorded_to, recorded_from)
where recorded_to is not null
-- next statement
-- The few clocks that one row does not tell of: moved, stopped twice, reopened.
create index clocks_moved on clocks (authority, timescale, effective_on) include (clock)
where change in ('moved', 'resumed')
-- next statement
create index clocks_turned on clocks (authority, timescale) include (clock)
where state in ('stopped', 'cancelled') and position_to is not null
-- next statement
create index recordings_by_source on recordings (authority, source, recorded_on)
-- next statement
create schema "{schema}_g1"
-- next statement
alter table heads set schema "{schema}_g1"
-- next statement
alter table clocks set schema "{schema}_g1"
-- next statement
alter table facts set schema "{schema}_g1"
-- next statement
alter table cases set schema "{schema}_g1"
-- next statement
alter table people set schema "{schema}_g1"
-- next statement
alter table recordings set schema "{schema}_g1"
-- next statement
grant usage on schema "{schema}_g1" to {role}
-- next statement
insert into generations (number, state, live_since) values (1, 'live', clock_timestamp())
-- next statement
-- The live generation's tables come first on the search path, to the end of the transaction.
create function enter_live_generation() returns int language plpgsql as $$
declare
    found int;
begin
    select number into strict found from "{schema}".generations where state = 'live';
    perform set_config('search_path', format('%I, %I', '{schema}_g' || found, '{schema}'), true);
    return found;
end
$$
-- next statement
-- The same for whoever writes: no other generation becomes the live one before they commit. The
-- lock comes first, in a statement of its own, so that the row is read as it is behind the lock.
create function hold_live_generation() returns int language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(7214101);
    return "{schema}".enter_live_generation();
end
$$
-- next statement
-- For whoever builds or brings level a generation that is not live.
create function enter_generation(wanted int) returns void language plpgsql as $$
begin
    perform set_config('search_path', format('%I, %I', '{schema}_g' || wanted, '{schema}'), true);
end
$$
-- next statement
create function drop_generation(unwanted int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from "{schema}".generations where number = unwanted and state = 'live') then
        raise exception 'generation % is live', unwanted using errcode = 'object_in_use';
    end if;
    execute format('drop schema if exists %I cascade', '{schema}_g' || unwanted);
    delete from "{schema}".generations where number = unwanted;
end
$$
-- next statement
-- Tables as the live ones are, without their indexes. What an attempt left unfinished is dropped.
create function begin_generation(sees pg_snapshot) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    old text;
    new text;
    made int;
    made_like record;
begin
    perform "{schema}".drop_generation(number)
    from "{schema}".generations where state = 'building';
    select '{schema}_g' || number into strict old
    from "{schema}".generations where state = 'live';
    select 1 + greatest(
        (select max(number) from "{schema}".generations),
        (select max(generation) from "{schema}".rebuilds)
    ) into made;
    new := '{schema}_g' || made;
    execute format('create schema %I', new);
    execute format('grant usage on schema %I to %s', new, '{role}');
    for made_like in
        select c.relname, c.reloptions from pg_class c
        where c.relnamespace = old::regnamespace and c.relkind = 'r'
    loop
        execute format('create table %I.%I (like %I.%I including defaults including constraints)',
                       new, made_like.relname, old, made_like.relname);
        if made_like.reloptions is not null then
            execute format('alter table %I.%I set (%s)', new, made_like.relname,
                           array_to_string(made_like.reloptions, ', '));
        end if;
        execute format('grant select, insert%s on %I.%I to %s',
                       case made_like.relname when 'recordings' then '' else ', update' end,
                       new, made_like.relname, '{role}');
    end loop;
    insert into "{schema}".generations (number, state, seen) values (made, 'building', sees);
    return made;
end
$$
-- next statement
-- One table's indexes and keys, as the live one has them; then its statistics.
create function finish_table(wanted int, finished text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    old text;
    new text := '{schema}_g' || wanted;
    made record;
begin
    if not exists (
        select from "{schema}".generations where number = wanted and state = 'building'
    ) then
        raise exception 'generation % is not being built', wanted
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    select '{schema}_g' || number into strict old
    from "{schema}".generations where state = 'live';
    for made in
        select i.relname, pg_get_indexdef(i.oid) as told,
               (select k.contype from pg_constraint k where k.conindid = i.oid) as key
        from pg_class t
        join pg_index x on x.indrelid = t.oid
        join pg_class i on i.oid = x.indexrelid
        where t.relnamespace = old::regnamespace and t.relname = finished
    loop
        execute replace(made.told, format(' ON %I.', old), format(' ON %I.', new));
        if made.key = 'p' then
            execute format('alter table %I.%I add primary key using index %I',
                           new, finished, made.relname);
        end if;
    end loop;
    execute format('analyze %I.%I', new, finished);
end
$$
-- next statement
-- Whoever calls it holds the writers off (advisory lock 7214101) and has brought it level.
create function switch_to_generation(wanted int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update "{schema}".generations set state = 'kept', seen = pg_current_snapshot()
    where state = 'live';
    update "{schema}".generations
    set state = 'live', seen = null, live_since = clock_timestamp()
    where number = wanted;
    if not found then
        raise exception 'there is no generation %', wanted using errcode = 'no_data_found';
    end if;
end
$$
-- next statement
create function saw(wanted int, sees pg_snapshot) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    update "{schema}".generations set seen = sees where number = wanted and state <> 'live'
$$
-- next statement
revoke execute on function drop_generation(int), begin_generation(pg_snapshot),
    finish_table(int, text), switch_to_generation(int), saw(int, pg_snapshot) from public
-- next statement
grant execute on function drop_generation(int), begin_generation(pg_snapshot),
    finish_table(int, text), switch_to_generation(int), saw(int, pg_snapshot) to {role}
-- next statement
grant select on generations to {role}
-- next statement
grant select, insert, update on rebuilds to {role}
