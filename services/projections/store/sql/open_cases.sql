wanted as (
    select w.*, (asked.details ->> 'day')::date as day
    from asked, jsonb_to_recordset(asked.details -> 'kinds')
        as w (kind text, opened text, closed text[], reopened text[])
),
happened as (
    select f.source, f.stream_id, f.fact, f.kind as happening, f.occurred_on,
           w.kind as case_kind, f.kind = w.opened as opens, f.kind = any (w.closed) as closes
    from asked
    cross join upto u
    cross join wanted w
    join facts f
      on f.source = u.source and f.authority = asked.authority
     and f.kind = any (w.closed || w.opened || w.reopened)
     and f.occurred_on <= w.day
     and f.change <> 'withdrawn'
     and stands(f.position_from, f.position_to, f.recorded_from, f.recorded_to,
                u.position, asked.known_before)
),
-- Closings and reopenings of one day are in the order in which they were first told: a later
-- correction states a fact again. When the case was received decides nothing here.
ended as (
    select distinct on (h.source, h.stream_id) h.source, h.stream_id, h.closes
    from happened h
    where not h.opens
    order by h.source, h.stream_id, h.occurred_on desc,
             (select min(first.position_from) from facts first where first.fact = h.fact) desc
),
open_cases as (
    select distinct on (h.source, h.stream_id)
           h.source, h.stream_id, h.case_kind, h.occurred_on, c.reference, c.team, c.worker,
           c.restricted, c.allow, c.deny
    from asked
    cross join happened h
    join headings c on c.source = h.source and c.stream_id = h.stream_id and c.kind = h.case_kind
    left join ended e on e.source = h.source and e.stream_id = h.stream_id
    where h.opens and e.closes is not true and (asked.team is null or c.team = asked.team)
    order by h.source, h.stream_id, h.occurred_on
),
