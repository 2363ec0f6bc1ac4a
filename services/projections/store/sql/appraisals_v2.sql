create table appraisals (
    ordinal bigint primary key,
    entry_id uuid not null unique,
    authority text not null,
    indicator text not null,
    label text,
    period_from date not null,
    period_to date not null,
    target text,
    rating text check (rating in ('green', 'amber', 'red')),
    quartile int check (quartile between 1 and 4),
    neighbours numeric,
    previous_period text,
    previous_value numeric,
    withdrawn boolean not null default false,
    said_where text not null,
    fingerprint bytea not null,
    entered_by text not null,
    entered_role text not null,
    entered_at timestamptz not null,
    stored_at timestamptz not null default clock_timestamp(),
    check (period_from <= period_to),
    check (num_nonnulls(previous_period, previous_value) in (0, 2)),
    check (withdrawn = (num_nonnulls(target, rating, quartile, neighbours, previous_value) = 0))
)
-- next statement
create index appraisals_of_row on appraisals (authority, indicator, period_from, period_to)
-- next statement
create trigger appraisals_are_append_only before update or delete or truncate on appraisals
for each statement execute function refuse_change()
