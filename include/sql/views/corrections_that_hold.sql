-- Which corrections hold?
--
-- Of each field of each target the latest, unless that takes it back.
WITH latest AS (
    SELECT *
    FROM corrections
    QUALIFY row_number() OVER (PARTITION BY target, target_id, field ORDER BY "at" DESC, correction_id DESC) = 1
)
FROM latest
WHERE NOT retracts
