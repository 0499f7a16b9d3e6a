-- What does each vague claim count under the reading asked for, if not the lower bound that it keeps?
--
-- One row a claim that counts otherwise; none under `literal`. What each reading makes of which words stands in the view
-- `readings`; one that is not there is refused.
WITH asked AS (
    SELECT low, number
    FROM readings
    WHERE reading = getvariable('reading')::VARCHAR
), known AS (
    SELECT if(count(*) > 0, NULL, error('no reading is called ' || getvariable('reading')::VARCHAR)) AS refusal
    FROM asked
), vague AS (
    SELECT claim_id, low AS told
    FROM claims
    WHERE count_kind = 'vague' AND coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
), counted AS (
    SELECT
        claim_id,
        told,
        coalesce(
            asked.number, (SELECT number FROM asked WHERE low IS NULL), (SELECT refusal FROM known), told
        ) AS number
    FROM vague LEFT JOIN asked ON asked.low = told
)
FROM counted
WHERE number <> told
