,
behind as (
    -- A share of the whole is a share of everything that its row looks at, whatever the label.
    select m.*, m.label = $9 and m.counted as in_numerator
    from members m
    where m.label = $9
       or m.share = 'whole' and m."row" in (select "row" from members where label = $9)
)
select distinct on (occurred_on, thing)
       source, stream_id, thing, reference, occurred_on, in_numerator as counted, team, worker,
       restricted, allow, deny
from behind
where case when $10::boolean then in_numerator else in_whole end
  and ($11::date is null or (occurred_on, thing) > ($11::date, $12::uuid))
order by occurred_on, thing, in_numerator desc
limit $13
