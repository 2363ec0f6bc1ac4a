select r.source, min(r.recorded_on) as day
from unnest($1::text[], $2::bigint[]) as u (source, position)
join recordings r
  on r.source = u.source and r.position <= u.position and r.authority = $4
 and ($3::timestamptz is null or r.recorded_at < $3)
group by r.source
