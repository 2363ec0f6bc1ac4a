"""The keys of people, cases and texts.

The service may read rows and call two functions. A row is never deleted, and never changed but by
losing its key, whoever asks.

Revision ID: 0001
"""

from alembic import context, op

from shared.database.identifiers import quoted

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLE = """
create table keys (
    kind text not null check (kind in ('person', 'case', 'text')),
    owner uuid not null,
    wrapped bytea,
    wrapped_by text not null,
    under uuid,
    created_at timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz,
    primary key (kind, owner),
    constraint destroyed_or_wrapped check ((wrapped is null) = (destroyed_at is not null)),
    constraint texts_are_under_a_case
        check (wrapped is null or (kind = 'text') = (under is not null))
)
"""

ONLY_DESTRUCTION = """
create function only_destruction() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.wrapped is null and new.kind = old.kind and new.owner = old.owner
        and new.under is not distinct from old.under and new.wrapped_by = old.wrapped_by
        and new.created_at = old.created_at and old.wrapped is not null
    then
        return new;
    end if;
    raise exception 'a key is made once and can only be destroyed' using errcode = '42501';
end
$$
"""

ROWS_STAY = """
create trigger rows_stay before update or delete on keys
    for each row execute function only_destruction()
"""

TABLE_STAYS = """
create trigger table_stays before truncate on keys
    for each statement execute function only_destruction()
"""

# Texts are kept only if the case's key is the one that their own was wrapped with: whoever lost
# the race for a new case's key wraps its texts again, with the winner's.
ENSURE = """
create function ensure_keys(
    kinds text[], owners uuid[], wraps bytea[], wrapped_bys text[], unders uuid[], wrappers bytea[]
) returns setof keys language plpgsql security definer set search_path to {schema}, pg_temp as $$
begin
    insert into keys (kind, owner, wrapped, wrapped_by)
        select p.kind, p.owner, p.wrapped, p.wrapped_by
        from unnest(kinds, owners, wraps, wrapped_bys, unders)
            as p(kind, owner, wrapped, wrapped_by, under)
        where p.under is null order by p.kind, p.owner
        on conflict do nothing;
    insert into keys (kind, owner, wrapped, wrapped_by, under)
        select p.kind, p.owner, p.wrapped, p.wrapped_by, p.under
        from unnest(kinds, owners, wraps, wrapped_bys, unders, wrappers)
            as p(kind, owner, wrapped, wrapped_by, under, wrapper)
        join keys c on c.kind = 'case' and c.owner = p.under and c.wrapped = p.wrapper
        order by p.kind, p.owner
        on conflict do nothing;
    return query
        select k.* from unnest(kinds, owners) as p(kind, owner) join keys k using (kind, owner);
end
$$
"""

# The insert comes first because it waits for whoever is making one of the keys just now: without
# it that key would be live after all when the other commits.
DESTROY = """
create function destroy_keys(kinds text[], owners uuid[]) returns integer
language plpgsql security definer set search_path to {schema}, pg_temp as $$
declare
    destroyed integer;
begin
    insert into keys (kind, owner, wrapped_by, destroyed_at)
        select p.kind, p.owner, 'never', clock_timestamp()
        from unnest(kinds, owners) as p(kind, owner) order by p.kind, p.owner
        on conflict do nothing;
    perform from keys k join unnest(kinds, owners) as p(kind, owner) using (kind, owner)
        order by k.kind, k.owner for update of k;
    update keys k set wrapped = null, destroyed_at = clock_timestamp()
        from unnest(kinds, owners) as p(kind, owner)
        where k.kind = p.kind and k.owner = p.owner and k.wrapped is not null;
    get diagnostics destroyed = row_count;
    return destroyed;
end
$$
"""

FUNCTIONS = (
    "ensure_keys(text[], uuid[], bytea[], text[], uuid[], bytea[])",
    "destroy_keys(text[], uuid[])",
)


def upgrade() -> None:
    settings = context.config.attributes
    schema, role = quoted(settings["schema"]), quoted(settings["role"])
    op.execute(TABLE)
    op.execute(ONLY_DESTRUCTION)
    op.execute(ROWS_STAY)
    op.execute(TABLE_STAYS)
    op.execute(ENSURE.format(schema=schema))
    op.execute(DESTROY.format(schema=schema))
    op.execute(f"grant usage on schema {schema} to {role}")
    op.execute(f"grant select on keys to {role}")
    for function in FUNCTIONS:
        op.execute(f"revoke execute on function {function} from public")
        op.execute(f"grant execute on function {function} to {role}")
