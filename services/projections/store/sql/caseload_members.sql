wanted as (
    select w.*
    from asked, jsonb_to_recordset(asked.details -> 'kinds')
        as w (kind text, opened text, closed text[], reopened text)
),
turns as (
    select f.source, f.stream_id, w.kind as case_kind,
           case when f.kind = any (w.closed) then 'closed' else 'opened' end as turn,
           f.kind = w.opened as first_of_all,
           f.occurred_on, f.position_from
    from asked
    cross join upto u
    cross join wanted w
    join facts f
      on f.source = u.source and f.authority = asked.authority
     and f.kind = any (w.closed || w.opened || w.reopened)
     and f.occurred_on <= (asked.details ->> 'day')::date
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to,
                u.position, asked.known_before)
),
latest as (
    -- On one day a case is opened before anything else, also when its opening was restated later.
    select distinct on (source, stream_id) source, stream_id, case_kind, turn, occurred_on
    from turns
    order by source, stream_id, occurred_on desc, first_of_all, position_from desc
),
members as (
    select l."row", l.label, 'nothing' as share, t.source, t.stream_id, t.stream_id as thing,
           t.occurred_on, c.reference, c.team, c.worker, c.restricted, c.allow, c.deny,
           true as counted, null::double precision as amount
    from asked
    cross join upto u
    join latest t on t.source = u.source and t.turn = 'opened'
    join cases c
      on c.source = t.source and c.stream_id = t.stream_id and c.kind = t.case_kind
     and stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to,
                u.position, asked.known_before)
    cross join lateral (
        values (1, 'open'),
               (2, case when c.worker is null then 'nobody-owns' end),
               (3, 'team:' || coalesce(c.team, 'not-recorded')),
               (4, 'worker:' || c.worker)
    ) as l ("row", label)
    where l.label is not null and (asked.team is null or c.team = asked.team)
)
