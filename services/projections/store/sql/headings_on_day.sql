-- The headings of cases with the owner and the service area of `heading_day`: of the latest change
-- to them that had happened by then, or of the first heading. Who may see a case is as known.
told_headings as (
    select c.*,
           row_number() over told = 1 or lag(c.team) over told is distinct from c.team
               or lag(c.worker) over told is distinct from c.worker as owner_changes,
           row_number() over told = 1
               or lag(c.service_area) over told is distinct from c.service_area as area_changes,
           row_number() over told = 1
               or c.effective_on <= (asked.details ->> 'heading_day')::date as had_happened
    from asked
    cross join upto u
    join cases c
      on c.source = u.source and c.authority = $4 and c.position_from <= u.position
     and (asked.known_before is null or c.recorded_from < asked.known_before)
     {of_candidates}
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
),
