standing as (
    select s.*, c.reference, c.team, c.worker, c.restricted, c.allow, c.deny
    from stood s
    join headings c using (source, stream_id)
    where $7::text is null or c.team = $7
),
