-- What does one article claim, in the order of its text?
--
-- Parameter article is its article_id.
SELECT
    claim_id,
    outcome,
    low,
    best,
    high,
    count_kind,
    count_text,
    victim_group,
    scope,
    status,
    is_background,
    claims.sources,
    claims.place_name,
    claims.country_code,
    claims.date_start,
    claims.date_end,
    claims.means,
    claims.perpetrator,
    quote,
    quote_start,
    quote_end,
    incident_id
FROM claims LEFT JOIN incident_events USING (event_id)
WHERE claims.article_id = getvariable('article')::VARCHAR
ORDER BY quote_start, quote_end, claim_id
