,
things as (
    select distinct "row", label, share, thing, counted, in_whole, tally from members
),
wholes as (
    select "row", sum(tally)::bigint as whole
    from (select distinct "row", thing, tally from members where in_whole) as in_row
    group by "row"
)
select label, share,
       coalesce(sum(tally) filter (where counted), 0)::bigint as numerator,
       case share when 'whole' then coalesce(whole, 0) when 'group' then sum(tally)::bigint end
           as denominator
from things left join wholes using ("row")
group by "row", label, share, whole
having share <> 'nothing' or count(*) filter (where counted) > 0
order by "row", numerator desc, label
