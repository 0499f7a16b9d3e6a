-- What did people put right of the conflict incidents in what was asked for?
--
-- A correction of a claim is told with each incident of which that claim tells.
WITH told_by AS (
    SELECT DISTINCT incident_id, claim_id
    FROM conflict_incidents JOIN incident_events USING (incident_id) JOIN claims USING (event_id)
), known_by AS (
    SELECT correction_id, unnest(claims) AS claim_id FROM corrections_that_hold
), bearing AS (
    SELECT DISTINCT incident_id, correction_id FROM known_by JOIN told_by USING (claim_id)
)
SELECT incident_id, "at", who, target, field, value, why
FROM bearing JOIN corrections_that_hold USING (correction_id)
ORDER BY "at", correction_id, incident_id
