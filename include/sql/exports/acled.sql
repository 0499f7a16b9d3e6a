-- Which conflict incidents happened, in the columns of ACLED?
--
-- Names, order and types of ACLED's export file after the ACLED Codebook (2024), sections "Event types", "Actors", "Time"
-- and "Geography". ACLED holds events that are dated to the month at least: what is undated or dated more widely is left
-- out. One row an incident, where ACLED writes one a day. event_date is the middle of the days it may have happened on,
-- and time_precision (1 day, 2 week, 3 month) says how far to trust it. fatalities is the best figure of those killed,
-- else the lowest, and 0 where articles give none. geo_precision is 1 for a town, 2 near one or in its district, 3 for a
-- larger region; null at sea. Null is what we cannot know: associates, the second actor's name unless they are
-- civilians, region, source_scale, tags. event_id_cnty is our incident_id; notes are the words of the earliest article.
WITH kinds AS (
    SELECT *
    FROM (VALUES
        (1, 'State forces', 'State forces'),
        (2, 'Rebel groups', 'Rebel group'),
        (3, 'Political militias', 'Political militia'),
        (4, 'Identity militias', 'Identity militia'),
        (5, 'Rioters', 'Rioters'),
        (6, 'Protesters', 'Protesters'),
        (7, 'Civilians', 'Civilians'),
        (8, 'External/Other forces', 'External/Other forces')
    ) AS listed(code, ours, theirs)
), words AS (
    SELECT incident_id, arg_min(sentence, (sentence_start, event_id)) AS notes
    FROM incident_history JOIN events USING (article_id) SEMI JOIN incident_events USING (incident_id, event_id)
    WHERE step = 1
    GROUP BY ALL
)
SELECT
    incident_id AS event_id_cnty,
    date_start + ((date_end - date_start) // 2)::INTEGER AS event_date,
    year(event_date)::INTEGER AS year,
    CASE date_prec WHEN 1 THEN 1 WHEN 4 THEN 3 ELSE 2 END::INTEGER AS time_precision,
    CASE
        WHEN event_type = 'Strategic developments' THEN event_type
        WHEN event_type = 'Protests' OR sub_event_type = 'Violent demonstration' THEN 'Demonstrations'
        WHEN event_type IS NOT NULL THEN 'Political violence'
    END AS disorder_type,
    event_type,
    sub_event_type,
    perpetrator AS actor1,
    NULL::VARCHAR AS assoc_actor_1,
    doer.theirs AS inter1,
    if(target_type = 'Civilians', concat('Civilians', ' (' || country || ')'), NULL) AS actor2,
    NULL::VARCHAR AS assoc_actor_2,
    victim.theirs AS inter2,
    if(doer.code <= victim.code, doer.theirs || '-' || victim.theirs, victim.theirs || '-' || doer.theirs) AS interaction,
    if(target_type = 'Civilians', 'Civilian targeting', NULL) AS civilian_targeting,
    iso::INTEGER AS iso,
    NULL::VARCHAR AS region,
    country,
    adm_1 AS admin1,
    NULL::VARCHAR AS admin2,
    NULL::VARCHAR AS admin3,
    coalesce(location, place_name) AS location,
    latitude,
    longitude,
    CASE WHEN where_prec = 1 THEN 1 WHEN where_prec <= 3 THEN 2 WHEN where_prec <= 6 THEN 3 END::INTEGER AS geo_precision,
    nullif(array_to_string(list_filter(list_distinct(outlets), lambda outlet: outlet <> ''), '; '), '') AS source,
    NULL::VARCHAR AS source_scale,
    notes,
    coalesce(best, 0)::INTEGER AS fatalities,
    NULL::VARCHAR AS tags,
    epoch(last_ingested)::BIGINT AS timestamp
FROM conflict_incidents
LEFT JOIN killed_by_incident USING (incident_id)
LEFT JOIN incident_reports USING (incident_id)
LEFT JOIN words USING (incident_id)
LEFT JOIN country_numbers USING (country_code)
LEFT JOIN kinds AS doer ON doer.ours = perpetrator_type
LEFT JOIN kinds AS victim ON victim.ours = target_type
WHERE date_start IS NOT NULL AND date_prec <= 4
ORDER BY event_date, incident_id
