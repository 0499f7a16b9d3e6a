-- Who says what about one incident, in which words?
--
-- Every claim of its events, whether its figures rest on it or not; gives_low, gives_best and gives_high say which do.
-- All is as extracted; corrected names what people put right, now_low, … say what it is now where anything is.
-- Parameter incident is its incident_id.
WITH linked AS (
    SELECT event_id FROM incident_events WHERE incident_id = getvariable('incident')::VARCHAR
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
    source_file,
    published_start,
    published_end,
    claims.outcome,
    claims.victim_group,
    claims.low,
    claims.best,
    claims.high,
    claims.sources,
    claims.status,
    claims.scope,
    coalesce(gives_low, false) AS gives_low,
    coalesce(gives_best, false) AS gives_best,
    coalesce(gives_high, false) AS gives_high,
    claims.sentence,
    claims.quote,
    claims.quote_start,
    claims.claim_id,
    claims.event_id,
    coalesce(mended_claims.corrected, []) AS corrected,
    mended_claims.low AS now_low,
    mended_claims.best AS now_best,
    mended_claims.high AS now_high,
    mended_claims.victim_group AS now_victim_group,
    mended_claims.status AS now_status
FROM claims SEMI JOIN linked USING (event_id)
JOIN articles ON articles.article_id = claims.article_id
LEFT JOIN resting ON resting.claim_id = claims.claim_id
LEFT JOIN mended_claims ON mended_claims.claim_id = claims.claim_id
ORDER BY published_start NULLS LAST, claims.article_id, claims.quote_start, claims.claim_id
