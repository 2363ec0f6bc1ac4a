wanted as (
    select w.*
    from asked, jsonb_to_recordset(asked.details -> 'rows') as w (
        "row" int, label text, kinds text[], among jsonb, counted jsonb,
        number text, at_least int, at_most int, share text, group_by text, group_code text,
        prefix text, each text, "over" text[]
    )
),
