-- What did people put right of one incident and of the claims that tell of it?
--
-- The corrections that hold, one row a field, latest first. was is what was extracted; of an incident's figure what the
-- claims came to, of another field of it what the last reading before any correction said. is_applied says whether the
-- tables show it yet: the next build of incidents does that. Parameter incident is its incident_id.
WITH told AS (
    SELECT claim_id, event_id
    FROM claims
    WHERE event_id IN (SELECT event_id FROM incident_events WHERE incident_id = getvariable('incident')::VARCHAR)
), latest AS (
    SELECT *
    FROM corrections
    QUALIFY row_number() OVER (PARTITION BY target, target_id, field ORDER BY "at" DESC, correction_id DESC) = 1
), first_known AS (
    -- An incident is known by the first of its claims that the lake still has, whatever it was called then.
    SELECT correction_id, arg_min(claim_id, place) AS claim_id
    FROM (
        SELECT correction_id, unnest(claims) AS claim_id, generate_subscripts(claims, 1) AS place
        FROM latest
        WHERE target = 'incident'
    ) SEMI JOIN claims USING (claim_id)
    GROUP BY ALL
), holding AS (
    SELECT latest.*
    FROM latest LEFT JOIN first_known USING (correction_id)
    WHERE NOT retracts
      AND (
          target_id = getvariable('incident')::VARCHAR
          OR coalesce(first_known.claim_id, target_id) IN (SELECT claim_id FROM told)
      )
    QUALIFY row_number() OVER (
        PARTITION BY target, if(target = 'claim', target_id, ''), field ORDER BY "at" DESC, correction_id DESC
    ) = 1
), readings AS (
    SELECT * FROM incident_readings WHERE incident_id = getvariable('incident')::VARCHAR
), present AS (
    SELECT status, to_json(readings) AS told FROM readings ORDER BY version DESC LIMIT 1
), uncorrected AS (
    SELECT to_json(readings) AS told FROM readings WHERE corrected = [] ORDER BY version DESC LIMIT 1
), added_up AS (
    SELECT to_json(incident_history) AS told
    FROM incident_history
    WHERE incident_id = getvariable('incident')::VARCHAR
    ORDER BY step DESC
    LIMIT 1
), extracted AS (
    SELECT claim_id, quote, to_json(claims) AS of_claim, to_json(events) AS of_event
    FROM claims JOIN events ON events.event_id = claims.event_id
    WHERE claim_id IN (SELECT target_id FROM holding)
)
SELECT
    "at",
    who,
    why,
    target,
    target_id,
    extracted.quote,
    field,
    CASE
        WHEN field = 'is_incident' THEN 'true'
        WHEN target = 'claim' THEN coalesce(of_claim ->> field, of_event ->> field)
        ELSE coalesce((SELECT told FROM added_up) ->> field, (SELECT told FROM uncorrected) ->> field)
    END AS was,
    value,
    CASE
        WHEN target = 'claim' THEN coalesce(list_contains(mended_claims.corrections, correction_id), false)
        WHEN field = 'is_incident' THEN (value = 'true') = coalesce((SELECT status FROM present) = 'current', false)
        WHEN field IN ('latitude', 'longitude') THEN true
        ELSE (SELECT told FROM present) ->> field IS NOT DISTINCT FROM value
    END AS is_applied,
    correction_id
FROM holding
LEFT JOIN extracted ON target = 'claim' AND extracted.claim_id = target_id
LEFT JOIN mended_claims ON target = 'claim' AND mended_claims.claim_id = target_id
ORDER BY "at" DESC, target, target_id, field
