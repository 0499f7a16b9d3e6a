-- Who says what about each incident that enters the statistics?
--
-- One row a claim and a source that gives it; source is null where the article names nobody. Only claims that their
-- article still stands by, and no repeats by the same source.
WITH said AS (
    SELECT
        incident_id,
        claim_id,
        claims.article_id,
        published_end,
        outcome,
        victim_group,
        part_of,
        coalesce(low, best, high) AS low,
        coalesce(best, low, high) AS best,
        coalesce(high, best, low) AS high,
        high IS NULL AS open_ended,
        source_type,
        unnest(if(len(claims.sources) = 0, [NULL], claims.sources)) AS source
    FROM claims
    JOIN incident_events USING (event_id)
    JOIN articles ON articles.article_id = claims.article_id
    WHERE status = 'reported' AND scope = 'incident' AND coalesce(low, best, high) IS NOT NULL
)
SELECT said.*
FROM said SEMI JOIN conflict_incidents USING (incident_id)
