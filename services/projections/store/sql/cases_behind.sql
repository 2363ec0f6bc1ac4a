select distinct on (occurred_on, thing)
       source, stream_id, thing, reference, occurred_on, counted, team, worker, restricted, allow,
       deny
from members
where label = $9 and (counted or not $10::boolean)
  and ($11::date is null or (occurred_on, thing) > ($11::date, $12::uuid))
order by occurred_on, thing
limit $13
