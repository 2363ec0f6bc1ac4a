,
wholes as (
    select "row", count(distinct thing) filter (where in_whole) as whole
    from members group by "row"
)
select label, share,
       count(distinct thing) filter (where counted) as numerator,
       case share when 'whole' then whole when 'group' then count(distinct thing) end as denominator
from members join wholes using ("row")
group by "row", label, share, whole
having share <> 'nothing' or count(*) filter (where counted) > 0
order by "row", numerator desc, label
