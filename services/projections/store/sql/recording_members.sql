recorded as (
    select r.source, r.stream_id, r.event_id as thing, r.event_type, r.case_kind,
           r.recorded_on, r.corrects,
           coalesce(r.team, 'not-recorded') as by_team, r.recorded_on - r.occurred_on as days,
           r.known_from is not null or r.import_source is not null as imported,
           c.reference, c.team, c.worker, c.restricted, c.allow, c.deny
    from asked
    cross join upto u
    join recordings r
      on r.source = u.source and r.authority = asked.authority and r.position <= u.position
     and r.recorded_on between asked.first and asked.through
     and (asked.known_before is null or r.recorded_at < asked.known_before)
    join headings c on c.source = r.source and c.stream_id = r.stream_id
    where asked.team is null or r.team = asked.team
),
