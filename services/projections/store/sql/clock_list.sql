with upto as (
    select s.source, s.position from unnest($1::text[], $2::bigint[]) as s (source, position)
),
listed as (
    select k.*, c.kind as case_kind, c.reference, c.team, c.worker, c.restricted, c.allow, c.deny,
           coalesce(k.due_on, date 'infinity') as due_order,
           k.state in ('running', 'paused')
               or k.state = 'stopped' and coalesce(k.stopped_at > $5, k.stopped_on > $4, false)
               as is_open,
           coalesce(k.due_at < $5, k.due_on < $4, false) as overdue,
           coalesce(k.due_at < $16,
                    k.due_on < case k.unit when 'working-days' then $12::date
                                           when 'calendar-days' then $13::date
                                           when 'weeks' then $14::date
                                           when 'calendar-months' then $15::date end,
                    false) as soon,
           coalesce(k.stopped_at > k.due_at, k.stopped_on > k.due_on, false) as missed
    from upto u
    join clocks k
      on k.source = u.source and k.authority = $3
     and stands(k.position_from, k.position_to, k.recorded_from, k.recorded_to, u.position, null)
    join cases c
      on c.source = k.source and c.stream_id = k.stream_id
     and stands(c.position_from, c.position_to, c.recorded_from, c.recorded_to, u.position, null)
)
select source, stream_id, clock, timescale, title, unit, units, rule, starts_on, due_on,
       original_due_on, stopped_on, starts_at, due_at, original_due_at, stopped_at, calendar, state,
       taken, pauses, revision, change, cause, case_kind, reference, team, worker, restricted,
       allow, deny
from listed
where ($6::text is null or timescale = $6)
  and (cardinality($7::text[]) = 0 and cardinality($8::text[]) = 0
       or team = any ($7) or worker = any ($8))
  and ($9::date is null or due_on < $9)
  -- A clock with pauses is let through: the rule of standings decides, which knows the calendar.
  and (pauses <> '[]' or case $10::text when 'open' then is_open
                     when 'in_time' then is_open and not overdue and not soon
                     when 'due_soon' then is_open and not overdue and soon
                     when 'late' then is_open and overdue
                     when 'met' then state = 'stopped' and not is_open and not missed
                     when 'missed' then state = 'stopped' and not is_open and missed
                     when 'cancelled' then state = 'cancelled'
                     else true end)
  and ($11::date is null or (due_order, clock) > ($11::date, $17::uuid))
order by due_order, clock
limit $18
