-- Which conflict incidents killed people, in the columns of UCDP GED?
--
-- Names, order and types after the UCDP GED Codebook 25.1, section "Variables" (the same as in 24.1). GED holds events
-- with at least one death by an estimate and with a date: incidents that killed nobody, or that no article dates, are
-- left out. low, best and high are those of the standing questions. Deaths are deaths_a, _b and _civilians as far as
-- articles tell who died and the sides are known, else deaths_unknown; the four sum to best. type_of_violence is given
-- where the kinds of both sides are told (1, 2), or where people who do not fight back are attacked (3). Null is what we
-- cannot know: UCDP's own numbers and names of conflicts, dyads and actors, regions, and year where the incident may lie
-- in two. id is made of incident_id, which stands in relid; number_of_sources counts articles.
WITH typed AS (
    SELECT
        conflict_incidents.*,
        killed_by_incident.* EXCLUDE (incident_id),
        perpetrator_type IN ('Rebel groups', 'Political militias', 'Identity militias') AS is_group,
        target_type IN ('Rebel groups', 'Political militias', 'Identity militias') AS at_group,
        CASE
            WHEN perpetrator_type = 'State forces' AND at_group THEN 1
            WHEN is_group AND target_type = 'State forces' THEN 1
            WHEN is_group AND at_group THEN 2
            WHEN event_type = 'Violence against civilians' AND (is_group OR perpetrator_type = 'State forces')
                AND target_type = 'Civilians' THEN 3
        END AS kind
    FROM conflict_incidents JOIN killed_by_incident USING (incident_id)
    WHERE date_start IS NOT NULL AND high > 0
), attributed AS (
    SELECT
        *,
        least(civilians, best) AS civilian,
        if(kind = 1, least(state_forces, best - civilian), 0) AS of_a,
        if(kind = 1, least(non_state_fighters, best - civilian - of_a), 0) AS of_b
    FROM typed
)
SELECT
    ('0x' || left(md5(incident_id), 13))::BIGINT AS id,
    incident_id AS relid,
    if(year(date_start) = year(date_end), year(date_start), NULL)::INTEGER AS year,
    NULL::INTEGER AS active_year,
    NULL::VARCHAR AS code_status,
    kind::INTEGER AS type_of_violence,
    NULL::INTEGER AS conflict_dset_id,
    NULL::INTEGER AS conflict_new_id,
    NULL::VARCHAR AS conflict_name,
    NULL::INTEGER AS dyad_dset_id,
    NULL::INTEGER AS dyad_new_id,
    NULL::VARCHAR AS dyad_name,
    NULL::INTEGER AS side_a_dset_id,
    NULL::INTEGER AS side_a_new_id,
    if(perpetrator_type = 'State forces' OR kind IN (2, 3), perpetrator, NULL) AS side_a,
    NULL::INTEGER AS side_b_dset_id,
    NULL::INTEGER AS side_b_new_id,
    CASE WHEN kind = 3 THEN 'Civilians' WHEN kind = 1 AND is_group THEN perpetrator END AS side_b,
    n_articles::INTEGER AS number_of_sources,
    array_to_string(articles, '; ') AS source_article,
    array_to_string(outlets, ';') AS source_office,
    array_to_string(days, ';') AS source_date,
    array_to_string(titles, ';') AS source_headline,
    nullif(array_to_string(sources, '; '), '') AS source_original,
    where_prec::INTEGER AS where_prec,
    coalesce(location, place_name) AS where_coordinates,
    place_name AS where_description,
    adm_1,
    NULL::VARCHAR AS adm_2,
    latitude,
    longitude,
    'POINT (' || longitude || ' ' || latitude || ')' AS geom_wkt,
    (floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) + 1)::INTEGER AS priogrid_gid,
    country,
    NULL::INTEGER AS country_id,
    NULL::VARCHAR AS region,
    event_clarity::INTEGER AS event_clarity,
    date_prec::INTEGER AS date_prec,
    date_start,
    date_end,
    of_a::INTEGER AS deaths_a,
    of_b::INTEGER AS deaths_b,
    civilian::INTEGER AS deaths_civilians,
    (best - civilian - of_a - of_b)::INTEGER AS deaths_unknown,
    best::INTEGER AS best,
    high::INTEGER AS high,
    low::INTEGER AS low,
    NULL::INTEGER AS gwnoa,
    NULL::INTEGER AS gwnob
FROM attributed LEFT JOIN incident_reports USING (incident_id)
ORDER BY date_start, date_end, incident_id
