state_rows as (
    select w.*
    from asked, jsonb_to_recordset(asked.details -> 'rows') as w (
        "row" int, label text, prefix text, told jsonb, ended text, otherwise text
    )
),
latest_states as (
    select distinct on (w."row", f.source, f.stream_id) w."row", f.source, f.stream_id,
           f.codes ->> t.code as code, (f.numbers ->> t.number)::double precision as number
    from state_rows w
    cross join lateral jsonb_to_recordset(w.told)
        as t (turn int, kind text, code text, number text)
    join told_facts f on f.kind = t.kind
    order by w."row", f.source, f.stream_id, f.occurred_on desc, f.told_at desc, t.turn
),
-- A case of which everything that began has ended is in no state.
all_ended as (
    select w."row", f.source, f.stream_id
    from state_rows w
    join told_facts f on f.kind = w.ended or f.kind = w.told -> 0 ->> 'kind'
    where w.ended is not null
    group by w."row", f.source, f.stream_id, w.ended
    having count(*) filter (where f.kind = w.ended) >= count(*) filter (where f.kind <> w.ended)
),
states as (
    select w."row", w.label, w.prefix, o.source, o.stream_id, s.number,
           case when v.stream_id is null then coalesce(s.code, w.otherwise)
                else w.otherwise end as code
    from state_rows w
    cross join open_cases o
    left join latest_states s using ("row", source, stream_id)
    left join all_ended v using ("row", source, stream_id)
),
