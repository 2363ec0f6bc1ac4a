children as (
    -- The children of each case, gathered: a case with two of different sex is in both rows.
    select p.source, p.stream_id,
           array_agg(distinct p.sex) as sexes,
           array_agg(distinct p.ethnicity) as ethnicities,
           array_agg(distinct p.disability) as disabilities,
           array_agg(distinct p.sexual_orientation) as orientations,
           array_agg(distinct case when p.age < 5 then 'under-5' when p.age < 10 then '5-9'
                                   when p.age < 16 then '10-15' when p.age < 18 then '16-17'
                                   when p.age >= 18 then '18-and-over' end) as age_bands,
           array_agg(distinct p.age::text) as ages
    from asked
    cross join upto u
    join people p
      on p.source = u.source and p.part = 'child'
     and p.stream_id in (select stream_id from population)
     and stands(p.position_from, p.position_to, p.recorded_from, p.recorded_to,
                u.position, asked.known_before)
    where exists (select from wanted where group_by in (
        'sex', 'ethnicity', 'disability', 'sexual-orientation', 'age-band', 'age'))
    group by p.source, p.stream_id
),
described as (
    select m.*, k.sexes, k.ethnicities, k.disabilities, k.orientations, k.age_bands, k.ages
    from population m left join children k using (source, stream_id)
),
looked_at as (
    select w."row", coalesce(w.label, w.prefix || coalesce(g.named, 'not-recorded')) as label,
           w.share, w.each, m.source, m.stream_id, m.thing, m.occurred_on, m.reference, m.team, m.worker,
           m.restricted, m.allow, m.deny, m.tally,
           m.kind = any (w.kinds) and (jsonb_array_length(w.counted) = 0
            or exists (select from jsonb_array_elements(w.counted) as p (codes)
                       where m.codes @> p.codes))
           and (w.number is null
                or coalesce((m.numbers ->> w.number)::numeric
                            between coalesce(w.at_least, -2147483648)
                            and coalesce(w.at_most, 2147483647), false)) as counted,
           cardinality(w."over") = 0 or m.kind = any (w."over") as in_whole
    from wanted w
    join described m
      on m.kind = any (w."over")
      or m.kind = any (w.kinds)
     and (jsonb_array_length(w.among) = 0
          or exists (select from jsonb_array_elements(w.among) as p (codes)
                     where m.codes @> p.codes))
    left join lateral (
        select case w.group_by when 'team' then m.team
                               when 'worker' then m.worker
                               when 'service-area' then m.service_area end as named
        where w.group_by in ('team', 'worker', 'service-area')
        union all
        select said
        from jsonb_array_elements_text(
            case jsonb_typeof(m.codes -> w.group_code)
                when 'array' then m.codes -> w.group_code
                when 'string' then jsonb_build_array(m.codes -> w.group_code) end
        ) as codes (said)
        union all
        select unnest(case w.group_by when 'sex' then m.sexes when 'ethnicity' then m.ethnicities
                                      when 'disability' then m.disabilities
                                      when 'sexual-orientation' then m.orientations
                                      when 'age-band' then m.age_bands
                                      when 'age' then m.ages end)
    ) as g on true
),
known_children as (
    select distinct on (p.source, p.stream_id) p.source, p.stream_id, p.person
    from asked
    cross join upto u
    join people p
      on p.source = u.source and p.part = 'child'
     and p.stream_id in (select stream_id from looked_at where each = 'child')
     and stands(p.position_from, p.position_to, p.recorded_from, p.recorded_to,
                u.position, asked.known_before)
    order by p.source, p.stream_id, p.position_from desc, p.person
),
of_children as (
    select l.*, coalesce(k.person, l.stream_id) as child
    from looked_at l
    left join known_children k using (source, stream_id)
    where l.each = 'child'
),
-- Where children are counted, the facts of a child in a row are one member, counted where each of
-- them is, and listed under the case of the latest.
members as (
    select "row", label, share, source, stream_id, thing, occurred_on, reference, team, worker,
           restricted, allow, deny, counted, in_whole, null::double precision as amount, tally
    from looked_at
    where each = 'fact'
    union all
    (select distinct on ("row", label, child)
            "row", label, share, source, stream_id, child, occurred_on, reference, team, worker,
            restricted, allow, deny, bool_and(counted) over (partition by "row", label, child),
            true, null, 1
     from of_children
     order by "row", label, child, occurred_on desc, thing)
)
