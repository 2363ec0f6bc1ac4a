select label, share, count(*) filter (where counted) as numerator, count(*) as denominator,
       case when label like '%median'
            then percentile_cont(0.5) within group (order by amount)
            when label like '%ninetieth-centile'
            then percentile_disc(0.9) within group (order by amount) end as amount
from members
group by "row", label, share
order by "row", label
