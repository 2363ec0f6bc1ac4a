select u.source, first.recorded_on as day
from unnest($1::text[], $2::bigint[]) as u (source, position)
cross join lateral (
    select r.recorded_on
    from recordings r
    where r.source = u.source and r.authority = $4 and r.position <= u.position
      and ($3::timestamptz is null or r.recorded_at < $3)
      and r.recorded_on <= coalesce(($3::timestamptz at time zone 'Europe/London')::date,
                                    'infinity')
    order by r.recorded_on
    limit 1
) as first
