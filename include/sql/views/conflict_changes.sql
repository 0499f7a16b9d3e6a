-- By how much do the figures of incidents change under the reading asked for?
--
-- One row an incident and toll some of whose figures rest on a vague claim; none under `literal`. Only what the vague
-- claim gave to the figure changes, what others gave it stays. Where several events give the same figure, the one that
-- changes it least speaks: a figure that somebody states in numbers stays as it is.
WITH touched AS (
    SELECT DISTINCT incident_id, toll FROM incident_claims SEMI JOIN claims_read USING (claim_id)
), behind AS (
    SELECT incident_claims.*
    FROM incident_claims SEMI JOIN touched USING (incident_id, toll)
), by_event AS (
    SELECT
        incident_id,
        toll,
        claims.event_id,
        sum(number - told) FILTER (behind.low) AS low,
        sum(number - told) FILTER (behind.best) AS best,
        sum(number - told) FILTER (behind.high) AS high,
        bool_or(behind.low) AS gives_low,
        bool_or(behind.best) AS gives_best,
        bool_or(behind.high) AS gives_high
    FROM behind JOIN claims_corrected AS claims USING (claim_id) LEFT JOIN claims_read USING (claim_id)
    GROUP BY ALL
), changed AS (
    SELECT
        incident_id,
        toll,
        arg_min(coalesce(low, 0), abs(coalesce(low, 0))) FILTER (gives_low) AS low,
        arg_min(coalesce(best, 0), abs(coalesce(best, 0))) FILTER (gives_best) AS best,
        arg_min(coalesce(high, 0), abs(coalesce(high, 0))) FILTER (gives_high) AS high
    FROM by_event
    GROUP BY ALL
)
FROM changed
WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
