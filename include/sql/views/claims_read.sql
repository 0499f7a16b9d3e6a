-- What does each vague claim count under the reading asked for, if not the lower bound that it keeps?
--
-- One row a claim that counts otherwise; none under `literal`. What each reading makes of which words stands in the view
-- `readings`; one that is not there is refused. A whole counts no less than its parts add up to.
WITH asked AS (
    SELECT low, number
    FROM readings
    WHERE reading = getvariable('reading')::VARCHAR
), known AS (
    SELECT if(count(*) > 0, NULL, error('no reading is called ' || getvariable('reading')::VARCHAR)) AS refusal
    FROM asked
), vague AS (
    SELECT claim_id, outcome, low
    FROM claims_corrected
    WHERE count_kind = 'vague' AND coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
), parts AS (
    SELECT vague.claim_id, sum(coalesce(claims.best, claims.low, claims.high))::BIGINT AS least
    FROM vague JOIN claims_corrected AS claims ON claims.part_of = vague.claim_id AND claims.outcome = vague.outcome
    WHERE same_as IS NULL
    GROUP BY ALL
), counted AS (
    SELECT
        vague.claim_id,
        greatest(vague.low, least) AS told,
        greatest(
            least,
            coalesce(
                asked.number, (SELECT number FROM asked WHERE low IS NULL), (SELECT refusal FROM known), vague.low
            )
        ) AS number
    FROM vague LEFT JOIN parts USING (claim_id) LEFT JOIN asked ON asked.low = vague.low
)
FROM counted
WHERE number <> told
