select label, share, count(*) filter (where counted) as numerator,
       case when share <> 'nothing' then count(*) end as denominator,
       avg(amount) as amount
from members
group by "row", label, share
order by "row", numerator desc, label
