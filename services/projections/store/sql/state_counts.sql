select label, share, coalesce(sum(amount), count(*))::bigint as numerator,
       null::bigint as denominator
from members
group by "row", label, share
order by "row", numerator desc, label
