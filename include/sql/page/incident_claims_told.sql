-- Who says what about one incident, in which words?
--
-- Every claim of its events, whether its figures rest on it or not; gives_low, gives_best and gives_high say which do.
-- Parameter incident is its incident_id.
WITH linked AS (
    SELECT event_id, reasons, score FROM incident_events WHERE incident_id = getvariable('incident')::VARCHAR
), resting AS (
    SELECT claim_id, bool_or(low) AS gives_low, bool_or(best) AS gives_best, bool_or(high) AS gives_high
    FROM incident_claims
    WHERE incident_id = getvariable('incident')::VARCHAR
    GROUP BY ALL
)
SELECT
    claims.article_id,
    outlet,
    title,
    published_start,
    published_end,
    outcome,
    victim_group,
    low,
    best,
    high,
    claims.sources,
    status,
    scope,
    coalesce(gives_low, false) AS gives_low,
    coalesce(gives_best, false) AS gives_best,
    coalesce(gives_high, false) AS gives_high,
    sentence,
    quote,
    quote_start,
    claim_id,
    claims.event_id
FROM claims SEMI JOIN linked USING (event_id)
JOIN articles ON articles.article_id = claims.article_id
LEFT JOIN resting USING (claim_id)
ORDER BY published_start NULLS LAST, claims.article_id, quote_start, claim_id
