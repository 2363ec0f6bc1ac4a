select label, share, coalesce(sum(tally) filter (where counted), 0)::bigint as numerator,
       case when share <> 'nothing' then sum(tally)::bigint end as denominator,
       sum(amount * tally) / sum(tally) filter (where amount is not null) as amount
from members
group by "row", label, share
order by "row", numerator desc, label
