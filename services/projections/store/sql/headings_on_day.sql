-- The headings of cases with the owner and the service area of `heading_day`: of the latest change
-- to them that had happened by then, or of the first heading. Who may see a case is as known.
-- Most cases have one heading, which no window need look at.
read_headings as (
    select c.*, stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to, u.position,
                       $3) is true as stands_known
    from upto u
    join cases c
      on c.source = u.source and c.authority = $4 and c.position_from <= u.position
     and ($3::timestamptz is null or c.recorded_from < $3)
     {of_candidates}
),
changed as (
    select distinct source, stream_id from read_headings where not stands_known
),
told_headings as (
    select c.*,
           row_number() over told = 1 or lag(c.team) over told is distinct from c.team
               or lag(c.worker) over told is distinct from c.worker as owner_changes,
           row_number() over told = 1
               or lag(c.service_area) over told is distinct from c.service_area as area_changes,
           row_number() over told = 1
               or c.effective_on <= (asked.details ->> 'heading_day')::date as had_happened
    from asked
    cross join read_headings c
    join changed using (source, stream_id)
    window told as (partition by c.source, c.stream_id order by c.position_from)
),
latest_headings as (
    select distinct on (source, stream_id) *
    from told_headings
    order by source, stream_id, position_from desc
),
owners as (
    select distinct on (source, stream_id) source, stream_id, team, worker
    from told_headings
    where owner_changes and had_happened
    order by source, stream_id, position_from desc
),
areas as (
    select distinct on (source, stream_id) source, stream_id, service_area
    from told_headings
    where area_changes and had_happened
    order by source, stream_id, position_from desc
),
headings as (
    select c.source, c.stream_id, c.kind, c.reference, o.team, o.worker, a.service_area,
           c.restricted, c.allow, c.deny
    from latest_headings c
    join owners o using (source, stream_id)
    join areas a using (source, stream_id)
    union all
    select c.source, c.stream_id, c.kind, c.reference, c.team, c.worker, c.service_area,
           c.restricted, c.allow, c.deny
    from read_headings c
    left join changed h using (source, stream_id)
    where h.stream_id is null
),
