-- Who says what about each incident that enters the statistics?
--
-- One row a claim and a source that gives it; source is null where the article names nobody. Only claims that their
-- article still stands by. Vague numbers count as the parameter reading says. told_low, told_best and told_high are null
-- where the words set no such bound; low, best and high then stand for each other. An undated article comes first.
WITH vague AS (
    SELECT claim_id, number FROM claims_read
), standing AS (
    SELECT * FROM claims_corrected WHERE status = 'reported' AND scope = 'incident' AND coalesce(low, best, high) IS NOT NULL
), counted AS (
    SELECT *, NULL::BIGINT AS number
    FROM standing
    WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') = 'literal'
    UNION ALL
    SELECT standing.*, number
    FROM standing LEFT JOIN vague USING (claim_id)
    WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
), said AS (
    SELECT
        incident_id,
        claim_id,
        event_id,
        counted.article_id,
        coalesce(published_end, DATE '-infinity') AS published_end,
        outcome,
        victim_group,
        part_of,
        same_as,
        coalesce(number, low) AS told_low,
        best AS told_best,
        high AS told_high,
        source_type,
        unnest(if(len(counted.sources) = 0, [NULL], counted.sources)) AS source
    FROM counted
    JOIN incident_events USING (event_id)
    JOIN articles ON articles.article_id = counted.article_id
)
SELECT
    said.*,
    coalesce(told_low, told_best, told_high) AS low,
    coalesce(told_best, told_low, told_high) AS best,
    coalesce(told_high, told_best, told_low) AS high,
    told_high IS NULL AS open_ended,
    told_best IS NULL AS without_best
FROM said SEMI JOIN conflict_incidents USING (incident_id)
